/** All long work that runs or ran, whoever started it: how far it is, what came of it, and stopping it. */
import { RedoOutlined, StopOutlined } from '@ant-design/icons';
import { Badge, Button, Input, Popconfirm, Progress, Select, Table, Tooltip } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { runAddress } from '../../app/addresses.ts';
import { useCommands, type Command } from '../../app/commands.ts';
import { useFormat } from '../../app/format.ts';
import { useJobWords, useKindLabel } from '../../app/job-words.ts';
import {
  isOver,
  percentOf,
  useCancelJob,
  useHeardJobs,
  useOnJobTurn,
  type LiveJob,
} from '../../app/live-jobs.ts';
import { useNotify } from '../../app/notify.tsx';
import { useScreenStatus } from '../../app/status.ts';
import {
  JobKindsDocument,
  JobsDocument,
  StartJobDocument,
  type JobState,
} from '../../generated/graphql.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { ProblemList, useReason } from '../imports/problem-list.tsx';
import './jobs.css';

const pageSize = 100;
const states: readonly JobState[] = ['queued', 'running', 'done', 'failed', 'cancelled'];

export function JobsScreen() {
  const { t } = useTranslation('jobs');
  const notify = useNotify();
  const navigate = useNavigate();
  const kindLabel = useKindLabel();
  const heard = useHeardJobs();
  const [kinds, setKinds] = useState<string[]>([]);
  const [wanted, setWanted] = useState<JobState[]>([]);
  const [text, setText] = useState('');
  const [page, setPage] = useState(1);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [{ data: kindData }] = useQuery({ query: JobKindsDocument });
  const [{ data, error, fetching }, ask] = useQuery({
    query: JobsDocument,
    variables: {
      kinds: kinds.length > 0 ? kinds : null,
      states: wanted.length > 0 ? wanted : null,
      text: text.trim() === '' ? null : text.trim(),
      limit: pageSize,
      offset: (page - 1) * pageSize,
    },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  useOnJobTurn(again);
  const [, startJob] = useMutation(StartJobDocument);
  const [, cancel] = useCancelJob();
  const answer = data?.jobs;
  const jobs = (answer?.jobs ?? []).map((job) => heard.get(job.id) ?? job);
  useScreenStatus(
    answer ? { shown: t('xOfY', { ns: 'common', x: jobs.length, y: answer.total }) } : {},
  );

  const stop = async (job: LiveJob) => {
    const result = await cancel({ id: job.id });
    if (result.error) notify.failed(result.error, t('jobs.cancelFailed', { ns: 'common' }));
    else notify.done(t('cancelled', { title: `${kindLabel(job.kind)} ${job.title}` }));
    again();
  };
  const toggle = (job: LiveJob) =>
    setOpened((before) =>
      before.includes(job.id) ? before.filter((id) => id !== job.id) : [...before, job.id],
    );
  const open = (job: LiveJob) => {
    const result = resultOf(job);
    if (result) void navigate(result);
    else if (job.problems.length > 0) toggle(job);
  };
  const table = useRef<HTMLDivElement>(null);
  const onKey = (event: React.KeyboardEvent<HTMLElement>, job: LiveJob) => {
    if (event.target !== event.currentTarget) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') open(job);
    else if (event.key === 'Delete' && isCancellable(job)) void stop(job);
    else if (step !== undefined) moveFocus(table.current, event.currentTarget, step);
    else return;
    event.preventDefault();
  };
  const rebuild = async () => {
    const result = await startJob({ kind: 'rebuild' });
    if (result.error) notify.failed(result.error, t('rebuildFailed'));
    again();
  };
  useCommands(
    useMemo<Command[]>(
      () =>
        [
          ['move', 'arrowup arrowdown', 'keyMove'],
          ['open', 'enter', 'keyOpen'],
          ['cancel', 'delete', 'keyCancel'],
        ].map(([id = '', keys = '', title = '']) => ({
          id: `jobs-${id}`,
          title: t(title),
          group: t('group'),
          keys,
          passive: true,
          run: () => undefined,
        })),
      [t],
    ),
  );

  if (error) return <Failure error={error} retry={again} />;
  const filtered = kinds.length + wanted.length > 0 || text.trim() !== '';
  return (
    <div className="screen jobs" ref={table}>
      <header>
        <h1>{t('title')}</h1>
        <Input.Search
          allowClear
          style={{ width: 260 }}
          placeholder={t('find')}
          aria-label={t('find')}
          onChange={(event) => (setText(event.target.value), setPage(1))}
        />
        <Select
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          style={{ width: 200 }}
          placeholder={t('allKinds')}
          aria-label={t('allKinds')}
          value={kinds}
          onChange={(value: string[]) => (setKinds(value), setPage(1))}
          options={(kindData?.jobKinds ?? []).map(({ name }) => ({
            value: name,
            label: kindLabel(name),
          }))}
        />
        <Select
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          style={{ width: 200 }}
          placeholder={t('allStates')}
          aria-label={t('allStates')}
          value={wanted}
          onChange={(value: JobState[]) => (setWanted(value), setPage(1))}
          options={states.map((state) => ({
            value: state,
            label: t(`jobs.states.${state}`, { ns: 'common' }),
          }))}
        />
        <span className="grow" />
        <Popconfirm
          title={t('rebuild')}
          description={t('rebuildWhy')}
          okText={t('rebuild')}
          cancelText={t('cancel', { ns: 'common' })}
          onConfirm={() => void rebuild()}
        >
          <Button icon={<RedoOutlined />} data-testid="rebuild">
            {t('rebuild')}
          </Button>
        </Popconfirm>
      </header>
      <JobTable
        jobs={jobs}
        loading={fetching && !data}
        empty={
          filtered ? (
            <EmptyHint text={t('noMatch')} />
          ) : (
            <EmptyHint text={t('none')}>
              <Link to="/imports">{t('toImports')}</Link>
            </EmptyHint>
          )
        }
        page={page}
        total={answer?.total ?? 0}
        setPage={setPage}
        opened={opened}
        toggle={toggle}
        stop={(job) => void stop(job)}
        open={open}
        onKey={onKey}
      />
    </div>
  );
}

/** Where what came of it is shown. */
function resultOf({ id, kind, state, fileId }: LiveJob): string | null {
  if (state !== 'done') return null;
  if (kind === 'analysis') return runAddress(id);
  return fileId ? `/imports/${fileId}` : null;
}

const isCancellable = (job: LiveJob) => !isOver(job) && !job.pastReturn && !job.cancelRequested;

function moveFocus(table: HTMLElement | null, row: HTMLElement, step: number): void {
  const rows = [...(table?.querySelectorAll<HTMLElement>('tr[tabindex]') ?? [])];
  rows[rows.indexOf(row) + step]?.focus();
}

interface JobTableProps {
  readonly jobs: readonly LiveJob[];
  readonly loading: boolean;
  readonly empty: React.ReactNode;
  readonly page: number;
  readonly total: number;
  readonly opened: readonly string[];
  setPage(page: number): void;
  toggle(job: LiveJob): void;
  stop(job: LiveJob): void;
  open(job: LiveJob): void;
  onKey(event: React.KeyboardEvent<HTMLElement>, job: LiveJob): void;
}

function JobTable(props: JobTableProps) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const kindLabel = useKindLabel();
  const words = useJobWords();
  const { jobs, page, total } = props;
  return (
    <Table<LiveJob>
      size="small"
      rowKey="id"
      loading={props.loading}
      dataSource={jobs}
      locale={{ emptyText: props.empty }}
      pagination={{
        current: page,
        pageSize,
        total,
        onChange: props.setPage,
        showSizeChanger: false,
        hideOnSinglePage: true,
      }}
      expandable={{
        expandedRowKeys: props.opened,
        rowExpandable: ({ problems }) => problems.length > 0,
        onExpand: (_, job) => props.toggle(job),
        expandedRowRender: ({ problems }) => <ProblemList problems={problems} />,
      }}
      onRow={(job) => ({
        tabIndex: 0,
        'data-testid': 'job-row',
        'data-state': job.state,
        onClick: () => props.open(job),
        onKeyDown: (event) => props.onKey(event, job),
      })}
      rowClassName="clickable"
      columns={[
        { title: t('kind'), width: 130, render: (_, { kind }) => kindLabel(kind) },
        { title: t('what'), ellipsis: true, render: (_, job) => <What job={job} /> },
        { title: t('owner'), width: 110, ellipsis: true, render: (_, { owner }) => owner },
        {
          title: t('state'),
          width: 150,
          ellipsis: true,
          render: (_, job) => (
            <Badge
              status={badges[job.state]}
              text={job.cancelRequested && !isOver(job) ? t('cancelling') : words.state(job)}
            />
          ),
        },
        { title: t('progress'), width: 250, render: (_, job) => <HowFar job={job} /> },
        {
          title: t('started'),
          width: 150,
          render: (_, { startedAt, createdAt }) => format.instant(startedAt ?? createdAt),
        },
        { title: t('took'), width: 70, align: 'right', render: (_, job) => took(job, format) },
        {
          title: '',
          width: 44,
          render: (_, job) =>
            !isOver(job) && (
              <Tooltip
                title={t(job.pastReturn ? 'jobs.tooLate' : 'cancel', { ns: 'common' })}
                placement="left"
              >
                <Button
                  type="text"
                  icon={<StopOutlined />}
                  aria-label={t('cancel', { ns: 'common' })}
                  disabled={!isCancellable(job)}
                  onClick={(event) => (event.stopPropagation(), props.stop(job))}
                />
              </Tooltip>
            ),
        },
      ]}
    />
  );
}

const badges = {
  queued: 'default',
  running: 'processing',
  done: 'success',
  failed: 'error',
  cancelled: 'default',
} as const satisfies Record<JobState, string>;

/** Title with a way to the result, or the first word on why there is none. */
function What({ job }: { job: LiveJob }) {
  const { t } = useTranslation('jobs');
  const reason = useReason();
  const [problem] = job.problems;
  const result = resultOf(job);
  // What is wrong with single rows is told in the details.
  const told = problem && (job.state === 'failed' || (job.state === 'done' && !problem.row));
  return (
    <>
      {result ? (
        <Link to={result} title={t('result')} onClick={(event) => event.stopPropagation()}>
          {job.title}
        </Link>
      ) : (
        job.title
      )}
      {told && (
        <span className={job.state === 'failed' ? 'job-why failed' : 'job-why muted'}>
          {' '}
          {reason(problem.code, problem.message)}
        </span>
      )}
    </>
  );
}

function HowFar({ job }: { job: LiveJob }) {
  const { t } = useTranslation('jobs');
  const words = useJobWords();
  if (isOver(job)) return null;
  if (job.state === 'queued') return <span className="muted">{t('waits')}</span>;
  const percent = percentOf(job);
  const figures = [words.howFar(job), words.left(job)].filter((word) => word !== '');
  return (
    <div className="how-far">
      <Progress size="small" status="active" percent={percent ?? 0} showInfo={percent !== null} />
      <span className="muted">{figures.join(' · ')}</span>
    </div>
  );
}

function took({ startedAt, endedAt }: LiveJob, { duration }: ReturnType<typeof useFormat>): string {
  if (startedAt === null || endedAt === null) return '';
  return duration((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000);
}
