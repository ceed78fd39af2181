/** Follows long work, whoever started it and whichever server does it. */
import { useEffect, useRef } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  CancelJobDocument,
  JobChangesDocument,
  JobDocument,
  type JobChangesSubscription,
} from '../generated/graphql.ts';
import { useFeed } from '../graphql/use-feed.ts';
import { createStore, useStore } from './store.ts';

export type LiveJob = JobChangesSubscription['jobChanges'];

const over: readonly string[] = ['done', 'failed', 'cancelled'];
export const isOver = ({ state }: { readonly state: string }) => over.includes(state);

/** What was heard of each job, newest first; only of jobs that changed while the page was open. */
const heard = createStore<ReadonlyMap<string, LiveJob>>(new Map());
const mostHeard = 500;

/** Mounted once by the shell. */
export function useJobFeed(): void {
  useFeed(JobChangesDocument, everybodys, takeJob);
}
const everybodys = {};
const takeJob = ({ jobChanges: job }: JobChangesSubscription): void =>
  heard.set((before) => {
    const rest = [...before].filter(([id]) => id !== job.id).slice(0, mostHeard - 1);
    return new Map([[job.id, job], ...rest]);
  });

/** Jobs as answered, each brought up to what was heard of it since. */
export function useHeardJobs(): ReadonlyMap<string, LiveJob> {
  return useStore(heard);
}

/** What was heard of a job up to now: the answer to its start may come after it is over. */
export function heardOfJob(id: string): LiveJob | undefined {
  return heard.get().get(id);
}

/** One job as it is now; what the stream may have lost is asked for. */
export function useLiveJob(initial: LiveJob): LiveJob {
  const told = useHeardJobs().get(initial.id) ?? initial;
  const [{ data }, ask] = useQuery({
    query: JobDocument,
    variables: { id: initial.id },
    pause: true,
  });
  const over = isOver(told) || (data?.job ? isOver(data.job) : false);
  useEffect(() => {
    if (over) return undefined;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), lostAfterMs);
    return () => clearInterval(timer);
  }, [ask, over]);
  return data?.job && isOver(data.job) ? data.job : told;
}
const lostAfterMs = 5_000;

/** Calls back with the jobs that are new or over. */
export function useOnJobTurn(react: (turned: readonly LiveJob[]) => void): void {
  const current = useRef(react);
  useEffect(() => {
    current.current = react;
  });
  useEffect(() => {
    const known = new Map([...heard.get()].map(([id, job]) => [id, job.state]));
    return heard.subscribe(() => {
      const turned: LiveJob[] = [];
      for (const [id, job] of heard.get()) {
        if (known.get(id) === job.state) continue;
        known.set(id, job.state);
        turned.push(job);
      }
      if (turned.length > 0) current.current(turned);
    });
  }, []);
}

export function useCancelJob() {
  return useMutation(CancelJobDocument);
}

/** Whole percents; null where nobody knows how much there is. */
export function percentOf({
  state,
  done,
  total,
}: Pick<LiveJob, 'state' | 'done' | 'total'>): number | null {
  if (state === 'done') return 100;
  return total ? Math.min(99, Math.floor((100 * done) / total)) : null;
}
