/** Record: every alert is written down, sent or not, with its number and the first line of its history. */
import { lockNumbers } from '../store/alert-number-lock.ts';
import { actOn, addAlertEvent } from '../store/alert-store.ts';
import { readGroups, recipientsOf } from '../store/contact-groups.ts';
import { sqlTime } from '../store/sql-time.ts';
import type { Draft, WriteStep } from './flow-context.ts';
import { subjectOf } from './inhibit.ts';

export const record: WriteStep = async (drafts, { sql, tx, now, revision }) => {
  if (drafts.length === 0) return drafts;
  const at = sqlTime(now);
  await lockNumbers(tx, sql.state.engine);
  const [last] = await tx.query<{ n: number | null }>(`SELECT max(number) AS n FROM alert`);
  let number = last?.n ?? 0;
  const groups = await readGroups(tx);
  const answer: Draft[] = [];
  for (const draft of drafts) {
    const { watch, finding } = draft;
    if (draft.reopens) {
      await actOn(tx, draft.id, 'reopened', 'Phecda', `revision ${revision}`, at);
      answer.push(draft);
      continue;
    }
    const nobody = recipientsOf(watch, groups).length === 0;
    const held = draft.held ?? (nobody ? ('noRecipient' as const) : null);
    await tx.execute(
      `INSERT INTO alert (alert_id, number, key, subject, watch_id, watch_version, condition, level, target, path, facts, detail, revision, fact_day, parent, held, status, created_at, updated_at)
       VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), $3, $4, CAST($5 AS UUID), CAST($6 AS BIGINT), $7, CAST($8 AS BIGINT), $9, $10, $11, $12, CAST($13 AS BIGINT), $14,
         CAST($15 AS UUID), $16, $18, CAST($17 AS TIMESTAMP), CAST($17 AS TIMESTAMP))`,
      [
        draft.id,
        ++number,
        draft.key,
        subjectOf(draft),
        watch.id,
        watch.version,
        watch.condition,
        watch.level,
        finding.target,
        JSON.stringify(finding.path),
        JSON.stringify(finding.facts),
        JSON.stringify(finding.detail),
        revision,
        finding.day,
        draft.parent,
        held,
        at,
        held === 'leftOut' ? 'withdrawn' : 'new',
      ],
    );
    await addAlertEvent(tx, draft.id, {
      at,
      actor: 'Phecda',
      act: 'found',
      reason: `revision ${revision}`,
    });
    if (held === 'leftOut') await actOn(tx, draft.id, 'leftOut', 'Phecda', '', at);
    answer.push({ ...draft, held });
  }
  return answer;
};
