/** Long work that runs now, a step away from its screen. */
import { SyncOutlined } from '@ant-design/icons';
import { Button, Popover, Progress } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { RunningJobsDocument } from '../../generated/graphql.ts';
import { useJobWords, useKindLabel } from '../job-words.ts';
import { isOver, percentOf, useHeardJobs, useJobFeed, useOnJobTurn } from '../live-jobs.ts';

/** What the stream did not tell, because the page had lost it, is asked for. */
const askAgainMs = 30_000;

export function RunningJobs() {
  const { t } = useTranslation('common');
  const kindLabel = useKindLabel();
  const words = useJobWords();
  useJobFeed();
  const heard = useHeardJobs();
  const [{ data }, again] = useQuery({ query: RunningJobsDocument });
  useOnJobTurn(() => again({ requestPolicy: 'network-only' }));
  useEffect(() => {
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), askAgainMs);
    return () => clearInterval(timer);
  }, [again]);
  const running = (data?.jobs.jobs ?? [])
    .map((job) => heard.get(job.id) ?? job)
    .filter((job) => !isOver(job));
  if (running.length === 0) return null;
  const list = (
    <ul className="job-list">
      {running.map((job) => {
        const percent = percentOf(job);
        return (
          <li key={job.id}>
            <Link to="/jobs">
              {kindLabel(job.kind)} {job.title}
            </Link>
            <Progress
              size="small"
              percent={percent ?? 0}
              {...(percent === null ? { status: 'active' as const, showInfo: false } : {})}
            />
            <small>{words.left(job)}</small>
          </li>
        );
      })}
    </ul>
  );
  return (
    <Popover content={list} title={t('jobs.title')} placement="bottomRight">
      <Link to="/jobs">
        <Button type="text" icon={<SyncOutlined spin />} data-testid="running-jobs">
          {t('jobs.running', { count: running.length })}
        </Button>
      </Link>
    </Popover>
  );
}
