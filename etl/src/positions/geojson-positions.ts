/** Positions from GeoJSON (RFC 7946): points with a time, and lines with `coordTimes`. */
import { stat, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ImportAbort } from '../errors.ts';
import { bareFileName, deviceInName } from './device-in-name.ts';
import type { FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import { datums, FixRowBuilder, type FixRows } from './fix-rows.ts';
import { datumOf, positionField, type PositionField } from './position-columns.ts';
import { readTime } from './position-values.ts';
import { deviceKey } from './read-position-table.ts';

/** It is parsed whole. */
const maxBytes = 256 * 1024 * 1024;
const defaultZone = 480;
const knot = 1.852;

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
  id: z.union([z.string(), z.number()]).optional(),
  geometry,
  properties,
});
const document = z.object({ features: z.array(z.unknown()) });

export const geoJsonReader: FixFileReader = {
  name: 'geojson',
  detect: (head, fileName) => {
    const text = head.toString('utf8').replace(/^\ufeff/, '');
    if (!/^\s*\{/.test(text) || !/"type"\s*:\s*"(FeatureCollection|Feature)"/.test(text))
      return null;
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
    yield* geoJsonFixes(await readFile(path, 'utf8'), fileName, options);
  },
};

/** @throws ImportAbort json-syntax */
export function* geoJsonFixes(
  text: string,
  fileName: string,
  options: FixFileOptions,
  rows = new FixRowBuilder(),
): Iterable<FixRows> {
  const reader = new Features(rows, fileName, options);
  for (const [index, one] of featuresOf(text).entries()) {
    reader.take(one, index + 1);
    if (rows.full) {
      options.signal?.throwIfAborted();
      yield rows.take();
    }
  }
  yield rows.take();
}

function featuresOf(text: string): readonly unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new ImportAbort(
      'json-syntax',
      `The JSON is not well-formed: ${(error as Error).message}`,
    );
  }
  const collection = document.safeParse(value);
  return collection.success ? collection.data.features : [value];
}

class Features {
  readonly #rows: FixRowBuilder;
  readonly #fileName: string;
  readonly #zone: number;
  readonly #datum: number;

  constructor(rows: FixRowBuilder, fileName: string, options: FixFileOptions) {
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
    const { geometry: shape, properties: said, id } = parsed.data;
    const fields = fieldsOf(said ?? {});
    const key = this.#keyOf(fields, id);
    if (key < 0) return this.#rows.refuse(row, 'properties', '', 'fix-device');
    if (shape.type === 'Point') return this.#point(key, shape.coordinates, fields, row);
    const times = timesOf(said ?? {});
    const places = shape.type === 'MultiLineString' ? shape.coordinates.flat() : shape.coordinates;
    if (times.length !== places.length)
      return this.#rows.refuse(
        row,
        'coordTimes',
        `${times.length} / ${places.length}`,
        'fix-geometry',
      );
    for (const [i, place] of places.entries())
      this.#point(key, place, new Map([['time', times[i] ?? '']]), row);
  }

  #point(
    key: number,
    [lng = NaN, lat = NaN]: readonly number[],
    fields: ReadonlyMap<PositionField, string>,
    row: number,
  ): void {
    const said = fields.get('time') ?? '';
    const at = readTime(said, this.#zone);
    if (Number.isNaN(at)) return this.#rows.refuse(row, 'time', said, 'fix-time');
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
      return this.#rows.refuse(row, 'coordinates', `${lng}, ${lat}`, 'fix-place');
    const named = fields.get('datum');
    const datum = named === undefined ? this.#datum : datums.indexOf(datumOf(named) ?? 'WGS-84');
    if (named !== undefined && datumOf(named) === null)
      return this.#rows.refuse(row, 'datum', named, 'fix-datum');
    const number = (field: PositionField): number => Number(fields.get(field) || 'none');
    const kmh = fields.has('kmh') ? number('kmh') : number('knots') * knot;
    const received = readTime(fields.get('received') ?? '', this.#zone);
    this.#rows.add(key, at, received, lng, lat, datum, kmh, number('course'));
  }

  #keyOf(fields: ReadonlyMap<PositionField, string>, id: string | number | undefined): number {
    const [plate = '', terminal = '', mmsi = '', imo = '', name = ''] = (
      ['plate', 'terminal', 'mmsi', 'imo', 'name'] as const
    ).map((field) => fields.get(field));
    return this.#rows.keyOf([plate, terminal, mmsi, imo, name, id].join('\u001f'), () => {
      const named = deviceKey({ plate, terminal, mmsi, imo, name });
      return named ?? deviceInName(name || this.#fileName);
    });
  }
}

function fieldsOf(said: Readonly<Record<string, unknown>>): Map<PositionField, string> {
  const fields = new Map<PositionField, string>();
  for (const [name, value] of Object.entries(said)) {
    const field = positionField(name);
    if (field === undefined || fields.has(field)) continue;
    if (typeof value === 'string' || typeof value === 'number') fields.set(field, String(value));
  }
  return fields;
}

/** As togeojson and its relatives write them. */
function timesOf(said: Readonly<Record<string, unknown>>): string[] {
  const nested = said['coordinateProperties'];
  const found =
    said['coordTimes'] ??
    said['times'] ??
    (typeof nested === 'object' && nested !== null && 'times' in nested ? nested.times : null);
  return Array.isArray(found) ? (found as unknown[]).flat().map(String) : [];
}
