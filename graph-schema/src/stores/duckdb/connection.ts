/** One DuckDB connection's values and rows in the form that the ports promise. */
import { setImmediate } from 'node:timers/promises';
import {
  DuckDBDateValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBValue,
  type DuckDBValueConverter,
} from '@duckdb/node-api';
import type { SqlValue } from '../../ports/sql.ts';

export async function readAll<T>(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[],
): Promise<T[]> {
  const result = await run(connection, text, parameters);
  return (await result.convertRowObjects(converter)) as T[];
}

/** A statement without parameters goes to the database in one step; one with them is prepared first, which takes three. */
function run(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[],
): Promise<DuckDBMaterializedResult> {
  return parameters.length === 0
    ? connection.run(text)
    : connection.run(text, parameters.map(toDuckDb));
}

/** Runs a statement. @returns the rows that it changed, or put into the table that it made */
export async function execute(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[],
): Promise<number> {
  const result = await run(connection, text, parameters);
  if (result.rowsChanged > 0 || result.rowCount !== 1 || result.columnName(0) !== 'Count')
    return result.rowsChanged;
  return Number((await result.getRows())[0]?.[0] ?? 0);
}

/** Rows converted in one turn of the thread, so that it answers others between: a few milliseconds where rows are wide. */
const ROWS_A_TURN = 128;

export async function* readBatches<T>(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[],
  batch: number,
): AsyncIterable<T[]> {
  const result = await connection.stream(text, parameters.map(toDuckDb));
  const names = result.deduplicatedColumnNames();
  let rows: T[] = [];
  for await (const chunk of result) {
    const columns = names.map((_, column) => chunk.getColumnVector(column));
    for (let index = 0; index < chunk.rowCount; index++) {
      const row: Record<string, SqlValue> = {};
      for (let column = 0; column < names.length; column++)
        row[names[column]!] = toSqlValue(columns[column]!.getItem(index));
      rows.push(row as T);
      if ((index + 1) % ROWS_A_TURN !== 0) continue;
      if (rows.length >= batch) {
        yield rows;
        rows = [];
      }
      await setImmediate();
    }
    if (rows.length < batch) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

export function toDuckDb(value: SqlValue): DuckDBValue {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}

function toSafeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`Integer beyond 2^53: ${value}`);
  return number;
}

function toSqlValue(value: DuckDBValue): SqlValue {
  if (value === null) return null;
  switch (typeof value) {
    case 'bigint':
      return toSafeNumber(value);
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    default:
      if (value instanceof DuckDBUUIDValue || value instanceof DuckDBDateValue)
        return value.toString();
      if (value instanceof DuckDBTimestampValue)
        return new Date(Number(value.micros / 1000n)).toISOString();
      return String(value);
  }
}

// Every type converts by what its value is, so one function serves all type ids.
const converter: DuckDBValueConverter<SqlValue> = toSqlValue;
