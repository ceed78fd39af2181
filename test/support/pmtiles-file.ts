/** PMTiles files (version 3) as an operator has them: a country of its own in the layers of Protomaps, the same country as pictures, or with tiles that cannot be read. */
import { writeFile } from 'node:fs/promises';
import { deflateSync, crc32 } from 'node:zlib';

/** Degrees of the sheet; land lies north of the coast, and a highway and a name in it. */
export const country = {
  sheet: { west: 104, south: 14, east: 126, north: 30 },
  coast: 22,
  land: { west: 108, east: 122, north: 27 },
  highway: 24,
  name: { lng: 115, lat: 25, 'zh-Hans': '测试省', en: 'Testland' },
  /** Of the pictures, on land and at sea. */
  colours: { land: [200, 180, 120], sea: [30, 60, 140] },
} as const;
const maxZoom = 6;
const extent = 4_096;
const pictureSize = 256;

type Place = readonly [lng: number, lat: number];
interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Unsigned, seven bits a byte (protocol buffers). */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
}
const bytesField = (field: number, bytes: readonly number[]): number[] => [
  ...varint((field << 3) | 2),
  ...varint(bytes.length),
  ...bytes,
];
const numberField = (field: number, value: number): number[] => [
  ...varint(field << 3),
  ...varint(value),
];
const textField = (field: number, text: string): number[] =>
  bytesField(field, [...Buffer.from(text)]);

