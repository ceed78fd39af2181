/** A way to read files of positions; the list of them is given to the kind of job that takes such files in. */
import type { Datum, FixRows } from './fix-rows.ts';

export interface FixFileOptions {
  /** Where neither a column nor the file's name says it. */
  readonly datum?: Datum;
  /** Minutes east of Greenwich of times without a zone; default 480. */
  readonly zoneMinutes?: number;
  /** Of a table, where a person says it: a name that `encodingName` gives. */
  readonly encoding?: string;
  /** Of a table, where a person says it. */
  readonly headerRow?: number;
  readonly signal?: AbortSignal;
}

/** What the head of a file says of it. */
export interface FixFileHead {
  /** The datum that the file says; 'column' where each row does; null: to be asked. */
  readonly datum: Datum | 'column' | null;
  /** Fields and the columns that hold them, for the screen. */
  readonly columns: readonly { readonly field: string; readonly column: string }[];
}

export interface FixFileReader {
  readonly name: string;
  /** Null when these are no positions that it can read. @param head first bytes of the file, which is at `path` */
  detect(
    head: Buffer,
    fileName: string,
    options: FixFileOptions,
    path: string,
  ): FixFileHead | null | Promise<FixFileHead | null>;
  read(path: string, fileName: string, options: FixFileOptions): AsyncIterable<FixRows>;
}
