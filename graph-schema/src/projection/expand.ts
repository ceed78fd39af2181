/** Expansion on the projection: level by level, most specific neighbours first, everything left out counted. */
import type { ExpandQuery, ExpandTotal } from '../ports/graph-store.ts';
import type { Projection } from './projection.ts';

export interface Expansion {
  /** In the order of their arrival, origins first. */
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly totals: readonly ExpandTotal[];
  readonly cut: 'perKindLimit' | 'limit' | null;
}

interface Candidate {
  readonly edge: number;
  readonly neighbour: number;
  /** Degree of the neighbour, then the first bits of the relation's id: decides nearly every comparison. */
  readonly key: number;
}

/**
 * Order of candidates: ascending degree of the neighbour, then relation id. Per frontier node, kind and direction the first `perKindLimit` remain;
 * then all candidates of the hop together, in the same order, until `limit` entities are reached. A relation counts once: at the first hop and frontier node that see it in scope.
 */
export function expand(projection: Projection, query: Pick<ExpandQuery, 'ids' | 'depth' | 'direction' | 'scope' | 'perKindLimit' | 'limit'>): Expansion {
  const { nodes } = projection;
  const { perKindLimit, limit } = query;
  const scope = projection.compile(query.scope);
  const direction = query.direction ?? 'both';
  const order = (a: Candidate, b: Candidate): number => a.key - b.key || projection.compareEdges(a.edge, b.edge);

  const origins = [...new Set(query.ids.map((id) => nodes.find(id)).filter((node) => node >= 0))];
  let overLimit = origins.length > limit;
  let overKind = false;
  const shownNodes = origins.slice(0, limit);
  const reached = new Set(shownNodes);
  const expanded = new Set<number>();
  const shownEdges: number[] = [];
  const totals: ExpandTotal[] = [];
  const total = new Map<number, number>();
  const shown = new Map<number, number>();
  const groups = new GroupTable(perKindLimit, order);

  let frontier = [...shownNodes];
  for (let hop = 1; hop <= query.depth && frontier.length > 0; hop++) {
    const candidates: Candidate[] = [];
    const full = shownNodes.length >= limit;
    total.clear();
    shown.clear();
    for (const node of frontier) {
      const inScope = projection.nodeInScope(node, scope);
      projection.forEach(node, direction, (edge, neighbour, out) => {
        if (!projection.edgeInScope(edge, scope) || !projection.nodeInScope(neighbour, scope)) return;
        if (direction === 'both' && inScope && neighbour !== node && expanded.has(neighbour)) return;
        const kind = projection.kind(edge);
        const key = kind * 256 + (nodes.types[neighbour] as number);
        total.set(key, (total.get(key) ?? 0) + 1);
        groups.add(kind * 2 + (out ? 0 : 1), edge, neighbour, (nodes.degrees[neighbour] as number) * 4294967296 + projection.edgeWord(edge));
      });
      if (groups.take((candidate) => {
        // Once the limit is reached, only relations to entities already shown can still be added.
        if (!full || reached.has(candidate.neighbour)) candidates.push(candidate);
        else overLimit = true;
      })) overKind = true;
      expanded.add(node);
    }
    candidates.sort(order);
    frontier = [];
    for (const { edge, neighbour } of candidates) {
      if (!reached.has(neighbour)) {
        if (shownNodes.length >= limit) {
          overLimit = true;
          continue;
        }
        reached.add(neighbour);
        shownNodes.push(neighbour);
        frontier.push(neighbour);
      }
      shownEdges.push(edge);
      const key = projection.kind(edge) * 256 + (nodes.types[neighbour] as number);
      shown.set(key, (shown.get(key) ?? 0) + 1);
    }
    for (const [key, count] of total) {
      totals.push({ hop, kind: projection.kinds.name(key >> 8), type: projection.types.name(key & 255), total: count, shown: shown.get(key) ?? 0 });
    }
  }
  totals.sort((a, b) => a.hop - b.hop || compareText(a.kind, b.kind) || compareText(a.type, b.type));
  return { nodes: shownNodes, edges: shownEdges, totals, cut: overLimit ? 'limit' : overKind ? 'perKindLimit' : null };
}

/** Candidates of one frontier node per kind and direction; each group keeps its first `limit`, however many come. */
class GroupTable {
  readonly #limit: number;
  readonly #order: (a: Candidate, b: Candidate) => number;
  readonly #groups: Candidate[][] = Array.from({ length: 512 }, () => []);
  /** Candidates beyond this key cannot be among the first any more. */
  readonly #worst = new Float64Array(512).fill(Infinity);
  readonly #used: number[] = [];
  #cut = false;

  constructor(limit: number, order: (a: Candidate, b: Candidate) => number) {
    this.#limit = limit;
    this.#order = order;
  }

  add(number: number, edge: number, neighbour: number, key: number): void {
    if (key > (this.#worst[number] as number)) return;
    const group = this.#groups[number] as Candidate[];
    if (group.length === 0) this.#used.push(number);
    group.push({ edge, neighbour, key });
    if (group.length >= 2 * this.#limit + 64) this.#shorten(number);
  }

  #shorten(number: number): void {
    const group = this.#groups[number] as Candidate[];
    if (group.length <= this.#limit) return;
    group.sort(this.#order).length = this.#limit;
    this.#worst[number] = group[this.#limit - 1]?.key ?? -Infinity;
    this.#cut = true;
  }

  /** Hands over and forgets what was kept; true when something was left out. */
  take(use: (candidate: Candidate) => void): boolean {
    for (const number of this.#used) {
      this.#shorten(number);
      const group = this.#groups[number] as Candidate[];
      group.forEach(use);
      group.length = 0;
      this.#worst[number] = Infinity;
    }
    this.#used.length = 0;
    const cut = this.#cut;
    this.#cut = false;
    return cut;
  }
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
