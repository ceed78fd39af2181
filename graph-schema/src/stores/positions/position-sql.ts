/** What the store of positions needs of an engine: queries, one writer at a time, and fixes as columns in both directions. */
import type { FixBatch, FixColumns } from '../../ports/position-store.ts';
import type { SqlDialect, SqlRow, SqlValue } from '../../ports/sql.ts';
import type { StateTransaction } from '../../ports/state-store.ts';

export interface PositionTransaction extends StateTransaction {
  readonly dialect: SqlDialect;
  /** Makes the temporary table `staged` of a batch: the columns of `stagedColumns`. */
  stage(batch: FixBatch): Promise<void>;
}

export interface PositionSql {
  readonly engine: 'duckdb' | 'postgres';
  /** Tables that hold fixes; the last takes new ones. */
  readonly fixTables: readonly string[];
  query<T = SqlRow>(text: string, parameters?: readonly SqlValue[]): Promise<T[]>;
  /** The select's columns are those of `selectFixes`. */
  columns(text: string, parameters?: readonly SqlValue[]): Promise<FixColumns>;
  write<T>(work: (tx: PositionTransaction) => Promise<T>): Promise<T>;
  /** Bytes on disk. */
  bytes(): Promise<number>;
  /** Sorts what came in; nothing to do where an index serves. */
  settle(): Promise<void>;
  /** A copy into the folder as of one moment; nothing where the database of the truth holds them too. */
  backUp(folder: string): Promise<void>;
  close(): Promise<void>;
}

export const selectFixes =
  'mover, device, source, CAST(moment AS DOUBLE PRECISION), lng, lat, kmh, course, flags';
export const stagedColumns =
  'device, moment, lng, lat, own_lng, own_lat, kmh, course, received, flags, cell';

type Values = ArrayLike<unknown>;

/** From the nine columns of `selectFixes`. */
export function toFixColumns(count: number, columns: readonly Values[]): FixColumns {
  const [mover, device, source, at, lng, lat, kmh, course, flags] = columns;
  const fill = <A extends Int32Array | Float64Array | Float32Array>(into: A, from?: Values): A => {
    for (let i = 0; i < count; i++) {
      const value = from?.[i];
      into[i] = value === null || value === undefined ? NaN : Number(value);
    }
    return into;
  };
  return {
    count,
    mover: fill(new Int32Array(count), mover),
    device: fill(new Int32Array(count), device),
    source: fill(new Int32Array(count), source),
    at: fill(new Float64Array(count), at),
    lng: fill(new Float64Array(count), lng),
    lat: fill(new Float64Array(count), lat),
    kmh: fill(new Float32Array(count), kmh),
    course: fill(new Float32Array(count), course),
    flags: fill(new Int32Array(count), flags),
  };
}
