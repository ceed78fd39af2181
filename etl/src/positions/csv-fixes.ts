/** Rows of CSV as fixes: cells are cut from the bytes of the row where none is in quotation marks. */
import iconv from 'iconv-lite';
import { parseCells, type ScannedRow } from '../read/csv-scanner.ts';
import { bareFileName, deviceInName } from './device-in-name.ts';
import { deviceKey } from './device-key.ts';
import type { FixFileOptions } from './fix-file-reader.ts';
import { datums, type FixReason, type FixRowBuilder } from './fix-rows.ts';
import { datumOf, type PositionField } from './position-columns.ts';
import { isAmbiguousDay, type DayOrder } from './day-order.ts';
import { fastNumber, fastTime, knot, readDegrees, readSpeed, readTime } from './position-values.ts';
import { isDecoded, type Table } from './table-head.ts';

/** Of times that nobody names the zone of: China's. */
export const defaultZone = 480;
/** Says that the speed over ground is not known. */
const unknownKnots = 102.3;

export class CsvFixes {
  readonly #table: Table;
  readonly #encoding: string;
  readonly #fileName: string;
  readonly #rows: FixRowBuilder;
  readonly #zones: { readonly time: number; readonly received: number };
  readonly #order: DayOrder | null;
  readonly #datum: number;
  readonly #datums = new Map<string, number>();
  readonly #delimiter: number;
  /** Of the row at hand: its bytes, begin and end of each cell. */
  #bytes: Buffer = Buffer.alloc(0);
  readonly #begin: Int32Array;
  readonly #end: Int32Array;

  constructor(
    table: Table,
    fileName: string,
    options: FixFileOptions,
    order: DayOrder | null,
    rows: FixRowBuilder,
  ) {
    this.#table = table;
    this.#encoding = isDecoded(table) ? 'utf-8' : table.encoding;
    this.#fileName = bareFileName(fileName);
    this.#rows = rows;
    const zone = options.zoneMinutes ?? defaultZone;
    const { time, received } = table.zones;
    this.#zones = { time: time ?? zone, received: received ?? time ?? zone };
    this.#order = order;
    const datum = table.datum === 'column' ? null : (table.datum ?? options.datum ?? null);
    this.#datum = datum === null ? -1 : datums.indexOf(datum);
    this.#delimiter = table.delimiter.charCodeAt(0);
    this.#begin = new Int32Array(table.header.length);
    this.#end = new Int32Array(table.header.length);
  }

  row({ buffer, start, end, row, problem, regular }: ScannedRow): void {
    if (problem !== null) {
      const code = problem === 'csv-quote' ? 'fix-quotes' : 'fix-columns';
      return this.#rows.refuse(row, '', this.#decode(buffer.subarray(start, end)), code);
    }
    const quoted = buffer.subarray(start, end).includes(0x22);
    if (quoted || !regular) this.#parse(buffer, start, end);
    else this.#cut(buffer, start, end);
    const key = this.#key();
    if (key < 0) return this.#refuse(row, this.#namedBy(), 'fix-device');
    const at = this.#time();
    if (Number.isNaN(at)) {
      const field = this.#table.columns.has('date') ? 'date' : 'time';
      const unknown = this.#order === null && isAmbiguousDay(this.#text(field));
      return this.#refuse(row, unknown ? field : 'time', unknown ? 'fix-day-order' : 'fix-time');
    }
    const [lng, lat] = [this.#degrees('lng'), this.#degrees('lat')];
    if (!(Math.abs(lng) <= 180)) return this.#refuse(row, 'lng', 'fix-place');
    if (!(Math.abs(lat) <= 90)) return this.#refuse(row, 'lat', 'fix-place');
    const datum = this.#datumOf();
    if (datum < 0) return this.#refuse(row, 'datum', 'fix-datum');
    const course = this.#number('course');
    this.#rows.add(key, at, this.#received(), lng, lat, datum, this.#kmh(), course);
  }

  #cut(buffer: Buffer, start: number, end: number): void {
    this.#bytes = buffer;
    const most = this.#begin.length;
    let from = start;
    for (let cell = 0; cell < most; cell++) {
      const next = from > end ? -1 : buffer.indexOf(this.#delimiter, from);
      const to = next < 0 || next > end ? end : next;
      this.#begin[cell] = Math.min(from, end);
      this.#end[cell] = to;
      from = to + 1;
    }
  }

  /** Some cells are in quotation marks, or there are more or fewer of them than in the header, which the scanner allows. */
  #parse(buffer: Buffer, start: number, end: number): void {
    const cells = parseCells(buffer.toString('latin1', start, end), this.#table.delimiter);
    this.#bytes = Buffer.from(cells.join(''), 'latin1');
    let from = 0;
    for (let cell = 0; cell < this.#begin.length; cell++) {
      this.#begin[cell] = from;
      from += cells[cell]?.length ?? 0;
      this.#end[cell] = from;
    }
  }

  /** Bytes of a cell as characters; nothing where the file has no such column. */
  #raw(field: PositionField): string {
    const at = this.#table.columns.get(field);
    return at === undefined
      ? ''
      : this.#bytes.toString('latin1', this.#begin[at] ?? 0, this.#end[at] ?? 0);
  }

