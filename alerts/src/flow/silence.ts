/** Silence: what somebody asked not to hear of for a while is recorded and not sent. */
import { readSilences } from '../store/silence-store.ts';
import type { WriteStep } from './flow-context.ts';

export const silence: WriteStep = async (drafts, { tx, now }) => {
  if (drafts.length === 0) return drafts;
  const silences = (await readSilences(tx)).filter(
    ({ until, endedBy }) => endedBy === null && Date.parse(until) > now.getTime(),
  );
  return drafts.map((draft) =>
    draft.held === null &&
    silences.some(
      ({ matcher }) =>
        (matcher.watch === null || matcher.watch === draft.watch.id) &&
        (matcher.target === null || draft.finding.path.includes(matcher.target)) &&
        (matcher.condition === null || matcher.condition === draft.watch.condition),
    )
      ? { ...draft, held: 'silenced' as const }
      : draft,
  );
};
