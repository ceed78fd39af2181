/** Whom a change itself made a target of a watch, or a target no longer: what newcomers did since the watch began is news by it, as it would have been had they been watched all along; what ties leavers to targets is, as it would have been had they never been ones. */
import type { StateReader } from '@phecda/graph-schema';
import type { WatchTarget } from '../watch.ts';
import { changedAmong, seedsAmong } from './change-among.ts';
import { noNewcomers, type Change, type Newcomers } from './change.ts';
import type { GraphAt } from './graph-at.ts';
import { TargetFinder, type Target, type Targets } from './targets.ts';

export async function newcomersOf(
  change: Change,
  watched: readonly WatchTarget[],
  targets: Targets,
  state: StateReader,
): Promise<Newcomers> {
  const candidates = await mayBeNew(change, watched, targets);
  if (candidates.length === 0) return noNewcomers;
  const { graph } = change;
  const ancestors = await graph.ancestors(candidates);
  const old = [...new Set([...ancestors.values()].flat())];
  const before = await new TargetFinder(state, graph.before, old).find(watched);
  const isNew = (id: string): boolean =>
    ancestors.get(id)?.some((one) => before.get(one)?.record !== targets.get(id)?.record) === true;
  return {
    ids: new Set(candidates.filter(isNew)),
    watched: new Map([...before].map(([id, { record }]) => [id, record])),
  };
}

/** Targets that may have become ones by the change: of those that are named, what is new and what got records from others. */
export async function mayBeNew(
  change: Change,
  watched: readonly WatchTarget[],
  targets: Targets,
): Promise<string[]> {
  const { held } = change;
  const kinds = new Set(watched.map(({ kind }) => kind));
  const throughCases = kinds.has('case') || kinds.has('monitored');
  const isFound = [...kinds].some((kind) => kind !== 'entities' && kind !== 'gang');
  const ofCases = (): string[] =>
    [...targets].flatMap(([id, { caseNumber }]) => (caseNumber === null ? [] : [id]));
  if (held === null)
    return [
      ...new Set([
        ...(await changedAmong(change, targets)),
        ...(await seedsAmong(change, targets, ['subjectOf'])),
        ...ofCases(),
      ]),
    ];
  const found = new Set<string>();
  for (const { id, before, after } of held.entities) {
    if (after?.type === 'Case' && throughCases) for (const one of ofCases()) found.add(one);
    if (after === null || !targets.has(id)) continue;
    // Who is found by what the truth says is watched by the smallest record, and may have got one that is smaller.
    if (before === null || isFound) found.add(id);
  }
  for (const id of held.regrouped) if (targets.has(id)) found.add(id);
  if (throughCases)
    for (const { kind, source } of held.added)
      if (kind === 'subjectOf' && targets.has(source)) found.add(source);
  return [...found];
}

/** What a change made a target no longer: what is still there, or got records from one. */
export async function leaversOf(
  change: Change,
  watched: readonly WatchTarget[],
  targets: Targets,
  state: StateReader,
): Promise<ReadonlySet<string>> {
  const candidates = await mayHaveLeft(change, watched, state);
  const out = candidates.filter((id) => !targets.has(id));
  if (out.length === 0) return new Set();
  const { graph } = change;
  const ancestors = await graph.ancestors(out);
  const old = [...new Set([...ancestors.values()].flat())];
  const before = await new TargetFinder(state, graph.before, old).find(watched);
  if (before.size === 0) return new Set();
  const nodes = await graph.sides(out);
  return new Set(
    out.filter((id) => nodes.has(id) && ancestors.get(id)?.some((one) => before.has(one))),
  );
}

async function mayHaveLeft(
  { held, graph, takesOut }: Change,
  watched: readonly WatchTarget[],
  state: StateReader,
): Promise<string[]> {
  const searched = watched.filter(({ kind }) => kind === 'query');
  if (held === null) {
    const byFacts = watched.filter(({ kind }) => kind !== 'entities' && kind !== 'gang');
    if (!takesOut && searched.length === 0) return [];
    return [...(await new TargetFinder(state, graph.before).find(byFacts)).keys()];
  }
  const found = new Set(held.regrouped);
  const tags = new Set(watched.flatMap((target) => (target.kind === 'tag' ? target.tag : [])));
  const types = new Set(searched.map((target) => (target.kind === 'query' ? target.type : '')));
  for (const { id, before, after } of held.entities)
    if (before !== null && after !== null) {
      const isUntagged = before.tags.some((tag) => tags.has(tag) && !after.tags.includes(tag));
      if (isUntagged || types.has(after.type)) found.add(id);
    }
  const ofCases = watched.filter(({ kind }) => kind === 'case' || kind === 'monitored');
  if (ofCases.length === 0) return [...found];
  for (const { kind, source } of held.removed) if (kind === 'subjectOf') found.add(source);
  // One that is closed no more.
  if (held.entities.some(({ before }) => before?.type === 'Case'))
    for (const id of (await new TargetFinder(state, graph.before).find(ofCases)).keys())
      found.add(id);
  return [...found];
}

/** Newcomers of which nothing was told under the record by which they are watched: it was in nothing that was watched by it. */
export async function wholeNewcomers(
  { newcomers, graph }: Change,
  targets: Iterable<Target>,
): Promise<Set<string>> {
  const asked = [...targets].filter(({ entity }) => newcomers.ids.has(entity));
  if (asked.length === 0) return new Set();
  const starts = await graph.before.entitiesOf(asked.map(({ record }) => record));
  return new Set(
    asked.flatMap(({ record, entity }) =>
      newcomers.watched.get(starts.get(record) ?? '') === record ? [] : [entity],
    ),
  );
}

/** So many files of the past are told apart; what older ones brought is news. */
const mostPast = 20;

/** Graphs that say what newcomers are not told of: when the watch began, and of each file of the past since then the one before and the one with it. */
export interface KnownGraphs {
  readonly begin: GraphAt;
  readonly past: readonly { readonly before: GraphAt; readonly after: GraphAt }[];
}

export async function knownGraphs({
  sql,
  graph,
  revision,
  newsAfter,
}: Change): Promise<KnownGraphs> {
  const rows = await sql.query<{ revision: number }>(
    `SELECT DISTINCT f.revision FROM file f JOIN revision v ON v.revision = f.revision
     WHERE (f.history OR v.actor = 'demo') AND f.revision > ${newsAfter} AND f.revision < ${revision} ORDER BY f.revision DESC LIMIT ${mostPast}`,
  );
  const past = rows.map((row) => ({
    before: graph.at(row.revision - 1),
    after: graph.at(row.revision),
  }));
  return { begin: graph.at(newsAfter), past };
}

/** @param holds which of `keys` a graph says. @returns those that were known */
export async function knownAmong<K>(
  { begin, past }: KnownGraphs,
  keys: readonly K[],
  holds: (graph: GraphAt, keys: readonly K[]) => Promise<ReadonlySet<K>>,
): Promise<Set<K>> {
  const known = new Set(await holds(begin, keys));
  for (const { before, after } of past) {
    const open = keys.filter((key) => !known.has(key));
    if (open.length === 0) break;
    const brought = await holds(after, open);
    const had = brought.size === 0 ? brought : await holds(before, [...brought]);
    for (const key of brought) if (!had.has(key)) known.add(key);
  }
  return known;
}
