/** Withdraw: open alerts that the truth does not bear out any more: a path or declarations that are gone, a tag that was lost, a node between that has become a hub. */
import type { SqlReader } from '@phecda/graph-schema';
import { conditionNamed } from '../conditions/conditions.ts';
import { seedsAmong } from '../detect/change-among.ts';
import { withoutFacts, type Change } from '../detect/change.ts';
import { TargetFinder } from '../detect/targets.ts';
import { openAlerts, type AlertFacts } from '../store/alert-store.ts';
import { watchAt } from '../store/watch-store.ts';
import type { ReadContext } from './flow-context.ts';

export interface Withdrawal {
  /** Of the alert. */
  readonly id: string;
  /** Null where what it rested on is gone. */
  readonly reason: string | null;
}

export async function withdraw(context: ReadContext): Promise<Withdrawal[]> {
  const { sql, ontology } = context;
  const change = await withoutFacts(context.change, context.leftOut);
  if (!change.takesOut && change.held?.added.length === 0 && change.files === null) return [];
  const open = await openAlerts(sql.state);
  // Where nothing was taken out, a node between two others can have become a hub, or what was not declared is.
  const alerts = change.takesOut
    ? open
    : [
        ...(await alertsOver(open, change, Object.keys(ontology.relationKinds))),
        ...open.filter(
          ({ condition }) =>
            change.files !== null && conditionNamed(condition)?.declarationsEnd !== undefined,
        ),
      ];
  if (alerts.length === 0) return [];
  const there = await stillThere(alerts, { ...context, change });
  const standing = await stillBorneOut(
    alerts.filter(({ id }) => there.has(id)),
    { ...context, change },
  );
  return alerts
    .filter(({ id }) => !standing.has(id))
    .map(({ id, condition }) => ({
      id,
      reason: there.has(id) ? (conditionNamed(condition)?.declarationsEnd ?? null) : null,
    }));
}

type StandingContext = Omit<ReadContext, 'leftOut' | 'screen'>;

/** Ids of those that the truth bears out. */
export async function standingAmong(
  alerts: readonly AlertFacts[],
  context: StandingContext,
): Promise<Set<string>> {
  const there = await stillThere(alerts, context);
  return stillBorneOut(
    alerts.filter(({ id }) => there.has(id)),
    context,
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

/** Asks the condition of each, with the settings of the version that found it. */
async function stillBorneOut(
  alerts: readonly AlertFacts[],
  { change, sql, watches }: StandingContext,
): Promise<Set<string>> {
  const finder = new TargetFinder(sql.state, change.graph, sql);
  const standing = new Set<string>();
  for (const found of byVersion(alerts).values()) {
    const [{ watch: id, watchVersion, condition: name }] = found;
    const now = watches.find((one) => one.id === id);
    const watch = now?.version === watchVersion ? now : await watchAt(sql.state, id, watchVersion);
    const condition = conditionNamed(name);
    if (watch === null || condition?.standing === undefined)
      for (const alert of found) standing.add(alert.id);
    else {
      const targets = await finder.find(watch.targets);
      const settings = condition.settings.parse(watch.settings);
      const asked = { ...change, newsAfter: now?.newsAfter ?? 0 };
      for (const one of await condition.standing(found, asked, targets, settings))
        standing.add(one);
    }
  }
  return standing;
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
