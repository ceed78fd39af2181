/** Read step for Parquet: DuckDB's own reader; every column as text. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { valueMark } from '../clean/several-values.ts';
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

/** A number that has more digits than its type keeps is written with an exponent: no identifier is made of it. */
function asText(column: string, type: string): string {
  const text = `CAST(${column} AS VARCHAR)`;
  if (/\[\d*\]$/.test(type))
    return /STRUCT|MAP|\]\[/.test(type)
      ? `CAST(to_json(${column}) AS VARCHAR)`
      : `array_to_string(list_distinct(list_transform(${column}, lambda x: ${asText('x', type.replace(/\[\d*\]$/, ''))})), ${literal(valueMark)})`;
  if (/^(?:STRUCT|MAP)/.test(type)) return `CAST(to_json(${column}) AS VARCHAR)`;
  if (type === 'DOUBLE') return floating(column, '1e15', '{:.16e}');
  if (type === 'FLOAT') return floating(column, '1e7', '{:.8e}');
  if (/^DECIMAL/.test(type)) return `regexp_replace(${text}, '[.]0+$', '')`;
  /* Bytes without a word on what they are: text, unless they are none, which every cleaner refuses. */
  if (type === 'BLOB')
    return `CASE WHEN ${column} IS NOT NULL THEN replace(coalesce(TRY(decode(${column})), chr(65533)), chr(0), '') END`;
  return `replace(${text}, chr(0), '')`;
}

function floating(column: string, from: string, format: string): string {
  return `CASE WHEN abs(${column}) >= ${from} AND isfinite(${column}) THEN format('${format}', CAST(${column} AS DOUBLE)) ELSE regexp_replace(CAST(${column} AS VARCHAR), '[.]0$', '') END`;
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
