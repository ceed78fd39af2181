/** One DuckDB connection's values and rows in the form that the ports promise. */
import {
  DuckDBDateValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
  type DuckDBConnection,
  type DuckDBValue,
  type DuckDBValueConverter,
} from '@duckdb/node-api';
import type { SqlValue } from '../../ports/sql.ts';

export async function readAll<T>(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[],
): Promise<T[]> {
  const reader = await connection.runAndReadAll(text, parameters.map(toDuckDb));
  return reader.convertRowObjects(converter) as T[];
}

export async function* readBatches<T>(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[],
  batch: number,
): AsyncIterable<T[]> {
  const result = await connection.stream(text, parameters.map(toDuckDb));
  let rows: T[] = [];
  for await (const part of result.yieldConvertedRowObjects(converter)) {
    rows = rows.length === 0 ? (part as T[]) : rows.concat(part as T[]);
    if (rows.length >= batch) {
      yield rows;
      rows = [];
    }
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

const scalarConverter: DuckDBValueConverter<SqlValue> = (value) => {
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
};
// Every type converts by what its value is, so one function serves all type ids.
const converter: DuckDBValueConverter<SqlValue> = scalarConverter;
