/** A real file all the way on both pairs: its parties are counted, a second load changes nothing, withdrawing gives the graph from before. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedPair, teamPair, type Pair } from '../support/pairs.ts';
import { recordSecret } from '../support/record-secret.ts';
import { longRun } from '../support/run-length.ts';
import { sharedData } from '../support/shared-data.ts';

const whole = sharedData('customs-declarations/declarations.csv');
const folder = mkdtempSync(join(tmpdir(), 'phecda-customs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The first rows of the file, which the usual run takes through both pairs. */
function part(path: string, rows: number): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  const cut = join(folder, 'declarations.csv');
  writeFileSync(cut, `${lines.slice(0, rows + 1).join('\n')}\n`);
  return cut;
}
const sampled = whole === null || longRun ? whole : part(whole, 4_000);

/** Distinct values of the file's columns, counted without any of the import's code. */
async function distinctInFile(file: string): Promise<Record<string, number>> {
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

describe
  .skipIf(whole === null)
  .each([
    ...(longRun ? ([['embedded', 'whole', embeddedPair]] as const) : []),
    ['embedded', 'sampled', embeddedPair],
    ['team', 'sampled', teamPair],
  ] as const)('customs declarations on the %s pair, %s', (name, extent, open) => {
  const file = (extent === 'whole' ? whole : sampled) ?? '';
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
    expected = await distinctInFile(file);
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
    dumps.set(`${name} ${extent}`, before);
  }, 600_000);

  it('is gone after withdrawal', async () => {
    const gone = await at().withdraw(fileId);
    expect(gone.entitiesRemoved).toBeGreaterThan(0);
    expect(await at().dump()).toBe(empty);
    expect(await count(`SELECT count(*) AS n FROM pair_month`)).toBe(0);
  }, 600_000);
});

describe.skipIf(whole === null)('both pairs', () => {
  it('hold the same graph', () => {
    expect(dumps.get('team sampled')).toBe(dumps.get('embedded sampled'));
    expect(dumps.get('embedded sampled')?.length).toBeGreaterThan(1_000_000);
  });
});
