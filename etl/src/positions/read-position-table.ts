/** Positions from CSV and JSON lines, recognised by the names of their columns: bytes to columns, no object for a row. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { DeviceKey } from '@phecda/graph-schema/ports/position-store';
import { cleanImo, cleanMmsi, cleanPlate } from '../clean/identifiers.ts';
import { findEncoding } from '../read/find-encoding.ts';
import { datums, FixRowBuilder, type Datum, type FixRows } from './fix-rows.ts';
import type { FixFileHead, FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import { datumOf, findPositionColumns, type PositionField } from './position-columns.ts';
import { fastNumber, fastTime, readTime } from './position-values.ts';

const defaultZone = 480;
const knot = 1.852;
const headBytes = 1 << 16;

interface Table {
  readonly kind: 'csv' | 'jsonl';
  readonly encoding: string;
  readonly delimiter: number;
  readonly columns: ReadonlyMap<PositionField, number>;
  readonly header: readonly string[];
  readonly datum: Datum | 'column' | null;
}

export const positionTableReader: FixFileReader = {
  name: 'table',
  detect: (head, fileName) => {
    const table = tableOf(head, fileName);
    return table && headOf(table);
  },
  read: readTable,
};

function headOf({ columns, header, datum }: Table): FixFileHead {
  return {
    datum,
    columns: [...columns].map(([field, index]) => ({ field, column: header[index] ?? field })),
  };
}

function tableOf(head: Buffer, fileName: string): Table | null {
  const encoding = encodingOf(head);
  if (encoding === null) return null;
  const text = iconv.decode(head, encoding).replace(/^\ufeff/, '');
  const [first = '', second = ''] = text.split(/\r?\n/, 2);
  if (first.startsWith('{')) {
    const header = keysOf(first);
    const columns = header && findPositionColumns(header);
    if (!header || !columns) return null;
    return {
      kind: 'jsonl',
      encoding,
      delimiter: 0,
      columns,
      header,
      datum: saidDatum(columns, '', fileName),
    };
  }
  const delimiter = [',', ';', '\t', '|'].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  );
  const header = first.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const columns = findPositionColumns(header);
  if (!columns) return null;
  const sample = second.split(delimiter)[columns.get('datum') ?? -1] ?? '';
  return {
    kind: 'csv',
    encoding,
    delimiter: delimiter.charCodeAt(0),
    columns,
    header,
    datum: saidDatum(columns, sample, `${fileName} ${first}`),
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

function keysOf(line: string): string[] | null {
  try {
    const data: unknown = JSON.parse(line);
    return data !== null && typeof data === 'object' ? Object.keys(data) : null;
  } catch {
    return null; // not JSON lines
  }
}

function encodingOf(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.includes(0)) return null;
  const end = Math.max(head.lastIndexOf(0x0a), 0) || head.length;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, end));
    return 'utf-8';
  } catch {
    const lines = head.subarray(0, end).toString('latin1').split('\n').slice(0, 200);
    try {
      return findEncoding(
        lines.filter((line) => /[\x80-\xff]/.test(line)).map((line) => Buffer.from(line, 'latin1')),
      );
    } catch {
      return null; // some other kind of file, or one that is in doubt: the screen of imports asks
    }
  }
}

async function* readTable(
  path: string,
  fileName: string,
  options: FixFileOptions,
): AsyncIterable<FixRows> {
  const table = tableOf(await firstBytes(path), fileName);
  if (table === null) throw new Error('These are no positions.');
  const rows = new FixRowBuilder();
  const reader =
    table.kind === 'csv' ? new CsvFixes(table, options, rows) : new JsonFixes(table, options, rows);
  let number = 0;
  for await (const line of byteLines(path, table.encoding)) {
    number++;
    if (table.kind === 'csv' && number === 1) continue;
    if (line.length > 0) reader.line(line, number);
    if (rows.full) {
      options.signal?.throwIfAborted();
      yield rows.take();
    }
  }
  yield rows.take();
}

export async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Lines without their ends, in UTF-8 or an encoding whose ASCII bytes stand for themselves. */
async function* byteLines(path: string, encoding: string): AsyncIterable<Buffer> {
  const stream = createReadStream(path, { highWaterMark: 1 << 18 });
  const wide = encoding.startsWith('utf-16');
  const source = (wide ? stream.pipe(iconv.decodeStream(encoding)) : stream) as AsyncIterable<
    Buffer | string
  >;
  let rest: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let block = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    if (first && block.length >= 3) {
      if (block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf) block = block.subarray(3);
      first = false;
    }
    let from = 0;
    for (let end = block.indexOf(0x0a); end >= 0; end = block.indexOf(0x0a, from)) {
      yield block.subarray(from, block[end - 1] === 0x0d && end > from ? end - 1 : end);
      from = end + 1;
    }
    rest = block.subarray(from);
  }
  if (rest.length > 0) yield rest.at(-1) === 0x0d ? rest.subarray(0, -1) : rest;
}

