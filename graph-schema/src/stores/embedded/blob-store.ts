/** Byte records outside the JavaScript heap, written once and addressed by a number; freed ones leave a gap until everything live is moved to a new store. */

const UNIT = 8;
const CHUNK_UNITS = 1 << 17;
const CHUNK_BYTES = CHUNK_UNITS * UNIT;

export class BlobStore {
  readonly #chunks: Buffer[] = [];
  #offset = CHUNK_BYTES;
  liveBytes = 0;
  freedBytes = 0;

  /** Copies the first `size` bytes of `bytes`; the place is never 0. */
  write(bytes: Buffer, size: number): number {
    const needed = size + 4;
    if (this.#offset + needed > CHUNK_BYTES) {
      // A record beyond the size of a chunk has one of its own. The first unit of the store stays unused.
      this.#offset = this.#chunks.length === 0 ? UNIT : 0;
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, needed + UNIT)));
    }
    const chunk = this.#chunks.length - 1;
    const buffer = this.#chunks[chunk] as Buffer;
    const offset = this.#offset;
    buffer.writeUInt32LE(size, offset);
    bytes.copy(buffer, offset + 4, 0, size);
    this.#offset = Math.ceil((offset + needed) / UNIT) * UNIT;
    this.liveBytes += needed;
    return chunk * CHUNK_UNITS + offset / UNIT;
  }

  /** Buffer and offset of a record's first byte. */
  bufferOf(place: number): Buffer {
    return this.#chunks[Math.floor(place / CHUNK_UNITS)] as Buffer;
  }
  offsetOf(place: number): number {
    return (place % CHUNK_UNITS) * UNIT + 4;
  }
  sizeOf(place: number): number {
    return this.bufferOf(place).readUInt32LE(this.offsetOf(place) - 4);
  }

  free(place: number): void {
    const size = this.sizeOf(place) + 4;
    this.liveBytes -= size;
    this.freedBytes += size;
  }

  /** Copies a record of this store into another one. */
  moveTo(other: BlobStore, place: number): number {
    const offset = this.offsetOf(place);
    const size = this.sizeOf(place);
    return other.write(this.bufferOf(place).subarray(offset, offset + size), size);
  }

  get wantsCompaction(): boolean {
    return this.freedBytes > 16 << 20 && this.freedBytes > this.liveBytes;
  }

  get bytes(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }
}
