/** Runs under way with how far they are, and those that failed since the page was opened. */
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import {
  isOver,
  percentOf,
  useCancelJob,
  useHeardJobs,
  type LiveJob,
} from '../../app/live-jobs.ts';
import { useNotify } from '../../app/notify.tsx';
import { JobsDocument } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { ProblemList } from '../imports/problem-list.tsx';
import type { Question } from './parameters.ts';

export function RunningRuns({ questions }: { readonly questions: readonly Question[] }) {
  const { t } = useTranslation('analysis');
  const legend = useLegend();
  const notify = useNotify();
  const [, cancel] = useCancelJob();
  const jobs = useAnalysisJobs().filter((job) => !isOver(job) || job.state === 'failed');
  const stepOf = (phase: string): string =>
    questions.flatMap(({ steps }) => steps).find(({ name }) => name === phase)?.words[
      legend.language
    ] ?? t('waits');
  const stop = async (id: string) => {
    const result = await cancel({ id });
    if (result.error) notify.failed(result.error, t('jobs.cancelFailed', { ns: 'common' }));
  };
  if (jobs.length === 0) return null;
  return (
    <ul className="running-runs">
      {jobs.map((job) => (
        <li key={job.id} data-testid="running-run">
          <b>{job.state === 'failed' ? t('failed') : stepOf(job.phase)}</b>
          {isOver(job) ? (
            <ProblemList problems={job.problems} />
          ) : (
            <>
              <Progress size="small" percent={percentOf(job) ?? 0} />
              <Button size="small" onClick={() => void stop(job.id)}>
                {t('cancel', { ns: 'common' })}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Brought up to what was heard of each. */
function useAnalysisJobs(): readonly LiveJob[] {
  const heard = useHeardJobs();
  const [{ data }] = useQuery({
    query: JobsDocument,
    variables: { kinds: ['analysis'], states: ['queued', 'running'], limit: 20 },
    requestPolicy: 'cache-and-network',
  });
  const asked = data?.jobs.jobs ?? [];
  const known = new Map<string, LiveJob>(asked.map((job) => [job.id, job]));
  for (const job of heard.values()) if (job.kind === 'analysis') known.set(job.id, job);
  return [...known.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}
