/** Whom a change itself made a target of a watch: what they did since the watch began is news by it, as it would have been had they been watched all along. */
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
  const ids = candidates.filter((id) => ancestors.get(id)?.some((one) => !before.has(one)));
  return { ids: new Set(ids), watched: new Set(old.filter((id) => before.has(id))) };
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
  const tags = new Set(watched.flatMap((target) => (target.kind === 'tag' ? target.tag : [])));
  const found = new Set<string>();
  for (const { id, before, after } of held.entities) {
    if (after?.type === 'Case' && throughCases) for (const one of ofCases()) found.add(one);
    if (after === null || !targets.has(id)) continue;
    const isTagged = after.tags.some((tag) => tags.has(tag) && !before?.tags.includes(tag));
    if (before === null || isTagged || kinds.has('query')) found.add(id);
  }
  for (const id of held.regrouped) if (targets.has(id)) found.add(id);
  if (throughCases)
    for (const { kind, source } of held.added)
      if (kind === 'subjectOf' && targets.has(source)) found.add(source);
  return [...found];
}

/** Newcomers whose record, by which they are watched, was in nothing that was watched before. */
export async function wholeNewcomers(
  { newcomers, graph }: Change,
  targets: Iterable<Target>,
): Promise<Set<string>> {
  const asked = [...targets].filter(({ entity }) => newcomers.ids.has(entity));
  if (asked.length === 0) return new Set();
  const starts = await graph.before.entitiesOf(asked.map(({ record }) => record));
  return new Set(
    asked.flatMap(({ record, entity }) =>
      newcomers.watched.has(starts.get(record) ?? '') ? [] : [entity],
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
