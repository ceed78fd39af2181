/** What the parent and the child process of an import say to each other; all of it survives structured cloning. */
import type { Ontology } from '@phecda/graph-schema/model';
import type { AbortDetail } from '../errors.ts';
import type { Assignment } from '../mapping/compile-fields.ts';
import type { Mapping } from '../mapping/mapping-schema.ts';
import type { FileFormat } from '../read/file-format.ts';
import type { TextEncoding } from '../read/text-encoding.ts';

export interface PrepareLimits {
  /** DuckDB's memory limit in the child, MB. */
  readonly databaseMb: number;
  /** JavaScript heap of the child, MB. */
  readonly heapMb: number;
  /** Resident memory at which the child is killed, MB. */
  readonly residentMb: number;
  /** Wall time, s. */
  readonly seconds: number;
  readonly threads: number;
  /** Longest row of a text file, bytes. */
  readonly rowBytes: number;
  readonly columns: number;
  /** Bytes that a compressed file may inflate to. */
  readonly inflatedBytes: number;
}

export const defaultLimits: PrepareLimits = {
  databaseMb: 1_024,
  heapMb: 1_024,
  residentMb: 3_072,
  seconds: 3_600,
  threads: 2,
  rowBytes: 1_000_000,
  columns: 1_000,
  inflatedBytes: 4_000_000_000,
};

export interface PrepareJob {
  readonly task: 'prepare';
  readonly path: string;
  readonly fileName: string;
  readonly mapping: Mapping;
  readonly mappingHash: string;
  readonly ontology: Ontology;
  /** Secret of record ids. */
  readonly recordSecret: string;
  readonly assignment: Assignment;
  /** Day the file speaks of where no column says it; null = nothing says it. */
  readonly sourceDate: string | null;
  /** Refuse the file when a row has no day. */
  readonly dayNeeded: boolean;
  /** Path of the DuckDB file to make. */
  readonly scratch: string;
  /** Folder for temporary files, removed by the parent. */
  readonly temporary: string;
  readonly limits: PrepareLimits;
}

export interface HeadJob {
  readonly task: 'head';
  readonly path: string;
  readonly fileName: string;
  readonly sheet?: number | string;
  readonly recordPath?: string;
  readonly headerRow?: number;
  readonly encoding?: string;
  /** Names of columns that mappings know: the row that holds most of them is the header. */
  readonly known?: readonly string[];
  /** Rows to show. */
  readonly rows: number;
  readonly temporary: string;
  readonly limits: PrepareLimits;
}

export type ChildJob = PrepareJob | HeadJob;

export interface PrepareProgress {
  /** Step of the flow. */
  readonly step: string;
  /** Rows done in this step, and expected (an estimate until the file is read; null = not known). */
  readonly rows: number;
  readonly totalRows: number | null;
  /** Rows per second since the start of the step. */
  readonly rate: number;
  /** Share of the whole preparation, 0..1. */
  readonly fraction: number;
}

/** Cells that were dropped or kept with a doubt, per field and reason. */
export interface FieldWarning {
  readonly field: string;
  readonly code: string;
  readonly count: number;
  readonly row: number;
  readonly value: string;
}

export interface PrepareResult {
  readonly scratch: string;
  readonly format: FileFormat;
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  readonly columns: readonly string[];
  /** Field of the mapping → column that it was read from. */
  readonly assignment: Readonly<Record<string, string | null>>;
  readonly bytes: number;
  readonly sha256: string;
  readonly dataset: string;
  readonly mode: 'snapshot' | 'delta';
  readonly mappingId: string;
  readonly mappingHash: string;
  /** The newest day of its rows; null only in a trial. */
  readonly sourceDate: string | null;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  /** Relations of loaded rows that end before they begin: in the quarantine, not among the relations. */
  readonly relationsSetAside: number;
  readonly records: number;
  readonly relations: number;
  readonly declarations: number;
  readonly warnings: readonly FieldWarning[];
  readonly steps: readonly { readonly step: string; readonly milliseconds: number }[];
}

export interface FileHead {
  readonly format: FileFormat;
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  readonly columns: readonly string[];
  /** First rows, cells in the order of `columns`. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Row number of each of `rows`. */
  readonly rowNumbers: readonly number[];
  readonly sheets: readonly string[];
  readonly recordPath: string | null;
  readonly bytes: number;
}

export type ChildMessage =
  { readonly kind: 'progress'; readonly progress: PrepareProgress } | ChildAnswer;

/** The last message. */
export type ChildAnswer =
  | { readonly kind: 'prepared'; readonly result: PrepareResult }
  | { readonly kind: 'head'; readonly head: FileHead }
  | {
      readonly kind: 'abort';
      readonly code: string;
      readonly message: string;
      readonly detail: AbortDetail;
    };
