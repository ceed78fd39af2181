/** Detect: what each active watch finds in the change. */
import { createHash, randomUUID } from 'node:crypto';
import { conditionNamed } from '../conditions/conditions.ts';
import type { Finding } from '../conditions/condition.ts';
import { TargetFinder } from '../detect/targets.ts';
import type { Hold } from '../store/alert-store.ts';
import type { Watch } from '../watch.ts';
import type { Draft, ReadContext } from './flow-context.ts';

export async function detect(context: ReadContext): Promise<Draft[]> {
  const { change, watches, sql } = context;
  const today = context.now.toISOString().slice(0, 10);
  const finder = new TargetFinder(sql.state, change.graph, sql);
  const drafts: Draft[] = [];
  for (const watch of watches) {
    const condition = conditionNamed(watch.condition);
    if (!watch.active || condition === undefined) continue;
    if (watch.expires !== null && watch.expires < today) continue;
    // What follows from rules, reference data or the clock is no fact.
    if (change.cause !== 'fact') continue;
    const targets = await finder.find(watch.targets);
    if (targets.size === 0) continue;
    const settings = condition.settings.parse(watch.settings);
    for (const finding of await condition.detect(change, targets, settings))
      drafts.push(draftOf(watch, finding, context));
  }
  return drafts;
}

function draftOf(watch: Watch, finding: Finding, { now }: ReadContext): Draft {
  return {
    watch,
    finding,
    key: keyOf(watch, finding),
    id: randomUUID(),
    parent: null,
    held: holdOf(watch, finding, now),
    groupKey: '',
  };
}

/** Of watch version, target and path, not of what triggered it. */
export function keyOf(watch: Pick<Watch, 'id' | 'version'>, finding: Finding): string {
  return createHash('sha256')
    .update([watch.id, watch.version, finding.target, ...finding.path, finding.mark].join('|'))
    .digest('hex');
}

function holdOf(watch: Watch, { day }: Finding, now: Date): Hold | null {
  if (day === null || watch.level === 5) return null;
  const age = (now.getTime() - Date.parse(day)) / 86_400_000;
  return age > watch.backDatedDays ? 'backDated' : null;
}
