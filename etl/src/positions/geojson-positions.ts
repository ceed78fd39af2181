/** Positions from GeoJSON (RFC 7946): points with a time, and lines with `coordTimes`. */
import { stat, readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { z } from 'zod';
import { ImportAbort } from '../errors.ts';
import { decoderFor } from '../read/decoders.ts';
import { defaultZone } from './csv-fixes.ts';
import { deviceKey } from './device-key.ts';
import { bareFileName, deviceInName } from './device-in-name.ts';
import { DayOrderFinder, isAmbiguousDay, type DayOrder } from './day-order.ts';
import type { FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import { datums, FixRowBuilder, type FixRows } from './fix-rows.ts';
import { datumOf, positionField, type PositionField } from './position-columns.ts';
import { knot, readNumber, readSpeed, readTime, speedUnit, zoneIn } from './position-values.ts';
import { encodingOf } from './table-head.ts';

/** It is parsed whole. */
const maxBytes = 256 * 1024 * 1024;
const isGeoJson =
  /"type"\s*:\s*"(FeatureCollection|Feature|(Multi)?(Point|LineString)|GeometryCollection)"/;

const coordinate = z.array(z.number()).min(2);
const geometry = z.union([
  z.object({ type: z.literal('Point'), coordinates: coordinate }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(coordinate) }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(coordinate) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(coordinate)) }),
]);
const properties = z.record(z.string(), z.unknown()).nullish();
const feature = z.object({
  type: z.literal('Feature'),
  geometry,
  properties,
});
const document = z.object({ features: z.array(z.unknown()) });

export const geoJsonReader: FixFileReader = {
  name: 'geojson',
  detect: (head, fileName) => {
    const encoding = encodingOf(head)?.encoding ?? 'utf-8';
    const text = iconv.decode(head, encoding).replace(/^\ufeff/, '');
    if (!withoutMark(text).startsWith('{') || !isGeoJson.test(text)) return null;
    // The standard knows WGS-84 alone; suppliers say otherwise in the name of the file.
    return {
      datum: datumOf(fileName) ?? 'WGS-84',
      columns: [
        { field: 'time', column: 'time / coordTimes' },
        { field: 'lng', column: 'coordinates[0]' },
        { field: 'lat', column: 'coordinates[1]' },
      ],
    };
  },
  async *read(path, fileName, options) {
    if ((await stat(path)).size > maxBytes)
      throw new ImportAbort(
        'json-array',
        `GeoJSON of more than ${maxBytes / 1024 / 1024} MB: bring it as CSV or as one JSON object per line.`,
      );
    yield* geoJsonFixes(textOf(await readFile(path)), fileName, options);
  },
};

/** UTF-8 by the standard; other encodings where the bytes are not. @throws ImportAbort encoding-unknown */
function textOf(bytes: Buffer): string {
  const found = encodingOf(bytes);
  const text = found && decoderFor(found.encoding)(bytes.subarray(found.mark));
  if (found && text !== null) return text;
  throw new ImportAbort('encoding-unknown', 'The file is text in no encoding that can be told.');
}

/** @throws ImportAbort json-syntax */
export function* geoJsonFixes(
  text: string,
  fileName: string,
  options: FixFileOptions,
  rows = new FixRowBuilder(),
): Iterable<FixRows> {
  const features = featuresOf(text);
  const reader = new Features(rows, fileName, options, dayOrderIn(features()));
  for (const { value, row } of features()) {
    if (value === undefined) rows.refuse(row, '', lineAt(text, row), 'fix-json');
    else reader.take(value, row);
    if (rows.full) {
      options.signal?.throwIfAborted();
      yield rows.take();
    }
  }
  yield rows.take();
}

interface FeatureRow {
  /** Undefined: no JSON. */
  readonly value: unknown;
  /** Number of the feature, or of its line where each has one. */
  readonly row: number;
}

/** Null where nothing shows it, or nobody needs it. */
function dayOrderIn(features: Iterable<FeatureRow>): DayOrder | null {
  const finder = new DayOrderFinder();
  for (const { value } of features) {
    const parsed = feature.safeParse(value);
    const said = parsed.success ? (parsed.data.properties ?? {}) : {};
    const names = Object.keys(said).filter((name) => positionField(name) === 'time');
    const times =
      parsed.data?.geometry.type === 'Point'
        ? names.map((name) => said[name])
        : timesOf(said).flat();
    for (const time of times) if (!finder.see(String(time))) return finder.told;
  }
  return finder.told;
}

/** @returns the features, as often as they are asked for */
function featuresOf(text: string): () => Iterable<FeatureRow> {
  let whole: unknown;
  try {
    whole = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const lines = text.split('\n');
    const first = lines.find((line) => withoutMark(line) !== '') ?? '';
    // A document that breaks off must not pass for lines of which some are broken.
    if (!feature.safeParse(parsedLine(first)).success)
      throw new ImportAbort(
        'json-syntax',
        `The JSON is not well-formed: ${(error as Error).message}`,
      );
    return function* () {
      for (const [i, line] of lines.entries())
        if (withoutMark(line) !== '') yield { value: parsedLine(line), row: i + 1 };
    };
  }
  const collection = document.safeParse(whole);
  const features = collection.success ? collection.data.features : [whole];
  return () => features.map((value, i) => ({ value, row: i + 1 }));
}

/** Before features one by one (RFC 8142). */
const recordMark = '\u001e';
const withoutMark = (text: string): string => {
  const bare = text.trim();
  return bare.startsWith(recordMark) ? bare.slice(1).trim() : bare;
};

