/** Read step: rows made in JavaScript go to one plain CSV file that DuckDB reads like any other; refused rows go to the quarantine. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { ImportAbort } from '../errors.ts';
import type { RowReasonCode } from '../reasons.ts';

export interface RefusedRow {
  readonly row: number;
  /** Column, or empty when the whole row is wrong. */
  readonly field: string;
  readonly value: string;
  readonly code: RowReasonCode;
  /** Further words for the reason ("12 columns, the header has 14"). */
  readonly detail: string;
  readonly cells: readonly (string | null)[];
}

/** Where the readers of JSON, XLSX, XML and FollowTheMoney put what they find: all rows for the import, the first ones for a preview. */
export interface RowTarget {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly refused: number;
  /** Place of a column, made when it is new. */
  place(column: string): number;
  /** Cells in the order of `columns`; missing ones at the end are empty. */
  add(row: number, cells: readonly (string | null | undefined)[]): void;
  refuse(row: RefusedRow): void;
  /** Call now and then; false = enough. */
  drain(): Promise<boolean>;
}

const flushAt = 1 << 20;

/** Cell text that fits one CSV field. Zero bytes are dropped: no store takes them; line ends are of one kind, or DuckDB gives the file up. */
export function csvCell(text: string): string {
  const bare = text.includes('\0') ? text.replaceAll('\0', '') : text;
  const clean = bare.includes('\r') ? bare.replace(/\r\n?/g, '\n') : bare;
  return /[",\n]/.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean;
}

export class RowSink implements RowTarget {
  /** Headers in the order of their first appearance. */
  readonly columns: string[];
  rows = 0;
  refused = 0;
  /** Some cell holds a line end. */
  multiline = false;
  private readonly places: Map<string, number>;
  private readonly stream: WriteStream;
  private readonly limit: number;
  private readonly onRefused: (row: RefusedRow) => void;
  private text = '';
  private failure: Error | null = null;

  constructor(
    path: string,
    columns: readonly string[],
    limit: number,
    onRefused: (row: RefusedRow) => void,
  ) {
    this.columns = [...columns];
    this.places = new Map(columns.map((column, index) => [column, index]));
    this.stream = createWriteStream(path);
    this.stream.on('error', (error) => (this.failure = error));
    this.limit = limit;
    this.onRefused = onRefused;
  }

  place(column: string): number {
    let place = this.places.get(column);
    if (place === undefined) {
      place = this.columns.length;
      if (place >= this.limit)
        throw new ImportAbort('too-many-columns', `The file has more than ${this.limit} columns.`);
      this.places.set(column, place);
      this.columns.push(column);
    }
    return place;
  }

  /** Cells in the order of `columns`; missing ones at the end are empty. */
  add(row: number, cells: readonly (string | null | undefined)[]): void {
    let line = String(row);
    for (const cell of cells)
      line += cell === null || cell === undefined || cell === '' ? ',' : `,${csvCell(cell)}`;
    this.put(line);
  }

  /** A row as CSV bytes that need no change. */
  addText(row: number, csv: string): void {
    this.put(`${row},${csv}`);
  }

  private put(line: string): void {
    if (!this.multiline && line.includes('\n')) this.multiline = true;
    this.text += `${line}\n`;
    this.rows++;
  }

  refuse(row: RefusedRow): void {
    this.refused++;
    this.onRefused(row);
  }

  /** Call now and then: waits for the disk. */
  async drain(): Promise<boolean> {
    if (this.failure !== null) throw this.failure;
    if (this.text.length < flushAt) return true;
    const text = this.text;
    this.text = '';
    if (!this.stream.write(text)) await once(this.stream, 'drain');
    return true;
  }

  async close(): Promise<void> {
    if (this.failure !== null) throw this.failure;
    this.stream.end(this.text);
    this.text = '';
    await once(this.stream, 'finish');
  }
}
