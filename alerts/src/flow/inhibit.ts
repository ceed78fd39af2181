/** Inhibit: what belongs to an alert that is still open goes under it, and is not sent apart. */
import type { StateReader } from '@phecda/graph-schema';
import type { Draft, WriteStep } from './flow-context.ts';

export const subjectOf = ({ watch, finding }: Pick<Draft, 'watch' | 'finding'>): string =>
  `${watch.version}|${finding.target}|${finding.subject}`;

/** What one statement asks for. */
const subjectsAtOnce = 500;

/** By watch and subject, the first alert that is open. */
async function openOf(drafts: readonly Draft[], tx: StateReader): Promise<Map<string, string>> {
  const subjects = [...new Set(drafts.map(subjectOf))];
  const found = new Map<string, string>();
  for (let at = 0; at < subjects.length; at += subjectsAtOnce) {
    const rows = await tx.query<{ alert_id: string; watch_id: string; subject: string }>(
      `SELECT alert_id, watch_id, subject FROM alert WHERE subject IN (SELECT unnest(string_to_array($1, chr(10)))) AND parent IS NULL AND status IN ('new', 'inProgress') ORDER BY number DESC`,
      [subjects.slice(at, at + subjectsAtOnce).join('\n')],
    );
    for (const { alert_id, watch_id, subject } of rows)
      found.set(`${watch_id}|${subject}`, alert_id);
  }
  return found;
}

export const inhibit: WriteStep = async (drafts, { tx }) => {
  const first = await openOf(drafts, tx);
  const answer: Draft[] = [];
  for (const draft of drafts) {
    if (draft.reopens || draft.held === 'leftOut') {
      answer.push(draft);
      continue;
    }
    const subject = `${draft.watch.id}|${subjectOf(draft)}`;
    const parent = first.get(subject) ?? null;
    if (parent === null) first.set(subject, draft.id);
    answer.push(parent === null ? draft : { ...draft, parent, held: draft.held ?? 'inhibited' });
  }
  return answer;
};
