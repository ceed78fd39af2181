/** Small questions to the projection: counts per kind around an entity, relations among a set of entities, neighbourhood size. */
import type { GraphStatistics, KindCount, Scope } from '../ports/graph-store.ts';
import { compareText } from './expand.ts';
import type { Projection } from './projection.ts';

/** Relations in scope around a node per kind, direction and type reached; a loop counts as going out. */
export function countKinds(
  projection: Projection,
  node: number,
  scope: Scope | undefined,
): KindCount[] {
  const compiled = projection.compile(scope);
  const counts = new Map<number, number>();
  projection.forEach(node, 'both', (edge, neighbour, out) => {
    if (!projection.edgeInScope(edge, compiled) || !projection.nodeInScope(neighbour, compiled))
      return;
    const key =
      (projection.kind(edge) * 2 + (out ? 0 : 1)) * 256 +
      (projection.nodes.types[neighbour] as number);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return [...counts]
    .map(([key, count]): KindCount => ({
      kind: projection.kinds.name(key >> 9),
      direction: (key >> 8) % 2 === 0 ? 'out' : 'in',
      type: projection.types.name(key & 255),
      count,
    }))
    .sort(
      (a, b) =>
        compareText(a.kind, b.kind) ||
        -compareText(a.direction, b.direction) ||
        compareText(a.type, b.type),
    );
}

/** Relations in scope with both ends among the nodes, ascending by id. Types and tags restrict the ends. */
export function edgesBetween(
  projection: Projection,
  nodes: readonly number[],
  scope: Scope | undefined,
): number[] {
  const compiled = projection.compile(scope);
  const among = new Set(nodes.filter((node) => projection.nodeInScope(node, compiled)));
  const edges: number[] = [];
  for (const node of among) {
    projection.forEach(node, 'out', (edge, neighbour) => {
      if (among.has(neighbour) && projection.edgeInScope(edge, compiled)) edges.push(edge);
    });
  }
  return edges.sort((a, b) => projection.compareEdges(a, b));
}

export function statisticsOf(projection: Projection): GraphStatistics {
  const byType: Record<string, number> = {};
  const byKind: Record<string, number> = {};
  projection.types.names.forEach((name, i) => {
    if (projection.typeCounts[i]) byType[name] = projection.typeCounts[i];
  });
  projection.kinds.names.forEach((name, i) => {
    if (projection.kindCounts[i]) byKind[name] = projection.kindCounts[i];
  });
  return { entities: projection.nodes.live, relations: projection.edgeCount, byType, byKind };
}

/** Number of entities within `depth` hops, the origin included. */
export function neighbourhoodSize(projection: Projection, origin: number, depth: number): number {
  const marks = markBuffer(projection.nodes.count);
  let frontier = [origin];
  marks.bits[origin] = marks.stamp;
  let size = 1;
  for (let hop = 0; hop < depth && frontier.length > 0; hop++) {
    const next: number[] = [];
    for (const node of frontier) {
      projection.forEach(node, 'both', (_edge, neighbour) => {
        if (marks.bits[neighbour] === marks.stamp) return;
        marks.bits[neighbour] = marks.stamp;
        next.push(neighbour);
      });
    }
    size += next.length;
    frontier = next;
  }
  return size;
}

let marks = { bits: new Uint32Array(0), stamp: 0 };
/** A reusable array of marks: a node is marked when its entry equals the stamp. */
function markBuffer(size: number): { bits: Uint32Array; stamp: number } {
  if (marks.bits.length < size || marks.stamp === 0xffffffff)
    marks = { bits: new Uint32Array(size + (size >> 2)), stamp: 0 };
  marks.stamp++;
  return marks;
}
