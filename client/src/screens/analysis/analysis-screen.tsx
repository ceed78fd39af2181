/** Questions to the whole graph: runs on the left, what one answered on the right. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { askedAnalysis, runAddress } from '../../app/addresses.ts';
import { isOver, useLiveJob, useOnJobTurn, type LiveJob } from '../../app/live-jobs.ts';
import { AnalysisRunsDocument, QuestionsDocument } from '../../generated/graphql.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { GangRun } from './gang-run.tsx';
import { NewRun } from './new-run.tsx';
import { askedByForm, type Parameters } from './parameters.ts';
import { RunList } from './run-list.tsx';
import './analysis.css';

export function AnalysisScreen() {
  const { t } = useTranslation('analysis');
  const navigate = useNavigate();
  const { run } = useParams();
  const { state } = useLocation() as { state: unknown };
  /** Parameters to begin the form with; null: it is closed. */
  const [asking, setAsking] = useState(() => askedAnalysis(state));
  /** The run that was started here: its result is shown once it is there. */
  const [awaited, setAwaited] = useState<LiveJob | null>(null);
  const [{ data: asked, error }, askAgain] = useQuery({ query: QuestionsDocument });
  const [{ data: runs }, again] = useQuery({
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
  const shown = runs?.analysisRuns.find(({ id }) => id === run);
  return (
    <div className="analysis">
      <aside>
        <header>
          <h1>{t('title')}</h1>
          <span className="grow" />
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => begin()}
            data-testid="new-run"
          >
            {t('new')}
          </Button>
        </header>
        <RunList
          questions={questions}
          runs={runs?.analysisRuns ?? []}
          current={run}
          onRemoved={(id) => {
            refresh();
            if (id === run) void navigate('/analysis');
          }}
          onAgain={begin}
        />
      </aside>
      <main>
        {run === undefined ? (
          <EmptyHint text={t(runs?.analysisRuns.length ? 'choose' : 'none')}>
            <Button type="primary" onClick={() => begin()}>
              {t('new')}
            </Button>
          </EmptyHint>
        ) : shown === undefined || shown.question === 'gangs' ? (
          <GangRun key={run} run={run} onAgain={(parameters) => begin('gangs', parameters)} />
        ) : null}
      </main>
      {awaited && (
        <AwaitedRun
          key={awaited.id}
          job={awaited}
          onOver={(done) => {
            setAwaited(null);
            refresh();
            if (done) void navigate(runAddress(awaited.id));
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
