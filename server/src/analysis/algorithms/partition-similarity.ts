/** How far two partitions of the same nodes agree. */

/** Adjusted Rand index (Hubert and Arabie 1985): 1 = equal, 0 = as chance would have it. Labels are whole numbers below 2²⁶. */
export function adjustedRandIndex(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const size = left.length;
  const both = new Map<number, number>();
  const ofLeft = new Map<number, number>();
  const ofRight = new Map<number, number>();
  const count = (map: Map<number, number>, key: number): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  for (let i = 0; i < size; i++) {
    const a = left[i] as number;
    const b = right[i] as number;
    count(both, a * 0x4000000 + b);
    count(ofLeft, a);
    count(ofRight, b);
  }
  const together = pairsWithin(both);
  const a = pairsWithin(ofLeft);
  const b = pairsWithin(ofRight);
  const expected = size < 2 ? 0 : (a * b) / pairs(size);
  const most = (a + b) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

const pairs = (n: number): number => (n * (n - 1)) / 2;
function pairsWithin(counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const n of counts.values()) sum += pairs(n);
  return sum;
}
