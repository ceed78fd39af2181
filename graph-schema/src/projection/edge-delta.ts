/** Relations added since the base was built: growing arrays, chained per node. Removed ones keep their place until the next compaction. */
import { IdTable } from './id-table.ts';

/** Kind of a removed relation. */
export const REMOVED_KIND = 255;

function grow<T extends Uint32Array | Int32Array | Uint8Array | Uint16Array>(
  old: T,
  size: number,
): T {
  const larger = new (old.constructor as new (length: number) => T)(size);
  larger.set(old);
  return larger;
}

export class EdgeDelta {
  count = 0;
  removed = 0;
  source = new Uint32Array(256);
  target = new Uint32Array(256);
  kind = new Uint8Array(256);
  from = new Int32Array(256);
  to = new Int32Array(256);
  weight = new Uint32Array(256);
  sourceSet = new Uint16Array(256);
  ids = new Uint32Array(1024);
  blob = new Uint32Array(256);
  /** Chains: row + 1 of the next relation with the same source (target), 0 = end. */
  nextOut = new Uint32Array(256);
  nextIn = new Uint32Array(256);
  headOut = new Uint32Array(256);
  headIn = new Uint32Array(256);
  /** Overflow of periods, as in the base. */
  overflow: number[] = [];
  readonly table = new IdTable();

  add(source: number, target: number): number {
    const row = this.count++;
    if (row === this.source.length) this.#grow(row * 2);
    const last = Math.max(source, target);
    if (last >= this.headOut.length) {
      const size = Math.max(last + 1, this.headOut.length * 2);
      this.headOut = grow(this.headOut, size);
      this.headIn = grow(this.headIn, size);
    }
    this.source[row] = source;
    this.target[row] = target;
    this.nextOut[row] = this.headOut[source] as number;
    this.headOut[source] = row + 1;
    this.nextIn[row] = this.headIn[target] as number;
    this.headIn[target] = row + 1;
    return row;
  }

  #grow(size: number): void {
    this.source = grow(this.source, size);
    this.target = grow(this.target, size);
    this.kind = grow(this.kind, size);
    this.from = grow(this.from, size);
    this.to = grow(this.to, size);
    this.weight = grow(this.weight, size);
    this.sourceSet = grow(this.sourceSet, size);
    this.ids = grow(this.ids, size * 4);
    this.blob = grow(this.blob, size);
    this.nextOut = grow(this.nextOut, size);
    this.nextIn = grow(this.nextIn, size);
  }
}