  #text(field: PositionField): string {
    return this.#decode(Buffer.from(this.#raw(field), 'latin1')).trim();
  }

  #decode(bytes: Buffer): string {
    return iconv.decode(bytes, this.#encoding);
  }

  #number(field: PositionField): number {
    const at = this.#table.columns.get(field);
    return at === undefined
      ? NaN
      : fastNumber(this.#bytes, this.#begin[at] ?? 0, this.#end[at] ?? 0);
  }

  #degrees(field: 'lng' | 'lat'): number {
    const plain = this.#number(field);
    return Number.isNaN(plain) ? readDegrees(this.#text(field), field) : plain;
  }

  #kmh(): number {
    const { columns, unit } = this.#table;
    const [field, one] = columns.has('kmh') ? (['kmh', unit] as const) : (['knots', knot] as const);
    const plain = this.#number(field);
    if (field === 'knots' && plain >= unknownKnots) return NaN;
    if (!Number.isNaN(plain)) return plain * one;
    return columns.has(field) ? readSpeed(this.#text(field), one) : NaN;
  }

  #namedBy(): PositionField {
    const { columns } = this.#table;
    return (['plate', 'mmsi', 'imo', 'terminal'] as const).find((one) => columns.has(one)) ?? 'id';
  }

  #key(): number {
    const [plate, terminal, mmsi, imo] = [
      this.#raw('plate'),
      this.#raw('terminal'),
      this.#raw('mmsi'),
      this.#raw('imo'),
    ];
    return this.#rows.keyOf(`${plate}\u001f${terminal}\u001f${mmsi}\u001f${imo}`, () =>
      this.#namedBy() === 'id'
        ? deviceInName(this.#fileName)
        : deviceKey({
            plate: this.#text('plate'),
            terminal: this.#text('terminal'),
            mmsi: this.#text('mmsi'),
            imo: this.#text('imo'),
            name: this.#text('name'),
          }),
    );
  }

  #time(): number {
    if (!this.#table.columns.has('date')) return this.#moment('time', this.#zones.time);
    return readTime(`${this.#text('date')} ${this.#text('time')}`, this.#zones.time, this.#order);
  }

  #received(): number {
    return this.#moment('received', this.#zones.received);
  }

  #moment(field: 'time' | 'received', zone: number): number {
    const at = this.#table.columns.get(field);
    if (at === undefined) return NaN;
    const [from, to] = [this.#begin[at] ?? 0, this.#end[at] ?? 0];
    const fast = fastTime(this.#bytes, from, to, zone);
    return Number.isNaN(fast) ? readTime(this.#text(field), zone, this.#order) : fast;
  }

  #datumOf(): number {
    if (this.#table.datum !== 'column') return this.#datum;
    const raw = this.#raw('datum');
    let known = this.#datums.get(raw);
    if (known === undefined) {
      const named = datumOf(this.#text('datum'));
      known = named === null ? -1 : datums.indexOf(named);
      if (this.#datums.size < 1_000) this.#datums.set(raw, known);
    }
    return known;
  }

  #refuse(row: number, field: PositionField, code: FixReason): void {
    const at = this.#table.columns.get(field);
    this.#rows.refuse(row, this.#table.header[at ?? -1] ?? field, this.#text(field), code);
  }
}
