/** Withdraw: open alerts that the truth does not bear out any more: a path or declarations that are gone, a tag that was lost, a node between that has become a hub. */
import type { SqlReader } from '@phecda/graph-schema';
import type { Condition } from '../conditions/condition.ts';
import { conditionNamed } from '../conditions/conditions.ts';
import { changedAmong, seedsAmong } from '../detect/change-among.ts';
import { withoutFacts, type Change } from '../detect/change.ts';
import type { GraphAt } from '../detect/graph-at.ts';
import { TargetFinder, type Targets } from '../detect/targets.ts';
import type { AlertFacts, Rest } from '../store/alert-store.ts';
import { watchAt } from '../store/watch-store.ts';
import type { WatchContent } from '../watch.ts';
import { concernedAlerts } from './concerned-alerts.ts';
import type { ReadContext } from './flow-context.ts';

export interface Withdrawal {
  /** Of the alert. */
  readonly id: string;
  /** Null where what it rested on is gone. */
  readonly reason: string | null;
}

export interface Upkeep {
  readonly gone: readonly Withdrawal[];
  /** Of what went into another target or end: they end unless what was found is them by another name. */
  readonly merged: readonly AlertFacts[];
  /** By alert that stands, what it rests on where that is another than it says. */
  readonly rests: ReadonlyMap<string, Rest>;
}

export async function withdraw(context: ReadContext): Promise<Upkeep> {
  const { sql } = context;
  const change = await withoutFacts(context.change, context.leftOut);
  const touches = change.takesOut || change.files !== null;
  if (
    !touches &&
    change.held !== null &&
    change.held.added.length + change.held.entities.length === 0
  )
    return { gone: [], merged: [], rests: new Map() };
  const open = await concernedAlerts(sql.state, change);
  const { unwatched, renamed } = await noLongerWatched(open, { ...context, change });
  const watched = open.filter(({ id }) => !unwatched.has(id));
  const asked = change.takesOut ? null : await mayHaveEnded(watched, { ...context, change });
  const alerts = asked === null ? watched : watched.filter(({ id }) => asked.has(id));
  const there = await stillThere(alerts, { ...context, change });
  const { standing, watchedItself } = await stillBorneOut(
    alerts.filter(({ id }) => there.has(id)),
    { ...context, change },
  );
  const rests = await restsOf(
    alerts.filter(({ id }) => standing.has(id)),
    { ...context, change },
  );
  const reasonOf = ({ id, condition: name }: AlertFacts): string | null => {
    const condition = conditionNamed(name);
    if (!there.has(id)) return null;
    if (watchedItself.has(id)) return 'watched itself';
    return condition?.declarationsEnd ?? (condition?.ofTarget === true ? 'said otherwise' : null);
  };
  const gone = alerts
    .filter(({ id }) => !standing.has(id))
    .map((alert) => ({ id: alert.id, reason: reasonOf(alert) }));
  return {
    gone: [...gone, ...[...unwatched].map((id) => ({ id, reason: 'no longer watched' }))],
    merged: [
      ...watched.filter(({ id }) => renamed.has(id)),
      ...(await doubles(
        alerts.filter(({ id }) => standing.has(id) && !renamed.has(id)),
        change,
      )),
    ],
    rests,
  };
}

/** Ids of those whose target the change made none (what people take out of a watch, a gang or a case ends nothing), and of those whose target it made one under another record. */
async function noLongerWatched(
  open: readonly AlertFacts[],
  context: StandingContext,
): Promise<{ readonly unwatched: ReadonlySet<string>; readonly renamed: ReadonlySet<string> }> {
  const { change, sql } = context;
  const unwatched = new Set<string>();
  const renamed = new Set<string>();
  const { graph } = change;
  const alerts = await ofChangedTargets(open, change);
  for (const found of byVersion(alerts).values()) {
    const asked = await watchOf(found, context);
    // What moved did so while it was watched; a member of a gang has other ties than to one.
    if (asked === null || isOfNoFile(asked.condition) || asked.condition.anyPath === true) continue;
    const { watch, condition } = asked;
    if (!watch.causes.includes(change.cause)) continue;
    const settings = condition.settings.parse(watch.settings);
    const reachAt = async (at: GraphAt): Promise<Targets> => {
      const targets = await new TargetFinder(sql.state, at).find(watch.targets);
      return condition.reach === undefined ? targets : condition.reach(at, targets, settings);
    };
    const records = found.map(({ target }) => target);
    const [now, entities] = [await reachAt(graph), await graph.entitiesOf(records)];
    const nameOf = (target: string): string | undefined =>
      now.get(entities.get(target) ?? '')?.record;
    const out = found.filter(({ target }) => nameOf(target) !== target);
    if (out.length === 0) continue;
    const [before, were] = [await reachAt(graph.before), await graph.before.entitiesOf(records)];
    for (const { id, target } of out) {
      const was = before.get(were.get(target) ?? '');
      if (was !== undefined && nameOf(target) === undefined) unwatched.add(id);
      else if (was?.record === target) renamed.add(id);
    }
  }
  return { unwatched, renamed };
}

