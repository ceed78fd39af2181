/** Says in the user's language what a job is, how far it is and how long it takes. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { JobKindsDocument, type JobPartsFragment } from '../generated/graphql.ts';
import { useFormat } from './format.ts';
import { isOver } from './live-jobs.ts';

export function useKindLabel(): (kind: string) => string {
  const { i18n } = useTranslation();
  const [{ data }] = useQuery({ query: JobKindsDocument });
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (kind) => data?.jobKinds.find(({ name }) => name === kind)?.[language] ?? kind;
}

export interface JobWords {
  /** State of a job that is over, else what it does now. */
  state(job: JobPartsFragment): string;
  howFar(job: JobPartsFragment): string;
  rate(job: JobPartsFragment): string;
  left(job: JobPartsFragment): string;
}

export function useJobWords(): JobWords {
  const { t } = useTranslation('common');
  const format = useFormat();
  return useMemo(
    () => ({
      state: (job) => {
        const { state, phase } = job;
        if (isOver(job) || state === 'queued') return t(`jobs.states.${state}`);
        return t(`jobs.phases.${phase}`, { defaultValue: t('jobs.states.running') });
      },
      howFar: ({ unit, done, total }) => {
        const shown = { done: format.number(done), total: format.number(total ?? 0) };
        if (unit === 'steps') return t('jobs.steps', { ...shown, done: format.number(done + 1) });
        if (unit === 'changes') return t('jobs.changes', shown);
        if (unit !== 'rows') return total ? `${shown.done} / ${shown.total}` : '';
        return total ? t('jobs.rowsOf', shown) : t('jobs.rows', { count: done, shown: shown.done });
      },
      rate: ({ rate }) =>
        rate === null ? '' : t('jobs.rate', { rate: format.number(Math.round(rate)) }),
      left: ({ secondsLeft }) =>
        secondsLeft === null ? '' : t('jobs.left', { time: format.duration(secondsLeft) }),
    }),
    [t, format],
  );
}
