/** New paths from what is watched to what matters: a bounded search back from what changed, kept only where the revision before held no such path. */
import type { AddedEdge, Change, Side } from './change.ts';
import { toSide } from './change.ts';
import type { Edge, GraphAt, Node } from './graph-at.ts';
import { specificityOf } from './specific-paths.ts';
import type { Target, Targets } from './targets.ts';

export interface AssociationQuery {
  readonly targets: Targets;
  /** Relations of a path, 1 to 3. */
  readonly hops: number;
  readonly kinds: readonly string[];
  /** A node with more relations of these kinds than this leads no further. */
  readonly maxDegree: number;
  /** Of a whole path, in per cent. */
  readonly minSpecificity: number;
  isEnd(side: Side): boolean;
}

export interface Association {
  readonly target: Target;
  /** Entities as of the revision, from the target to the end. */
  readonly path: readonly Node[];
  /** The relation that the revision brought; null where the end only became what matters. */
  readonly edge: AddedEdge | null;
}

/** Paths that one target may get in one revision; more are one thing that a person looks at as a whole. */
const maxPathsPerTarget = 200;

export async function newAssociations(
  change: Change,
  query: AssociationQuery,
): Promise<Association[]> {
  const { graph } = change;
  if (query.targets.size === 0) return [];
  const added = change.added.filter(({ kind }) => query.kinds.includes(kind));
  const becameEnds = change.entities
    .filter(
      ({ before, after }) =>
        after !== null && query.isEnd(after) && !(before !== null && query.isEnd(before)),
    )
    .map(({ id }) => id);
  const seeds = [...becameEnds, ...change.regrouped];
  if (added.length === 0 && seeds.length === 0) return [];
  const near = await neighbourhood(
    graph,
    query,
    await worthwhile(change, query, added, seeds),
    seeds,
  );
  const nodes = await graph.nodes([...near.keys()]);
  const ends = new Set(
    [...nodes.values()].filter((node) => query.isEnd(toSide(node))).map(({ id }) => id),
  );
  const paths = [...query.targets.values()].flatMap((target) =>
    pathsFrom(target, near, ends, query, change.screening).map((ids) => ({ target, ids })),
  );
  const fresh = await withoutKnown(change, query, paths);
  const addedBetween = new Map(added.map((edge) => [pairKey(edge.source, edge.target), edge]));
  return fresh.flatMap(({ target, ids }) => {
    const path = ids.flatMap((id) => nodes.get(id) ?? []);
    if (path.length !== ids.length) return [];
    const edge = ids
      .slice(1)
      .map((id, index) => addedBetween.get(pairKey(ids[index] ?? '', id)))
      .find((one) => one !== undefined);
    return [{ target, path, edge: edge ?? null }];
  });
}

/** On a path of at most two steps a new relation has the target or the end on one of its own sides; others lead to nothing. */
async function worthwhile(
  { graph, entities }: Change,
  { targets, hops, isEnd }: AssociationQuery,
  added: readonly Edge[],
  whole: readonly string[],
): Promise<readonly Edge[]> {
  const touched = new Set(added.flatMap(({ source, target }) => [source, target]));
  if (hops > 2 || targets.size < touched.size + whole.length) return added;
  const ends = new Set<string>();
  for (const { id, after } of entities)
    if (touched.delete(id) && after !== null && isEnd(after)) ends.add(id);
  for (const node of (await graph.nodes([...touched])).values())
    if (isEnd(toSide(node))) ends.add(node.id);
  const tells = (id: string): boolean => targets.has(id) || ends.has(id);
  return added.filter(({ source, target }) => tells(source) || tells(target));
}

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

type Adjacency = Map<string, Set<string>>;

