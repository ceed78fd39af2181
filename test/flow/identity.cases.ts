/** How entities are named and what is said when they merge or split: case by case, and against a model over random worlds; run on every engine. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addJudgements, retractJudgement, withdrawFile } from '@phecda/etl/commands';
import type { Ontology } from '@phecda/graph-schema';
import * as model from '@phecda/graph-schema/model';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { entityIdOfKey, entityIdOfRecord } from '@phecda/graph-schema/truth/entity-id';
import { feedOf } from '@phecda/graph-schema/truth/feed';
import { plainRecordId } from '@phecda/graph-schema/truth/record-id';
import { relationIdOf } from '@phecda/server/reading/entities';
import { entityIdsOf, requireRecordId } from '@phecda/server/reading/entity-ids';
import { readChange } from '@phecda/server/reading/changes';
import { recordSecret } from '../support/record-secret.ts';
import { loadWorld, randomFiles } from './random-world.ts';
import { graphText, idOf, loadStaged, type StagedFile, type StagedItem } from './staged-world.ts';
import { loadOntology } from '@phecda/graph-schema';
import { truthFor, type ViewedTruth } from '@phecda/server/reading/truth';
import { serverItself } from '@phecda/server/features/viewer';

const asServer = (sql: Sql): ViewedTruth => truthFor(serverItself, sql, loadOntology());

const uscc = (value: string): string => `Enterprise:uscc:${value}`;
const customs = (value: string): string => `Enterprise:customsCode:${value}`;
const named = (key: string): string => entityIdOfKey(recordSecret, key);

const enterprise = (key: string, keys: readonly string[]): StagedItem => ({
  family: 'entity',
  type: 'Enterprise',
  key,
  label: key,
  keys,
});
const file = (dataset: string, ...items: readonly StagedItem[]): StagedFile => ({
  name: `${dataset}-${JSON.stringify(items).length}`,
  dataset,
  sourceDate: '2024-01-01',
  items,
});
const enterpriseId = (dataset: string, key: string): string => idOf(dataset, 'Enterprise', key);

/** Record → entity, of records that stand for themselves. */
async function partition(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.query<{ record_id: string; entity_id: string }>(
    `SELECT record_id, entity_id FROM record WHERE family = 'entity' AND anchor IS NULL`,
  );
  return new Map(rows.map((row) => [row.record_id, row.entity_id]));
}

function ranks(type: string): string[] {
  const types: Ontology['entityTypes'] = model.entityTypes;
  return (types[type]?.attributes ?? [])
    .filter(({ identifier }) => identifier)
    .map(({ name }) => name);
}

/** Names of the groups that the records are in, by the rule alone. */
async function expectedNames(sql: Sql): Promise<Map<string, string>> {
  const groupOf = await partition(sql);
  const held = await sql.query<{ record_id: string; key: string; type: string }>(
    `SELECT k.record_id, k.key, r.type FROM record_key k JOIN record r ON r.record_id = k.record_id ORDER BY k.record_id`,
  );
  const ignored = await sql.query<{ record: string; key: string }>(
    `SELECT left_record AS record, key FROM judgement WHERE kind = 'ignoreKey' AND retracted_revision IS NULL`,
  );
  const owned = new Map<string, { rank: number; key: string }[]>();
  const taken = new Set<string>();
  for (const { record_id: record, key, type } of held) {
    if (ignored.some((one) => one.record === record && one.key === key) || taken.has(key)) continue;
    taken.add(key);
    const place = ranks(type).indexOf(key.split(':')[1] ?? '');
    const group = groupOf.get(record)!;
    owned.set(group, [...(owned.get(group) ?? []), { rank: place < 0 ? Infinity : place, key }]);
  }
  const names = new Map<string, string>();
  for (const record of [...groupOf.keys()].sort()) {
    const group = groupOf.get(record)!;
    if (names.has(group)) continue;
    const [least] = (owned.get(group) ?? []).sort(
      (a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1),
    );
    names.set(group, least ? named(least.key) : entityIdOfRecord(recordSecret, record));
  }
  return names;
}

async function expectNamesByTheRule(sql: Sql): Promise<void> {
  for (const [group, name] of await expectedNames(sql)) expect(group).toBe(name);
  const rows = await sql.query<{ entity_id: string; record: string }>(
    `SELECT entity_id, record FROM entity WHERE rev_to IS NULL`,
  );
  const least = new Map<string, string>();
  for (const [record, entity] of await partition(sql))
    if (!(least.get(entity)! < record)) least.set(entity, record);
  expect(new Map(rows.map((row) => [row.entity_id, row.record]))).toEqual(least);
}

