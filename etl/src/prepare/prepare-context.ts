/** State that the steps of a preparation hand on. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DaySystem } from '../clean/dates.ts';
import type { BoundField } from '../mapping/compile-fields.ts';
import type { FileFormat } from '../read/file-format.ts';
import type { RefusedRow } from '../read/row-sink.ts';
import type { TextEncoding } from '../read/text-encoding.ts';
import type { FieldWarning, PrepareJob } from './protocol.ts';
import type { ProgressMeter } from './progress-meter.ts';

/** Table `raw`: columns c0, c1 … as text, one row per row of the file. */
export interface RawTable {
  readonly format: FileFormat;
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  readonly columns: readonly string[];
  /** What a bare day count means; only a spreadsheet says. */
  readonly serials?: DaySystem;
  /** SQL of the row's number in the file, over `raw`. */
  readonly rowSql: string;
  /** Rows in `raw`. */
  readonly rows: number;
  /** Rows refused while reading. */
  readonly refused: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface PrepareContext {
  readonly job: PrepareJob;
  readonly connection: DuckDBConnection;
  readonly progress: ProgressMeter;
  readonly quarantine: QuarantineWriter;
  raw: RawTable | null;
  fields: readonly BoundField[];
  /** Field index → dictionary table, where one was needed. */
  readonly dictionaries: Map<number, string>;
  readonly warnings: FieldWarning[];
  /** Day that the file speaks of, once it is known. */
  sourceDate: string | null;
  rowsLoaded: number;
  rowsQuarantined: number;
  /** Relations of loaded rows that end before they begin. */
  relationsSetAside: number;
  records: number;
  relations: number;
  declarations: number;
}

export interface QuarantineWriter {
  add(row: RefusedRow): void;
  flush(): Promise<void>;
}

export interface PrepareStep {
  readonly name: string;
  run(context: PrepareContext): Promise<void>;
}
