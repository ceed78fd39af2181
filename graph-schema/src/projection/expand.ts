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
}

/**
 * Order of candidates: ascending degree of the neighbour, then relation id. Per frontier node, kind and direction the first `perKindLimit` remain;
 * then all candidates of the hop together, in the same order, until `limit` entities are reached. A relation counts once: at the first hop and frontier node that see it in scope.
 */
export function expand(projection: Projection, query: Pick<ExpandQuery, 'ids' | 'depth' | 'direction' | 'scope' | 'perKindLimit' | 'limit'>): Expansion {
  const { nodes } = projection;
  const scope = projection.compile(query.scope);
  const direction = query.direction ?? 'both';
  const before = (a: Candidate, b: Candidate): number => (nodes.degrees[a.neighbour] as number) - (nodes.degrees[b.neighbour] as number) || projection.compareEdges(a.edge, b.edge);

  const origins = [...new Set(query.ids.map((id) => nodes.find(id)).filter((node) => node >= 0))];
  let overLimit = origins.length > query.limit;
  let overKind = false;
  const shownNodes = origins.slice(0, query.limit);
  const reached = new Set(shownNodes);
  const expanded = new Set<number>();
  const shownEdges: number[] = [];
  const totals: ExpandTotal[] = [];
  const total = new Map<number, number>();
  const shown = new Map<number, number>();

  let frontier = [...shownNodes];
  for (let hop = 1; hop <= query.depth && frontier.length > 0; hop++) {
    const candidates: Candidate[] = [];
    total.clear();
    shown.clear();
    for (const node of frontier) {
      const inScope = projection.nodeInScope(node, scope);
      const groups = new Map<number, Candidate[]>();
      projection.forEach(node, direction, (edge, neighbour, out) => {
        if (!projection.edgeInScope(edge, scope) || !projection.nodeInScope(neighbour, scope)) return;
        if (direction === 'both' && inScope && neighbour !== node && expanded.has(neighbour)) return;
        const kind = projection.kind(edge);
        const key = kind * 256 + (nodes.types[neighbour] as number);
        total.set(key, (total.get(key) ?? 0) + 1);
        const groupKey = kind * 2 + (out ? 0 : 1);
        let group = groups.get(groupKey);
        if (group === undefined) groups.set(groupKey, (group = []));
        if (group.length < query.perKindLimit || before({ edge, neighbour }, group[group.length - 1] as Candidate) < 0) insertSorted(group, { edge, neighbour }, before, query.perKindLimit);
        else overKind = true;
      });
      for (const group of groups.values()) {
        if (group.length > query.perKindLimit) {
          group.length = query.perKindLimit;
          overKind = true;
        }
        candidates.push(...group);
      }
      expanded.add(node);
    }
    candidates.sort(before);
    frontier = [];
    for (const { edge, neighbour } of candidates) {
      if (!reached.has(neighbour)) {
        if (shownNodes.length >= query.limit) {
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

/** Inserts into a sorted list, keeping one element more than the limit at most, so that the caller sees the overflow. */
function insertSorted(list: Candidate[], item: Candidate, before: (a: Candidate, b: Candidate) => number, limit: number): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(list[middle] as Candidate, item) <= 0) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, item);
  if (list.length > limit + 1) list.pop();
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