interface Told {
  readonly mergedInto: { from: string; into: string }[];
  readonly splitFrom: { entity: string; from: string }[];
  readonly relationsMergedInto: { from: string; into: string }[];
  readonly removed: string[];
  readonly removedRelations: string[];
  readonly brought: string[];
}

async function toldBy(sql: Sql, revision: number): Promise<Told> {
  const told: Told = {
    mergedInto: [],
    splitFrom: [],
    relationsMergedInto: [],
    removed: [],
    removedRelations: [],
    brought: [],
  };
  for await (const chunk of feedOf(sql, { chunkSize: 2 }).changesOf(revision)) {
    told.mergedInto.push(...chunk.mergedInto);
    told.splitFrom.push(...chunk.splitFrom);
    told.relationsMergedInto.push(...chunk.relationsMergedInto);
    told.removed.push(...chunk.removeEntities);
    told.removedRelations.push(...chunk.removeRelations);
    told.brought.push(...chunk.upsertRelations.map(({ id }) => id));
  }
  return told;
}

/** What has to be said of a step from one partition to another. */
function expectedTold(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Pick<Told, 'mergedInto' | 'splitFrom'> {
  const stands = new Set(after.values());
  const counts = new Map<string, Map<string, number>>();
  for (const [record, was] of before) {
    const now = after.get(record);
    if (now === undefined || now === was) continue;
    const into = counts.get(was) ?? new Map<string, number>();
    counts.set(was, into.set(now, (into.get(now) ?? 0) + 1));
  }
  const mergedInto: Told['mergedInto'] = [];
  const splitFrom: Told['splitFrom'] = [];
  for (const [from, into] of counts) {
    const [heir, ...others] = [...into]
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([id]) => id);
    if (stands.has(from)) splitFrom.push({ entity: heir!, from });
    else mergedInto.push({ from, into: heir! });
    splitFrom.push(...others.map((entity) => ({ entity, from })));
  }
  return { mergedInto, splitFrom };
}

const sorted = (list: readonly object[]): string[] =>
  list.map((one) => JSON.stringify(Object.entries(one).sort())).sort();

