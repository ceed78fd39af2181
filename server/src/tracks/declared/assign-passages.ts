/** Whose passage was which: the declarations of one truck against its passages of gates. What is declared for one day belongs together; days and passages are in the order of time, and so they belong to each other: a passage belongs to one day at most. Declarations of one day may share a passage, but where more of that day lead there equally well, each has its own, so that none is hidden behind a better one. Exact, by dynamic programming. */

/** Parts, the weightiest first; whole numbers, so that sums do not depend on their order. The first says how well the passage fits by time and place; those that are equal in it are told apart by the others alone. */
export type Cost = readonly number[];

/** Of a declaration by a passage; null: it cannot have been that one. */
export type Costs = readonly (Cost | null)[];

interface Choice {
  /** Passages of the load, half-open; none where equal. */
  readonly first: number;
  readonly end: number;
}

/**
 * As few declarations as can be go without a passage; then the sum of first parts is least; then as many passages as can be are taken;
 * then the sum of the other parts is least.
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
        const cost = sum(least[first] ?? [0], shareOf(load, first, end).cost);
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
    return [...shareOf(load, first, end).taken];
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

interface Share {
  /** Declarations without a passage, first parts, passages taken (less than none), the other parts. */
  readonly cost: Cost;
  /** Of each declaration. */
  readonly taken: readonly (number | null)[];
  /** Bits of the passages taken. */
  readonly used: number;
}

/** More passages that fit equally well are not told apart. */
const mostApart = 8;

/** Passages of one day among its declarations. */
function shareOf(load: readonly Costs[], first: number, end: number): Share {
  const fitting = load.map((declaration) => fittingOf(declaration, first, end));
  const all = [...new Set(fitting.flat())].sort((a, b) => a - b);
  let shares = new Map<number, Share>([[0, { cost: [], taken: [], used: 0 }]]);
  for (const [i, declaration] of load.entries()) {
    const next = new Map<number, Share>();
    for (const { cost, taken, used } of shares.values())
      for (const passage of fitting[i]?.length ? (fitting[i] ?? []) : [null]) {
        const bit = passage === null || all.length > mostApart ? 0 : 1 << all.indexOf(passage);
        const share = {
          cost: sum(cost, costOf(declaration, passage)),
          taken: [...taken, passage],
          used: used | bit,
        };
        const known = next.get(share.used);
        if (known === undefined || compare(share.cost, known.cost) < 0) next.set(share.used, share);
      }
    shares = next;
  }
  return [...shares.values()]
    .map((share) => ({ ...share, cost: sum(share.cost, [0, 0, -bitsOf(share.used)]) }))
    .reduce((best, one) => (compare(one.cost, best.cost) < 0 ? one : best));
}

function bitsOf(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Those that fit best by time and place, ascending. */
function fittingOf(declaration: Costs, first: number, end: number): number[] {
  let least = Infinity;
  let best: number[] = [];
  for (let i = first; i < end; i++) {
    const fit = declaration[i]?.[0] ?? Infinity;
    if (fit > least || fit === Infinity) continue;
    if (fit < least) best = [];
    least = fit;
    best.push(i);
  }
  return best;
}

function costOf(declaration: Costs, passage: number | null): Cost {
  if (passage === null) return [1];
  const [fit = 0, ...rest] = declaration[passage] ?? [];
  return [0, fit, 0, ...rest];
}

/** Passages that any declaration of the load can have used, half-open. */
function reachOf(load: readonly Costs[], passages: number): [number, number] {
  let [low, high] = [passages, 0];
  for (const declaration of load)
    for (let i = 0; i < passages; i++)
      if (declaration[i] != null) [low, high] = [Math.min(low, i), Math.max(high, i + 1)];
  return [low, high];
}
