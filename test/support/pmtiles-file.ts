/** A PMTiles file (version 3) of one vector tile, all of it land: the smallest base map of an operator's own. */
import { writeFile } from 'node:fs/promises';

/** Unsigned, seven bits a byte (protocol buffers). */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
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

/** Mapbox Vector Tile 2.1: a layer `earth` with one square of the whole extent. */
function landTile(): number[] {
  const extent = 4_096;
  const zigzag = (value: number): number => (value << 1) ^ (value >> 31);
  const square = [
    ...[9, zigzag(0), zigzag(0)],
    ...[(3 << 3) | 2, zigzag(extent), 0, 0, zigzag(extent), zigzag(-extent), 0],
    15,
  ];
  const feature = [...numberField(3, 3), ...bytesField(4, square.flatMap(varint))];
  return bytesField(3, [
    ...textField(1, 'earth'),
    ...bytesField(2, feature),
    ...numberField(5, extent),
    ...numberField(15, 2),
  ]);
}

export async function writePmtiles(path: string, attribution: string): Promise<void> {
  const tile = landTile();
  const metadata = [...Buffer.from(JSON.stringify({ name: 'test', attribution }))];
  // One entry: tile 0, once, its length, offset 0 (written as 1).
  const directory = [1, 0, 1, ...varint(tile.length), 1];
  const header = Buffer.alloc(127);
  header.write('PMTiles', 'latin1');
  header[7] = 3;
  const sections = [
    [127, directory.length],
    [127 + directory.length, metadata.length],
    [0, 0],
    [127 + directory.length + metadata.length, tile.length],
  ] as const;
  for (const [i, [offset, length]] of sections.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
  }
  for (const at of [72, 80, 88]) header.writeBigUInt64LE(1n, at);
  // Clustered, nothing compressed, vector tiles, zoom 0 alone.
  header.set([1, 1, 1, 1, 0, 0], 96);
  for (const [i, degrees] of [-180, -85, 180, 85].entries())
    header.writeInt32LE(degrees * 10_000_000, 102 + 4 * i);
  await writeFile(path, Buffer.concat([header, Buffer.from([...directory, ...metadata, ...tile])]));
}
