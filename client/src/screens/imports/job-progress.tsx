/** One job live: phase, rows, rate, time left, cancel; then its outcome. */
import { Alert, Button, Progress, Tag, Tooltip } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotify } from '../../app/notify.tsx';
import { useJobWords, useKindLabel } from '../../app/job-words.ts';
import { isOver, percentOf, useCancelJob, useLiveJob } from '../../app/live-jobs.ts';
import type { ImportPartsFragment } from '../../generated/graphql.ts';
import { ProblemList } from './problem-list.tsx';
import { SummaryLine } from './summary-line.tsx';

export type Job = ImportPartsFragment;

export function JobProgress({ job: initial, onOver }: { job: Job; onOver?: (job: Job) => void }) {
  const { t } = useTranslation('imports');
  const kindLabel = useKindLabel();
  const words = useJobWords();
  const notify = useNotify();
  const job = useLiveJob(initial);
  const [{ fetching: cancelling }, cancel] = useCancelJob();
  const finished = isOver(job);
  useEffect(() => {
    if (finished) onOver?.(job);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- tell once per outcome
  }, [finished, job.id]);

  const stop = async () => {
    const { error } = await cancel({ id: job.id });
    if (error) notify.failed(error, t('jobs.cancelFailed', { ns: 'common' }));
  };
  return (
    <section className="job" data-testid="job" data-state={job.state}>
      <header>
        <Tag
          color={job.state === 'failed' ? 'error' : job.state === 'done' ? 'success' : 'processing'}
        >
          {kindLabel(job.kind)}
        </Tag>
        <b className="ellipsis">{job.title}</b>
        <span className="muted">{words.state(job)}</span>
        <span className="grow" />
        {!finished && (
          <Tooltip title={job.pastReturn ? t('jobs.tooLate', { ns: 'common' }) : ''}>
            <Button
              onClick={() => void stop()}
              loading={cancelling || job.cancelRequested}
              disabled={job.pastReturn}
            >
              {t('cancel', { ns: 'common' })}
            </Button>
          </Tooltip>
        )}
      </header>
      {!finished && (
        <>
          <Progress
            percent={percentOf(job) ?? 0}
            size="small"
            status="active"
            showInfo={job.total !== null}
          />
          <div className="muted job-figures">
            <span>{words.howFar(job)}</span>
            {job.unit === 'rows' && <span>{words.rate(job)}</span>}
            {job.unit === 'rows' && <span>{words.left(job)}</span>}
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
      {job.summary && (
        <SummaryLine
          summary={job.summary}
          dry={job.kind === 'dryRun' || job.kind === 'checkPositions'}
          graph={!job.kind.endsWith('ositions')}
        />
      )}
    </section>
  );
}
