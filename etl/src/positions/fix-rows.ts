/** Fixes as a file says them, in columns: what every reader of position files hands on. */
import type { DeviceKey } from '@phecda/graph-schema/ports/position-store';
import { aisReasons } from './ais/sentence.ts';
import { vesselReasons } from './ais/vessel-positions.ts';

export type Datum = 'WGS-84' | 'GCJ-02' | 'BD-09';
export const datums = ['WGS-84', 'GCJ-02', 'BD-09'] as const satisfies readonly Datum[];

export interface RefusedRow {
  /** As an analyst counts in the file. */
  readonly row: number;
  readonly field: string;
  readonly value: string;
  readonly code: FixReason;
}

/** Some rows of a file. Unknown numbers are NaN; times are milliseconds UTC. */
export interface FixRows {
  readonly count: number;
  /** Rows read for it, refused ones among them. */
  readonly rows: number;
  /** Index in `keys`. */
  readonly key: Int32Array;
  /** All devices met so far; grows from one part to the next. */
  readonly keys: readonly DeviceKey[];
  readonly at: Float64Array;
  readonly received: Float64Array;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  /** Index in `datums`. */
  readonly datum: Uint8Array;
  readonly kmh: Float32Array;
  readonly course: Float32Array;
  readonly refused: readonly RefusedRow[];
}

/** Why a row is no fix. */
export const fixReasons = {
  'fix-columns': {
    zh: '列数与表头不一致',
    en: 'the row has another number of columns than the header',
  },
  'fix-quotes': {
    zh: '引号没有闭合，或引号后还有文字',
    en: 'a quotation mark is not closed, or text follows it',
  },
  'fix-cell': {
    zh: '单元格是错误值，或公式没有存下结果',
    en: 'the cell holds an error, or a formula without a stored value',
  },
  'fix-day-order': {
    zh: '日期中日与月的先后无法判断（整个文件都没有大于 12 的一项）',
    en: 'day or month first: nothing in the file tells which',
  },
  'fix-json': { zh: '该行不是 JSON 对象', en: 'the row is not a JSON object' },
  'fix-device': {
    zh: '没有可用的车牌、终端号、MMSI 或 IMO',
    en: 'no plate, terminal, MMSI or IMO that can be used',
  },
  'fix-time': { zh: '时间无法识别', en: 'the time cannot be read' },
  'fix-place': {
    zh: '经纬度缺失或超出范围',
    en: 'longitude or latitude is missing or out of range',
  },
  'fix-datum': { zh: '坐标系无法识别', en: 'the datum is not known' },
  'fix-geometry': {
    zh: '要素既不是带时间的点，也不是逐点带时间（coordTimes）的线',
    en: 'the feature is neither a point with a time nor a line with a time for each of its points (coordTimes)',
  },
  'fix-sentence': { zh: '不是 NMEA 语句', en: 'the line is no NMEA sentence' },
  'fix-checksum': { zh: '校验和不符', en: 'the checksum does not fit' },
  'fix-date': {
    zh: '文件没有给出日期（缺少 RMC 语句）',
    en: 'nothing in the file says the day: there is no RMC sentence',
  },
  ...aisReasons,
  ...vesselReasons,
} as const;
export type FixReason = keyof typeof fixReasons;

/** Takes rows one after the other and gives them out in parts. */
export class FixRowBuilder {
  readonly keys: DeviceKey[] = [];
  readonly #size: number;
  readonly #numbers = new Map<string, number>();
  #part: Part;

  /** @param size from how many fixes on a part is full; it may grow beyond it */
  constructor(size = 60_000) {
    this.#size = size;
    this.#part = this.#empty();
  }

  get full(): boolean {
    return this.#part.count >= this.#size;
  }

  /** @param text what tells the device from others in this file */
  keyOf(text: string, make: () => DeviceKey | null): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const key = make();
    const number = key === null ? -1 : this.keys.push(key) - 1;
    this.#numbers.set(text, number);
    return number;
  }

  add(
    key: number,
    at: number,
    received: number,
    lng: number,
    lat: number,
    datum: number,
    kmh: number,
    course: number,
  ): void {
    if (this.#part.count === this.#part.at.length) this.#grow();
    const part = this.#part;
    const i = part.count++;
    part.rows++;
    part.key[i] = key;
    part.at[i] = at;
    part.received[i] = received;
    part.lng[i] = lng;
    part.lat[i] = lat;
    part.datum[i] = datum;
    part.kmh[i] = kmh >= 0 ? kmh : NaN;
    part.course[i] = course >= 0 && course <= 360 ? course : NaN;
  }

  refuse(row: number, field: string, value: string, code: FixReason): void {
    this.#part.rows++;
    this.#part.refused.push({ row, field, value: value.slice(0, 200), code });
  }

  take(): FixRows {
    const part = this.#part;
    this.#part = this.#empty();
    return part;
  }

  #empty(): Part {
    return { count: 0, rows: 0, keys: this.keys, refused: [], ...columnsOf(this.#size) };
  }

  /** One line of GeoJSON may hold more than a part. */
  #grow(): void {
    const before = this.#part;
    const columns = columnsOf(before.at.length * 2);
    for (const name of columnNames) columns[name].set(before[name]);
    this.#part = { ...before, ...columns };
  }
}

const columnNames = ['key', 'at', 'received', 'lng', 'lat', 'datum', 'kmh', 'course'] as const;
type Columns = Pick<FixRows, (typeof columnNames)[number]>;
type Part = FixRows & { count: number; rows: number; refused: RefusedRow[] };

const columnsOf = (size: number): Columns => ({
  key: new Int32Array(size),
  at: new Float64Array(size),
  received: new Float64Array(size),
  lng: new Float64Array(size),
  lat: new Float64Array(size),
  datum: new Uint8Array(size),
  kmh: new Float32Array(size),
  course: new Float32Array(size),
});
