/** Positions from GPX 1.0 and 1.1: points of tracks, routes and waypoints that carry a time. */
import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { strictParser } from '../read/read-xml.ts';
import { bareFileName, deviceInName } from './device-in-name.ts';
import type { FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import { datums, FixRowBuilder, type FixRows } from './fix-rows.ts';
import { datumOf } from './position-columns.ts';
import { readTime } from './position-values.ts';

const points: ReadonlySet<string> = new Set(['trkpt', 'rtept', 'wpt']);
/** GPX says metres per second. */
const kmhPerMs = 3.6;
const longestText = 200;

export const gpxReader: FixFileReader = {
  name: 'gpx',
  detect: (head, fileName) => {
    if (!/<(\w+:)?gpx[\s>]/.test(head.toString('utf8'))) return null;
    return {
      datum: datumOf(fileName) ?? 'WGS-84',
      columns: [
        { field: 'time', column: 'time' },
        { field: 'lng', column: '@lon' },
        { field: 'lat', column: '@lat' },
      ],
    };
  },
  read: (path, fileName, options) => gpxFixes(createReadStream(path), fileName, options),
};

/** @throws ImportAbort xml-invalid, xml-doctype, with the place in the file */
export async function* gpxFixes(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  fileName: string,
  options: FixFileOptions,
  rows = new FixRowBuilder(),
): AsyncIterable<FixRows> {
  const reader = new GpxPoints(rows, fileName, options);
  const parser = strictParser();
  parser.on('opentag', ({ name, attributes }) => reader.open(name, attributes));
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('closetag', ({ name }) => reader.close(name, parser.line));
  const decoder = new StringDecoder('utf8');
  for await (const chunk of chunks) {
    parser.write(decoder.write(chunk));
    if (rows.full) {
      options.signal?.throwIfAborted();
      yield rows.take();
    }
  }
  parser.write(decoder.end()).close();
  yield rows.take();
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

class GpxPoints {
  readonly #rows: FixRowBuilder;
  readonly #fileName: string;
  readonly #datum: number;
  #track = '';
  #point: Record<string, string> | null = null;
  #inTrack = false;
  #element = '';
  #text = '';

  constructor(rows: FixRowBuilder, fileName: string, options: FixFileOptions) {
    this.#rows = rows;
    this.#fileName = bareFileName(fileName);
    this.#datum = datums.indexOf(options.datum ?? 'WGS-84');
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const tag = bare(name);
    this.#element = tag;
    this.#text = '';
    if (tag === 'trk' || tag === 'rte') {
      this.#inTrack = true;
      this.#track = '';
    }
    if (points.has(tag))
      this.#point = { lat: attributes['lat'] ?? '', lon: attributes['lon'] ?? '' };
  }

  text(text: string): void {
    if (this.#text.length < longestText) this.#text += text;
  }

  close(name: string, line: number): void {
    const tag = bare(name);
    if (points.has(tag)) {
      if (this.#point) this.#add(this.#point, line);
      this.#point = null;
    } else if (tag === this.#element) {
      if (this.#point) this.#point[tag] = this.#text.trim();
      else if (this.#inTrack && tag === 'name') this.#track = this.#text.trim();
    }
    if (tag === 'trk' || tag === 'rte') {
      this.#inTrack = false;
      this.#track = '';
    }
    this.#element = '';
  }

  #add(point: Readonly<Record<string, string>>, line: number): void {
    const named = this.#track || this.#fileName;
    const key = this.#rows.keyOf(named, () => deviceInName(named));
    if (key < 0) return this.#rows.refuse(line, 'name', named, 'fix-device');
    // Times of GPX are UTC.
    const at = readTime(point['time'] ?? '', 0);
    if (Number.isNaN(at)) return this.#rows.refuse(line, 'time', point['time'] ?? '', 'fix-time');
    const [lng, lat] = [numberOf(point['lon']), numberOf(point['lat'])];
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
      return this.#rows.refuse(line, 'lon', `${point['lon']}, ${point['lat']}`, 'fix-place');
    const kmh = numberOf(point['speed']) * kmhPerMs;
    this.#rows.add(key, at, NaN, lng, lat, this.#datum, kmh, numberOf(point['course']));
  }
}

function numberOf(text: string | undefined): number {
  return text === undefined || text === '' ? NaN : Number(text);
}
