/** Builds the next base from base and delta, in slices so that questions are answered in between. */
import { EdgeBase, SEVERAL } from './edge-base.ts';
import { REMOVED_KIND, type EdgeDelta } from './edge-delta.ts';
import type { NodeTable } from './node-table.ts';

/** Relations handled between two yields: a few milliseconds. */
const SLICE = 20_000;

/** What is folded together. */
interface Grown {
  readonly nodes: NodeTable;
  readonly base: EdgeBase;
  readonly delta: EdgeDelta;
  /** 1 per base slot that was removed; null = none. */
  readonly dead: Uint8Array | null;
  /** Live relations of both. */
  readonly edgeCount: number;
}

export function* compactEdges(
  grown: Grown,
  withBlobs: boolean,
  moveBlob?: (blob: number) => number,
): Generator<void, EdgeBase> {
  const { base, delta, dead } = grown;
  const nodeCount = grown.nodes.count;
  const next = new EdgeBase(nodeCount, grown.edgeCount, withBlobs);
  const overflow: number[] = [];
  let work = 0;
  const keepsAll = dead === null;
  const { outStart, inStart } = next;

  // Rows forward: node by node, the base's relations first, then the delta's.
  let slot = 0;
  for (let node = 0; node < nodeCount; node++) {
    outStart[node] = slot;
    if (node < base.nodeCount) {
      const end = base.outStart[node + 1] as number;
      for (let old = base.outStart[node] as number; old < end; old++) {
        if (!keepsAll && dead[old] === 1) continue;
        next.target[slot] = base.target[old] as number;
        next.kind[slot] = base.kind[old] as number;
        next.from[slot] = base.from[old] as number;
        next.to[slot] =
          base.from[old] === SEVERAL
            ? copyPeriods(base.overflow, base.to[old] as number, overflow)
            : (base.to[old] as number);
        next.weight[slot] = base.weight[old] as number;
        next.sourceSet[slot] = base.sourceSet[old] as number;
        for (let i = 0; i < 4; i++) next.ids[slot * 4 + i] = base.ids[old * 4 + i] as number;
        if (withBlobs)
          next.blob[slot] =
            moveBlob === undefined
              ? (base.blob[old] as number)
              : moveBlob(base.blob[old] as number);
        inStart[next.target[slot] as number]!++;
        slot++;
        work++;
      }
    }
    for (let row = delta.headOut[node] ?? 0; row !== 0; row = delta.nextOut[row - 1] as number) {
      const old = row - 1;
      if (delta.kind[old] === REMOVED_KIND) continue;
      next.target[slot] = delta.target[old] as number;
      next.kind[slot] = delta.kind[old] as number;
      next.from[slot] = delta.from[old] as number;
      next.to[slot] =
        delta.from[old] === SEVERAL
          ? copyPeriods(delta.overflow, delta.to[old] as number, overflow)
          : (delta.to[old] as number);
      next.weight[slot] = delta.weight[old] as number;
      next.sourceSet[slot] = delta.sourceSet[old] as number;
      for (let i = 0; i < 4; i++) next.ids[slot * 4 + i] = delta.ids[old * 4 + i] as number;
      if (withBlobs)
        next.blob[slot] =
          moveBlob === undefined
            ? (delta.blob[old] as number)
            : moveBlob(delta.blob[old] as number);
      inStart[next.target[slot] as number]!++;
      slot++;
      work++;
    }
    if (++work >= SLICE) {
      work = 0;
      yield;
    }
  }
  outStart[nodeCount] = slot;
  if (slot !== next.count) throw new Error(`compaction kept ${slot} of ${next.count} relations`);

  // Rows backward: counts → ends of rows, filled from their ends down to their starts.
  let sum = 0;
  for (let node = 0; node < nodeCount; node++) {
    sum += inStart[node] as number;
    inStart[node] = sum;
  }
  inStart[nodeCount] = sum;
  yield;
  for (let node = nodeCount - 1; node >= 0; node--) {
    for (let s = (outStart[node + 1] as number) - 1; s >= (outStart[node] as number); s--) {
      const place = --inStart[next.target[s] as number]!;
      next.inSource[place] = node;
      next.inSlot[place] = s;
      work++;
    }
    if (++work >= SLICE) {
      work = 0;
      yield;
    }
  }
  for (let s = 0; s < next.count; s++) {
    next.table.put(next.ids, s);
    if (++work >= SLICE) {
      work = 0;
      yield;
    }
  }
  if (overflow.length > 0) {
    next.overflow = new Int32Array(new SharedArrayBuffer(overflow.length * 4));
    next.overflow.set(overflow);
  }
  return next;
}

function copyPeriods(from: Int32Array | readonly number[], at: number, to: number[]): number {
  const place = to.length;
  const length = 1 + 2 * (from[at] as number);
  for (let i = 0; i < length; i++) to.push(from[at + i] as number);
  return place;
}
