/** Read step: finds the rows of CSV text byte by byte, so that each keeps its number in the file and a wrong one is named instead of lost. */
import { ImportAbort } from '../errors.ts';
import type { RowReasonCode } from '../reasons.ts';

export interface ScannedRow {
  /** Bytes of the row: buffer[start, end) without its line end. Valid only during the call. */
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  /** Row number in the file; the first is 1. Blank lines count. */
  readonly row: number;
  /** Offset of `start` in the text. */
  readonly offset: number;
  readonly fields: number;
  readonly problem: RowReasonCode | null;
  /** False when the bytes must be parsed and quoted anew (a quotation mark inside plain text). */
  readonly regular: boolean;
}

export interface ScannerOptions {
  readonly delimiter: number;
  readonly rowBytes: number;
  /** Called for each row that is not blank. Return false to stop. */
  readonly onRow: (row: ScannedRow) => boolean | void;
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** Bytes scanned again after unclosed quotation marks before the file is given up. */
const rescanLimit = 512 << 20;

type State = 'start' | 'plain' | 'quoted' | 'closed' | 'skip';

export class CsvScanner {
  /** Columns of the header; rows with another number of them are wrong, save for empty cells at the end. 0 = not known yet. */
  columns = 0;
  /** Columns without a name at the end of the header, which rows need not have. */
  nameless = 0;
  /** Rows seen, blank ones included. */
  rows = 0;
  /** Line ends by kind. */
  lineFeeds = 0;
  pairs = 0;
  returns = 0;
  blankBeforeRow = false;
  zeroBytes = false;
  stopped = false;
  private pendingBlank = false;
  private rest: Buffer = Buffer.alloc(0);
  private position = 0;
  private offset = 0;
  private fields = 0;
  private state: State = 'start';
  private problem: RowReasonCode | null = null;
  private regular = true;
  private firstLineEnd = -1;
  private rescanned = 0;
  private readonly options: ScannerOptions;
  /** 1 for the bytes that end plain text. */
  private readonly special = new Uint8Array(256);

  constructor(options: ScannerOptions) {
    this.options = options;
    for (const byte of [options.delimiter, quote, lineFeed, carriageReturn]) this.special[byte] = 1;
  }

  feed(chunk: Buffer): void {
    if (!this.zeroBytes && chunk.includes(0)) this.zeroBytes = true;
    this.run(this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk, false);
  }

  end(): void {
    this.run(this.rest, true);
    this.rest = Buffer.alloc(0);
  }

  private run(buffer: Buffer, final: boolean): void {
    const { delimiter } = this.options;
    const { special } = this;
    const length = buffer.length;
    let start = 0;
    let i = this.position;
    while (!this.stopped) {
      if (i >= length) {
        if (!final || start >= length) break;
        if (this.state === 'quoted') {
          i = start = this.restart(buffer, start, length);
          continue;
        }
        if (this.state === 'skip') break;
        i = start = this.finish(buffer, start, length, length);
        continue;
      }
      if (this.state === 'quoted') {
        const found = buffer.indexOf(quote, i);
        const stop = found < 0 ? length : found;
        if (this.firstLineEnd < 0) {
          const line = buffer.subarray(i, stop).indexOf(lineFeed);
          if (line >= 0) this.firstLineEnd = i + line - start;
        }
        i = stop;
        if (found < 0) continue;
        i++;
        this.state = 'closed';
        continue;
      }
      if (this.state === 'skip') {
        const found = buffer.indexOf(lineFeed, i);
        i = found < 0 ? length : found + 1;
        start = i;
        if (found >= 0) this.state = 'start';
        continue;
      }
      const byte = buffer[i] ?? 0;
      if (special[byte] === 0) {
        if (this.state === 'closed') this.problem ??= 'csv-quote';
        this.state = 'plain';
        i++;
        while (i < length && special[buffer[i] ?? 0] === 0) i++;
        continue;
      }
      if (byte === delimiter) {
        this.fields++;
        this.state = 'start';
        i++;
      } else if (byte === quote) {
        if (this.state === 'start' || this.state === 'closed') this.state = 'quoted';
        else this.regular = false;
        i++;
      } else {
        if (byte === carriageReturn && i + 1 === length && !final) break;
        const pair = byte === carriageReturn && buffer[i + 1] === lineFeed;
        if (pair) this.pairs++;
        else if (byte === lineFeed) this.lineFeeds++;
        else this.returns++;
        i = start = this.finish(buffer, start, i, i + (pair ? 2 : 1));
      }
    }
    this.keep(buffer, start, i);
  }

  /** Keeps the unfinished row for the next chunk; a row beyond the limit is cut off or restarted. */
  private keep(buffer: Buffer, start: number, i: number): void {
    this.offset += start;
    let rest = buffer.subarray(start);
    this.position = i - start;
    if (this.state === 'skip') {
      this.offset += rest.length;
      rest = rest.subarray(0, 0);
      this.position = 0;
    } else if (rest.length > this.options.rowBytes && !this.stopped) {
      if (this.firstLineEnd >= 0) {
        const next = this.restart(rest, 0, rest.length);
        const again = Buffer.from(rest.subarray(next));
        this.offset += next;
        this.rest = Buffer.alloc(0);
        this.position = 0;
        this.run(again, false);
        return;
      }
      this.emit(rest, 0, rest.length, 'row-too-long');
      this.reset();
      this.state = 'skip';
      this.offset += rest.length;
      rest = rest.subarray(0, 0);
      this.position = 0;
    }
    this.rest = rest.length === 0 ? Buffer.alloc(0) : Buffer.from(rest);
  }

