/** What analysis runs read beside the graph, the same on both engines: amounts, days, ports and goods. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOntology } from '@phecda/graph-schema';
import type { Sql, SqlValue } from '@phecda/graph-schema/ports/sql';
import { serverItself } from '@phecda/server/features/viewer';
import { analysisColumns } from '@phecda/server/reading/analysis-columns';
import { truthFor } from '@phecda/server/reading/truth';
import { newDuckDb, newPostgres } from '../support/truths.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [shell, person, port, goods] = [1, 2, 3, 4].map(id) as [string, string, string, string];
const recordOf = (entity: string): string => entity.replace('4000', '4111');

async function fill(sql: Sql): Promise<void> {
  const entity = (
    entityId: string,
    type: string,
    label: string,
    behaviour: unknown,
    props: unknown = {},
  ): SqlValue[] => [
    entityId,
    recordOf(entityId),
    type,
    label,
    JSON.stringify(props),
    '',
    'test',
    JSON.stringify(behaviour),
    id(9),
    1,
  ];
  await sql.write(async (tx) => {
    await tx.append(
      'entity',
      [
        'entity_id',
        'record',
        'type',
        'label',
        'props',
        'tags',
        'sources',
        'behaviour',
        'digest',
        'rev_from',
      ],
      [
        entity(shell, 'Enterprise', '空壳', {
          declarationsIn: 3,
          declarationsOut: 1,
          firstDeclared: '2025-02-03',
          lastDeclared: '2026-04-05',
          valueIn: 70_000,
          valueOut: 1_200,
        }),
        entity(person, 'Person', '某甲', { rolesHeld: 2 }),
        entity(port, 'Port', '蛇口海关', {}),
        entity(goods, 'HSCode', '0303', {}, { description: ['冻鱼'] }),
      ],
    );
    const relation = (n: number, kind: string, target: string, props: unknown): SqlValue[] => [
      id(n),
      kind,
      shell,
      target,
      '[]',
      1,
      'test',
      JSON.stringify(props),
      id(9),
      1,
    ];
    await tx.append(
      'relation',
      [
        'relation_id',
        'kind',
        'source',
        'target',
        'periods',
        'weight',
        'sources',
        'props',
        'digest',
        'rev_from',
      ],
      [
        relation(21, 'filesAt', port, { count: 4, value: 71_200 }),
        relation(22, 'dealsIn', goods, { count: 2, value: 30_000 }),
        relation(23, 'hasPhone', person, {}),
      ],
    );
  });
}

for (const [engine, open] of [
  ['DuckDB', newDuckDb],
  ['PostgreSQL', newPostgres],
] as const)
  describe(`columns of analyses on ${engine}`, () => {
    let sql: Sql;
    beforeAll(async () => {
      sql = await open();
      await fill(sql);
    });
    afterAll(() => sql?.close());

    it('tell amounts, days, ports and goods', async () => {
      const columns = analysisColumns(truthFor(serverItself, sql, loadOntology()));
      const rows = await columns.entities([shell, person, id(99)]);
      expect([...rows].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
        {
          id: shell,
          record: recordOf(shell),
          type: 'Enterprise',
          label: '空壳',
          amount: 71_200,
          declarations: 4,
          firstActivity: '2025-02-03',
          lastActivity: '2026-04-05',
        },
        {
          id: person,
          record: recordOf(person),
          type: 'Person',
          label: '某甲',
          amount: null,
          declarations: 0,
          firstActivity: null,
          lastActivity: null,
        },
      ]);
      const trade = await columns.trade([shell]);
      expect([...trade].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
        {
          enterprise: shell,
          kind: 'port',
          id: port,
          label: '蛇口海关',
          declarations: 4,
          amount: 71_200,
        },
        {
          enterprise: shell,
          kind: 'goods',
          id: goods,
          label: '0303 冻鱼',
          declarations: 2,
          amount: 30_000,
        },
      ]);
    });
  });
