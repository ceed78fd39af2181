/** What a watch has found, on its way to be an alert: its key, and whether it lies too far back to be sent. */
import { randomUUID } from 'node:crypto';
import type { Finding } from '../conditions/condition.ts';
import type { Hold } from '../store/alert-store.ts';
import type { Watch } from '../watch.ts';
import { keyOf } from './alert-key.ts';
import type { Draft, ReadContext } from './flow-context.ts';

export function draftOf(watch: Watch, finding: Finding, { now }: Pick<ReadContext, 'now'>): Draft {
  return {
    watch,
    finding,
    key: keyOf(watch, finding),
    id: randomUUID(),
    parent: null,
    held: holdOf(watch, finding, now),
    reopens: false,
    groupKey: '',
  };
}

function holdOf(watch: Watch, { day }: Finding, now: Date): Hold | null {
  if (day === null || watch.level === 5) return null;
  const age = (now.getTime() - Date.parse(day)) / 86_400_000;
  return age > watch.backDatedDays ? 'backDated' : null;
}