/** Everything from which a path through what changed could come: searched from the fewer of what changed and what is watched. */
async function neighbourhood(
  graph: GraphAt,
  { targets, hops, kinds, maxDegree }: AssociationQuery,
  added: readonly Edge[],
  whole: readonly string[],
): Promise<Adjacency> {
  const near: Adjacency = new Map();
  const link = ({ source, target }: Edge): void => {
    near.set(source, (near.get(source) ?? new Set()).add(target));
    near.set(target, (near.get(target) ?? new Set()).add(source));
  };
  for (const edge of added) link(edge);
  const touched = new Set(added.flatMap(({ source, target }) => [source, target]));
  const seeds = new Set([...touched, ...whole]);
  const fromTargets = targets.size < seeds.size;
  let front = fromTargets ? [...targets.keys()] : [...seeds];
  // A path through an added relation lies within one step less of its ends; one to or through a node that became another does not.
  const rounds = fromTargets || whole.length > 0 ? hops : hops - 1;
  const expanded = new Set<string>();
  for (let round = 0; round < rounds && front.length > 0; round++) {
    const edges = await graph.edges(front, kinds);
    const found: Adjacency = new Map();
    for (const { source, target } of edges) {
      found.set(source, (found.get(source) ?? new Set()).add(target));
      found.set(target, (found.get(target) ?? new Set()).add(source));
    }
    const next = new Set<string>();
    for (const id of front) {
      expanded.add(id);
      const neighbours = found.get(id) ?? new Set<string>();
      const all = near.get(id) ?? new Set<string>();
      near.set(id, all);
      for (const other of neighbours) {
        all.add(other);
        near.set(other, (near.get(other) ?? new Set()).add(id));
        // Hubs are known by their whole degree, and end the search.
        if (neighbours.size <= maxDegree || (round === 0 && fromTargets)) next.add(other);
      }
    }
    front = [...next].filter((id) => !expanded.has(id));
  }
  return near;
}

function pathsFrom(
  { entity }: Target,
  near: Adjacency,
  ends: ReadonlySet<string>,
  { hops, maxDegree, minSpecificity, targets }: AssociationQuery,
  screening: boolean,
): string[][] {
  const found: string[][] = [];
  const walk = (path: readonly string[]): void => {
    const here = path.at(-1) ?? '';
    if (path.length > 1 && ends.has(here)) {
      // What is watched itself is no news of another that is watched.
      const degrees = path.slice(1, -1).map((id) => near.get(id)?.size ?? 0);
      if ((screening || !targets.has(here)) && specificityOf(degrees) >= minSpecificity)
        found.push([...path]);
      return;
    }
    const neighbours = near.get(here);
    if (neighbours === undefined || path.length > hops || found.length >= maxPathsPerTarget) return;
    if (path.length > 1 && neighbours.size > maxDegree) return;
    for (const next of [...neighbours].sort()) if (!path.includes(next)) walk([...path, next]);
  };
  if (near.has(entity)) walk([entity]);
  return found;
}

interface Found {
  readonly target: Target;
  readonly ids: readonly string[];
}

/** Drops the paths that the revision before held between the same records, whatever their entities were called then. */
async function withoutKnown(
  { graph }: Change,
  { kinds, isEnd }: AssociationQuery,
  paths: readonly Found[],
): Promise<Found[]> {
  if (paths.length === 0) return [];
  const { before } = graph;
  const ancestors = await graph.ancestors([...new Set(paths.flatMap(({ ids }) => ids))]);
  const old = [...new Set([...ancestors.values()].flat())];
  const edges = new Set(
    (await before.edges(old, kinds)).map(({ source, target }) => pairKey(source, target)),
  );
  const endsBefore = new Set(
    [...(await before.nodes(old)).values()]
      .filter((node) => isEnd(toSide(node)))
      .map(({ id }) => id),
  );
  const starts = await before.entitiesOf([...new Set(paths.map(({ target }) => target.record))]);
  return paths.filter(({ target, ids }) => {
    let reached = new Set<string>();
    const start = starts.get(target.record);
    if (start !== undefined) reached.add(start);
    for (const id of ids.slice(1)) {
      const here = ancestors.get(id) ?? [id];
      reached = new Set(
        here.filter((one) => [...reached].some((from) => edges.has(pairKey(from, one)))),
      );
    }
    return ![...reached].some((id) => endsBefore.has(id));
  });
}
