/** Detect, of the second way in: what each active watch of a gang finds in a finished run of drift tracking, and what of its open alerts the run bears out. */
import { conditionNamed } from '../conditions/conditions.ts';
import { runAsOf, type DriftRun } from '../detect/drift-runs.ts';
import { TargetFinder } from '../detect/targets.ts';
import { openAlerts, openStatuses, type Rest } from '../store/alert-store.ts';
import { watchAt } from '../store/watch-store.ts';
import { draftOf } from './draft-of.ts';
import type { Draft, FlowContext } from './flow-context.ts';

export interface FoundInRun {
  readonly drafts: readonly Draft[];
  /** Ids of open alerts that it does not bear out. */
  readonly gone: readonly string[];
  /** By open alert, where it says another count. */
  readonly rests: ReadonlyMap<string, Rest>;
}

export async function detectRun(
  run: DriftRun,
  before: DriftRun | null,
  { sql, watches, now }: FlowContext,
): Promise<FoundInRun> {
  const today = now.toISOString().slice(0, 10);
  const monitored = await TargetFinder.monitoredGangs(sql.state);
  const drafts: Draft[] = [];
  for (const watch of watches) {
    const condition = conditionNamed(watch.condition);
    if (!watch.active || condition?.detectRun === undefined) continue;
    if (watch.expires !== null && watch.expires < today) continue;
    const watched = watch.targets.some(
      (target) =>
        (target.kind === 'gang' && target.gang === run.gang) ||
        (target.kind === 'monitored' && monitored.has(run.gang)),
    );
    if (!watched) continue;
    const began = await runAsOf(sql.state, run, watch.createdAt);
    const known = [before, began].filter((one) => one !== null);
    for (const finding of condition.detectRun(run, known, condition.settings.parse(watch.settings)))
      if (!watch.avoid.includes(finding.target)) drafts.push(draftOf(watch, finding, { now }));
  }
  return { drafts, ...(await standingIn(run, sql)) };
}

async function standingIn(
  run: DriftRun,
  { state }: FlowContext['sql'],
): Promise<Pick<FoundInRun, 'gone' | 'rests'>> {
  const gone: string[] = [];
  const rests = new Map<string, Rest>();
  for (const alert of await openAlerts(state)) {
    const { id, watch, watchVersion, condition: name, detail, facts, factDay: day } = alert;
    const condition = conditionNamed(name);
    if (condition?.standingInRun === undefined || detail.gang !== run.gang) continue;
    const content = openStatuses.includes(alert.status)
      ? await watchAt(state, watch, watchVersion)
      : null;
    if (content === null) continue;
    const count = condition.standingInRun(alert, run, condition.settings.parse(content.settings));
    if (count === null) gone.push(id);
    else if (count !== detail.count) rests.set(id, { facts, day, count });
  }
  return { gone, rests };
}
