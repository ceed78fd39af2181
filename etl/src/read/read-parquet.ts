/** Read step for Parquet: DuckDB's own reader; every column as text. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportAbort } from '../errors.ts';
import { identifier, literal } from '../mapping/sql-text.ts';
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import { checkHeader } from './header.ts';
import { fileFacts } from './text-encoding.ts';

export async function readParquet(context: PrepareContext): Promise<RawTable> {
  const { connection, job } = context;
  const { columns, select } = await parquetColumns(connection, job.path, job.limits.columns);
  const { bytes, sha256 } = await fileFacts(job.path);
  await guarded(() => connection.run(`CREATE TABLE raw AS ${select}`));
  const [[count] = []] = (await connection.runAndReadAll('SELECT count(*) FROM raw')).getRows();
  const facts = { format: 'parquet', encoding: null, delimiter: null, bytes, sha256 } as const;
  return { ...facts, columns, rowSql: 'raw.rowid + 1', rows: Number(count), refused: 0 };
}

/** Column names, and the query that yields c0, c1 … as text. */
export async function parquetColumns(
  connection: DuckDBConnection,
  path: string,
  limit: number,
): Promise<{ columns: string[]; select: string }> {
  const source = `read_parquet(${literal(path)}, file_row_number = false)`;
  const described = await guarded(() =>
    connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`),
  );
  const found = described
    .getRows()
    .map(([name, type]) => ({ name: String(name), type: String(type) }));
  const columns = checkHeader(
    found.map(({ name }) => name),
    limit,
  );
  const list = found.map(
    ({ name, type }, index) => `${asText(identifier(name), type)} AS c${index}`,
  );
  return { columns, select: `SELECT ${list.join(', ')} FROM ${source}` };
}

function asText(column: string, type: string): string {
  if (/\[\d*\]$/.test(type))
    return /STRUCT|MAP/.test(type)
      ? `CAST(to_json(${column}) AS VARCHAR)`
      : `array_to_string(list_transform(${column}, lambda x: CAST(x AS VARCHAR)), chr(10))`;
  if (/^(?:STRUCT|MAP)/.test(type)) return `CAST(to_json(${column}) AS VARCHAR)`;
  if (/^(?:DOUBLE|FLOAT)$/.test(type))
    return `regexp_replace(CAST(${column} AS VARCHAR), '[.]0$', '')`;
  return `replace(CAST(${column} AS VARCHAR), chr(0), '')`;
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    if (/out of memory/i.test(message)) throw error;
    throw new ImportAbort('parquet-invalid', `The Parquet file cannot be read: ${message}`);
  }
}
