/** What a watch would have fired on: its condition over the revisions of the past, and over what vehicles did, week by week, within a budget of revisions and time. */
import type { Ontology, Sql, SqlReader, StateReader } from '@phecda/graph-schema';
import { historyHorizon } from '@phecda/graph-schema/truth/history-horizon';
import { subscribe, type RevisionDelivery } from '@phecda/graph-schema/truth/subscribe';
import { conditionNamed } from './conditions/conditions.ts';
import type { Finding } from './conditions/condition.ts';
import { silentMover } from './conditions/silent-mover/silent-mover.ts';
import { gatherChange, withoutFacts } from './detect/change.ts';
import { GraphAt } from './detect/graph-at.ts';
import { readLeftOut } from './detect/left-out.ts';
import { movementsSince, type Silence } from './detect/movements.ts';
import { TargetFinder } from './detect/targets.ts';
import { keyOf } from './flow/alert-key.ts';
import { findingsOf } from './flow/detect.ts';
import { entitiesOf, findingsOfMovements } from './flow/detect-movement.ts';
import { sqlTime } from './store/sql-time.ts';
import type { WatchContent } from './watch.ts';

export interface PreviewOptions {
  readonly sql: SqlReader & Pick<Sql, 'revision'>;
  readonly state: StateReader;
  readonly ontology: Ontology;
  readonly now: Date;
  /** What is older is not looked at. */
  readonly since: Date;
  readonly maxRevisions: number;
  readonly maxMs: number;
  /** Ends it early, with what was counted until then. */
  readonly signal?: AbortSignal;
  readonly examples: number;
  /** Silences that a watch with these contents would have been told of, from the positions; absent: none are known here. */
  silences?(content: WatchContent, since: Date): Promise<Silence[]>;
}

export interface PreviewWeek {
  /** Monday, 'YYYY-MM-DD'. */
  readonly from: string;
  readonly found: number;
}

export interface Preview {
  readonly found: number;
  /** Every week of the period, or of the shorter time from which something is known. */
  readonly weeks: readonly PreviewWeek[];
  /** Found in what was loaded as history and not dated by its source: in no week. */
  readonly undated: number;
  readonly perWeek: number;
  readonly busiest: number;
  readonly examples: readonly Finding[];
  readonly targets: number;
  /** Of a tag or search, beyond those that are looked at. */
  readonly targetsLeftOut: number;
  /** Records between target and end, by the findings that go through them, most first. */
  readonly through: readonly { readonly record: string; readonly found: number }[];
  /** None where a watch asks for movements alone. */
  readonly revisions: number;
  /** Of the period; more than `revisions`: the budget ended first. */
  readonly revisionsInPeriod: number;
}

interface Forecast {
  readonly finding: Finding;
  /** When it would have been told; null: not known. */
  readonly day: string | null;
}

/** What a revision of the past changed is read whole where it is no more; else it is looked up from the targets. */
const heldOfPast = 1_000;
const dayMs = 86_400_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** @throws ZodError when the settings do not fit the condition */
export async function previewWatch(
  content: WatchContent,
  options: PreviewOptions,
): Promise<Preview> {
  const { sql, ontology, now, maxRevisions, maxMs } = options;
  const [first, today] = [dayOf(options.since), dayOf(now)];
  const [period] = await sql.query<{ first: number | null; n: number; oldest: string | null }>(
    `SELECT min(revision) AS first, count(*) AS n, min(made_at) AS oldest FROM revision WHERE made_at >= CAST($1 AS TIMESTAMP) AND revision > $2::bigint`,
    [sqlTime(options.since), await historyHorizon(sql)],
  );
  const newest = await sql.revision();
  const after = Math.max((period?.first ?? newest + 1) - 1, newest - maxRevisions);
  const end = performance.now() + maxMs;
  const found = new Map<string, Forecast>();
  let revisions = 0;
  let targets = 0;
  const moves = conditionNamed(content.condition)?.detectMovement !== undefined;
  const leftOut = await readLeftOut(options.state);
  const past: RevisionDelivery[] = [];
  if (!moves)
    for await (const delivery of subscribe(sql, after, {
      retention: Number.MAX_SAFE_INTEGER,
      entityTypes: ontology.entityTypes,
    }))
      if (delivery.kind === 'revision') past.push(delivery);
  // The newest first: what the time does not suffice for is the oldest.
  for (const delivery of past.reverse()) {
    if (performance.now() > end || options.signal?.aborted) break;
    revisions++;
    const gathered = await gatherChange(sql, ontology, delivery, {
      most: heldOfPast,
      isForecast: true,
    });
    const change = await withoutFacts(gathered, leftOut);
    const finder = new TargetFinder(options.state, change.graph);
    targets = Math.max(targets, (await finder.find(content.targets)).size);
    for (const finding of await findingsOf(content, { ...change, newsAfter: after }, finder)) {
      // Files that bring the past at once would all have come in their own weeks.
      const day =
        finding.day ?? finding.since ?? (change.history ? null : delivery.at.slice(0, 10));
      if (day === null || (day >= first && day <= today))
        found.set(keyOf({ id: '', version: 0 }, finding), { finding, day });
    }
  }
  if (moves) {
    const graph = new GraphAt(sql, newest);
    const finder = new TargetFinder(options.state, graph);
    targets = (await finder.find(content.targets)).size;
    const movements =
      content.condition === silentMover.name
        ? ((await options.silences?.(content, options.since)) ?? [])
        : await movementsSince(options.state, options.since.getTime());
    for (const { finding } of await findingsOfMovements(movements, content, {
      sql,
      graph,
      finder,
      entities: await entitiesOf(movements, graph),
    }))
      found.set(keyOf({ id: '', version: 0 }, finding), { finding, day: finding.day });
  }
  const all = [...found.values()].sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? 1 : -1));
  const days = all.flatMap(({ day }) => day ?? []);
  const known = period?.oldest == null ? today : period.oldest.slice(0, 10);
  const weeks = weeksOf(days, [known, ...days].sort()[0] ?? today, today);
  return {
    found: all.length,
    weeks,
    undated: all.length - days.length,
    perWeek: days.length / weeks.length,
    busiest: Math.max(0, ...weeks.map((week) => week.found)),
    examples: all.slice(0, options.examples).map(({ finding }) => finding),
    targets,
    targetsLeftOut: await new TargetFinder(options.state, new GraphAt(sql, newest)).leftOut(
      content.targets,
    ),
    through: hubsOf(all),
    revisions,
    revisionsInPeriod: moves ? 0 : (period?.n ?? 0),
  };
}

function weeksOf(days: readonly string[], from: string, to: string): PreviewWeek[] {
  const counts = new Map<string, number>();
  for (let at = Date.parse(mondayOf(from)); at <= Date.parse(to); at += 7 * dayMs)
    counts.set(dayOf(new Date(at)), 0);
  for (const day of days) {
    const monday = mondayOf(day);
    counts.set(monday, (counts.get(monday) ?? 0) + 1);
  }
  return [...counts].map(([monday, found]) => ({ from: monday, found }));
}

function mondayOf(day: string): string {
  const at = new Date(day);
  return dayOf(new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * dayMs));
}

function hubsOf(all: readonly Forecast[]): Preview['through'] {
  const through = new Map<string, number>();
  for (const { finding } of all)
    for (const record of finding.path.slice(1, -1))
      through.set(record, (through.get(record) ?? 0) + 1);
  return [...through]
    .map(([record, count]) => ({ record, found: count }))
    .sort((a, b) => b.found - a.found || (a.record < b.record ? -1 : 1))
    .slice(0, 10);
}
