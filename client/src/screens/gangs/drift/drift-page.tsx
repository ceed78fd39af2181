/** Drift of one gang: who it goes on as, why, since when it could have been known, and at which ports. */
import { Button, Progress, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { gangAddress } from '../../../app/addresses.ts';
import { useFormat } from '../../../app/format.ts';
import { useLiveQuery } from '../../../app/live.ts';
import {
  heardOfJob,
  isOver,
  percentOf,
  useHeardJobs,
  useOnJobTurn,
} from '../../../app/live-jobs.ts';
import { useScreenStatus } from '../../../app/status.ts';
import {
  DriftRanksDocument,
  DriftRunDocument,
  DriftRunsDocument,
  GangPageDocument,
  TrackDriftDocument,
  type DriftRunQuery,
  type RunPartsFragment,
} from '../../../generated/graphql.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { DriftResult } from './drift-result.tsx';
import { askOf, StartDrift, type DriftAsk } from './start-drift.tsx';
import './drift.css';

export type FullRun = NonNullable<DriftRunQuery['driftRun']>;

export function DriftPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('drift');
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const [asking, setAsking] = useState(false);
  const [started, setStarted] = useState<string | null>(null);
  const [{ data: page, error: pageError }, pageAgain] = useLiveQuery(GangPageDocument, { id });
  const [{ data, error, fetching }, ask] = useQuery({
    query: DriftRunsDocument,
    variables: { gang: id },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const [{ fetching: starting, error: startError }, track] = useMutation(TrackDriftDocument);
  const job = useHeardJobs().get(started ?? '');
  const show = (run: string) =>
    setParams(
      (before) => {
        before.set('run', run);
        return before;
      },
      { replace: true },
    );
  useOnJobTurn((turned) => {
    const done = turned.filter(({ kind, state }) => kind === 'analysis' && state === 'done');
    if (done.length > 0) again();
    const own = done.find((one) => one.id === started);
    if (own) {
      setStarted(null);
      show(own.id);
    }
  });
  const runs = data?.driftRuns ?? [];
  const chosen = params.get('run') ?? runs[0]?.id ?? null;
  const shown = runs.find((run) => run.id === chosen);
  const base = baseOf(runs, shown);
  const [{ data: found, error: runError }, runAgain] = useQuery({
    query: DriftRunDocument,
    variables: { run: chosen ?? '' },
    pause: chosen === null,
    requestPolicy: 'cache-and-network',
  });
  const [{ data: before }] = useQuery({
    query: DriftRanksDocument,
    variables: { run: base?.id ?? '' },
    pause: base === null,
  });
  const run = found?.driftRun?.run.id === chosen ? found.driftRun : null;
  useScreenStatus(
    run ? { shown: t('xOfY', { ns: 'common', x: run.candidates.length, y: run.found }) } : {},
  );
  const failed = pageError ?? error ?? runError;
  if (failed) return <Failure error={failed} retry={again} />;
  const gang = page?.gang;
  if (!gang || !data) return fetching || !page ? <Loading /> : <EmptyHint text={t('gone')} />;
  const start = async ({ day, hidden, parameters }: DriftAsk) => {
    const result = await track({ gang: id, day, hidden: [...hidden], parameters });
    if (!result.data) return;
    const { id: own } = result.data.trackDrift;
    setAsking(false);
    if (heardOfJob(own)?.state !== 'done') return setStarted(own);
    again();
    show(own);
  };
  const running = started !== null && (job === undefined || !isOver(job));
  return (
    <div className="drift-page" data-testid="drift-page">
      <header className="gangs-header">
        <Link to="/gangs">{t('title', { ns: 'gangs' })}</Link>
        <Link to={gangAddress(id)} className="ellipsis">
          {gang.name}
        </Link>
        <h1>{t('title')}</h1>
        <Tag color={gang.monitored ? 'blue' : 'default'}>
          {t(gang.monitored ? 'scoredAgain' : 'notScoredAgain')}
        </Tag>
        <span className="grow" />
        {running && (
          <Progress
            size="small"
            style={{ width: 120 }}
            percent={(job && percentOf(job)) ?? 0}
            aria-label={t('running')}
          />
        )}
        {runs.length > 0 && (
          <Select
            aria-label={t('run')}
            style={{ width: 300 }}
            value={chosen}
            onChange={show}
            options={runs.map((one) => ({
              value: one.id,
              label: runWords(one, t, format.instant),
            }))}
          />
        )}
        <Button
          type={runs.length === 0 ? 'primary' : 'default'}
          onClick={() => setAsking(true)}
          data-testid="ask-drift"
        >
          {t(runs.length === 0 ? 'start' : 'startAgain')}
        </Button>
      </header>
      {job?.state === 'failed' && started !== null && (
        <p role="alert">{job.problems[0]?.message ?? t('failed')}</p>
      )}
      {startError && <Failure error={startError} />}
      {run ? (
        <DriftResult
          key={run.run.id}
          gang={gang}
          run={run}
          before={
            base && before?.driftRun
              ? new Map(before.driftRun.candidates.map(({ id: one, rank }) => [one, rank]))
              : null
          }
          busy={running || starting}
          onHide={(record, hide) => {
            const asked = askOf(run.run.parameters);
            const hidden = new Set(asked.hidden);
            if (hide) hidden.add(record);
            else hidden.delete(record);
            void start({ ...asked, hidden: [...hidden] });
          }}
          onChanged={() => {
            pageAgain();
            runAgain({ requestPolicy: 'network-only' });
          }}
        />
      ) : runs.length === 0 ? (
        <EmptyHint text={t('none')}>
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('start')}
          </Button>
        </EmptyHint>
      ) : (
        <Loading />
      )}
      {asking && (
        <StartDrift
          days={data.driftDays}
          asked={shown ? askOf(shown.parameters) : null}
          busy={starting}
          close={() => setAsking(false)}
          start={(asked) => void start(asked)}
        />
      )}
    </div>
  );
}

/** The run before it from the same day: what its ranks are compared with. */
function baseOf(
  runs: readonly RunPartsFragment[],
  shown: RunPartsFragment | undefined,
): RunPartsFragment | null {
  if (shown === undefined) return null;
  const { day } = askOf(shown.parameters);
  const older = runs.filter((run) => run.at < shown.at && askOf(run.parameters).day === day);
  return older.find((run) => askOf(run.parameters).hidden.length === 0) ?? older[0] ?? null;
}

type Translate = ReturnType<typeof useTranslation>['t'];

function runWords(run: RunPartsFragment, t: Translate, instant: (at: string) => string): string {
  const { hidden } = askOf(run.parameters);
  const told = hidden.length > 0 ? ` · ${t('hiddenCount', { count: hidden.length })}` : '';
  return `${instant(run.at)} · ${run.actor}${told}`;
}
