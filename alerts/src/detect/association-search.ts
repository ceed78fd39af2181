/** New paths from what is watched to what matters: a bounded search back from what changed, kept only where the revision before held no such path. */
import { addedBetween, partsOf, seedsOf } from './change-among.ts';
import type { AddedEdge, Change, HeldChange } from './change.ts';
import type { Edge, GraphAt, Node } from './graph-at.ts';
import { knownAmong, knownGraphs, wholeNewcomers } from './newcomers.ts';
import type { Side } from './side.ts';
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
  /** From each node of the path to the next. */
  readonly steps: readonly { readonly kind: string; readonly isNew: boolean }[];
  /** The first relation on it that the revision brought; null where the end only became what matters, or the target one. */
  readonly edge: AddedEdge | null;
  /** It was there before, and its start has come to be watched. */
  readonly saidBefore: boolean;
}

/** Paths that one target may get in one revision; more are one thing that a person looks at as a whole. */
const maxPathsPerTarget = 200;
/** Targets from which it is searched together, where that is less than searching from what changed. */
const targetsAtOnce = 500;
/** So few are followed from what changed however few are watched. */
const fewEdges = 1_000;

export async function newAssociations(
  change: Change,
  query: AssociationQuery,
): Promise<Association[]> {
  const { held } = change;
  const { targets, kinds, isEnd } = query;
  if (targets.size === 0) return [];
  if (held !== null) {
    const whole = held.entities
      .filter(
        ({ before, after }) =>
          after !== null && isEnd(after) && !(before !== null && isEnd(before)),
      )
      .map(({ id }) => id);
    const added = held.added.filter(({ kind }) => kinds.includes(kind));
    whole.push(...change.newcomers.ids, ...change.leavers);
    whole.push(...(await hubsNoMore(change, held, query)));
    const seeds = new Set([...whole, ...seedsOf(held, kinds)]);
    if (seeds.size === 0) return [];
    if (seeds.size <= targets.size) {
      const telling = await worthwhile(change, held, query, added);
      const near = await fromSeeds(change.graph, query, telling, [...whole, ...held.regrouped]);
      if (near !== null) return associationsOf(change, query, targets.values(), near);
    }
  }
  const found: Association[] = [];
  for (const part of partsOf([...targets.values()], targetsAtOnce)) {
    const start = new Set(part.map(({ entity }) => entity));
    const near = await neighbourhood(change.graph, query, [...start], start, query.hops);
    for (const one of await associationsOf(change, query, part, near)) found.push(one);
  }
  return found;
}

/** What lost relations and leads on: a path over it may be specific now. */
async function hubsNoMore(
  { graph }: Change,
  { removed }: HeldChange,
  { kinds, maxDegree }: AssociationQuery,
): Promise<string[]> {
  const ids = removed
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ source, target }) => [source, target]);
  const degrees = await graph.degrees([...new Set(ids)], kinds);
  return [...degrees].flatMap(([id, degree]) => (degree > 1 && degree <= maxDegree ? id : []));
}

/** What changed is less than what is watched: everything from which a path through it could come. @returns null where a hub among it leads to more than is watched */
async function fromSeeds(
  graph: GraphAt,
  query: AssociationQuery,
  added: readonly Edge[],
  whole: readonly string[],
): Promise<Adjacency | null> {
  const { hops, kinds, targets } = query;
  const ofWhole = await graph.edges(whole, kinds);
  if (ofWhole.length > Math.max(targets.size, fewEdges)) return null;
  const near: Adjacency = new Map();
  for (const edge of added) link(near, edge);
  // A path through an added relation lies within one step less of its ends; one to or through a node that became another does not.
  const rounds = whole.length > 0 ? hops : hops - 1;
  const seeds = [...new Set([...near.keys(), ...whole])];
  return neighbourhood(graph, query, seeds, new Set(whole), rounds, near);
}

async function associationsOf(
  change: Change,
  query: AssociationQuery,
  targets: Iterable<Target>,
  near: Adjacency,
): Promise<Association[]> {
  const { graph } = change;
  const ends = await endsAmong(graph, [...near.keys()], query);
  const paths = [...targets].flatMap((target) =>
    pathsFrom(target, near, ends, query, change.screening).map((ids) => ({ target, ids })),
  );
  const fresh = await withoutKnown(change, query, paths);
  const onPaths = [...new Set(fresh.flatMap(({ ids }) => ids))];
  const nodes = await graph.nodes(onPaths);
  const [added, all] = await Promise.all([
    addedBetween(change, onPaths, query.kinds).then(byPair),
    graph.edgesBetween(onPaths, query.kinds).then(byPair),
  ]);
  return fresh.flatMap(({ target, ids, saidBefore }) => {
    const path = ids.flatMap((id) => nodes.get(id) ?? []);
    if (path.length !== ids.length) return [];
    const pairs = ids.slice(1).map((id, index) => pairKey(ids[index] ?? '', id));
    const steps = pairs.map((pair) => {
      const edge = added.get(pair);
      return { kind: (edge ?? all.get(pair))?.kind ?? '', isNew: edge !== undefined };
    });
    const edge = pairs.map((pair) => added.get(pair)).find((one) => one !== undefined);
    return [{ target, path, steps, edge: edge ?? null, saidBefore }];
  });
}

const byPair = <E extends Edge>(edges: readonly E[]): Map<string, E> =>
  new Map(edges.map((edge) => [pairKey(edge.source, edge.target), edge]));

