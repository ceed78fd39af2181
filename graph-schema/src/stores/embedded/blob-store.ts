/** Byte records outside the JavaScript heap, written once and addressed by a number. Freed ones leave gaps; chunks that are mostly gaps are emptied into others and given back, so that rewriting everything takes a quarter more, not twice as much. */

const UNIT = 8;
const CHUNK_UNITS = 1 << 17;
const CHUNK_BYTES = CHUNK_UNITS * UNIT;
/** Freed bytes below which nothing is worth moving. */
const LEAST_FREED = 16 << 20;

interface Chunk {
  readonly bytes: Buffer;
  live: number;
  freed: number;
}

export class BlobStore {
  readonly #chunks: (Chunk | null)[] = [];
  /** Numbers of chunks that were given back. */
  readonly #vacant: number[] = [];
  #current = -1;
  #offset = CHUNK_BYTES;
  /** Chunks that the compaction under way empties. */
  #sparse = new Set<number>();
  liveBytes = 0;
  freedBytes = 0;

  /** Copies the first `size` bytes of `bytes`; the place is never 0. */
  write(bytes: Buffer, size: number): number {
    const needed = size + 4;
    if (this.#offset + needed > CHUNK_BYTES) this.#begin(needed);
    const chunk = this.#chunkAt(this.#current);
    const offset = this.#offset;
    chunk.bytes.writeUInt32LE(size, offset);
    bytes.copy(chunk.bytes, offset + 4, 0, size);
    this.#offset = Math.ceil((offset + needed) / UNIT) * UNIT;
    chunk.live += needed;
    this.liveBytes += needed;
    return this.#current * CHUNK_UNITS + offset / UNIT;
  }

  /** A record beyond the size of a chunk has one of its own. The first unit of the store stays unused. */
  #begin(needed: number): void {
    const number = this.#vacant.pop() ?? this.#chunks.length;
    this.#offset = number === 0 ? UNIT : 0;
    this.#chunks[number] = {
      bytes: Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, needed + UNIT)),
      live: 0,
      freed: 0,
    };
    this.#current = number;
  }

  #chunkAt(number: number): Chunk {
    return this.#chunks[number] as Chunk;
  }

  /** Buffer and offset of a record's first byte. */
  bufferOf(place: number): Buffer {
    return this.#chunkAt(Math.floor(place / CHUNK_UNITS)).bytes;
  }
  offsetOf(place: number): number {
    return (place % CHUNK_UNITS) * UNIT + 4;
  }
  sizeOf(place: number): number {
    return this.bufferOf(place).readUInt32LE(this.offsetOf(place) - 4);
  }

  /** What was freed can be read until chunks are given back. */
  free(place: number): void {
    const size = this.sizeOf(place) + 4;
    const chunk = this.#chunkAt(Math.floor(place / CHUNK_UNITS));
    chunk.live -= size;
    chunk.freed += size;
    this.liveBytes -= size;
    this.freedBytes += size;
  }

  get wantsCompaction(): boolean {
    return this.freedBytes > LEAST_FREED && this.freedBytes * 4 > this.liveBytes;
  }

  /** Chunks of which a fifth or more is freed are to be emptied: after this every live record is moved, then `endCompaction` gives them back. */
  beginCompaction(): void {
    this.#sparse = new Set(
      this.#chunks.flatMap((chunk, number) =>
        chunk !== null && number !== this.#current && chunk.freed * 5 >= chunk.live + chunk.freed
          ? [number]
          : [],
      ),
    );
  }

  /** @returns the place of a live record from now on; the old one can be read until the compaction ends */
  move(place: number): number {
    if (!this.#sparse.has(Math.floor(place / CHUNK_UNITS))) return place;
    const offset = this.offsetOf(place);
    const size = this.sizeOf(place);
    const moved = this.write(this.bufferOf(place).subarray(offset, offset + size), size);
    this.free(place);
    return moved;
  }

  endCompaction(): void {
    for (const number of this.#sparse) {
      const { live, freed } = this.#chunkAt(number);
      if (live > 0) continue;
      this.#chunks[number] = null;
      this.#vacant.push(number);
      this.freedBytes -= freed;
    }
    this.#sparse.clear();
  }

  get bytes(): number {
    return this.#chunks.reduce((sum, chunk) => sum + (chunk?.bytes.length ?? 0), 0);
  }
}
