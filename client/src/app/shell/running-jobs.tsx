/** Imports at work now, each a step away from its screen. */
import { SyncOutlined } from '@ant-design/icons';
import { Button, Popover, Progress } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { RunningJobsDocument } from '../../generated/graphql.ts';
import { useFormat } from '../format.ts';

const over = new Set(['done', 'failed', 'cancelled']);

export function RunningJobs() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const [{ data }, again] = useQuery({ query: RunningJobsDocument });
  const running = data?.importJobs.filter((job) => !over.has(job.state)) ?? [];
  const any = running.length > 0;
  useEffect(() => {
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), any ? 1500 : 10_000);
    return () => clearInterval(timer);
  }, [again, any]);
  if (!any) return null;
  const list = (
    <ul className="job-list">
      {running.map((job) => (
        <li key={job.id}>
          <Link to="/imports">{job.fileName}</Link>
          <Progress
            size="small"
            percent={job.total ? Math.floor((100 * job.done) / job.total) : 0}
            {...(job.total ? {} : { status: 'active' as const, showInfo: false })}
          />
          {job.secondsLeft !== null && (
            <small>{t('jobs.left', { time: format.duration(job.secondsLeft) })}</small>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <Popover content={list} title={t('jobs.title')} placement="bottomRight">
      <Button type="text" icon={<SyncOutlined spin />}>
        {t('jobs.running', { count: running.length })}
      </Button>
    </Popover>
  );
}
