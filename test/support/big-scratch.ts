/** Big staged files for tests, made by DuckDB itself: an enterprise, its representative, the relation between them and a declaration for each row. */
import { DuckDBInstance } from '@duckdb/node-api';
import { stagedTables } from '@phecda/graph-schema/ports/sql';
import type { FileFacts } from '@phecda/graph-schema/truth/types';

export interface BigFile {
  readonly rows: number;
  /** A further edition says something else in every n-th row. */
  readonly edition?: number;
  readonly changedEvery?: number;
  /** Default 2024-01-01. */
  readonly sourceDate?: string;
  /** Characters of properties in each version. */
  readonly width?: number;
  readonly dataset?: string;
  readonly mode?: FileFacts['mode'];
}

export async function writeBigScratch(
  path: string,
  {
    rows,
    edition = 0,
    changedEvery = 1,
    sourceDate = '2024-01-01',
    width = 20,
    dataset = 'big',
  }: BigFile,
): Promise<void> {
  const instance = await DuckDBInstance.create(path, { threads: '2', memory_limit: '512MB' });
  const connection = await instance.connect();
  try {
    for (const [table, columns] of Object.entries(stagedTables))
      await connection.run(
        `CREATE TABLE ${table} (${columns.map((column) => column.replace(/^(\w+)/, '"$1"')).join(', ')})`,
      );
    const id = (kind: string, of: string): string =>
      `md5(concat('${dataset} ${kind} ', ${of}))::uuid`;
    const said = `CASE WHEN i % ${changedEvery} = 0 THEN ${edition} ELSE 0 END`;
    const version = (kind: string): string => `md5(concat('${kind} ', i, ' ', ${said}))::uuid`;
    const from = `FROM range(${rows}) r(i)`;
    const entity = (kind: string, type: string, key: string): string =>
      `SELECT ${id(kind, 'i')}, ${version(kind)}, 'entity', '${type}', concat('${type} ', i), concat('{"name":"${type} ', i, '","note":"', repeat('x', ${width}), ${said}, '"}'), ${key}, '', NULL, NULL, NULL, NULL, NULL ${from}`;
    await connection.run(
      `INSERT INTO version ${entity('e', 'Enterprise', `concat('Enterprise:uscc:', i // 2)`)}
       UNION ALL ${entity('p', 'Person', `concat('Person:idCard:', i)`)}
       UNION ALL SELECT ${id('r', 'i')}, ${version('r')}, 'relation', 'legalRepresentative', NULL, '{}', '', '', NULL, ${id('p', 'i')}, ${id('e', 'i')}, DATE '2020-01-01' + i::INTEGER % 900, NULL ${from}`,
    );
    const columns = `record_id, version, number, date, direction, trader, overseas, hs_code, origin, value, currency, mass`;
    await connection.run(
      `INSERT INTO declaration (${columns}) SELECT ${id('d', 'i')}, ${version('d')}, concat('N', i), DATE '2023-01-01' + (i * 7 % 700)::INTEGER, 'import',
         ${id('e', 'i % 1000')}, ${id('e', '(i + 1) % 1000')}, '640299', 'JP', 1000 + i + ${said}, 'CNY', 5 ${from}`,
    );
    for (const table of ['version', 'declaration'])
      await connection.run(
        `INSERT INTO assertion SELECT record_id, version, DATE '${sourceDate}', row_number() OVER () + 1, 1 FROM ${table}`,
      );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export function bigFileFacts(name: string, file: BigFile): FileFacts {
  return {
    dataset: file.dataset ?? 'big',
    name,
    sha256: `${name} ${JSON.stringify(file)}`,
    mappingId: 'big',
    mappingHash: '',
    mode: file.mode ?? 'snapshot',
    sourceDate: file.sourceDate ?? '2024-01-01',
    bytes: 1,
    rowsRead: file.rows,
    rowsLoaded: file.rows,
    rowsQuarantined: 0,
  };
}
