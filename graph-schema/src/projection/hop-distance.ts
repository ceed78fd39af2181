/** Breadth-first hop distances over a scope, direction ignored: the bounds that path searches prune by. */
import type { PathBudget } from './path-budget.ts';
import type { Projection } from './projection.ts';
import type { CompiledScope } from './scope.ts';

/** Which nodes and relations paths may use. The two ends are always allowed. */
export interface PathGround {
  readonly projection: Projection;
  readonly scope: CompiledScope;
  readonly from: number;
  readonly to: number;
}

export function mayEnter(ground: PathGround, node: number): boolean {
  return (
    node === ground.to || node === ground.from || ground.projection.nodeInScope(node, ground.scope)
  );
}

/** Hop distances from one node, computed level by level as far as asked for. */
export class HopDistance {
  /** Distance + 1; 0 = not reached yet. */
  readonly #levels: Uint8Array;
  readonly #ground: PathGround;
  frontier: number[];
  /** All nodes up to this distance are known. */
  level = 0;
  /** Relations looked at so far. */
  work = 0;

  constructor(ground: PathGround, origin: number) {
    this.#ground = ground;
    this.#levels = new Uint8Array(ground.projection.nodes.count);
    this.#levels[origin] = 1;
    this.frontier = [origin];
  }

  /** Distance, or undefined when beyond `level`. */
  get(node: number): number | undefined {
    const level = this.#levels[node] as number;
    return level === 0 ? undefined : level - 1;
  }

  /** A bound that is never too high. */
  atLeast(node: number): number {
    const level = this.#levels[node] as number;
    return level !== 0 ? level - 1 : this.frontier.length === 0 ? 255 : this.level + 1;
  }

  /** Reaches one level further; false when nothing is left. */
  advance(): boolean {
    const { projection, scope } = this.#ground;
    const next: number[] = [];
    const levels = this.#levels;
    const mark = this.level + 2;
    for (const node of this.frontier) {
      projection.forEach(node, 'both', (edge, neighbour) => {
        this.work++;
        if (
          levels[neighbour] !== 0 ||
          !projection.edgeInScope(edge, scope) ||
          !mayEnter(this.#ground, neighbour)
        )
          return;
        levels[neighbour] = mark;
        next.push(neighbour);
      });
    }
    this.frontier = next;
    this.level++;
    return next.length > 0;
  }
}

/** Advances both sides, the smaller first, until they meet; the distance, or undefined when it exceeds `limit` or the budget. */
export function* meet(
  forward: HopDistance,
  backward: HopDistance,
  limit: number,
  budget: PathBudget,
): Generator<void, number | undefined> {
  while (forward.level + backward.level < limit) {
    if (budget.exhausted) return undefined;
    if (forward.frontier.length === 0 || backward.frontier.length === 0) return undefined;
    const [side, other] =
      forward.frontier.length <= backward.frontier.length
        ? [forward, backward]
        : [backward, forward];
    const before = side.work;
    side.advance();
    if (budget.spend(side.work - before)) yield;
    if (side.frontier.some((node) => other.get(node) !== undefined))
      return forward.level + backward.level;
  }
  return undefined;
}