export function describeIdentity(engine: string, open: () => Promise<Sql>, runs: number): void {
  describe(`identity on ${engine}`, () => {
    let sql: Sql;
    beforeEach(async () => {
      sql = await open();
    });
    afterEach(() => sql.close());
    const entityOf = async (dataset: string, key: string): Promise<string | undefined> =>
      (await partition(sql)).get(enterpriseId(dataset, key));
    const relation = (dataset: string, from: string, to: string): StagedItem => ({
      family: 'relation',
      type: 'shareholder',
      source: enterpriseId(dataset, from),
      target: enterpriseId(dataset, to),
    });

    it('keeps the name when further sources describe the same thing, and touches no relation', async () => {
      const names = Array.from({ length: 8 }, (_, n) => `E${n}`);
      await loadStaged(
        sql,
        file(
          'registry',
          ...names.map((name) => enterprise(name, [uscc(name)])),
          ...names.slice(1).map((name) => relation('registry', 'E0', name)),
        ),
      );
      const before = await partition(sql);
      for (const dataset of ['tax', 'trade', 'risk']) {
        const summary = await loadStaged(
          sql,
          file(dataset, ...names.map((name) => enterprise(name, [uscc(name), customs(name)]))),
        );
        expect(summary).toMatchObject({
          entitiesAdded: 0,
          entitiesRemoved: 0,
          entitiesChanged: 8,
          relationsAdded: 0,
          relationsRemoved: 0,
        });
      }
      const after = await partition(sql);
      for (const [record, entity] of before) expect(after.get(record)).toBe(entity);
      expect([...new Set(after.values())].sort()).toEqual(
        names.map((name) => named(uscc(name))).sort(),
      );
      expect(await sql.query('SELECT * FROM lineage')).toEqual([]);
      await expectNamesByTheRule(sql);
    });

    it('names by the least of several values of the strongest key, and by the other when the source that brought it goes', async () => {
      await loadStaged(sql, file('registry', enterprise('A', [customs('C'), uscc('2')])));
      const { fileId } = await loadStaged(
        sql,
        file('tax', enterprise('A9', [customs('C'), uscc('1')])),
      );
      expect(await entityOf('registry', 'A')).toBe(named(uscc('1')));
      const merged = await toldBy(sql, 2);
      expect(merged.mergedInto).toEqual([{ from: named(uscc('2')), into: named(uscc('1')) }]);
      expect(merged.removed).toEqual([named(uscc('2'))]);
      await withdrawFile(sql, fileId!, 'tester', 'wrong');
      expect(await entityOf('registry', 'A')).toBe(named(uscc('2')));
      expect((await toldBy(sql, 3)).mergedInto).toEqual([
        { from: named(uscc('1')), into: named(uscc('2')) },
      ]);
      await expectNamesByTheRule(sql);
    });

    it('gives the strongest key to one side where people judged records different, and passes it on when that side goes', async () => {
      await loadStaged(sql, file('registry', enterprise('A', [uscc('1'), customs('a')])));
      await loadStaged(sql, file('tax', enterprise('B', [uscc('1'), customs('b')])));
      const [a, b] = [enterpriseId('registry', 'A'), enterpriseId('tax', 'B')];
      const { judgementIds } = await addJudgements(
        sql,
        [{ kind: 'different', left: a, right: b }],
        'tester',
        'two shops',
      );
      const [smaller, larger] = a < b ? (['a', 'b'] as const) : (['b', 'a'] as const);
      const of = { a: () => entityOf('registry', 'A'), b: () => entityOf('tax', 'B') };
      expect(await of[smaller]()).toBe(named(uscc('1')));
      expect(await of[larger]()).toBe(named(customs(larger)));
      expect(await toldBy(sql, 3)).toMatchObject({
        mergedInto: [],
        splitFrom: [{ entity: named(customs(larger)), from: named(uscc('1')) }],
      });
      await expectNamesByTheRule(sql);

      const files = await sql.query<{ file_id: string; dataset: string }>(
        `SELECT file_id, dataset FROM file`,
      );
      const owner = files.find(({ dataset }) => dataset === (smaller === 'a' ? 'registry' : 'tax'));
      await withdrawFile(sql, owner!.file_id, 'tester', 'gone');
      expect(await of[larger]()).toBe(named(uscc('1')));
      await expectNamesByTheRule(sql);

      await retractJudgement(sql, judgementIds[0]!, 'tester', 'no');
      expect(await of[larger]()).toBe(named(uscc('1')));
      await expectNamesByTheRule(sql);
    });

    it('takes the strongest key from a record that is to ignore it', async () => {
      await loadStaged(sql, file('registry', enterprise('A', [uscc('1'), customs('a')])));
      await loadStaged(sql, file('tax', enterprise('B', [uscc('1')])));
      const before = await graphText(sql);
      const { judgementIds } = await addJudgements(
        sql,
        [{ kind: 'ignoreKey', left: enterpriseId('registry', 'A'), key: uscc('1') }],
        'tester',
        'mistyped',
      );
      expect(await entityOf('registry', 'A')).toBe(named(customs('a')));
      expect(await entityOf('tax', 'B')).toBe(named(uscc('1')));
      await retractJudgement(sql, judgementIds[0]!, 'tester', 'no');
      expect(await graphText(sql)).toBe(before);
    });

    it('says what became of the relations of a renamed entity', async () => {
      await loadStaged(
        sql,
        file(
          'registry',
          enterprise('A', [customs('C')]),
          enterprise('B', [uscc('9')]),
          relation('registry', 'A', 'B'),
        ),
      );
      const [old] = await sql.query<{ relation_id: string }>(`SELECT relation_id FROM relation`);
      await loadStaged(sql, file('tax', enterprise('A9', [customs('C'), uscc('1')])));
      const told = await toldBy(sql, 2);
      expect(told.mergedInto).toEqual([{ from: named(customs('C')), into: named(uscc('1')) }]);
      expect(told.removedRelations).toEqual([old!.relation_id]);
      expect(told.relationsMergedInto).toEqual([{ from: old!.relation_id, into: told.brought[0] }]);
    });

    it('finds today’s entity and relation by what a reference held before they were renamed', async () => {
      await loadStaged(
        sql,
        file(
          'registry',
          enterprise('A', [customs('C')]),
          enterprise('B', [uscc('9')]),
          relation('registry', 'A', 'B'),
        ),
      );
      const [old] = await sql.query<{ relation_id: string }>(`SELECT relation_id FROM relation`);
      await loadStaged(sql, file('tax', enterprise('A9', [customs('C'), uscc('1')])));
      const now = named(uscc('1'));
      const asked = [
        enterpriseId('registry', 'A'),
        enterpriseId('tax', 'A9').toUpperCase(),
        named(customs('C')),
        now,
        plainRecordId('registry', 'Enterprise', ['A']),
        named('nothing'),
      ];
      expect(await entityIdsOf(asServer(sql), asked)).toEqual(
        new Map(asked.slice(0, 5).map((id) => [id, now])),
      );
      const smallest = [enterpriseId('registry', 'A'), enterpriseId('tax', 'A9')].sort()[0];
      expect(await requireRecordId(asServer(sql), named(customs('C')))).toBe(smallest);
      expect(await requireRecordId(asServer(sql), enterpriseId('tax', 'A9'))).toBe(
        enterpriseId('tax', 'A9'),
      );
      const [current] = await sql.query<{ relation_id: string }>(
        `SELECT relation_id FROM relation WHERE rev_to IS NULL`,
      );
      expect(await relationIdOf(asServer(sql), old!.relation_id, model.relationKinds)).toBe(
        current!.relation_id,
      );
      expect(await readChange(asServer(sql), 2, model.relationKinds)).toMatchObject({
        mergedInto: [{ from: named(customs('C')), into: now }],
        splitFrom: [],
        relationsMergedInto: [{ from: old!.relation_id, into: current!.relation_id }],
        more: false,
      });
    });

    it('names, lineage and feed are by the rule in random worlds, whatever is judged, loaded and withdrawn', () =>
      fc.assert(
        fc.asyncProperty(
          randomFiles(4),
          fc.array(
            fc.record({
              kind: fc.constantFrom('same', 'different', 'ignoreKey', 'retract', 'withdraw'),
              after: fc.nat({ max: 4 }),
              i: fc.nat(),
              j: fc.nat(),
            }),
            { minLength: 2, maxLength: 6 },
          ),
          async (files, deeds) => {
            const world = await open();
            try {
              const ids = new Map<string, string>();
              let before = await partition(world);
              const check = async (): Promise<void> => {
                await expectNamesByTheRule(world);
                const after = await partition(world);
                const told = await toldBy(world, await world.revision());
                const expected = expectedTold(before, after);
                expect(sorted(told.mergedInto)).toEqual(sorted(expected.mergedInto));
                expect(sorted(told.splitFrom)).toEqual(sorted(expected.splitFrom));
                const gone = new Set(told.removedRelations);
                for (const { from } of told.relationsMergedInto) expect(gone).toContain(from);
                before = after;
              };
              for (const [index] of files.entries()) {
                await loadWorld(world, files.slice(0, index + 1), ids);
                before = index === 0 ? new Map() : before;
                await check();
                for (const deed of deeds.filter(({ after }) => after % files.length === index)) {
                  const revision = await world.revision();
                  await act(world, deed, ids);
                  if ((await world.revision()) > revision) await check();
                }
              }
            } finally {
              await world.close();
            }
          },
        ),
        { numRuns: runs, endOnFailure: true },
      ));
  });
}