/** Where entities went together: of alerts that have come to be about one path, all but the one under the records of today, or the first. */
async function doubles(alerts: readonly AlertFacts[], change: Change): Promise<AlertFacts[]> {
  const { held, graph } = change;
  const linked = alerts.filter(({ path }) => path.length > 1);
  if (linked.length < 2 || held?.regrouped.length === 0) return [];
  const entities = await graph.entitiesOf([...new Set(linked.flatMap(({ path }) => path))]);
  const groups = new Map<string, AlertFacts[]>();
  for (const alert of linked) {
    const { watch, watchVersion, condition, path, detail } = alert;
    const ids = path.map((record) => entities.get(record) ?? record);
    const about = conditionNamed(condition)?.anyPath === true ? [detail.gang, ids.at(-1)] : ids;
    const key = [watch, watchVersion, ...about].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  const several = [...groups.values()].filter(({ length }) => length > 1);
  if (several.length === 0) return [];
  const ids = several.flat().flatMap(({ path }) => path.flatMap((one) => entities.get(one) ?? []));
  const nodes = await graph.nodes([...new Set(ids)]);
  const isOfToday = ({ path }: AlertFacts): boolean =>
    path.slice(1).every((one) => nodes.get(entities.get(one) ?? '')?.record === one);
  return several.flatMap((group) => {
    const [kept] = [...group.filter(isOfToday), ...group];
    return group.filter((one) => one !== kept);
  });
}

const isOfNoFile = ({ detectMovement, detectRun }: Condition): boolean =>
  detectMovement !== undefined || detectRun !== undefined;

/** Where nothing was taken out, what is another than before may yet meet a search no more. */
async function ofChangedTargets(
  open: readonly AlertFacts[],
  change: Change,
): Promise<readonly AlertFacts[]> {
  if (change.takesOut || open.length === 0) return open;
  const entities = await change.graph.entitiesOf([...new Set(open.map(({ target }) => target))]);
  const changed = new Set(await changedAmong(change, new Set(entities.values())));
  return open.filter(({ target }) => changed.has(entities.get(target) ?? ''));
}

async function restsOf(
  alerts: readonly AlertFacts[],
  context: StandingContext,
): Promise<Map<string, Rest>> {
  const rests = new Map<string, Rest>();
  for (const found of byVersion(alerts).values()) {
    const asked = await watchOf(found, context);
    if (asked === null) continue;
    const { watch, condition } = asked;
    const change = { ...context.change, newsAfter: asked.newsAfter };
    const settings = condition.settings.parse(watch.settings);
    for (const [id, rest] of (await condition.restsOn?.(found, change, settings)) ?? [])
      rests.set(id, rest);
  }
  return rests;
}

interface AskedWatch {
  readonly watch: WatchContent;
  readonly condition: Condition;
  readonly newsAfter: number;
}

/** The watch as its version that found them was; null where it is no more. */
async function watchOf(
  [{ watch: id, watchVersion, condition: name }]: Some,
  { sql, watches }: StandingContext,
): Promise<AskedWatch | null> {
  const now = watches.find((one) => one.id === id);
  const watch = now?.version === watchVersion ? now : await watchAt(sql.state, id, watchVersion);
  const condition = conditionNamed(name);
  return watch === null || condition === undefined
    ? null
    : { watch, condition, newsAfter: now?.newsAfter ?? 0 };
}

type StandingContext = Omit<ReadContext, 'leftOut' | 'screen'>;

/** Ids of those that the truth bears out. */
export async function standingAmong(
  alerts: readonly AlertFacts[],
  context: StandingContext,
): Promise<ReadonlySet<string>> {
  const there = await stillThere(alerts, context);
  const { standing } = await stillBorneOut(
    alerts.filter(({ id }) => there.has(id)),
    context,
  );
  return standing;
}

/** Ids of those that may hold no more though nothing was taken out: a node between two others can have become a hub, an end a target, a tag be there again, or a declaration say otherwise. */
async function mayHaveEnded(
  open: readonly AlertFacts[],
  { change, ontology }: StandingContext,
): Promise<Set<string>> {
  const of = (is: (condition: Condition) => boolean): AlertFacts[] =>
    open.filter(({ condition: name }) => {
      const condition = conditionNamed(name);
      return condition !== undefined && is(condition);
    });
  const found = [
    ...(await alertsOver(open, change, Object.keys(ontology.relationKinds))),
    ...(await alertsToChanged(
      of(({ ofOthers }) => ofOthers === true),
      change,
    )),
    ...(await ofChangedTargets(
      of(({ ofTarget }) => ofTarget === true),
      change,
    )),
    ...(change.files === null ? [] : of(({ declarationsEnd }) => declarationsEnd !== undefined)),
  ];
  return new Set(found.map(({ id }) => id));
}

/** Those whose end may have become a target, or be tied to targets otherwise. */
async function alertsToChanged(
  alerts: readonly AlertFacts[],
  change: Change,
): Promise<readonly AlertFacts[]> {
  const { held, graph } = change;
  if (alerts.length === 0 || held === null) return alerts;
  if (held.entities.some(({ after }) => after?.type === 'Case')) return alerts;
  const entities = await graph.entitiesOf(alerts.map(({ path }) => path.at(-1) ?? ''));
  const ends = new Set(entities.values());
  const touched = new Set([
    ...(await changedAmong(change, ends)),
    ...(await seedsAmong(change, ends, ['subjectOf'])),
  ]);
  return alerts.filter(
    ({ condition, path }) =>
      (conditionNamed(condition)?.anyPath === true && held.added.length > 0) ||
      touched.has(entities.get(path.at(-1) ?? '') ?? ''),
  );
}

/** Those whose path goes over an end of an added relation. */
async function alertsOver(
  open: readonly AlertFacts[],
  change: Change,
  kinds: readonly string[],
): Promise<AlertFacts[]> {
  const alerts = open.filter(({ path }) => path.length > 2);
  const entities = await change.graph.entitiesOf([
    ...new Set(alerts.flatMap(({ path }) => path.slice(1, -1))),
  ]);
  const touched = new Set(await seedsAmong(change, new Set(entities.values()), kinds));
  return alerts.filter(({ path }) =>
    path.slice(1, -1).some((record) => touched.has(entities.get(record) ?? '')),
  );
}

async function stillThere(
  alerts: readonly AlertFacts[],
  { change, sql, ontology }: StandingContext,
): Promise<Set<string>> {
  const held = await heldDeclarations(sql, alerts);
  const { graph } = change;
  const entities = await graph.entitiesOf([...new Set(alerts.flatMap(({ path }) => path))]);
  const edges = new Set<string>();
  const linked = alerts.filter(({ path }) => path.length > 1).flatMap(({ path }) => path);
  const ids = [...new Set(linked.flatMap((record) => entities.get(record) ?? []))];
  for (const { source, target } of await graph.edges(ids, Object.keys(ontology.relationKinds))) {
    edges.add(`${source} ${target}`);
    edges.add(`${target} ${source}`);
  }
  const stands = ({ path, facts, condition }: AlertFacts): boolean => {
    if (facts.length > 0 && !facts.some((record) => held.has(record))) return false;
    return path.every((record, index) => {
      const here = entities.get(record);
      const last = entities.get(path[index - 1] ?? '');
      const isLinked =
        index === 0 || conditionNamed(condition)?.anyPath === true || edges.has(`${last} ${here}`);
      return here !== undefined && isLinked;
    });
  };
  return new Set(alerts.filter(stands).map(({ id }) => id));
}

interface BorneOut {
  readonly standing: ReadonlySet<string>;
  /** Of the others, those whose end has become a target. */
  readonly watchedItself: ReadonlySet<string>;
}

/** Asks the condition of each, with the settings of the version that found it. */
async function stillBorneOut(
  alerts: readonly AlertFacts[],
  context: StandingContext,
): Promise<BorneOut> {
  const { change, sql } = context;
  const finder = new TargetFinder(sql.state, change.graph);
  const standing = new Set<string>();
  const watchedItself = new Set<string>();
  for (const found of byVersion(alerts).values()) {
    const asked = await watchOf(found, context);
    if (asked?.condition.standing === undefined) {
      for (const { id } of found) standing.add(id);
      continue;
    }
    const { condition, watch, newsAfter } = asked;
    const targets = await finder.find(watch.targets);
    const settings = condition.settings.parse(watch.settings);
    const asOf = { ...change, newsAfter };
    const stands = (await condition.standing?.(found, asOf, targets, settings)) ?? new Set();
    for (const id of stands) standing.add(id);
    if (condition.ofOthers !== true) continue;
    const out = found.filter(({ id }) => !stands.has(id));
    const ends = await change.graph.entitiesOf(out.map(({ path }) => path.at(-1) ?? ''));
    for (const { id, path } of out)
      if (targets.has(ends.get(path.at(-1) ?? '') ?? '')) watchedItself.add(id);
  }
  return { standing, watchedItself };
}

type Some = [AlertFacts, ...AlertFacts[]];

function byVersion(alerts: readonly AlertFacts[]): Map<string, Some> {
  const groups = new Map<string, Some>();
  for (const alert of alerts) {
    const key = `${alert.watch} ${alert.watchVersion}`;
    const group = groups.get(key);
    if (group) group.push(alert);
    else groups.set(key, [alert]);
  }
  return groups;
}

async function heldDeclarations(
  sql: SqlReader,
  alerts: readonly AlertFacts[],
): Promise<Set<string>> {
  const records = [...new Set(alerts.flatMap(({ facts }) => facts))];
  if (records.length === 0) return new Set();
  const rows = await sql.query<{ record_id: string }>(
    `SELECT DISTINCT record_id FROM declaration WHERE record_id IN (SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))`,
    [records.join(',')],
  );
  return new Set(rows.map(({ record_id }) => record_id));
}
