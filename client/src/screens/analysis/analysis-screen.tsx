/** Questions to the whole graph: the list of runs, and what one of them answered. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { askedAnalysis, runAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { isOver, useLiveJob, useOnJobTurn, type LiveJob } from '../../app/live-jobs.ts';
import {
  AnalysisRunDocument,
  AnalysisRunsDocument,
  QuestionsDocument,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { GangRun } from './gang-run.tsx';
import { LoopRun } from './loop-run.tsx';
import { NewRun } from './new-run.tsx';
import { askedByForm, object, type Parameters, type Question } from './parameters.ts';
import { addressOfRun, gangOf } from './run-address.ts';
import { RunTable } from './run-table.tsx';
import { RunningRuns } from './running-runs.tsx';
import './analysis.css';

export function AnalysisScreen() {
  const navigate = useNavigate();
  const { run } = useParams();
  const { state } = useLocation() as { state: unknown };
  /** Parameters to begin the form with; null: it is closed. */
  const [asking, setAsking] = useState(() => askedAnalysis(state));
  /** The run that was started here: its result is shown once it is there. */
  const [awaited, setAwaited] = useState<LiveJob | null>(null);
  const [{ data: asked, error }, askAgain] = useQuery({ query: QuestionsDocument });
  const [{ data: runs, fetching }, again] = useQuery({
    query: AnalysisRunsDocument,
    requestPolicy: 'cache-and-network',
  });
  const refresh = () => again({ requestPolicy: 'network-only' });
  useOnJobTurn(refresh);
  if (error) return <Failure error={error} retry={askAgain} />;
  if (!asked) return <Loading />;
  const { questions } = asked;
  const begin = (question = questions[0]?.name ?? '', parameters: Parameters = {}) =>
    setAsking({ question, parameters });
  return (
    <>
      {run === undefined ? (
        <RunTable
          questions={questions}
          asked={runs}
          loading={fetching && !runs}
          onRemoved={refresh}
          onNew={() => begin()}
          onAgain={begin}
        />
      ) : (
        <RunPage key={run} run={run} questions={questions} onNew={() => begin()} onAgain={begin} />
      )}
      {awaited && (
        <AwaitedRun
          key={awaited.id}
          job={awaited}
          onOver={(done) => {
            setAwaited(null);
            refresh();
            if (done) void navigate(runAddress(awaited.id), { state });
          }}
        />
      )}
      {asking && (
        <NewRun
          questions={questions.filter(askedByForm)}
          question={asking.question}
          parameters={asking.parameters}
          onStarted={setAwaited}
          close={() => setAsking(null)}
        />
      )}
    </>
  );
}

interface RunPageProps {
  readonly run: string;
  readonly questions: readonly Question[];
  onNew(): void;
  onAgain(question: string, parameters: Parameters): void;
}

/** One run under a line that says which it is and leads back to the list as it was. */
function RunPage({ run: id, questions, onNew, onAgain }: RunPageProps) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const { language } = useLegend();
  const { state } = useLocation() as { state: unknown };
  const { list } = object(state);
  const [{ data, error }, again] = useQuery({ query: AnalysisRunDocument, variables: { id } });
  if (error) return <Failure error={error} retry={again} />;
  if (!data) return <Loading />;
  const run = data.analysisRun;
  // A run about a gang is shown on the gang's page.
  if (run && gangOf(run.parameters) !== null) return <Navigate to={addressOfRun(run)} replace />;
  return (
    <div className="analysis">
      <header className="analysis-header">
        <Link to={`/analysis${typeof list === 'string' ? list : ''}`}>{t('title')}</Link>
        <h1>{questions.find(({ name }) => name === run?.question)?.title[language]}</h1>
        {run && (
          <span className="muted ellipsis">
            {format.instant(run.at)} · {run.actor} · {format.duration(run.seconds)} ·{' '}
            {t('revision', { revision: format.number(run.revision) })}
          </span>
        )}
        <span className="grow" />
        <Button type="primary" icon={<PlusOutlined />} onClick={onNew} data-testid="new-run">
          {t('new')}
        </Button>
      </header>
      <RunningRuns questions={questions} />
      {run?.question === 'loops' ? (
        <LoopRun run={id} onAgain={(parameters) => onAgain('loops', parameters)} />
      ) : (
        <GangRun run={id} onAgain={(parameters) => onAgain('gangs', parameters)} />
      )}
    </div>
  );
}

interface AwaitedRunProps {
  readonly job: LiveJob;
  onOver(done: boolean): void;
}

function AwaitedRun({ job, onOver }: AwaitedRunProps) {
  const { state } = useLiveJob(job);
  const told = useRef(onOver);
  useEffect(() => {
    told.current = onOver;
  });
  useEffect(() => {
    if (isOver({ state })) told.current(state === 'done');
  }, [state]);
  return null;
}