interface Deed {
  readonly kind: 'same' | 'different' | 'ignoreKey' | 'retract' | 'withdraw';
  readonly i: number;
  readonly j: number;
}

async function act(sql: Sql, { kind, i, j }: Deed, ids: Map<string, string>): Promise<void> {
  const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];
  if (kind === 'withdraw') {
    const name = pick([...ids.keys()], i);
    if (name !== undefined) await withdrawFile(sql, ids.get(name)!, 'tester', 'x');
    return;
  }
  if (kind === 'retract') {
    const made = await sql.query<{ id: string }>(
      `SELECT judgement_id AS id FROM judgement WHERE retracted_revision IS NULL ORDER BY revision, kind, left_record`,
    );
    const judgement = pick(made, i);
    if (judgement) await retractJudgement(sql, judgement.id, 'tester', 'x');
    return;
  }
  const records = await sql.query<{ id: string; type: string }>(
    `SELECT record_id AS id, type FROM record WHERE family = 'entity' AND anchor IS NULL ORDER BY record_id`,
  );
  const left = pick(records, i);
  if (!left) return;
  if (kind === 'ignoreKey') {
    const keys = await sql.query<{ key: string }>(
      `SELECT key FROM record_key WHERE record_id = $1::uuid ORDER BY key`,
      [left.id],
    );
    const key = pick(keys, j)?.key;
    if (key !== undefined) await addJudgements(sql, [{ kind, left: left.id, key }], 'tester', 'x');
    return;
  }
  const right = pick(
    records.filter(({ id, type }) => type === left.type && id !== left.id),
    j,
  );
  if (right) await addJudgements(sql, [{ kind, left: left.id, right: right.id }], 'tester', 'x');
}
