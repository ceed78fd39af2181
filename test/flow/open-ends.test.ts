/** Ends that a file names without asserting them: late ones join, those of another dataset are found by a key, and what stays open is told. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyFile, withdrawFile } from '@phecda/etl';
import { parseMapping } from '@phecda/etl/mapping/load-mappings';
import { namedEnds, readOpenEnds, type OpenEnd } from '@phecda/etl/open-ends';
import { prepareFile } from '@phecda/etl/prepare/prepare-file';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { recordSecret } from '../support/record-secret.ts';
import { ontology } from '../fixtures/prepare.ts';

const mapping = (id: string, rest: string) => {
  const { mapping: parsed, faults } = parseMapping(
    `id: ${id}\ntitle: { zh: 甲, en: A }\ndataset: ${id}\nmode: delta\n${rest}`,
  );
  if (!parsed) throw new Error(JSON.stringify(faults));
  return parsed;
};
const firms = mapping(
  'firms',
  `fields:
  code: { columns: [code], clean: code, required: true }
  uscc: { columns: [uscc], clean: code }
records:
  firm: { type: Enterprise, key: [code], label: code, attributes: { customsCode: code, uscc: uscc } }
`,
);
const owners = (of: string) =>
  mapping(
    'owners',
    `fields:
  plate: { columns: [plate], clean: code, required: true }
  owner: { columns: [owner], clean: code }
  number: { columns: [number], clean: code }
  value: { columns: [value], clean: money }
records:
  truck: { type: Vehicle, key: [plate], label: plate, attributes: { plate: plate } }
  firm: { type: Enterprise, key: [owner], reference: true${of} }
relations:
  - { kind: owns, source: firm, target: truck }
events:
  - { type: Declaration, key: [number], trader: firm, vehicle: truck, direction: '=import', value: value, currency: '=CNY' }
`,
  );

const engines: readonly (readonly [string, () => Promise<Sql>])[] = [
  ['DuckDB', newDuckDb],
  ['PostgreSQL', newPostgres],
];

describe.each(engines)('ends that no record of the file gives, on %s', (_, openEngine) => {
  let sql: Sql;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phecda-ends-'));
    sql = await openEngine();
  });
  afterEach(async () => {
    await sql.close();
    await rm(folder, { recursive: true });
  });

  let files = 0;
  async function load(
    how: ReturnType<typeof mapping>,
    text: string,
    dataset = how.dataset,
  ): Promise<string> {
    const name = `f${++files}.csv`;
    const path = join(folder, name);
    await writeFile(path, text);
    const scratch = `${path}.duckdb`;
    const result = await prepareFile({
      path,
      fileName: name,
      mapping: { ...how, dataset },
      ontology,
      scratch,
      sourceDate: '2024-01-01',
      recordSecret,
    });
    const { fileId } = await applyFile(sql, {
      scratch,
      actor: 'tester',
      file: { ...result, name, mode: 'delta' },
    });
    return fileId!;
  }
  const kinds = async (): Promise<string[]> =>
    (
      await sql.query<{ kind: string }>(
        `SELECT kind FROM relation WHERE rev_to IS NULL ORDER BY kind`,
      )
    ).map(({ kind }) => kind);
  const open = (file: string, how: ReturnType<typeof mapping>): Promise<OpenEnd[]> =>
    readOpenEnds(sql, file, namedEnds(how));
  const rows = 'plate,owner,number,value\nB1,F1,D1,5\nB2,F2,D2,7\n';
  const both = ['carriesFor', 'owns'];

  it('join when another file of the dataset gives them late, and are told per file meanwhile', async () => {
    const how = owners('');
    const file = await load(how, rows);
    expect(await kinds()).toEqual([]);
    expect(await open(file, how)).toEqual([
      { kind: 'Declaration', end: 'trader', count: 2, row: 2 },
      { kind: 'owns', end: 'source', count: 2, row: 2 },
    ]);
    const late = await load(firms, 'code,uscc\nF1,U1\n', 'owners');
    expect(await kinds()).toEqual(both);
    expect(await open(file, how)).toMatchObject([
      { kind: 'Declaration', count: 1, row: 3 },
      { kind: 'owns', count: 1, row: 3 },
    ]);
    await withdrawFile(sql, late, 'tester', 'wrong');
    expect(await kinds()).toEqual([]);
  });

  it('are not found in another dataset by their own key alone', async () => {
    await load(firms, 'code,uscc\nF1,U1\n');
    const how = owners('');
    expect(await open(await load(how, rows), how)).toHaveLength(2);
    expect(await kinds()).toEqual([]);
  });

  it('of another dataset are found by the key that the mapping names, whichever comes first', async () => {
    const how = owners(', by: customsCode');
    const file = await load(how, rows);
    expect(await open(file, how)).toMatchObject([{ count: 2 }, { count: 2 }]);
    const registry = await load(firms, 'code,uscc\nF1,U1\n');
    expect(await kinds()).toEqual(both);
    expect(await open(file, how)).toMatchObject([
      { count: 1, row: 3 },
      { count: 1, row: 3 },
    ]);
    const [enterprise] = await sql.query<{ behaviour: string }>(
      `SELECT behaviour FROM entity WHERE rev_to IS NULL AND type = 'Enterprise'`,
    );
    expect(JSON.parse(enterprise!.behaviour)).toMatchObject({ valueIn: 500, declarationsIn: 1 });
    // Another record of the same firm, with the stronger key: the entity changes its name, the relation goes with it.
    await load(firms, 'code,uscc\nF9,U1\nF2,\n', 'customs');
    expect(await kinds()).toEqual([...both, ...both].sort());
    await withdrawFile(sql, registry, 'tester', 'wrong');
    expect(await kinds()).toEqual(both);
    expect(await open(file, how)).toMatchObject([
      { count: 1, row: 2 },
      { count: 1, row: 2 },
    ]);
    await withdrawFile(sql, file, 'tester', 'wrong');
    expect(await kinds()).toEqual([]);
    expect(await sql.query(`SELECT 1 AS x FROM record WHERE family = 'reference'`)).toEqual([]);
  });
});