/** On a path of at most two steps a new relation has the target or the end on one of its own sides; others lead to nothing. */
async function worthwhile(
  { graph }: Change,
  { entities }: HeldChange,
  { targets, hops, isEnd }: AssociationQuery,
  added: readonly Edge[],
): Promise<readonly Edge[]> {
  if (hops > 2) return added;
  const touched = new Set(added.flatMap(({ source, target }) => [source, target]));
  const ends = new Set<string>();
  for (const { id, after } of entities)
    if (touched.delete(id) && after !== null && isEnd(after)) ends.add(id);
  for (const id of await endsAmong(graph, [...touched], { isEnd })) ends.add(id);
  const tells = (id: string): boolean => targets.has(id) || ends.has(id);
  return added.filter(({ source, target }) => tells(source) || tells(target));
}

async function endsAmong(
  graph: GraphAt,
  ids: readonly string[],
  { isEnd }: Pick<AssociationQuery, 'isEnd'>,
): Promise<Set<string>> {
  const ends = new Set<string>();
  for (const part of partsOf(ids))
    for (const [id, side] of await graph.sides(part)) if (isEnd(side)) ends.add(id);
  return ends;
}

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

type Adjacency = Map<string, Set<string>>;

function link(near: Adjacency, { source, target }: Pick<Edge, 'source' | 'target'>): void {
  near.set(source, (near.get(source) ?? new Set()).add(target));
  near.set(target, (near.get(target) ?? new Set()).add(source));
}

/** Adds to `near` what lies within so many rounds of the seeds. Hubs lead no further, but for seeds at which a path may begin or end. */
async function neighbourhood(
  graph: GraphAt,
  { kinds, maxDegree }: AssociationQuery,
  seeds: readonly string[],
  ends: ReadonlySet<string>,
  rounds: number,
  near: Adjacency = new Map(),
): Promise<Adjacency> {
  let front = seeds;
  const expanded = new Set<string>();
  for (let round = 0; round < rounds && front.length > 0; round++) {
    const edges = await graph.edges(front, kinds);
    const found: Adjacency = new Map();
    for (const edge of edges) link(found, edge);
    const next = new Set<string>();
    for (const id of front) {
      expanded.add(id);
      const neighbours = found.get(id) ?? new Set<string>();
      if (!near.has(id)) near.set(id, new Set());
      for (const other of neighbours) {
        link(near, { source: id, target: other });
        // Hubs are known by their whole degree.
        if (neighbours.size <= maxDegree || (round === 0 && ends.has(id))) next.add(other);
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
    // What is watched itself is no news of another that is watched. Behind one end may lie another: which was known first must not matter.
    if (path.length > 1 && ends.has(here) && (screening || !targets.has(here))) {
      const degrees = path.slice(1, -1).map((id) => near.get(id)?.size ?? 0);
      if (specificityOf(degrees) >= minSpecificity) found.push([...path]);
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

/** Drops the paths that were told or told of by nobody already: those that the revision before held between the same records, whatever their entities were called then, and those that were known when the watch began. */
async function withoutKnown(
  change: Change,
  query: AssociationQuery,
  paths: readonly Found[],
): Promise<(Found & { readonly saidBefore: boolean })[]> {
  if (paths.length === 0) return [];
  const { graph, leavers } = change;
  const named = await heldAmong(graph.before, graph, query, paths, { sameNames: true });
  const come = await wholeNewcomers(
    change,
    paths.map(({ target }) => target),
  );
  const isTold = (path: Found): boolean =>
    named.has(path) && !come.has(path.target.entity) && !leavers.has(path.ids.at(-1) ?? '');
  const fresh = paths.filter((path) => !isTold(path));
  const were = await heldAmong(graph.before, graph, query, fresh);
  const known =
    fresh.length === 0 || change.screening
      ? new Set<Found>()
      : await knownAmong(await knownGraphs(change), fresh, (at, some) =>
          heldAmong(at, graph, query, some),
        );
  return fresh
    .filter((path) => !known.has(path))
    .map((path) => ({ ...path, saidBefore: were.has(path) }));
}

/** Those that an earlier graph held. @param sameNames between the same records, by which an alert is known */
async function heldAmong(
  then: GraphAt,
  graph: GraphAt,
  { kinds, maxDegree, minSpecificity, isEnd }: AssociationQuery,
  paths: readonly Found[],
  { sameNames = false } = {},
): Promise<Set<Found>> {
  if (paths.length === 0) return new Set();
  const onPaths = [...new Set(paths.flatMap(({ ids }) => ids))];
  const ancestors = sameNames
    ? await graph.namesakes(onPaths, then)
    : await graph.ancestors(onPaths, then.revision);
  const old = [...new Set([...ancestors.values()].flat())];
  const near: Adjacency = new Map();
  for (const edge of await then.edges(old, kinds)) link(near, edge);
  const ends = await endsAmong(then, old, { isEnd });
  const starts = await then.entitiesOf([...new Set(paths.map(({ target }) => target.record))]);
  return new Set(
    paths.filter(({ target, ids }) => {
      // By entity then, the degrees of what lies before it on the most specific way there.
      let reached = new Map<string, readonly number[]>();
      const start = starts.get(target.record);
      if (start !== undefined) reached.set(start, []);
      for (const [index, id] of ids.slice(1).entries()) {
        const next = new Map<string, readonly number[]>();
        for (const one of ancestors.get(id) ?? [id])
          for (const [from, before] of reached) {
            if (near.get(from)?.has(one) !== true) continue;
            const degrees = index === 0 ? before : [...before, near.get(from)?.size ?? 0];
            if ((degrees.at(-1) ?? 0) > maxDegree) continue;
            const known = next.get(one);
            if (known === undefined || specificityOf(degrees) > specificityOf(known))
              next.set(one, degrees);
          }
        reached = next;
      }
      return [...reached].some(
        ([id, degrees]) => ends.has(id) && specificityOf(degrees) >= minSpecificity,
      );
    }),
  );
}
