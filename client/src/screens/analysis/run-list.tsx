/** Runs under way with their progress, and finished ones to open, repeat or remove. */
import { DeleteOutlined, RedoOutlined } from '@ant-design/icons';
import { Button, Input, Progress, Select, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { driftAddress, runAddress } from '../../app/addresses.ts';
import { useFilters } from '../../app/filters.ts';
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
import { CsvButton } from '../../ui/csv-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { ProblemList } from '../imports/problem-list.tsx';
import { listedRuns, listFilters, listSearch, runOrders } from './listed-runs.ts';
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
  const [params] = useSearchParams();
  const [{ find, question: chosen, order }, setFilter] = useFilters(listFilters);
  const titleOf = (name: string): string =>
    questions.find((one) => one.name === name)?.title[legend.language] ?? name;
  const scopeWords = (parameters: Parameters): string =>
    parameters['gang'] === undefined
      ? t(`scope.${scopeOf(parameters['scope']).kind}`, { count: 0 })
      : '';
  const changedWords = ({ question, parameters }: RunPartsFragment): string => {
    const known = questions.find(({ name }) => name === question);
    return (known ? changed(known, object(parameters)) : [])
      .map(({ label }) => label[legend.language])
      .join(' · ');
  };
  const listed = listedRuns(
    runs,
    {
      text: find[0] ?? '',
      questions: chosen,
      order: runOrders.find((one) => one === order[0]) ?? 'newest',
    },
    (run) =>
      [
        titleOf(run.question),
        scopeWords(object(run.parameters)),
        run.actor,
        changedWords(run),
        format.instant(run.at),
      ].join(' '),
  );
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
    <>
      {runs.length > 0 && (
        <div className="run-filters">
          <Input.Search
            allowClear
            size="small"
            placeholder={t('findRun')}
            aria-label={t('findRun')}
            value={find[0] ?? ''}
            onChange={(event) => setFilter('find', event.target.value)}
          />
          <Select
            mode="multiple"
            allowClear
            size="small"
            maxTagCount="responsive"
            placeholder={t('allQuestions')}
            aria-label={t('allQuestions')}
            value={chosen}
            onChange={(next: string[]) => setFilter('question', next)}
            options={questions.map(({ name }) => ({ value: name, label: titleOf(name) }))}
          />
          <Select
            size="small"
            aria-label={t('order')}
            value={runOrders.find((one) => one === order[0]) ?? 'newest'}
            onChange={(next) => setFilter('order', next === 'newest' ? '' : next)}
            options={runOrders.map((one) => ({ value: one, label: t(`orders.${one}`) }))}
          />
          <div className="row">
            <small className="muted grow" data-testid="runs-shown">
              {t('xOfY', { ns: 'common', x: listed.length, y: runs.length })}
            </small>
            <CsvButton
              name="runs"
              rows={() => [
                ['question', 'scope', 'changed', 'actor', 'at', 'seconds', 'revision'].map((key) =>
                  t(`columns.${key}`),
                ),
                ...listed.map((run) => [
                  titleOf(run.question),
                  scopeWords(object(run.parameters)),
                  changedWords(run),
                  run.actor,
                  run.at,
                  run.seconds,
                  run.revision,
                ]),
              ]}
            />
          </div>
        </div>
      )}
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
        {runs.length > 0 && listed.length === 0 && <EmptyHint text={t('noRunFits')} />}
        {listed.map((run) => {
          const question = questions.find(({ name }) => name === run.question);
          const parameters = object(run.parameters);
          return (
            <li key={run.id} className={run.id === current ? 'run current' : 'run'}>
              <Link
                to={addressOf(run.question, run.id, parameters, listSearch(params))}
                data-testid="run"
              >
                <b>{titleOf(run.question)}</b> {scopeWords(parameters)}
                <small className="muted">
                  {format.instant(run.at)} · {run.actor} · {format.duration(run.seconds)} ·{' '}
                  {t('revision', { revision: format.number(run.revision) })}
                </small>
                {changedWords(run) !== '' && (
                  <small className="muted ellipsis">{changedWords(run)}</small>
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
    </>
  );
}

/** A run about a gang is shown on the gang's page. */
function addressOf(question: string, run: string, parameters: Parameters, search: string): string {
  const gang = parameters['gang'];
  return question === 'drift' && typeof gang === 'string'
    ? driftAddress(gang, run)
    : `${runAddress(run)}${search}`;
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
