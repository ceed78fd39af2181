/** Relations of one generation as compressed sparse rows in shared memory: never changed once built. */
import { IdTable } from './id-table.ts';

/** `from` of an open begin, `to` of an open end. */
export const OPEN_FROM = -0x80000000;
export const OPEN_TO = 0x7fffffff;
/** `from` of a relation with several periods; `to` is then its place in the overflow table. */
export const SEVERAL = -0x7fffffff;

function words(length: number): Uint32Array<SharedArrayBuffer> {
  return new Uint32Array(new SharedArrayBuffer(Math.max(1, length) * 4));
}
function days(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Math.max(1, length) * 4));
}

export class EdgeBase {
  readonly nodeCount: number;
  readonly count: number;
  /** Forward rows: relations of source n are the slots outStart[n] … outStart[n + 1] - 1. */
  readonly outStart: Uint32Array<SharedArrayBuffer>;
  readonly target: Uint32Array<SharedArrayBuffer>;
  readonly kind: Uint8Array<SharedArrayBuffer>;
  readonly from: Int32Array<SharedArrayBuffer>;
  readonly to: Int32Array<SharedArrayBuffer>;
  readonly weight: Uint32Array<SharedArrayBuffer>;
  readonly sourceSet: Uint16Array<SharedArrayBuffer>;
  readonly ids: Uint32Array<SharedArrayBuffer>;
  /** Place of further content in the embedded store's blobs, 0 = none. */
  readonly blob: Uint32Array<SharedArrayBuffer>;
  /** Backward rows: source and forward slot of each relation that leads to n. */
  readonly inStart: Uint32Array<SharedArrayBuffer>;
  readonly inSource: Uint32Array<SharedArrayBuffer>;
  readonly inSlot: Uint32Array<SharedArrayBuffer>;
  /** Overflow of periods: count, then from and to of each. */
  overflow: Int32Array<SharedArrayBuffer> = days(0);
  readonly table: IdTable;

  constructor(nodeCount: number, count: number, withBlobs: boolean) {
    this.nodeCount = nodeCount;
    this.count = count;
    this.outStart = words(nodeCount + 1);
    this.inStart = words(nodeCount + 1);
    this.target = words(count);
    this.kind = new Uint8Array(new SharedArrayBuffer(Math.max(1, count)));
    this.from = days(count);
    this.to = days(count);
    this.weight = words(count);
    this.sourceSet = new Uint16Array(new SharedArrayBuffer(Math.max(1, count) * 2));
    this.ids = words(count * 4);
    this.blob = words(withBlobs ? count : 0);
    this.inSource = words(count);
    this.inSlot = words(count);
    this.table = new IdTable(count, true);
  }

  /** Bytes that stay resident: ids apart from all else. */
  get bytes(): { ids: number; rows: number; blobs: number } {
    const rows = [
      this.outStart,
      this.inStart,
      this.target,
      this.kind,
      this.from,
      this.to,
      this.weight,
      this.sourceSet,
      this.inSource,
      this.inSlot,
      this.overflow,
    ];
    return {
      ids: this.ids.byteLength,
      rows: rows.reduce((sum, array) => sum + array.byteLength, this.table.bytes),
      blobs: this.blob.byteLength,
    };
  }

  /** Source of a forward slot, by binary search of the rows. */
  sourceOf(slot: number): number {
    let low = 0;
    let high = this.nodeCount;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.outStart[middle] as number) <= slot) low = middle;
      else high = middle;
    }
    return low;
  }
}
