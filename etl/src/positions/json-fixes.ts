/** Objects of JSON as fixes: one per line, or the elements of a list. */
import type { TextLine } from '../read/text-lines.ts';
import { defaultZone } from './csv-fixes.ts';
import { bareFileName, deviceInName } from './device-in-name.ts';
import { deviceKey } from './device-key.ts';
import type { FixFileOptions } from './fix-file-reader.ts';
import { datums, type FixReason, type FixRowBuilder } from './fix-rows.ts';
import { datumOf, type PositionField } from './position-columns.ts';
import { isAmbiguousDay, type DayOrder } from './day-order.ts';
import { knot, readDegrees, readNumber, readSpeed, readTime } from './position-values.ts';
import { flattened, textOf, type Table } from './table-head.ts';

export class JsonFixes {
  readonly #table: Table;
  readonly #fileName: string;
  readonly #rows: FixRowBuilder;
  readonly #zones: { readonly time: number; readonly received: number };
  readonly #datum: number;
  readonly #order: DayOrder | null;

  constructor(
    table: Table,
    fileName: string,
    options: FixFileOptions,
    order: DayOrder | null,
    rows: FixRowBuilder,
  ) {
    this.#table = table;
    this.#order = order;
    this.#fileName = bareFileName(fileName);
    this.#rows = rows;
    const zone = options.zoneMinutes ?? defaultZone;
    const { time, received } = table.zones;
    this.#zones = { time: time ?? zone, received: received ?? time ?? zone };
    const datum = table.datum === 'column' ? null : (table.datum ?? options.datum ?? null);
    this.#datum = datum === null ? -1 : datums.indexOf(datum);
  }

  line({ text, number, start }: TextLine): void {
    if (text === null) return this.#rows.refuse(number, '', start, 'fix-json');
    if (text.trim() === '') return;
    const data = objectOf(text);
    if (data === null) return this.#rows.refuse(number, '', text, 'fix-json');
    this.#object(data, number);
  }

  /** As the line says it, with its day; '' where it says none. */
  timeOf({ text }: TextLine): string {
    const data = objectOf(text ?? '');
    return data === null ? '' : this.#saidTime(this.#cellsOf(data));
  }

  #nameOf(field: PositionField): string {
    const { columns, header } = this.#table;
    return header[columns.get(field) ?? -1] ?? field;
  }

  #cellsOf(data: object): (field: PositionField) => string {
    const flat = flattened(data);
    return (field) =>
      this.#table.columns.has(field) ? textOf(flat.get(this.#nameOf(field))).trim() : '';
  }

  #saidTime(cell: (field: PositionField) => string): string {
    return this.#table.columns.has('date') ? `${cell('date')} ${cell('time')}` : cell('time');
  }

  #object(data: object, row: number): void {
    const { columns } = this.#table;
    const nameOf = (field: PositionField): string => this.#nameOf(field);
    const cell = this.#cellsOf(data);
    const refuse = (field: PositionField, code: FixReason): void =>
      this.#rows.refuse(row, nameOf(field), cell(field), code);
    const key = this.#key(cell);
    if (key < 0) return refuse('plate', 'fix-device');
    const said = this.#saidTime(cell);
    const at = readTime(said, this.#zones.time, this.#order);
    if (Number.isNaN(at)) {
      const unknown = this.#order === null && isAmbiguousDay(said);
      const field = unknown && columns.has('date') ? 'date' : 'time';
      return refuse(field, unknown ? 'fix-day-order' : 'fix-time');
    }
    const [lng, lat] = [readDegrees(cell('lng'), 'lng'), readDegrees(cell('lat'), 'lat')];
    if (!(Math.abs(lng) <= 180)) return refuse('lng', 'fix-place');
    if (!(Math.abs(lat) <= 90)) return refuse('lat', 'fix-place');
    const named = this.#table.datum === 'column' ? datumOf(cell('datum')) : null;
    const datum = named === null ? this.#datum : datums.indexOf(named);
    if (datum < 0) return refuse('datum', 'fix-datum');
    const kmh = columns.has('kmh')
      ? readSpeed(cell('kmh'), this.#table.unit)
      : readSpeed(cell('knots'), knot);
    const received = readTime(cell('received'), this.#zones.received, this.#order);
    this.#rows.add(key, at, received, lng, lat, datum, kmh, readNumber(cell('course')));
  }

  #key(cell: (field: PositionField) => string): number {
    const [plate, terminal, mmsi, imo] = [
      cell('plate'),
      cell('terminal'),
      cell('mmsi'),
      cell('imo'),
    ];
    const { columns } = this.#table;
    const named = (['plate', 'terminal', 'mmsi', 'imo'] as const).some((one) => columns.has(one));
    return this.#rows.keyOf(`${plate}\u001f${terminal}\u001f${mmsi}\u001f${imo}`, () =>
      named
        ? deviceKey({ plate, terminal, mmsi, imo, name: cell('name') })
        : deviceInName(this.#fileName),
    );
  }
}

function objectOf(text: string): object | null {
  try {
    const data: unknown = JSON.parse(text);
    return data !== null && typeof data === 'object' && !Array.isArray(data) ? data : null;
  } catch {
    return null; // refused with its row
  }
}
