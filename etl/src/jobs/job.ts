/** What a job is to whoever looks at it: what was asked, by whom, how far it is, what came of it. */

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A word on the work or on why it failed; `code` has words in both languages. */
export interface JobProblem {
  readonly code: string;
  readonly message: string;
  readonly row?: number;
  readonly field?: string;
  readonly value?: string;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  /** What it is about: a file's name, a question. */
  readonly title: string;
  readonly owner: string;
  readonly state: JobState;
  /** Finer than the state: read, map, check, record, resolve, view … */
  readonly phase: string;
  /** What `done` and `total` count: rows, steps, changes. */
  readonly unit: string | null;
  readonly done: number;
  readonly total: number | null;
  /** Units per second within the phase. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly cancelRequested: boolean;
  /** It is taking effect: too late to cancel. */
  readonly pastReturn: boolean;
  /** In the shape that its kind says; null until it is done. */
  readonly result: unknown;
  readonly problems: readonly JobProblem[];
  /** ISO time stamps. */
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export function isOver({ state }: Pick<Job, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** As it is entered. */
export function newJob(given: Pick<Job, 'id' | 'kind' | 'title' | 'owner' | 'createdAt'>): Job {
  return {
    ...given,
    state: 'queued',
    phase: 'queued',
    unit: null,
    done: 0,
    total: null,
    rate: null,
    secondsLeft: null,
    cancelRequested: false,
    pastReturn: false,
    result: null,
    problems: [],
    startedAt: null,
    endedAt: null,
  };
}
