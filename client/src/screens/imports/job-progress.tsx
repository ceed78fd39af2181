/** One job live: phase, rows, rate, time left, cancel; then its outcome. */
import { Alert, Button, Progress, Tag } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useSubscription } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  CancelImportDocument,
  ImportProgressDocument,
  type JobPartsFragment,
} from '../../generated/graphql.ts';
import { ProblemList } from './problem-list.tsx';
import { SummaryLine } from './summary-line.tsx';

export type Job = JobPartsFragment;
const over: readonly string[] = ['done', 'failed', 'cancelled'];
export const isOver = (job: Job) => over.includes(job.state);

export function JobProgress({ job: initial, onOver }: { job: Job; onOver?: (job: Job) => void }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const notify = useNotify();
  const [{ data }] = useSubscription({
    query: ImportProgressDocument,
    variables: { jobId: initial.id },
    pause: isOver(initial),
  });
  const [{ fetching: cancelling }, cancel] = useMutation(CancelImportDocument);
  const job = data?.importProgress ?? initial;
  const finished = isOver(job);
  useEffect(() => {
    if (finished) onOver?.(job);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- tell once per outcome
  }, [finished, job.id]);

  const percent =
    job.state === 'done'
      ? 100
      : job.total
        ? Math.min(99, Math.floor((100 * job.done) / job.total))
        : 0;
  const howFar = ({ state, done, total }: Job) => {
    const words = {
      done: format.number(state === 'applying' ? done + 1 : done),
      total: format.number(total ?? 0),
    };
    if (state === 'applying') return t('steps', words);
    if (state === 'viewing') return t('changes', words);
    return total ? t('rowsOf', words) : t('rows', { count: done, shown: words.done });
  };
  const stop = async () => {
    const { error } = await cancel({ jobId: job.id });
    if (error) notify.failed(error, t('cancelFailed'));
  };
  return (
    <section className="job" data-testid="job" data-state={job.state}>
      <header>
        <Tag
          color={job.state === 'failed' ? 'error' : job.state === 'done' ? 'success' : 'processing'}
        >
          {t(`kind.${job.kind}`)}
        </Tag>
        <b className="ellipsis">{job.fileName}</b>
        <span className="muted">
          {finished
            ? t(`state.${job.state}`)
            : t(`phase.${job.phase}`, { defaultValue: t(`state.${job.state}`) })}
        </span>
        <span className="grow" />
        {!finished && (
          <Button onClick={() => void stop()} loading={cancelling}>
            {t('cancel', { ns: 'common' })}
          </Button>
        )}
      </header>
      {!finished && (
        <>
          <Progress percent={percent} size="small" status="active" showInfo={job.total !== null} />
          <div className="muted job-figures">
            <span>{howFar(job)}</span>
            {job.state === 'preparing' && job.rowsPerSecond !== null && (
              <span>{t('rate', { rate: format.number(Math.round(job.rowsPerSecond)) })}</span>
            )}
            {job.state === 'preparing' && job.secondsLeft !== null && (
              <span>{t('left', { time: format.duration(job.secondsLeft) })}</span>
            )}
          </div>
        </>
      )}
      {job.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          title={t('failed')}
          description={<ProblemList problems={job.problems} />}
        />
      )}
      {job.state !== 'failed' && job.problems.length > 0 && <ProblemList problems={job.problems} />}
      {job.summary && <SummaryLine summary={job.summary} dry={job.kind === 'dryRun'} />}
    </section>
  );
}
