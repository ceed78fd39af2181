/** Dedupe: what was found before is not found again; what was withdrawn and is there again opens its alert anew. */
import { actOn, addAlertEvent, type AlertStatus } from '../store/alert-store.ts';
import { sqlTime } from '../store/sql-time.ts';
import type { Draft, WriteStep } from './flow-context.ts';

export const dedupe: WriteStep = async (drafts, { tx, now, revision }) => {
  const at = sqlTime(now);
  const fresh = new Map<string, Draft>();
  for (const draft of drafts) {
    if (fresh.has(draft.key)) continue;
    const [known] = await tx.query<{ alert_id: string; status: AlertStatus }>(
      `SELECT alert_id, status FROM alert WHERE key = $1`,
      [draft.key],
    );
    if (known === undefined) fresh.set(draft.key, draft);
    else if (known.status === 'withdrawn')
      await actOn(tx, known.alert_id, 'reopened', 'Phecda', `revision ${revision}`, at);
    else if (draft.finding.facts.length > 0)
      await addAlertEvent(tx, known.alert_id, {
        at,
        actor: 'Phecda',
        act: 'followed',
        reason: `revision ${revision}`,
      });
  }
  return [...fresh.values()];
};