class CsvFixes {
  readonly #table: Table;
  readonly #rows: FixRowBuilder;
  readonly #zone: number;
  readonly #datum: number;
  readonly #datums = new Map<string, number>();
  /** Begin and end of each cell of the line. */
  readonly #begin: Int32Array;
  readonly #end: Int32Array;

  constructor(table: Table, options: FixFileOptions, rows: FixRowBuilder) {
    this.#table = table;
    this.#rows = rows;
    this.#zone = options.zoneMinutes ?? defaultZone;
    const datum = table.datum === 'column' ? null : (table.datum ?? options.datum ?? null);
    this.#datum = datum === null ? -1 : datums.indexOf(datum);
    this.#begin = new Int32Array(table.header.length + 1);
    this.#end = new Int32Array(table.header.length + 1);
  }

  line(bytes: Buffer, row: number): void {
    const { columns, header } = this.#table;
    const line = bytes.includes(0x22) ? this.#unquoted(bytes) : bytes;
    const cells = this.#split(line);
    if (cells !== header.length) return this.#rows.refuse(row, '', this.#text(line), 'fix-columns');
    const number = (field: PositionField): number => {
      const at = columns.get(field);
      return at === undefined ? NaN : fastNumber(line, this.#begin[at] ?? 0, this.#end[at] ?? 0);
    };
    const key = this.#key(line);
    if (key < 0) return this.#refuse(line, row, 'plate', 'fix-device');
    const at = this.#time(line, 'time');
    if (Number.isNaN(at)) return this.#refuse(line, row, 'time', 'fix-time');
    const lng = number('lng');
    const lat = number('lat');
    if (!(Math.abs(lng) <= 180)) return this.#refuse(line, row, 'lng', 'fix-place');
    if (!(Math.abs(lat) <= 90)) return this.#refuse(line, row, 'lat', 'fix-place');
    const datum = this.#datumOf(line);
    if (datum < 0) return this.#refuse(line, row, 'datum', 'fix-datum');
    const kmh = columns.has('kmh') ? number('kmh') : number('knots') * knot;
    this.#rows.add(key, at, this.#time(line, 'received'), lng, lat, datum, kmh, number('course'));
  }

  /** Fills begins and ends, gives the number of cells. */
  #split(line: Buffer): number {
    const { delimiter } = this.#table;
    const most = this.#begin.length - 1;
    let cell = 0;
    let from = 0;
    for (let end = line.indexOf(delimiter); ; end = line.indexOf(delimiter, from)) {
      if (cell <= most) {
        this.#begin[cell] = from;
        this.#end[cell] = end < 0 ? line.length : end;
      }
      cell++;
      if (end < 0) return cell;
      from = end + 1;
    }
  }

