/** Runs under way with their progress, and finished ones to open, repeat or remove. */
import { DeleteOutlined, RedoOutlined } from '@ant-design/icons';
import { Button, Progress, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { driftAddress, runAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import {
  isOver,
  percentOf,
  useCancelJob,
  useHeardJobs,
  type LiveJob,
} from '../../app/live-jobs.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  JobsDocument,
  RemoveAnalysisRunDocument,
  type RunPartsFragment,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { ProblemList } from '../imports/problem-list.tsx';
import {
  askedAgain,
  askedByForm,
  changed,
  object,
  scopeOf,
  type Parameters,
  type Question,
} from './parameters.ts';

interface RunListProps {
  readonly questions: readonly Question[];
  readonly runs: readonly RunPartsFragment[];
  readonly current: string | undefined;
  onRemoved(run: string): void;
  onAgain(question: string, parameters: Parameters): void;
}

export function RunList({ questions, runs, current, onRemoved, onAgain }: RunListProps) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const legend = useLegend();
  const notify = useNotify();
  const jobs = useAnalysisJobs();
  const [, cancel] = useCancelJob();
  const [, remove] = useMutation(RemoveAnalysisRunDocument);
  const stepOf = (phase: string): string =>
    questions.flatMap(({ steps }) => steps).find(({ name }) => name === phase)?.words[
      legend.language
    ] ?? t('waits');
  const stop = async (id: string) => {
    const result = await cancel({ id });
    if (result.error) notify.failed(result.error, t('jobs.cancelFailed', { ns: 'common' }));
  };
  const drop = async (id: string) => {
    const result = await remove({ id });
    if (result.error) notify.failed(result.error, t('removeFailed'));
    else onRemoved(id);
  };
  return (
    <ul className="run-list">
      {jobs
        .filter((job) => !isOver(job) || job.state === 'failed')
        .map((job) => (
          <li key={job.id} className="run-job" data-testid="running-run">
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
      {runs.length === 0 && jobs.length === 0 && <EmptyHint text={t('noRuns')} />}
      {runs.map((run) => {
        const question = questions.find(({ name }) => name === run.question);
        const parameters = object(run.parameters);
        return (
          <li key={run.id} className={run.id === current ? 'run current' : 'run'}>
            <Link to={addressOf(run.question, run.id, parameters)} data-testid="run">
              <b>{question?.title[legend.language] ?? run.question}</b>{' '}
              {parameters['gang'] === undefined &&
                t(`scope.${scopeOf(parameters['scope']).kind}`, { count: 0 })}
              <small className="muted">
                {format.instant(run.at)} · {run.actor} · {format.duration(run.seconds)} ·{' '}
                {t('revision', { revision: format.number(run.revision) })}
              </small>
              {question && changed(question, parameters).length > 0 && (
                <small className="muted ellipsis">
                  {changed(question, parameters)
                    .map(({ label }) => label[legend.language])
                    .join(' · ')}
                </small>
              )}
            </Link>
            {question && askedByForm(question) && (
              <Tooltip title={t('again')}>
                <Button
                  type="text"
                  size="small"
                  icon={<RedoOutlined />}
                  aria-label={t('again')}
                  onClick={() => onAgain(run.question, askedAgain(parameters))}
                />
              </Tooltip>
            )}
            <Tooltip title={t('remove')}>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('remove')}
                onClick={() => void drop(run.id)}
              />
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}

/** A run about a gang is shown on the gang's page. */
function addressOf(question: string, run: string, parameters: Parameters): string {
  const gang = parameters['gang'];
  return question === 'drift' && typeof gang === 'string'
    ? driftAddress(gang, run)
    : runAddress(run);
}

/** Runs under way or failed since the page was opened, brought up to what was heard of each. */
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
