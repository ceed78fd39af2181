/** What waits for somebody: groups not judged yet, lists to approve, gangs that changed, work that failed. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useClient, useQuery } from 'urql';
import { driftAddress, gangAddress, runAddress, targetingAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useKindLabel } from '../../app/job-words.ts';
import {
  DriftProposalsDocument,
  OpenGroupsDocument,
  type WorkbenchQuery,
} from '../../generated/graphql.ts';
import { dayAgo, driftRuns, openGroups, proposals, recently, type Workbench } from './workbench.ts';

/** Told per kind of task; the rest is counted. */
const MOST_TOLD = 3;

interface Task {
  readonly key: string;
  readonly to: string;
  readonly label: string;
  readonly note: string;
}

export function Tasks({ workbench }: { readonly workbench: Workbench }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const kindLabel = useKindLabel();
  const [run] = workbench.newestGangs;
  const [{ data }] = useQuery({
    query: OpenGroupsDocument,
    variables: { run: run?.id ?? '' },
    pause: run === undefined,
    requestPolicy: 'cache-and-network',
  });
  const groups = openGroups(data?.gangRun?.groups ?? []);
  const toApprove = workbench.targetingLists.filter(({ state }) => state === 'submitted');
  const drafts = workbench.targetingLists.filter(({ state }) => state === 'draft');
  const since = dayAgo(new Date());
  const drifted = useDrifted(workbench);
  const gangs = workbench.gangs.filter(
    ({ monitored, updatedAt }) => monitored && recently(updatedAt, since),
  );
  const listTask = (list: WorkbenchQuery['targetingLists'][number]): Task => ({
    key: list.id,
    to: targetingAddress(list.id),
    label: list.name,
    note: `${list.draftedBy} · ${format.instant(list.updatedAt)}`,
  });
  const kinds: { name: string; all: string; tasks: Task[]; total: number }[] = [
    {
      name: 'groups',
      all: run ? runAddress(run.id) : '/analysis',
      total: groups.length,
      tasks: groups.map(({ key, rank, head, tags }) => ({
        key,
        to: runAddress(run?.id ?? '', key),
        label: t('tasks.group', { rank, label: head.label }),
        note: tags.length > 0 ? t('tasks.level', { level: tags[0]?.level ?? 0 }) : '',
      })),
    },
    {
      name: 'approve',
      all: '/targeting?state=submitted',
      total: toApprove.length,
      tasks: toApprove.map(listTask),
    },
    {
      name: 'drafts',
      all: '/targeting?state=draft',
      total: drafts.length,
      tasks: drafts.map(listTask),
    },
    {
      name: 'drift',
      all: '/gangs',
      total: drifted.length,
      tasks: drifted.map(({ run: { id, at }, gang, count }) => ({
        key: id,
        to: driftAddress(gang.id, id),
        label: gang.name,
        note: `${t('tasks.candidates', { count })} · ${format.instant(at)}`,
      })),
    },
    {
      name: 'gangs',
      all: '/gangs',
      total: gangs.length,
      tasks: gangs.map(({ id, name, updatedAt }) => ({
        key: id,
        to: gangAddress(id),
        label: name,
        note: format.instant(updatedAt),
      })),
    },
    {
      name: 'failed',
      all: '/jobs',
      total: workbench.jobs.total,
      tasks: workbench.jobs.jobs.map((job) => ({
        key: job.id,
        to: '/jobs',
        label: `${kindLabel(job.kind)} ${job.title}`,
        note: `${job.owner} · ${format.instant(job.endedAt ?? job.createdAt)}`,
      })),
    },
  ];
  const waiting = kinds.filter(({ total }) => total > 0);
  if (waiting.length === 0)
    return (
      <div className="muted">
        {t(run ? 'tasks.none' : 'tasks.noRun')}{' '}
        {!run && <Link to="/analysis">{t('tasks.toAnalysis')}</Link>}
      </div>
    );
  return (
    <ul className="tasks" data-testid="tasks">
      {waiting.map(({ name, all, tasks, total }) => (
        <li key={name} data-testid={`task-${name}`}>
          <Link to={all} className="task-kind">
            <b className="num">{format.number(total)}</b> {t(`tasks.kinds.${name}`)}
          </Link>
          <ul>
            {tasks.slice(0, MOST_TOLD).map(({ key, to, label, note }) => (
              <li key={key}>
                <Link to={to} className="ellipsis" title={label}>
                  {label}
                </Link>
                <small className="muted">{note}</small>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** Gangs asked about at most. */
const MOST_DRIFTED = 20;

/** Monitored gangs whose drift was scored since yesterday with somebody to judge, most of them first. */
function useDrifted(workbench: Workbench) {
  const client = useClient();
  const [drifted, setDrifted] = useState<
    readonly (ReturnType<typeof driftRuns>[number] & { readonly count: number })[]
  >([]);
  useEffect(() => {
    let current = true;
    const scored = driftRuns(workbench, dayAgo(new Date())).slice(0, MOST_DRIFTED);
    const ask = scored.map(async ({ run, gang }) => {
      const { data } = await client.query(DriftProposalsDocument, { run: run.id }).toPromise();
      return { run, gang, count: proposals(data?.driftRun ?? null) };
    });
    void Promise.all(ask).then((answers) => {
      const open = answers.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
      if (current) setDrifted(open);
    });
    return () => {
      current = false;
    };
  }, [client, workbench]);
  return drifted;
}
