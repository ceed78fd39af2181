/**
 * k least-cost loopless paths (Yen 1971, with Lawler's partition), ties by relation ids.
 * Each spur search is A* bounded by hop distances to the target, so it looks at the graph near the path only.
 * Steps of a generator, so that whoever runs it can do other things in between.
 */
import { HopDistance, mayEnter, type PathGround } from './hop-distance.ts';
import type { PathBudget } from './path-budget.ts';
import type { Projection } from './projection.ts';
import type { FoundPath } from './shortest-paths.ts';

/** Costs are whole numbers of this fraction, so that sums do not depend on their order. */
export const COST_UNIT = 1e-6;
/** Least cost of passing a node (it has two relations at least). */
const LEAST_PASS = Math.round(Math.log2(3) / COST_UNIT);
/** Relations that the bound from the target may look at before it stops going deeper. */
const BOUND_WORK = 400_000;
/** Ways under way in one search; each takes some 100 bytes. */
const MAX_LABELS = 1_000_000;

export type CostMode = 'hops' | 'specific';

interface Label {
  readonly node: number;
  readonly edge: number;
  readonly parent: Label | null;
  readonly cost: number;
  readonly estimate: number;
  readonly hops: number;
  dropped: boolean;
}

interface Candidate extends FoundPath {
  /** Index of the node at which it left the path it was derived from. */
  readonly deviation: number;
}

/** Where the budget ends, the paths found so far: each of them is one of the best. */
export function* looplessPaths(
  ground: PathGround,
  maxLength: number,
  limit: number,
  mode: CostMode,
  budget: PathBudget,
): Generator<void, FoundPath[]> {
  const bound = new HopDistance(ground, ground.to);
  while (bound.level < maxLength && bound.work < BOUND_WORK && bound.advance()) yield;
  budget.spend(bound.work);
  const search = new SpurSearch(ground, bound, maxLength, mode, budget);

  const accepted: Candidate[] = [];
  const waiting: Candidate[] = [];
  const first = yield* search.run([ground.from], [], new Set());
  if (first !== null) waiting.push({ ...first, deviation: 0 });
  while (waiting.length > 0 && accepted.length < limit) {
    const path = waiting.shift() as Candidate;
    accepted.push(path);
    if (accepted.length === limit || budget.exhausted) break;
    for (let i = path.deviation; i < path.edges.length && !budget.exhausted; i++) {
      const rootNodes = path.nodes.slice(0, i + 1);
      const rootEdges = path.edges.slice(0, i);
      const banned = new Set<number>();
      for (const other of accepted) {
        if (rootEdges.every((edge, j) => other.edges[j] === edge) && other.nodes.length > i + 1)
          banned.add(other.nodes[i + 1] as number);
      }
      const found = yield* search.run(rootNodes, rootEdges, banned);
      if (found !== null) insert(ground.projection, waiting, { ...found, deviation: i });
    }
  }
  return accepted.map(({ nodes, edges, cost }) => ({
    nodes,
    edges,
    cost: mode === 'hops' ? cost : Math.round(cost) * COST_UNIT,
  }));
}

function insert(projection: Projection, list: Candidate[], path: Candidate): void {
  let at = list.length;
  while (at > 0 && comparePaths(projection, path, list[at - 1] as Candidate) < 0) at--;
  list.splice(at, 0, path);
}

function comparePaths(projection: Projection, a: FoundPath, b: FoundPath): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  const length = Math.min(a.edges.length, b.edges.length);
  for (let i = 0; i < length; i++) {
    const order = projection.compareEdges(a.edges[i] as number, b.edges[i] as number);
    if (order !== 0) return order;
  }
  return a.edges.length - b.edges.length;
}

class SpurSearch {
  readonly #ground: PathGround;
  readonly #bound: HopDistance;
  readonly #maxLength: number;
  readonly #mode: CostMode;
  readonly #budget: PathBudget;

  constructor(
    ground: PathGround,
    bound: HopDistance,
    maxLength: number,
    mode: CostMode,
    budget: PathBudget,
  ) {
    this.#budget = budget;
    this.#ground = ground;
    this.#bound = bound;
    this.#maxLength = maxLength;
    this.#mode = mode;
  }

