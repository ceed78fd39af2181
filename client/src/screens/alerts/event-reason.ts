/** Why Phecda itself did something to an alert, in the reader's language; what people wrote stays as it is. */
import type { TFunction } from 'i18next';

const ofRevision = /^(?:(declared meanwhile|first port by date), )?revision (\d+)$/;

export function eventReason(
  { actor, reason }: { readonly actor: string; readonly reason: string },
  t: TFunction<'alerts'>,
): string {
  if (actor !== 'Phecda') return reason;
  if (reason === 'verdict taken back') return t('verdictTakenBack');
  if (reason === 'a late fix') return t('lateFix');
  const [, declared, revision] = ofRevision.exec(reason) ?? [];
  if (revision === undefined) return reason;
  const at = t('revision', { revision });
  if (declared === undefined) return at;
  const why = declared === 'declared meanwhile' ? t('declaredMeanwhile') : t('firstPortByDate');
  return `${why} · ${at}`;
}
