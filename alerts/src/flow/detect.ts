/** Detect: what each active watch finds in the change. */
import { conditionNamed } from '../conditions/conditions.ts';
import type { Finding } from '../conditions/condition.ts';
import { withoutFacts, type Change } from '../detect/change.ts';
import { withFormerRecords } from '../detect/former-records.ts';
import { withSources } from '../detect/source-rows.ts';
import { withGrounds } from '../detect/tag-grounds.ts';
import type { GraphAt } from '../detect/graph-at.ts';
import { leaversOf, newcomersOf } from '../detect/newcomers.ts';
import { TargetFinder } from '../detect/targets.ts';
import type { Watch, WatchContent } from '../watch.ts';
import { detectAgain } from './detect-again.ts';
import { draftOf } from './draft-of.ts';
import type { Draft, ReadContext } from './flow-context.ts';

export async function detect(context: ReadContext): Promise<Draft[]> {
  const { change, watches, sql, screen } = context;
  const today = context.now.toISOString().slice(0, 10);
  const finder = new TargetFinder(sql.state, change.graph);
  const drafts: Draft[] = [];
  const asTold = context.leftOut.length === 0 ? null : await withoutFacts(change, context.leftOut);
  const narrowed = new Set(await screen.narrow(watches, change));
  if (asTold !== null)
    for (const watch of await screen.narrow(watches, asTold)) narrowed.add(watch);
  for (const watch of watches) {
    if (!watch.active || !narrowed.has(watch)) continue;
    if (watch.expires !== null && watch.expires < today) continue;
    const own = await draftsOf(watch, asTold ?? change, finder, context);
    drafts.push(...own);
    if (asTold === null) continue;
    // What only the facts that are left out lead to is kept for the day on which a verdict is taken back.
    const told = new Set(own.map(({ key }) => key));
    for (const draft of await draftsOf(watch, change, finder, context))
      if (!told.has(draft.key)) drafts.push({ ...draft, held: 'leftOut' });
  }
  return [...drafts, ...(await detectAgain(context))];
}

async function draftsOf(
  watch: Watch,
  given: Change,
  finder: TargetFinder,
  context: ReadContext,
): Promise<Draft[]> {
  const change = { ...given, newsAfter: watch.newsAfter };
  const findings = await findingsOf(watch, change, finder);
  const found = await withGrounds(await withFormerRecords(findings, change), change);
  return (await withSources(found, change)).map((finding) => draftOf(watch, finding, context));
}

/** What a watch finds in a change, without what somebody took out of it; who forecasts asks the same. */
export async function findingsOf(
  watch: WatchContent,
  change: Change,
  finder: TargetFinder,
): Promise<readonly Finding[]> {
  const condition = conditionNamed(watch.condition);
  // What follows from rules, reference data or the clock is no fact.
  if (condition === undefined || !watch.causes.includes(change.cause)) return [];
  const targets = await finder.find(watch.targets);
  if (targets.size === 0) return [];
  const newcomers = await newcomersOf(change, watch.targets, targets, finder.state);
  const leavers =
    condition.ofOthers === true
      ? await leaversOf(change, watch.targets, targets, finder.state)
      : change.leavers;
  const asked = { ...change, newcomers, leavers };
  const found = await condition.detect(asked, targets, condition.settings.parse(watch.settings));
  return withoutExcepted(found, watch, change.graph);
}

/** Records are compared by the entities that they are in: a hub stays taken out when another source names it. */
async function withoutExcepted(
  found: readonly Finding[],
  { avoid, exceptPaths }: WatchContent,
  graph: GraphAt,
): Promise<readonly Finding[]> {
  if (found.length === 0 || (avoid.length === 0 && exceptPaths.length === 0)) return found;
  const records = [...avoid, ...exceptPaths.flat(), ...found.flatMap(({ path }) => path)];
  const entities = await graph.entitiesOf([...new Set(records)]);
  const entityOf = (record: string): string => entities.get(record) ?? record;
  const avoided = new Set(avoid.map(entityOf));
  const asText = (path: readonly string[]): string => path.map(entityOf).join(' ');
  const excepted = new Set(exceptPaths.map(asText));
  return found.filter(
    ({ path }) =>
      !excepted.has(asText(path)) && !path.slice(1).some((record) => avoided.has(entityOf(record))),
  );
}
