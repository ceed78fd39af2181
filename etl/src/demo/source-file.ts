/** Shape of a source file, and the kinds of text file that agencies deliver. */
import type { Cell, TableFormat } from './table-files.ts';

/** A row with a fault, put in at a place (first data row = 1). */
export interface Fault {
  readonly at: number;
  readonly row: readonly Cell[] | string;
  readonly field: string | null;
  readonly code: string;
}

export interface SourceFile {
  readonly name: string;
  readonly mapping: string;
  readonly sourceDate: string;
  readonly format: TableFormat;
  readonly columns: readonly string[];
  readonly rows: () => Iterable<readonly Cell[]>;
  readonly faults: readonly Fault[];
}

export const gb: TableFormat = {
  kind: 'csv',
  encoding: 'gb18030',
  delimiter: ',',
  newline: '\r\n',
};
export const utf8: TableFormat = { kind: 'csv', encoding: 'utf8', delimiter: ',', newline: '\n' };
export const bom: TableFormat = {
  kind: 'csv',
  encoding: 'utf8-bom',
  delimiter: ';',
  newline: '\r\n',
};
export const utf16: TableFormat = {
  kind: 'csv',
  encoding: 'utf16le',
  delimiter: '\t',
  newline: '\r\n',
};
