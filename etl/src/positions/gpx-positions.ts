/** Positions from GPX 1.0 and 1.1: points of tracks, routes and waypoints that carry a time. */
import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { ImportAbort } from '../errors.ts';
import { encodingName } from '../read/decoders.ts';
import { strictParser } from '../read/read-xml.ts';
import { markedEncoding } from '../read/text-encoding.ts';
import { bareFileName, deviceInName } from './device-in-name.ts';
import type { FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import { datums, FixRowBuilder, type FixRows } from './fix-rows.ts';
import { datumOf } from './position-columns.ts';
import { readNumber, readTime } from './position-values.ts';

const points: ReadonlySet<string> = new Set(['trkpt', 'rtept', 'wpt']);
/** GPX says metres per second. */
const kmhPerMs = 3.6;
const longestText = 200;

export const gpxReader: FixFileReader = {
  name: 'gpx',
  detect: (head, fileName) => {
    // Blanks between the letters of UTF-16.
    if (!/<(\w+:)?gpx[\s>]/.test(head.toString('latin1').replaceAll('\0', ''))) return null;
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
  let decoder: TextDecoder | null = null;
  const decode = (bytes: Buffer, stream: boolean): string => {
    decoder ??= decoderOf(bytes);
    try {
      return decoder.decode(bytes, { stream });
    } catch {
      throw new ImportAbort(
        'encoding-unknown',
        `The XML says that it is ${decoder.encoding}, and has bytes that are not, from line ${parser.line} on.`,
      );
    }
  };
  for await (const chunk of chunks) {
    parser.write(decode(chunk, true));
    if (rows.full) {
      options.signal?.throwIfAborted();
      yield rows.take();
    }
  }
  parser.write(decode(Buffer.alloc(0), false)).close();
  yield rows.take();
}

/** By its mark, or as the declaration says; else UTF-8. */
function decoderOf(start: Buffer): TextDecoder {
  const marked = markedEncoding(start);
  const said = /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    start.subarray(marked?.mark ?? 0).toString('latin1'),
  )?.[1];
  const named = said === undefined ? null : encodingName(said);
  const encoding = marked?.encoding ?? (said === undefined ? 'utf-8' : named);
  try {
    return new TextDecoder(encoding ?? '', { fatal: true });
  } catch {
    throw new ImportAbort(
      'encoding-unknown',
      `The document says that it is in ${said ?? encoding}, which cannot be read.`,
      { value: said ?? '' },
    );
  }
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** What a point says of itself; what extensions say of the same counts where it does not. */
const own: ReadonlySet<string> = new Set(['time', 'speed', 'course']);

class GpxPoints {
  readonly #rows: FixRowBuilder;
  readonly #fileName: string;
  readonly #datum: number;
  /** Elements that are open, by their names. */
  readonly #path: string[] = [];
  #track = '';
  #point: Map<string, string> | null = null;
  #text = '';

  constructor(rows: FixRowBuilder, fileName: string, options: FixFileOptions) {
    this.#rows = rows;
    this.#fileName = bareFileName(fileName);
    this.#datum = datums.indexOf(options.datum ?? 'WGS-84');
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const tag = bare(name);
    this.#path.push(tag);
    this.#text = '';
    if (tag === 'trk' || tag === 'rte') this.#track = '';
    if (points.has(tag) && this.#point === null)
      this.#point = new Map([
        ['lat', attributes['lat'] ?? ''],
        ['lon', attributes['lon'] ?? ''],
      ]);
  }

  text(text: string): void {
    if (this.#text.length < longestText) this.#text += text;
  }

  close(name: string, line: number): void {
    const tag = bare(name);
    this.#path.pop();
    const parent = this.#path.at(-1) ?? '';
    const text = this.#text.trim();
    this.#text = '';
    if (this.#point !== null) {
      const added = this.#path.includes('extensions');
      if (points.has(tag) && !added) {
        this.#add(this.#point, line);
        this.#point = null;
      } else if (own.has(tag) && text !== '') {
        if (!added && points.has(parent)) this.#point.set(tag, text);
        else if (tag !== 'time' && !this.#point.has(tag)) this.#point.set(tag, text);
      }
    } else if (tag === 'name' && (parent === 'trk' || parent === 'rte')) this.#track = text;
    if (tag === 'trk' || tag === 'rte') this.#track = '';
  }

  #add(point: ReadonlyMap<string, string>, line: number): void {
    const said = (name: string): string => point.get(name) ?? '';
    const named = this.#track || this.#fileName;
    const key = this.#rows.keyOf(named, () => deviceInName(named));
    if (key < 0) return this.#rows.refuse(line, 'name', named, 'fix-device');
    // Times of GPX are UTC.
    const at = readTime(said('time'), 0);
    if (Number.isNaN(at)) return this.#rows.refuse(line, 'time', said('time'), 'fix-time');
    const [lng, lat] = [readNumber(said('lon')), readNumber(said('lat'))];
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
      return this.#rows.refuse(line, 'lon', `${said('lon')}, ${said('lat')}`, 'fix-place');
    const kmh = readNumber(said('speed')) * kmhPerMs;
    this.#rows.add(key, at, NaN, lng, lat, this.#datum, kmh, readNumber(said('course')));
  }
}
