/** Inhibit: what belongs to an alert that is still open goes under it, and is not sent apart. */
import type { Draft, WriteStep } from './flow-context.ts';

export const subjectOf = ({ watch, finding }: Pick<Draft, 'watch' | 'finding'>): string =>
  `${watch.version}|${finding.target}|${finding.subject}`;

export const inhibit: WriteStep = async (drafts, { tx }) => {
  const first = new Map<string, string>();
  const answer: Draft[] = [];
  for (const draft of drafts) {
    if (draft.reopens || draft.held === 'leftOut') {
      answer.push(draft);
      continue;
    }
    const subject = `${draft.watch.id}|${subjectOf(draft)}`;
    let parent = first.get(subject) ?? null;
    if (parent === null) {
      const [open] = await tx.query<{ alert_id: string }>(
        `SELECT alert_id FROM alert WHERE watch_id = CAST($1 AS UUID) AND subject = $2 AND parent IS NULL AND status IN ('new', 'inProgress') ORDER BY number LIMIT 1`,
        [draft.watch.id, subjectOf(draft)],
      );
      parent = open?.alert_id ?? null;
    }
    if (parent === null) first.set(subject, draft.id);
    answer.push(parent === null ? draft : { ...draft, parent, held: draft.held ?? 'inhibited' });
  }
  return answer;
};
