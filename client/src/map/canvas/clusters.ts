/** Movers that would cover each other on the screen, drawn as one disc with their count. */

export interface Cluster {
  /** Units of one world: the mean of its members. */
  readonly x: number;
  readonly y: number;
  /** Indices in the columns given. */
  readonly members: readonly number[];
}

/**
 * Cells of a grid that stands still on the world, so that panning changes nothing: what shares a cell of `cellPx` is one cluster.
 * @param scale pixels that one world measures
 */
export function clustersOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  scale: number,
  cellPx = 44,
): Cluster[] {
  const cells = new Map<string, number[]>();
  for (let index = 0; index < x.length; index += 1) {
    if (!Number.isFinite(x[index]!) || !Number.isFinite(y[index]!)) continue;
    const key = `${Math.floor((x[index]! * scale) / cellPx)} ${Math.floor((y[index]! * scale) / cellPx)}`;
    const members = cells.get(key);
    if (members) members.push(index);
    else cells.set(key, [index]);
  }
  return [...cells.values()].map((members) => {
    const mean = (column: ArrayLike<number>) =>
      members.reduce((sum, index) => sum + column[index]!, 0) / members.length;
    return { x: mean(x), y: mean(y), members };
  });
}
