/** What the head of a table of positions says: encoding, delimiter, where the header stands, what its columns hold, and in which datum, zone and unit. */
import iconv from 'iconv-lite';
import { firstCsvRows } from '../read/csv-header.ts';
import { delimiters } from '../read/csv-scanner.ts';
import { decoderFor } from '../read/decoders.ts';
import { findEncoding } from '../read/find-encoding.ts';
import type { FirstRow } from '../read/header.ts';
import { jsonShape } from '../read/json-walker.ts';
import { markedEncoding } from '../read/text-encoding.ts';
import type { FixFileHead, FixFileOptions } from './fix-file-reader.ts';
import type { Datum } from './fix-rows.ts';
import { datumOf, findPositionColumns, type PositionField } from './position-columns.ts';
import { speedUnit, zoneIn } from './position-values.ts';

export interface Table {
  readonly kind: 'csv' | 'jsonl' | 'json';
  readonly encoding: string;
  /** Bytes of a byte order mark. */
  readonly mark: number;
  readonly delimiter: string;
  /** Of `json`: the list within an object; null: the document is the list. */
  readonly recordPath: string | null;
  readonly columns: ReadonlyMap<PositionField, number>;
  readonly header: readonly string[];
  /** Number of its row; rows up to it are no data. */
  readonly headerRow: number;
  readonly datum: Datum | 'column' | null;
  /** Minutes east of Greenwich that the headings say. */
  readonly zones: { readonly time: number | null; readonly received: number | null };
  /** Kilometres an hour of one in the column of speeds. */
  readonly unit: number;
}

export type HeadOptions = Pick<FixFileOptions, 'encoding' | 'headerRow'>;

/** Of a file that are looked at. */
export const headBytes = 1 << 16;
const rowBytes = 1 << 20;

/** Null where these are no positions. @param head first bytes of the file */
export function tableOf(head: Buffer, fileName: string, options: HeadOptions): Table | null {
  const found = encodingOf(head, options.encoding);
  if (found === null) return null;
  const { encoding, mark } = found;
  const decoded = iconv.decode(head.subarray(mark), encoding);
  // The head may end inside a line, and inside a character.
  const text = decoded.slice(0, decoded.lastIndexOf('\n') + 1 || decoded.length);
  const begin = text.trimStart().charAt(0);
  const whole = head.length < headBytes;
  const read =
    begin === '{' || begin === '[' ? jsonHead(text, whole) : csvHead(text, options.headerRow);
  return read && { encoding, mark, ...read, ...saidBy(read, fileName) };
}

/** For the screen. */
export function headOf({ columns, header, datum }: Table): FixFileHead {
  return {
    datum,
    columns: [...columns].map(([field, index]) => ({ field, column: header[index] ?? field })),
  };
}

type Head = Pick<
  Table,
  'kind' | 'delimiter' | 'recordPath' | 'columns' | 'header' | 'headerRow'
> & {
  /** Cells of the first rows. */
  readonly rows: readonly (readonly string[])[];
};

function csvHead(text: string, wanted: number | undefined): Head | null {
  const sample = Buffer.from(text);
  let best: Head | null = null;
  for (const delimiter of delimiters) {
    const rows = firstCsvRows(sample, delimiter, rowBytes, { row: wanted, known: new Set() });
    const head = headOfRows(rows, delimiter, wanted);
    if (head !== null && head.header.length > (best?.header.length ?? 0)) best = head;
  }
  return best;
}