  /** Cost of going on from a node. */
  #leave(node: number): number {
    if (this.#mode === 'hops') return 1;
    return node === this.#ground.from
      ? 0
      : Math.round(
          Math.log2(1 + (this.#ground.projection.nodes.degrees[node] as number)) / COST_UNIT,
        );
  }

  #remaining(node: number, hops: number): number {
    return this.#mode === 'hops'
      ? hops
      : node === this.#ground.from
        ? Math.max(0, hops - 1) * LEAST_PASS
        : hops * LEAST_PASS;
  }

  /** Best path that begins with the root (its last node is the spur) and does not go on to a banned node; null when there is none or the budget ends. */
  *run(
    rootNodes: readonly number[],
    rootEdges: readonly number[],
    banned: ReadonlySet<number>,
  ): Generator<void, FoundPath | null> {
    const { projection, scope, to } = this.#ground;
    const closed = new Set(rootNodes);
    const spur = rootNodes[rootNodes.length - 1] as number;
    let rootCost = 0;
    for (const node of rootNodes.slice(0, -1)) rootCost += this.#leave(node);
    const heap: Label[] = [];
    const labels = new Map<number, Label[]>();
    push(heap, {
      node: spur,
      edge: -1,
      parent: null,
      cost: rootCost,
      estimate: rootCost + this.#remaining(spur, this.#bound.atLeast(spur)),
      hops: rootEdges.length,
      dropped: false,
    });
    let best: Label | null = null;
    while (heap.length > 0) {
      const label = pop(heap);
      if (label.dropped) continue;
      if (best !== null && label.estimate > best.cost) break;
      if (label.node === to) {
        if (best === null || this.#compareLabels(label, best) < 0) best = label;
        continue;
      }
      if (this.#budget.exhausted || heap.length > MAX_LABELS) {
        this.#budget.stop('work');
        return null;
      }
      const hops = label.hops + 1;
      const cost = label.cost + this.#leave(label.node);
      let work = 0;
      projection.forEach(label.node, 'both', (edge, neighbour) => {
        work++;
        if (closed.has(neighbour) || (label.parent === null && banned.has(neighbour))) return;
        const left = neighbour === to ? 0 : this.#bound.atLeast(neighbour);
        if (
          hops + left > this.#maxLength ||
          !projection.edgeInScope(edge, scope) ||
          !mayEnter(this.#ground, neighbour)
        )
          return;
        const next: Label = {
          node: neighbour,
          edge,
          parent: label,
          cost,
          estimate: cost + this.#remaining(neighbour, left),
          hops,
          dropped: false,
        };
        const others = labels.get(neighbour);
        if (others === undefined) labels.set(neighbour, [next]);
        else {
          for (const other of others) {
            if (
              other.cost <= cost &&
              other.hops <= hops &&
              (other.cost < cost || this.#compareLabels(other, next) <= 0)
            )
              return;
          }
          for (const other of others) {
            if (
              cost <= other.cost &&
              hops <= other.hops &&
              (cost < other.cost || this.#compareLabels(next, other) < 0)
            )
              other.dropped = true;
          }
          labels.set(neighbour, [...others.filter((other) => !other.dropped), next]);
        }
        push(heap, next);
      });
      if (this.#budget.spend(work)) yield;
    }
    if (best === null) return null;
    const nodes: number[] = [];
    const edges: number[] = [];
    for (let at: Label = best; at.parent !== null; at = at.parent) {
      nodes.push(at.node);
      edges.push(at.edge);
    }
    return {
      nodes: [...rootNodes, ...nodes.reverse()],
      edges: [...rootEdges, ...edges.reverse()],
      cost: best.cost,
    };
  }

  /** By cost, then by the relations from the spur on. */
  #compareLabels(a: Label, b: Label): number {
    if (a.cost !== b.cost) return a.cost - b.cost;
    const [left, right] = [edgesOf(a), edgesOf(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      const order = this.#ground.projection.compareEdges(left[i] as number, right[i] as number);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  }
}

function edgesOf(label: Label): number[] {
  const edges: number[] = [];
  for (let at: Label = label; at.parent !== null; at = at.parent) edges.push(at.edge);
  return edges.reverse();
}

/** Earlier estimate first, then smaller cost: all ways to a node are known before it is left. */
function earlier(a: Label, b: Label): boolean {
  return a.estimate < b.estimate || (a.estimate === b.estimate && a.cost < b.cost);
}
function push(heap: Label[], label: Label): void {
  let at = heap.length;
  heap.push(label);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!earlier(label, heap[parent] as Label)) break;
    heap[at] = heap[parent] as Label;
    at = parent;
  }
  heap[at] = label;
}
function pop(heap: Label[]): Label {
  const top = heap[0] as Label;
  const last = heap.pop() as Label;
  if (heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && earlier(heap[child + 1] as Label, heap[child] as Label)) child++;
    if (!earlier(heap[child] as Label, last)) break;
    heap[at] = heap[child] as Label;
    at = child;
  }
  heap[at] = last;
  return top;
}
