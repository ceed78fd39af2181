/** Movers that would cover each other on the screen, drawn as one disc with their count. */

export interface Cluster {
  /** Units of one world: the mean of its members. */
  readonly x: number;
  readonly y: number;
  /** Indices in the columns given. */
  readonly members: readonly number[];
}

/** More than a world has in a row at any zoom. */
const rowCells = 2 ** 26;

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
  const cells = new Map<number, number[]>();
  for (let index = 0; index < x.length; index += 1) {
    const column = Math.floor((x[index]! * scale) / cellPx);
    const row = Math.floor((y[index]! * scale) / cellPx);
    const key = row * rowCells + column;
    if (!Number.isFinite(key)) continue;
    const members = cells.get(key);
    if (members) members.push(index);
    else cells.set(key, [index]);
  }
  return Array.from(cells.values(), (members) => {
    const [only] = members;
    if (members.length === 1 && only !== undefined) return { x: x[only]!, y: y[only]!, members };
    let [sumX, sumY] = [0, 0];
    for (const index of members) {
      sumX += x[index]!;
      sumY += y[index]!;
    }
    return { x: sumX / members.length, y: sumY / members.length, members };
  });
}
