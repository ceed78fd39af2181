/** Why Phecda itself did something to an alert, in the reader's language; what people wrote stays as it is. */
import type { TFunction } from 'i18next';

const whys = {
  'declared meanwhile': 'declaredMeanwhile',
  'declared otherwise': 'declaredOtherwise',
  merged: 'merged',
  'first port by date': 'firstPortByDate',
  'no longer watched': 'noLongerWatched',
  'said otherwise': 'saidOtherwise',
  'watched itself': 'watchedItself',
} as const;
const ofRevision = new RegExp(`^(?:(${Object.keys(whys).join('|')}), )?revision (\\d+)$`);

export function eventReason(
  { actor, reason }: { readonly actor: string; readonly reason: string },
  t: TFunction<'alerts'>,
): string {
  if (actor !== 'Phecda') return reason;
  if (reason === 'verdict taken back') return t('verdictTakenBack');
  if (reason === 'a late fix') return t('lateFix');
  if (reason === 'scored less') return t('scoredLess');
  const [, declared, revision] = ofRevision.exec(reason) ?? [];
  if (revision === undefined) return reason;
  const at = t('revision', { revision });
  if (declared === undefined) return at;
  return `${t(whys[declared as keyof typeof whys])} · ${at}`;
}
