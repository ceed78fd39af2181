/** Detect, of the second way in: what each active watch of a gang finds in a finished run of drift tracking. */
import { conditionNamed } from '../conditions/conditions.ts';
import type { DriftRun } from '../detect/drift-runs.ts';
import { TargetFinder } from '../detect/targets.ts';
import { draftOf } from './detect.ts';
import type { Draft, FlowContext } from './flow-context.ts';

export async function detectRun(
  run: DriftRun,
  before: DriftRun | null,
  { sql, watches, now }: FlowContext,
): Promise<Draft[]> {
  const today = now.toISOString().slice(0, 10);
  const monitored = await TargetFinder.monitoredGangs(sql.state);
  return watches.flatMap((watch) => {
    const condition = conditionNamed(watch.condition);
    if (!watch.active || condition?.detectRun === undefined) return [];
    if (watch.expires !== null && watch.expires < today) return [];
    const watched = watch.targets.some(
      (target) =>
        (target.kind === 'gang' && target.gang === run.gang) ||
        (target.kind === 'monitored' && monitored.has(run.gang)),
    );
    if (!watched) return [];
    const found = condition.detectRun(run, before, condition.settings.parse(watch.settings));
    return found
      .filter(({ target }) => !watch.avoid.includes(target))
      .map((finding) => draftOf(watch, finding, { now }));
  });
}