/** Web Mercator, 0 to 1 from the north-west. */
function worldOf([lng, lat]: Place): [number, number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [lng / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** Mapbox Vector Tile 2.1: points, a line or a ring of one tile, whose coordinates may lie outside it. */
function geometry(type: 1 | 2 | 3, places: readonly Place[], { z, x, y }: Tile): number[] {
  const zigzag = (value: number): number => (value << 1) ^ (value >> 31);
  let [lastX, lastY] = [0, 0];
  const steps = places.map((place) => {
    const [atX, atY] = worldOf(place).map((at, i) =>
      Math.round((at * 2 ** z - (i === 0 ? x : y)) * extent),
    ) as [number, number];
    const step = [zigzag(atX - lastX), zigzag(atY - lastY)];
    [lastX, lastY] = [atX, atY];
    return step.map((one) => one >>> 0);
  });
  const [first = [], ...rest] = steps;
  const line = rest.length > 0 ? [(rest.length << 3) | 2, ...rest.flat()] : [];
  return [9, ...first, ...line, ...(type === 3 ? [15] : [])];
}

function layer(
  name: string,
  type: 1 | 2 | 3,
  places: readonly Place[],
  tags: Readonly<Record<string, string>>,
  tile: Tile,
): number[] {
  const entries = Object.entries(tags);
  const feature = [
    ...bytesField(
      2,
      entries.flatMap((_, i) => [i, i]),
    ),
    ...numberField(3, type),
    ...bytesField(4, geometry(type, places, tile).flatMap(varint)),
  ];
  return bytesField(3, [
    ...textField(1, name),
    ...bytesField(2, feature),
    ...entries.flatMap(([key]) => textField(3, key)),
    ...entries.flatMap(([, value]) => bytesField(4, textField(1, value))),
    ...numberField(5, extent),
    ...numberField(15, 2),
  ]);
}

function vectorTile(tile: Tile): Uint8Array {
  const { land, coast, highway, name } = country;
  const ring: Place[] = [
    [land.west, land.north],
    [land.east, land.north],
    [land.east, coast],
    [land.west, coast],
  ];
  const road: Place[] = [
    [land.west, highway],
    [land.east, highway],
  ];
  return Uint8Array.from([
    ...layer('earth', 3, ring, { kind: 'earth' }, tile),
    ...layer('roads', 2, road, { kind: 'highway' }, tile),
    ...layer(
      'places',
      1,
      [[name.lng, name.lat]],
      { kind: 'country', name: name['zh-Hans'], 'name:en': name.en },
      tile,
    ),
  ]);
}

function picture({ z, y }: Tile): Uint8Array {
  const coast = (worldOf([0, country.coast])[1] * 2 ** z - y) * pictureSize;
  const row = (colour: readonly number[]): number[] => [
    0,
    ...Array.from({ length: pictureSize }, () => colour).flat(),
  ];
  const rows = { land: row(country.colours.land), sea: row(country.colours.sea) };
  const pixels = Array.from({ length: pictureSize }, (_, at) =>
    at < coast ? rows.land : rows.sea,
  ).flat();
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(pictureSize, 0);
  head.writeUInt32BE(pictureSize, 4);
  // Eight bits, red, green and blue.
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(pixels))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const contents = {
  vector: vectorTile,
  picture,
  /** Neither a picture nor a vector tile. */
  broken: (): Uint8Array => Buffer.from('\u00ff\u00ff\u00ff no tile', 'latin1'),
} as const;
export type TilesKind = keyof typeof contents;

/** Place on the Hilbert curve through all tiles of the zooms before and its own. */
function tileId({ z, x, y }: Tile): number {
  let [id, atX, atY] = [(4 ** z - 1) / 3, x, y];
  for (let s = 2 ** z / 2; s >= 1; s /= 2) {
    const [right, below] = [(atX & s) > 0 ? 1 : 0, (atY & s) > 0 ? 1 : 0];
    id += s * s * ((3 * right) ^ below);
    if (below === 0) {
      if (right === 1) [atX, atY] = [s - 1 - atX, s - 1 - atY];
      [atX, atY] = [atY, atX];
    }
  }
  return id;
}

function tilesOf(z: number): Tile[] {
  const { west, south, east, north } = country.sheet;
  const at = (place: Place): number[] => worldOf(place).map((one) => Math.floor(one * 2 ** z));
  const [[left = 0, top = 0], [right = 0, bottom = 0]] = [at([west, north]), at([east, south])];
  return Array.from({ length: right - left + 1 }, (_, i) =>
    Array.from({ length: bottom - top + 1 }, (_row, j) => ({ z, x: left + i, y: top + j })),
  ).flat();
}

export async function writePmtiles(
  path: string,
  attribution: string,
  kind: TilesKind = 'vector',
): Promise<void> {
  const tiles = Array.from({ length: maxZoom + 1 }, (_, z) => tilesOf(z))
    .flat()
    .map((tile) => ({ id: tileId(tile), bytes: contents[kind](tile) }))
    .sort((a, b) => a.id - b.id);
  const metadata = [...Buffer.from(JSON.stringify({ name: 'test', attribution }))];
  // Columns: how many, ids as steps, runs of one, lengths, offsets (the first written as 1, 0: right behind the one before).
  const directory = [
    ...varint(tiles.length),
    ...tiles.flatMap(({ id }, i) => varint(id - (tiles[i - 1]?.id ?? 0))),
    ...tiles.map(() => 1),
    ...tiles.flatMap(({ bytes }) => varint(bytes.length)),
    ...tiles.map((_, i) => (i === 0 ? 1 : 0)),
  ];
  const data = Buffer.concat(tiles.map(({ bytes }) => bytes));
  const header = Buffer.alloc(127);
  header.write('PMTiles', 'latin1');
  header[7] = 3;
  const sections = [
    [127, directory.length],
    [127 + directory.length, metadata.length],
    [0, 0],
    [127 + directory.length + metadata.length, data.length],
  ] as const;
  for (const [i, [offset, length]] of sections.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
  }
  for (const at of [72, 80, 88]) header.writeBigUInt64LE(BigInt(tiles.length), at);
  // Clustered, nothing compressed, vector tiles or PNG.
  header.set([1, 1, 1, kind === 'picture' ? 2 : 1, 0, maxZoom], 96);
  const { west, south, east, north } = country.sheet;
  for (const [i, degrees] of [west, south, east, north].entries())
    header.writeInt32LE(degrees * 10_000_000, 102 + 4 * i);
  await writeFile(path, Buffer.concat([header, Buffer.from([...directory, ...metadata]), data]));
}