  /** Ends a row; the result is where the next one starts. */
  private finish(buffer: Buffer, start: number, end: number, next: number): number {
    if (end === start) {
      this.rows++;
      this.pendingBlank = true;
      this.reset();
      return next;
    }
    const wrong = this.problem ?? (this.fits(buffer, start, end) ? null : 'column-count');
    const tooLong = end - start > this.options.rowBytes;
    /* Probably an unclosed quotation mark that swallowed rows: only the first line is given up. */
    if ((wrong !== null || tooLong) && this.firstLineEnd >= 0)
      return this.restart(buffer, start, end);
    this.emit(buffer, start, end, tooLong ? 'row-too-long' : wrong);
    this.reset();
    return next;
  }

  /** A separator too many at the end of a row adds an empty cell, which says nothing. */
  private fits(buffer: Buffer, start: number, end: number): boolean {
    const fields = this.fields + 1;
    if (this.columns === 0 || fields === this.columns) return true;
    this.regular = false;
    return fields > this.columns
      ? emptyCellsAtEnd(buffer, start, end, this.options.delimiter) >= fields - this.columns
      : fields >= this.columns - this.nameless;
  }

  /** Gives up the first line of a row that spans several, and begins again after it. */
  private restart(buffer: Buffer, start: number, end: number): number {
    const line = this.firstLineEnd >= 0 ? start + this.firstLineEnd : end;
    this.rescanned += end - line;
    if (this.rescanned > rescanLimit)
      throw new ImportAbort('csv-quotes', 'Too many quotation marks are not closed.', {
        row: this.rows + 1,
      });
    const lineEnd = buffer[line - 1] === carriageReturn ? line - 1 : line;
    this.emit(buffer, start, lineEnd, 'csv-quote');
    this.reset();
    return Math.min(line + 1, buffer.length);
  }

  private emit(buffer: Buffer, start: number, end: number, problem: RowReasonCode | null): void {
    this.rows++;
    if (this.pendingBlank) this.blankBeforeRow = true;
    const { rows: row, regular } = this;
    const more = this.options.onRow({
      buffer,
      start,
      end,
      row,
      offset: this.offset + start,
      fields: this.fields + 1,
      problem,
      regular,
    });
    if (more === false) this.stopped = true;
  }

  private reset(): void {
    this.fields = 0;
    this.state = 'start';
    this.problem = null;
    this.regular = true;
    this.firstLineEnd = -1;
  }
}

function emptyCellsAtEnd(buffer: Buffer, start: number, end: number, delimiter: number): number {
  let count = 0;
  while (end - count > start && buffer[end - count - 1] === delimiter) count++;
  return count;
}

/** Cells of one row; a cell whose quotation is broken is taken as it stands. */
export function parseCells(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let i = 0;
  for (;;) {
    let cell = '';
    if (text[i] === '"') {
      let from = i + 1;
      for (;;) {
        const close = text.indexOf('"', from);
        if (close < 0) {
          cell += text.slice(from);
          i = text.length;
          break;
        }
        cell += text.slice(from, close);
        if (text[close + 1] === '"') {
          cell += '"';
          from = close + 2;
          continue;
        }
        i = close + 1;
        break;
      }
    }
    const next = text.indexOf(delimiter, i);
    cell += text.slice(i, next < 0 ? text.length : next);
    cells.push(cell);
    if (next < 0) return cells;
    i = next + delimiter.length;
  }
}

export const delimiters = [',', '\t', ';', '|'] as const;

/** The delimiter that gives the first rows one number of columns above 1, else the later ones below titles; the comma when none does. */
export function guessDelimiter(sample: Buffer): string {
  let best = { delimiter: ',', score: 0 };
  let below = best;
  for (const delimiter of delimiters) {
    const counts: number[] = [];
    const code = delimiter.charCodeAt(0);
    const scanner = new CsvScanner({
      delimiter: code,
      rowBytes: 1_000_000,
      onRow: ({ buffer, start, end, fields }) => {
        const [wanted = fields] = counts;
        const surplus = Math.max(0, fields - wanted);
        counts.push(
          emptyCellsAtEnd(buffer, start, end, code) >= surplus ? fields - surplus : fields,
        );
        return counts.length < 200;
      },
    });
    scanner.feed(sample);
    /* The sample may end inside a row: that one does not count. */
    if (counts.length === 0) scanner.end();
    const scoreOf = (width: number): number =>
      (counts.filter((count) => count === width).length / counts.length) * 10 +
      Math.min(width, 50) / 50;
    const [header = 1] = counts;
    const widest = Math.max(1, ...counts);
    if (header > 1 && scoreOf(header) > best.score) best = { delimiter, score: scoreOf(header) };
    if (widest > 1 && scoreOf(widest) > below.score) below = { delimiter, score: scoreOf(widest) };
  }
  return best.score > 0 ? best.delimiter : below.delimiter;
}
