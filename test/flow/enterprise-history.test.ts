/** What drift tracking reads of enterprises and cases, the same on both engines. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOntology } from '@phecda/graph-schema';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { serverItself } from '@phecda/server/features/viewer';
import { analysisColumns } from '@phecda/server/reading/analysis-columns';
import { casesOfMembers } from '@phecda/server/reading/case-parties';
import { entityIdsOf } from '@phecda/server/reading/entity-ids';
import { truthFor, type ViewedTruth } from '@phecda/server/reading/truth';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { idOf, loadStaged, type StagedItem } from './staged-world.ts';

const shell = idOf('trade', 'Enterprise', 'shell');
const port = idOf('trade', 'Port', 'port');

const declared = (number: string, date: string | null, rest: Partial<StagedItem>): StagedItem =>
  ({
    family: 'event',
    number,
    date,
    direction: 'import',
    parties: { trader: shell, port },
    ...rest,
  }) as StagedItem;

const items: StagedItem[] = [
  {
    family: 'entity',
    type: 'Enterprise',
    key: 'shell',
    label: '空壳',
    props: { registrationDate: '2025-03', customsRegistrationDate: '2025-04-02' },
  },
  { family: 'entity', type: 'Port', key: 'port', label: '高栏海关' },
  ...['Pacific Trading S.A.', 'PACIFIC GOODS', 'Crown Foods'].map((label): StagedItem => ({
    family: 'entity',
    type: 'OverseasParty',
    key: label,
    label,
    props: { country: 'BR' },
  })),
  {
    family: 'entity',
    type: 'Case',
    key: 'audit',
    label: '稽查1号',
    props: { openedDate: '2024-01-01', caseKind: 'audit' },
  },
  {
    family: 'entity',
    type: 'Case',
    key: 'seizure',
    label: '查获1号',
    props: { openedDate: '2025-01-01', caseKind: 'seizure' },
  },
  ...['audit', 'seizure'].map((key): StagedItem => ({
    family: 'relation',
    type: 'subjectOf',
    source: shell,
    target: idOf('trade', 'Case', key),
  })),
  // 20 yuan per kilogram: 2^4 to 2^5.
  declared('1', '2025-06-01', { hs: '0303890090', origin: 'VN', value: 200_000, mass: 100_000 }),
  declared('2', '2025-06-01', { hs: '0303890010', origin: 'VN', value: 210_000, mass: 100_000 }),
  declared('3', '2025-06-02', { hs: '0303890090', origin: 'VN', value: 50_000, mass: 100_000 }),
  declared('4', '2025-06-03', { parties: { trader: shell } }),
  declared('5', null, { hs: '0303890090' }),
];

for (const [engine, open] of [
  ['DuckDB', newDuckDb],
  ['PostgreSQL', newPostgres],
] as const)
  describe(`history of enterprises on ${engine}`, () => {
    let sql: Sql;
    let truth: ViewedTruth;
    let entity: string;
    let at: string;
    beforeAll(async () => {
      sql = await open();
      await loadStaged(sql, { name: 'trade', dataset: 'trade', sourceDate: '2025-07-01', items });
      truth = truthFor(serverItself, sql, loadOntology());
      const ids = await entityIdsOf(truth, [shell, port]);
      [entity, at] = [ids.get(shell) ?? '', ids.get(port) ?? ''];
    });
    afterAll(() => sql?.close());

    it('tells when it came to be; a month begins with its first day', async () => {
      expect(await analysisColumns(truth).beginnings([entity, at])).toEqual([
        {
          id: entity,
          registered: '2025-03-01',
          customsRegistered: '2025-04-02',
          firstActivity: '2025-06-01',
        },
      ]);
    });

    it('tells what it filed day by day, alike declarations as one row, undated ones not at all', async () => {
      const filed = { enterprise: entity, port: at, portLabel: '高栏海关', mode: '' };
      const fish = { ...filed, heading: '0303', origin: 'VN' };
      expect(await analysisColumns(truth).filings([entity])).toEqual([
        {
          ...fish,
          day: '2025-06-01',
          priceBand: 4,
          declarations: 2,
          amount: 410_000,
          mass: 200_000,
        },
        {
          ...fish,
          day: '2025-06-02',
          priceBand: 2,
          declarations: 1,
          amount: 50_000,
          mass: 100_000,
        },
        {
          ...filed,
          port: null,
          portLabel: '',
          heading: '',
          origin: '',
          day: '2025-06-03',
          priceBand: null,
          declarations: 1,
          amount: 0,
          mass: 0,
        },
      ]);
    });

    it('tells overseas parties whose names share a telling word', async () => {
      const record = idOf('trade', 'OverseasParty', 'Pacific Trading S.A.');
      const seller = (await entityIdsOf(truth, [record])).get(record) ?? '';
      const like = await analysisColumns(truth).overseasLike([seller]);
      expect(like.map(({ label, country }) => `${label} ${country}`).sort()).toEqual([
        'PACIFIC GOODS BR',
        'Pacific Trading S.A. BR',
      ]);
    });

    it('tells seizures before other findings', async () => {
      const cases = await casesOfMembers(truth, [entity]);
      expect(cases.map(({ label, day, kind, members }) => [label, day, kind, members])).toEqual([
        ['查获1号', '2025-01-01', 'seizure', 1],
        ['稽查1号', '2024-01-01', 'audit', 1],
      ]);
    });
  });