/** The first row whose names are those of positions, or the one that is named. */
function headOfRows(
  rows: readonly FirstRow[],
  delimiter: string,
  wanted: number | undefined,
): Head | null {
  for (const [place, { row, cells }] of rows.entries()) {
    if (wanted !== undefined && row !== wanted) continue;
    const header = cells.map((cell, i) => (i === 0 ? cell.replace(/^#+/, '') : cell).trim());
    const columns = findPositionColumns(header);
    if (columns === null) continue;
    const below = rows.slice(place + 1).map((one) => one.cells);
    return {
      kind: 'csv',
      delimiter,
      recordPath: null,
      header,
      headerRow: row,
      rows: below,
      columns: withoutRowNumbers(columns, below),
    };
  }
  return null;
}

/** Of rows that are cells already, and become CSV in UTF-8; null where these are no positions. @param name of file and sheet */
export function tableOfRows(
  rows: readonly FirstRow[],
  name: string,
  wanted: number | undefined,
): Table | null {
  const read = headOfRows(rows, ',', wanted);
  return read && { encoding: 'utf-8', mark: 0, ...read, ...saidBy(read, name) };
}

/** A column that says another thing in each row numbers the rows. */
function withoutRowNumbers(
  columns: ReadonlyMap<PositionField, number>,
  rows: readonly (readonly string[])[],
): ReadonlyMap<PositionField, number> {
  const at = columns.get('id');
  if (at === undefined) return columns;
  const said = new Set(rows.map((cells) => cells[at]));
  const left = new Map(columns);
  if (rows.length > 0 && (rows.length === 1 || said.size < rows.length)) left.set('terminal', at);
  left.delete('id');
  return left;
}

/** Elements that are looked at for the names in them. */
const mostElements = 20;

/** @param whole the text is all of the file */
function jsonHead(text: string, whole: boolean): Head | null {
  const shape = jsonShape(Buffer.from(text), whole);
  // A document without a list is a line of its own.
  const kind = shape.kind === 'document' && shape.paths.length === 0 ? 'lines' : shape.kind;
  if (kind === 'document' && shape.paths.length > 1) return null;
  const objects = kind === 'lines' ? linesIn(text) : elementsIn(text);
  const flat = objects.map(flattened);
  const header = [...new Set(flat.flatMap((one) => [...one.keys()]))];
  const columns = findPositionColumns(header);
  if (columns === null) return null;
  const rows = flat.map((one) => header.map((name) => textOf(one.get(name))));
  return {
    kind: kind === 'lines' ? 'jsonl' : 'json',
    delimiter: '',
    recordPath: kind === 'document' ? (shape.paths[0] ?? null) : null,
    header,
    headerRow: 0,
    rows,
    columns: withoutRowNumbers(columns, rows),
  };
}

function linesIn(text: string): object[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, mostElements)
    .flatMap(objectIn);
}

/** Objects without objects in them are enough to learn names from: those that hold lists of others do not parse. */
function elementsIn(text: string): object[] {
  const found: object[] = [];
  let depth = 0;
  let from = -1;
  let inText = false;
  // The list is where the first `[` opens.
  for (let i = text.indexOf('[') + 1; i > 0 && i < text.length; i++) {
    const char = text[i];
    if (inText) {
      if (char === '\\') i++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' && depth++ === 0) from = i;
    else if (char === '}' && --depth === 0) {
      found.push(...objectIn(text.slice(from, i + 1)));
      if (found.length >= mostElements) return found;
    } else if (char === ']' && depth === 0) return found;
  }
  return found;
}

function objectIn(text: string): object[] {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? [value] : [];
  } catch {
    return []; // told by its row when the file is read
  }
}

/** Names within names as `a.b`, one step deep. */
export function flattened(object: object): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [name, value] of Object.entries(object)) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) flat.set(name, value);
    else
      for (const [inner, one] of Object.entries(value as object)) flat.set(`${name}.${inner}`, one);
  }
  return flat;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function saidBy(
  { columns, header, rows }: Head,
  fileName: string,
): Pick<Table, 'datum' | 'zones' | 'unit'> {
  const name = (field: PositionField): string => header[columns.get(field) ?? -1] ?? '';
  const zone = (field: PositionField): number | null =>
    // Whoever publishes AIS under this name says so in its description.
    zoneIn(name(field)) ?? (/^base_?date_?time$/i.test(name(field)) ? 0 : null);
  const sample = rows[0]?.[columns.get('datum') ?? -1] ?? '';
  return {
    datum: saidDatum(columns, sample, `${fileName} ${header.join(' ')}`),
    zones: { time: zone('time'), received: zone('received') },
    unit: speedUnit(name('kmh')) ?? 1,
  };
}

/** A ship's transponder knows WGS-84 alone. */
function saidDatum(
  columns: ReadonlyMap<PositionField, number>,
  sample: string,
  name: string,
): Datum | 'column' | null {
  if (columns.has('datum') && (sample === '' || datumOf(sample) !== null)) return 'column';
  return datumOf(name) ?? (columns.has('mmsi') && !columns.has('plate') ? 'WGS-84' : null);
}

/** Read as UTF-8 then: UTF-16, and between bars, whose byte a character of GBK or Big5 may hold. */
export function isDecoded({ encoding, delimiter }: Pick<Table, 'encoding' | 'delimiter'>): boolean {
  return encoding.startsWith('utf-16') || (delimiter === '|' && encoding !== 'utf-8');
}

/** Null where it is no text, or in doubt: the screen of imports asks then. */
export function encodingOf(
  head: Buffer,
  forced?: string,
): { readonly encoding: string; readonly mark: number } | null {
  try {
    const marked = markedEncoding(head);
    if (forced !== undefined)
      return { encoding: forced, mark: marked?.encoding === forced ? marked.mark : 0 };
    if (marked !== null) return marked;
    if (head.includes(0)) return null;
    // The head may end inside a character.
    const end = Math.max(head.lastIndexOf(0x0a), 0) || head.length;
    const whole = head.subarray(0, end);
    if (decoderFor('utf-8')(whole) !== null) return { encoding: 'utf-8', mark: 0 };
    const lines = whole.toString('latin1').split('\n').slice(0, 200);
    const telling = lines.filter((line) => /[\x80-\xff]/.test(line));
    return { encoding: findEncoding(telling.map((line) => Buffer.from(line, 'latin1'))), mark: 0 };
  } catch {
    return null;
  }
}
