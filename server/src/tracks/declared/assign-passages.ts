/** Whose passage was which: the declarations of one truck against its passages of gates. Loads come in the order of their days and passages in the order of time, and so they belong to each other; a passage belongs to one load at most, and declarations of one load may share it. Exact, by dynamic programming. */

/** Parts, the weightiest first; whole numbers, so that sums do not depend on their order. */
export type Cost = readonly number[];

/** Of a declaration by a passage; null: it cannot have been that one. */
export type Costs = readonly (Cost | null)[];

interface Choice {
  /** Passages of the load, half-open; none where equal. */
  readonly first: number;
  readonly end: number;
}

/**
 * As few declarations as can be go without a passage, then the sum of costs is least.
 * @param loads ascending by day; of each its declarations, of each its cost by every passage, ascending by time
 * @returns of each load and declaration the passage, or null
 */
export function assignPassages(
  loads: readonly (readonly Costs[])[],
  passages: number,
): (number | null)[][] {
  // Of the loads so far, by the passages that they may have used: the least cost.
  let least: Cost[] = new Array<Cost>(passages + 1).fill([0]);
  const choices = loads.map((load) => {
    const without: Cost = [load.length];
    const next = least.map((cost) => sum(cost, without));
    const chosen = next.map((_, end): Choice => ({ first: end, end }));
    const [low, high] = reachOf(load, passages);
    for (let end = low + 1; end <= passages; end++) {
      // Beyond its reach a load takes no more.
      for (let first = Math.min(end, high) - 1; end <= high && first >= low; first--) {
        const cost = load
          .map((declaration) => costOf(declaration, bestOf(declaration, first, end)))
          .reduce(sum, least[first] ?? [0]);
        if (compare(cost, next[end] ?? [0]) >= 0) continue;
        next[end] = cost;
        chosen[end] = { first, end };
      }
      if (compare(next[end - 1] ?? [0], next[end] ?? [0]) > 0) continue;
      next[end] = next[end - 1] ?? [0];
      chosen[end] = chosen[end - 1] ?? { first: end, end };
    }
    least = next;
    return chosen;
  });
  let used = passages;
  const taken = choices.map((): Choice => ({ first: 0, end: 0 }));
  for (let load = loads.length - 1; load >= 0; load--) {
    const choice = choices[load]?.[used] ?? { first: used, end: used };
    taken[load] = choice;
    used = choice.first;
  }
  return loads.map((load, i) => {
    const { first, end } = taken[i] ?? { first: 0, end: 0 };
    return load.map((declaration) => bestOf(declaration, first, end));
  });
}

/** Below zero: the first costs less. */
export function compare(a: Cost, b: Cost): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function sum(a: Cost, b: Cost): Cost {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));
}

/** The first part counts declarations without a passage. */
function costOf(declaration: Costs, passage: number | null): Cost {
  return passage === null ? [1] : [0, ...(declaration[passage] ?? [])];
}

function bestOf(declaration: Costs, first: number, end: number): number | null {
  let best: number | null = null;
  for (let i = first; i < end; i++) {
    const cost = declaration[i] ?? null;
    if (cost !== null && (best === null || compare(cost, declaration[best] ?? []) < 0)) best = i;
  }
  return best;
}

/** Passages that any declaration of the load can have used, half-open. */
function reachOf(load: readonly Costs[], passages: number): [number, number] {
  let [low, high] = [passages, 0];
  for (const declaration of load)
    for (let i = 0; i < passages; i++)
      if (declaration[i] != null) [low, high] = [Math.min(low, i), Math.max(high, i + 1)];
  return [low, high];
}
