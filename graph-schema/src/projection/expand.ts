/** Expansion on the projection: level by level, most specific neighbours first, everything left out counted. */
import type { ExpandQuery, ExpandTotal } from '../ports/graph-store.ts';
import type { Projection, Visit } from './projection.ts';

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

/** Which nodes the present question has reached and expanded. Marks of earlier questions are smaller numbers, so that nothing is cleared in between. */
class NodeMarks {
  #marks = new Uint32Array(0);
  #present = 0;

  begin(count: number): void {
    this.#present += 2;
    if (this.#marks.length >= count && this.#present < 0xfffffff0) return;
    this.#marks = new Uint32Array(Math.ceil(count * 1.25));
    this.#present = 2;
  }
  reach(node: number): void {
    this.#marks[node] = this.#present;
  }
  expand(node: number): void {
    this.#marks[node] = this.#present + 1;
  }
  reached(node: number): boolean {
    return (this.#marks[node] as number) >= this.#present;
  }
  expanded(node: number): boolean {
    return (this.#marks[node] as number) > this.#present;
  }
}
const marks = new NodeMarks();
/** Entities counted while the nearest are chosen. */
const counted = new NodeMarks();

/**
 * Order of candidates: ascending degree of the neighbour, then relation id. Per frontier node, kind and direction the first `perKindLimit` remain;
 * then all candidates of the hop together, in the same order, until `limit` entities are reached. A relation counts once: at the first hop and frontier node that see it in scope.
 */
export function expand(
  projection: Projection,
  query: Pick<ExpandQuery, 'ids' | 'depth' | 'direction' | 'scope' | 'perKindLimit' | 'limit'>,
): Expansion {
  const { nodes } = projection;
  const { perKindLimit, limit } = query;
  const scope = projection.compile(query.scope);
  const direction = query.direction ?? 'both';
  const order = (a: Candidate, b: Candidate): number =>
    a.key - b.key || projection.compareEdges(a.edge, b.edge);

  const origins = [...new Set(query.ids.map((id) => nodes.find(id)).filter((node) => node >= 0))];
  let overLimit = origins.length > limit;
  let overKind = false;
  const shownNodes = origins.slice(0, limit);
  marks.begin(nodes.count);
  totals.begin();
  for (const shown of shownNodes) marks.reach(shown);
  const shownEdges: number[] = [];
  const answered: ExpandTotal[] = [];
  const open =
    scope.kinds === null &&
    scope.sourceSets === null &&
    !scope.dated &&
    scope.types === null &&
    scope.tagSets === null;
  const groups = new GroupTable(perKindLimit, order);

  // Made once per question, not per frontier node: expansion asks tens of thousands of relations.
  let node = -1;
  let inScope = true;
  let full = false;
  let candidates: Candidate[] = [];
  const use = (candidate: Candidate): void => {
    // Once the limit is reached, only relations to entities already shown can still be added.
    if (!full || marks.reached(candidate.neighbour)) candidates.push(candidate);
    else overLimit = true;
  };
  const selected = (edge: number, neighbour: number): boolean => {
    if (
      !open &&
      (!projection.edgeInScope(edge, scope) || !projection.nodeInScope(neighbour, scope))
    )
      return false;
    return !(direction === 'both' && inScope && neighbour !== node && marks.expanded(neighbour));
  };
  const consider: Visit = (edge, neighbour, out) => {
    if (!selected(edge, neighbour)) return;
    const kind = projection.kind(edge);
    totals.add(kind * 256 + (nodes.types[neighbour] as number));
    const group = kind * 2 + (out ? 0 : 1);
    if (full && !marks.reached(neighbour)) groups.count(group);
    else
      groups.add(
        group,
        edge,
        neighbour,
        (nodes.degrees[neighbour] as number) * 4294967296 + projection.edgeWord(edge),
      );
  };
  const select: Visit = (edge, neighbour, out) => {
    if (selected(edge, neighbour))
      groups.add(
        projection.kind(edge) * 2 + (out ? 0 : 1),
        edge,
        neighbour,
        (nodes.degrees[neighbour] as number) * 4294967296 + projection.edgeWord(edge),
      );
  };

  let frontier = [...shownNodes];
  for (let hop = 1; hop <= query.depth && frontier.length > 0; hop++) {
    candidates = [];
    full = shownNodes.length >= limit;
    for (node of frontier) {
      inScope = projection.nodeInScope(node, scope);
      groups.begin();
      projection.forEach(node, direction, consider);
      if (groups.mustSelect) {
        // Entities that the limit leaves out still have their place in the order: look again with all of them.
        groups.begin();
        projection.forEach(node, direction, select);
      }
      if (groups.counted > 0) overLimit = true;
      if (groups.take(use)) overKind = true;
      marks.expand(node);
    }
    const near = nearest(candidates, limit - shownNodes.length, nodes.count);
    if (near.length < candidates.length) overLimit = true;
    near.sort(order);
    frontier = [];
    for (const { edge, neighbour } of near) {
      if (!marks.reached(neighbour)) {
        if (shownNodes.length >= limit) {
          overLimit = true;
          continue;
        }
        marks.reach(neighbour);
        shownNodes.push(neighbour);
        frontier.push(neighbour);
      }
      shownEdges.push(edge);
      totals.show(projection.kind(edge) * 256 + (nodes.types[neighbour] as number));
    }
    answered.push(...totals.take(hop, projection));
  }
  return {
    nodes: shownNodes,
    edges: shownEdges,
    totals: answered,
    cut: overLimit ? 'limit' : overKind ? 'perKindLimit' : null,
  };
}

const degreeOf = ({ key }: Candidate): number => Math.floor(key / 4294967296);

/**
 * The candidates that can be shown when `room` more entities fit: those to entities already shown, and of the others enough of the least degrees.
 * Spares sorting tens of thousands to show a few hundred.
 */
function nearest(candidates: Candidate[], room: number, nodeCount: number): Candidate[] {
  if (candidates.length < 2_000) return candidates;
  counted.begin(nodeCount);
  const entitiesOfDegree = new Map<number, number>();
  for (const candidate of candidates) {
    const { neighbour } = candidate;
    if (marks.reached(neighbour) || counted.reached(neighbour)) continue;
    counted.reach(neighbour);
    const degree = degreeOf(candidate);
    entitiesOfDegree.set(degree, (entitiesOfDegree.get(degree) ?? 0) + 1);
  }
  let fitting = 0;
  let last = -1;
  for (const degree of [...entitiesOfDegree.keys()].sort((a, b) => a - b)) {
    if (fitting >= room) break;
    fitting += entitiesOfDegree.get(degree) as number;
    last = degree;
  }
  return candidates.filter(
    (candidate) => degreeOf(candidate) <= last || marks.reached(candidate.neighbour),
  );
}

/** Candidates of one frontier node per kind and direction; each group keeps its first `limit`, however many come. */
class GroupTable {
  readonly #limit: number;
  readonly #order: (a: Candidate, b: Candidate) => number;
  readonly #groups: Candidate[][] = [];
  /** Candidates beyond this key cannot be among the first any more. */
  readonly #worst = new Float64Array(512).fill(Infinity);
  readonly #counts = new Uint32Array(512);
  readonly #used: number[] = [];
  #cut = false;
  /** Candidates that were only counted. */
  counted = 0;

  constructor(limit: number, order: (a: Candidate, b: Candidate) => number) {
    this.#limit = limit;
    this.#order = order;
  }

  begin(): void {
    for (const number of this.#used) {
      (this.#groups[number] ??= []).length = 0;
      this.#counts[number] = 0;
      this.#worst[number] = Infinity;
    }
    this.#used.length = 0;
    this.#cut = false;
    this.counted = 0;
  }

  /** Notes a candidate that cannot be shown. */
  count(number: number): void {
    if (this.#counts[number]!++ === 0) this.#used.push(number);
    this.counted++;
  }

  /** Whether some group has more than the limit, of which some were only counted. */
  get mustSelect(): boolean {
    return (
      this.counted > 0 &&
      this.#used.some((number) => (this.#counts[number] as number) > this.#limit)
    );
  }

  add(number: number, edge: number, neighbour: number, key: number): void {
    if (this.#counts[number]!++ === 0) this.#used.push(number);
    if (key > (this.#worst[number] as number)) return;
    const group = (this.#groups[number] ??= []);
    group.push({ edge, neighbour, key });
    if (group.length >= 2 * this.#limit + 64) this.#shorten(number);
  }

  #shorten(number: number): void {
    const group = this.#groups[number] ?? [];
    if (group.length <= this.#limit) return;
    group.sort(this.#order).length = this.#limit;
    this.#worst[number] = group[this.#limit - 1]?.key ?? -Infinity;
    this.#cut = true;
  }

  /** Hands over what was kept; true when something was left out. */
  take(use: (candidate: Candidate) => void): boolean {
    for (const number of this.#used) {
      this.#shorten(number);
      this.#groups[number]?.forEach(use);
    }
    return this.#cut;
  }
}

/** Counts per kind and type of one hop. */
class TotalTable {
  readonly #total = new Uint32Array(65_536);
  readonly #shown = new Uint32Array(65_536);
  readonly #used: number[] = [];

  begin(): void {
    for (const key of this.#used.splice(0)) this.#total[key] = this.#shown[key] = 0;
  }
  add(key: number): void {
    if (this.#total[key]!++ === 0) this.#used.push(key);
  }
  show(key: number): void {
    this.#shown[key]!++;
  }
  take(hop: number, { kinds, types }: Projection): ExpandTotal[] {
    const totals = this.#used.map((key) => ({
      hop,
      kind: kinds.name(key >> 8),
      type: types.name(key & 255),
      total: this.#total[key] as number,
      shown: this.#shown[key] as number,
    }));
    this.begin();
    return totals.sort((a, b) => compareText(a.kind, b.kind) || compareText(a.type, b.type));
  }
}

const totals = new TotalTable();

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
