/** A real file all the way on both pairs: its parties are counted, a second load changes nothing, withdrawing gives the graph from before. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedPair, teamPair, type Pair } from '../support/pairs.ts';
import { recordSecret } from '../support/record-secret.ts';

const file = join(
  import.meta.dirname,
  '../../../shared/data/customs-declarations/declarations.csv',
);
const there = existsSync(file);
if (!there)
  console.warn(`LEFT OUT: the customs-declarations file is not beside the checkout (${file}).`);

/** Distinct values of the file's columns, counted without any of the import's code. */
async function distinctInFile(): Promise<Record<string, number>> {
  const sql = await openDuckDb({ path: ':memory:', recordSecret });
  const count = (column: string) => `count(DISTINCT nullif(trim("${column}"), '')) AS "${column}"`;
  const [row] = await sql.query<Record<string, number>>(
    `SELECT ${['Importer ID', 'Declarant ID', 'Seller ID', 'Courier ID', 'Office ID'].map(count).join(', ')}, count(*) AS rows
     FROM read_csv('${file}', all_varchar = true, header = true)`,
  );
  await sql.close();
  return row ?? {};
}

const withRole = (role: string) =>
  `SELECT count(DISTINCT entity_id) AS n FROM record JOIN version USING (record_id, version)
   WHERE record.type = 'Enterprise' AND version.props LIKE '%"${role}"%'`;
const ofType = (type: string) =>
  `SELECT count(*) AS n FROM entity WHERE type = '${type}' AND rev_to IS NULL`;

const dumps = new Map<string, string>();

describe.skipIf(!there).each([
  ['embedded', embeddedPair],
  ['team', teamPair],
])('customs declarations on the %s pair', (name, open) => {
  let pair: Pair | null;
  let expected: Record<string, number>;
  let fileId = '';
  let empty = '';
  const at = (): Pair => {
    if (pair === null) throw new Error('Neo4j cannot run here.');
    return pair;
  };
  const count = async (text: string): Promise<number> =>
    (await at().sql.query<{ n: number }>(text))[0]?.n ?? -1;

  beforeAll(async () => {
    pair = await open();
    expected = await distinctInFile();
    empty = await at().dump();
    const summary = await at().load(file, 'customs-declarations', { sourceDate: '2021-01-01' });
    fileId = summary.fileId ?? '';
    expect(summary.rowsLoaded + summary.rowsQuarantined).toBe(expected['rows']);
    expect(summary.rowsQuarantined).toBe(0);
  }, 900_000);
  afterAll(() => pair?.close());

  it('counts importers, declarants, sellers, couriers and offices as the file does', async () => {
    expect(await count(withRole('consignee'))).toBe(expected['Importer ID']);
    expect(await count(withRole('broker'))).toBe(expected['Declarant ID']);
    expect(await count(withRole('courier'))).toBe(expected['Courier ID']);
    expect(await count(ofType('OverseasParty'))).toBe(expected['Seller ID']);
    expect(await count(ofType('Port'))).toBe(expected['Office ID']);
    expect(await count(`SELECT count(*) AS n FROM declaration`)).toBe(expected['rows']);
  });

  it('shows the same entities in the view as in the truth', async () => {
    const statistics = await at().store.statistics();
    expect(statistics.byType['OverseasParty']).toBe(expected['Seller ID']);
    expect(statistics.byType['Port']).toBe(expected['Office ID']);
    expect(statistics.relations).toBe(
      await count(`SELECT count(*) AS n FROM relation WHERE rev_to IS NULL`),
    );
  });

  it('changes nothing when loaded again', async () => {
    const before = await at().dump();
    const again = await at().load(file, 'customs-declarations', { sourceDate: '2021-01-01' });
    expect(again.revision).toBeNull();
    expect(
      again.entitiesAdded +
        again.entitiesChanged +
        again.entitiesRemoved +
        again.relationsAdded +
        again.relationsChanged +
        again.relationsRemoved,
    ).toBe(0);
    expect(await at().dump()).toBe(before);
    dumps.set(name, before);
  }, 600_000);

  it('is gone after withdrawal', async () => {
    const gone = await at().withdraw(fileId);
    expect(gone.entitiesRemoved).toBeGreaterThan(0);
    expect(await at().dump()).toBe(empty);
    expect(await count(`SELECT count(*) AS n FROM pair_month`)).toBe(0);
  }, 600_000);
});

describe.skipIf(!there)('both pairs', () => {
  it('hold the same graph', () => {
    expect(dumps.get('team')).toBe(dumps.get('embedded'));
    expect(dumps.get('embedded')?.length).toBeGreaterThan(1_000_000);
  });
});