  /** Rare: cells in quotation marks, which may hold no delimiter in what is read here. */
  #unquoted(line: Buffer): Buffer {
    return Buffer.from(line.filter((byte) => byte !== 0x22));
  }

  #key(line: Buffer): number {
    const raw = (field: PositionField): string => {
      const at = this.#table.columns.get(field);
      return at === undefined ? '' : line.toString('latin1', this.#begin[at], this.#end[at]);
    };
    const [plate, terminal, mmsi, imo] = [raw('plate'), raw('terminal'), raw('mmsi'), raw('imo')];
    return this.#rows.keyOf(`${plate}\u001f${terminal}\u001f${mmsi}\u001f${imo}`, () => {
      const text = (latin1: string): string =>
        iconv.decode(Buffer.from(latin1, 'latin1'), this.#encoding).trim();
      return deviceKey({
        plate: text(plate),
        terminal: text(terminal),
        mmsi: text(mmsi),
        imo: text(imo),
        name: text(raw('name')),
      });
    });
  }

  #time(line: Buffer, field: 'time' | 'received'): number {
    const at = this.#table.columns.get(field);
    if (at === undefined) return NaN;
    const [from, to] = [this.#begin[at] ?? 0, this.#end[at] ?? 0];
    const fast = fastTime(line, from, to, this.#zone);
    return Number.isNaN(fast)
      ? readTime(line.toString('latin1', from, to).trim(), this.#zone)
      : fast;
  }

  #datumOf(line: Buffer): number {
    if (this.#table.datum !== 'column') return this.#datum;
    const at = this.#table.columns.get('datum') ?? 0;
    const raw = line.toString('latin1', this.#begin[at], this.#end[at]);
    let known = this.#datums.get(raw);
    if (known === undefined) {
      const named = datumOf(iconv.decode(Buffer.from(raw, 'latin1'), this.#encoding));
      known = named === null ? -1 : datums.indexOf(named);
      if (this.#datums.size < 1_000) this.#datums.set(raw, known);
    }
    return known;
  }

  #refuse(
    line: Buffer,
    row: number,
    field: PositionField,
    code: 'fix-device' | 'fix-time' | 'fix-place' | 'fix-datum',
  ): void {
    const at = this.#table.columns.get(field);
    const value = at === undefined ? '' : line.subarray(this.#begin[at], this.#end[at]);
    this.#rows.refuse(
      row,
      this.#table.header[at ?? -1] ?? field,
      value === '' ? '' : this.#text(value),
      code,
    );
  }

  #text(bytes: Buffer): string {
    return iconv.decode(bytes, this.#encoding);
  }

  get #encoding(): string {
    return this.#table.encoding.startsWith('utf-16') ? 'utf-8' : this.#table.encoding;
  }
}

class JsonFixes {
  readonly #table: Table;
  readonly #rows: FixRowBuilder;
  readonly #zone: number;
  readonly #datum: number;

  constructor(table: Table, options: FixFileOptions, rows: FixRowBuilder) {
    this.#table = table;
    this.#rows = rows;
    this.#zone = options.zoneMinutes ?? defaultZone;
    const datum = table.datum === 'column' ? null : (table.datum ?? options.datum ?? null);
    this.#datum = datum === null ? -1 : datums.indexOf(datum);
  }

  line(bytes: Buffer, row: number): void {
    const text = bytes.toString('utf8');
    let data: Record<string, unknown>;
    try {
      data = JSON.parse(text) as Record<string, unknown>;
    } catch {
      return this.#rows.refuse(row, '', text, 'fix-json');
    }
    if (data === null || typeof data !== 'object')
      return this.#rows.refuse(row, '', text, 'fix-json');
    const { columns, header } = this.#table;
    const cell = (field: PositionField): string => {
      const at = columns.get(field);
      const value = at === undefined ? '' : data[header[at] ?? ''];
      return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    };
    const number = (field: PositionField): number => {
      const value = cell(field);
      return value === '' ? NaN : Number(value);
    };
    const [plate, terminal, mmsi, imo] = [
      cell('plate'),
      cell('terminal'),
      cell('mmsi'),
      cell('imo'),
    ];
    const key = this.#rows.keyOf(`${plate}\u001f${terminal}\u001f${mmsi}\u001f${imo}`, () =>
      deviceKey({ plate, terminal, mmsi, imo, name: cell('name') }),
    );
    const refuse = (
      field: PositionField,
      code: 'fix-device' | 'fix-time' | 'fix-place' | 'fix-datum',
    ): void => this.#rows.refuse(row, header[columns.get(field) ?? -1] ?? field, cell(field), code);
    if (key < 0) return refuse('plate', 'fix-device');
    const at = readTime(cell('time'), this.#zone);
    if (Number.isNaN(at)) return refuse('time', 'fix-time');
    const [lng, lat] = [number('lng'), number('lat')];
    if (!(Math.abs(lng) <= 180)) return refuse('lng', 'fix-place');
    if (!(Math.abs(lat) <= 90)) return refuse('lat', 'fix-place');
    const named = this.#table.datum === 'column' ? datumOf(cell('datum')) : null;
    const datum = named === null ? this.#datum : datums.indexOf(named);
    if (datum < 0) return refuse('datum', 'fix-datum');
    const kmh = columns.has('kmh') ? number('kmh') : number('knots') * knot;
    this.#rows.add(
      key,
      at,
      readTime(cell('received'), this.#zone),
      lng,
      lat,
      datum,
      kmh,
      number('course'),
    );
  }
}

/** What names the mover best: a plate, then a ship's number, then the terminal. */
export function deviceKey(said: {
  readonly plate: string;
  readonly terminal: string;
  readonly mmsi: string;
  readonly imo: string;
  readonly name: string;
}): DeviceKey | null {
  const { terminal, name } = said;
  const plate = cleanPlate(said.plate);
  if (typeof plate === 'string' && plate !== '')
    return { scheme: 'plate', value: plate, terminal, name: '' };
  const mmsi = cleanMmsi(said.mmsi);
  const imo = cleanImo(said.imo);
  const hasImo = typeof imo === 'string' && imo !== '';
  if (typeof mmsi === 'string' && mmsi !== '')
    return { scheme: 'mmsi', value: mmsi, terminal, name, ...(hasImo && { imo }) };
  if (hasImo) return { scheme: 'imo', value: imo, terminal, name };
  return terminal === '' ? null : { scheme: 'terminal', value: terminal, terminal: '', name: '' };
}