const lineAt = (text: string, row: number): string => text.split('\n', row).at(-1) ?? '';

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(withoutMark(line)) as unknown;
  } catch {
    return undefined;
  }
}

class Features {
  readonly #rows: FixRowBuilder;
  readonly #fileName: string;
  readonly #zone: number;
  readonly #datum: number;
  readonly #order: DayOrder | null;

  constructor(
    rows: FixRowBuilder,
    fileName: string,
    options: FixFileOptions,
    order: DayOrder | null,
  ) {
    this.#order = order;
    this.#rows = rows;
    this.#fileName = bareFileName(fileName);
    this.#zone = options.zoneMinutes ?? defaultZone;
    this.#datum = datums.indexOf(options.datum ?? 'WGS-84');
  }

  /** @param row number of the feature, from 1 */
  take(value: unknown, row: number): void {
    const parsed = feature.safeParse(value);
    if (!parsed.success)
      return this.#rows.refuse(row, 'geometry', JSON.stringify(value) ?? '', 'fix-geometry');
    const { geometry: shape, properties: said } = parsed.data;
    const fields = fieldsOf(said ?? {}, this.#order);
    const key = this.#keyOf(fields);
    if (key < 0) return this.#rows.refuse(row, 'properties', '', 'fix-device');
    if (shape.type === 'Point') return this.#point(key, shape.coordinates, fields, row);
    const times = timesOf(said ?? {});
    const parts = shape.type === 'MultiLineString' ? shape.coordinates : [shape.coordinates];
    const places = parts.flat();
    // Times in a list for each part belong to the points of that part alone.
    const nested = times.some((one) => Array.isArray(one));
    const fits = nested
      ? times.length === parts.length &&
        times.every((one, i) => Array.isArray(one) && one.length === parts[i]?.length)
      : times.length === places.length;
    if (!fits || places.length === 0)
      return this.#rows.refuse(
        row,
        'coordTimes',
        `${times.flat().length} / ${places.length}`,
        'fix-geometry',
      );
    const common = (['datum'] as const).flatMap((field) => {
      const value = fields.get(field);
      return value === undefined ? [] : [[field, value] as const];
    });
    for (const [i, time] of times.flat().map(String).entries())
      this.#point(key, places[i] ?? [], new Map([...common, ['time', time]]), row);
  }

  #point(
    key: number,
    [lng = NaN, lat = NaN]: readonly number[],
    fields: ReadonlyMap<PositionField, string>,
    row: number,
  ): void {
    const said = fields.get('time') ?? '';
    const at = readTime(said, this.#zone, this.#order);
    if (Number.isNaN(at)) {
      const unknown = this.#order === null && isAmbiguousDay(said);
      return this.#rows.refuse(row, 'time', said, unknown ? 'fix-day-order' : 'fix-time');
    }
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
      return this.#rows.refuse(row, 'coordinates', `${lng}, ${lat}`, 'fix-place');
    const named = fields.get('datum');
    const datum = named === undefined ? this.#datum : datums.indexOf(datumOf(named) ?? 'WGS-84');
    if (named !== undefined && datumOf(named) === null)
      return this.#rows.refuse(row, 'datum', named, 'fix-datum');
    const { kmh, unit } = fields.has('kmh')
      ? { kmh: fields.get('kmh') ?? '', unit: 1 }
      : { kmh: fields.get('knots') ?? '', unit: knot };
    const received = readTime(fields.get('received') ?? '', this.#zone, this.#order);
    const course = readNumber(fields.get('course') ?? '');
    this.#rows.add(key, at, received, lng, lat, datum, readSpeed(kmh, unit), course);
  }

  #keyOf(fields: ReadonlyMap<PositionField, string>): number {
    const [plate = '', terminal = '', mmsi = '', imo = '', name = ''] = (
      ['plate', 'terminal', 'mmsi', 'imo', 'name'] as const
    ).map((field) => fields.get(field));
    return this.#rows.keyOf([plate, terminal, mmsi, imo, name].join('\u001f'), () => {
      const named = deviceKey({ plate, terminal, mmsi, imo, name });
      return named ?? deviceInName(name || this.#fileName);
    });
  }
}

function fieldsOf(
  said: Readonly<Record<string, unknown>>,
  order: DayOrder | null,
): Map<PositionField, string> {
  const fields = new Map<PositionField, string>();
  for (const [name, value] of Object.entries(said)) {
    const field = positionField(name);
    if (field === undefined || fields.has(field)) continue;
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    fields.set(field, inUsualUnit(field, name, String(value), order));
  }
  return fields;
}

/** Where the name of a property says another unit of speed, or the zone of a time. */
function inUsualUnit(
  field: PositionField,
  name: string,
  value: string,
  order: DayOrder | null,
): string {
  if (field === 'kmh') {
    const unit = speedUnit(name) ?? 1;
    return unit === 1 ? value : String(readSpeed(value, unit));
  }
  const zone = field === 'time' || field === 'received' ? zoneIn(name) : null;
  const at = zone === null ? NaN : readTime(value, zone, order);
  return Number.isNaN(at) ? value : String(at);
}

/** As togeojson and its relatives write them: of a line a list, of several lines a list of lists. */
function timesOf(said: Readonly<Record<string, unknown>>): unknown[] {
  const nested = said['coordinateProperties'];
  const found =
    said['coordTimes'] ??
    said['times'] ??
    said['timestamps'] ??
    (typeof nested === 'object' && nested !== null && 'times' in nested ? nested.times : null);
  return Array.isArray(found) ? (found as unknown[]) : [];
}
