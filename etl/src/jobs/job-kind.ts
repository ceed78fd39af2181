/** A kind of long work: what it takes, who may start it, how much of it runs at once, and how it is done. A new one is a definition like this and a line in the list of kinds. */
import type { z } from 'zod';
import type { JobProblem } from './job.ts';

export interface StepProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit?: 'rows' | 'steps' | 'changes';
}

/** What the queue gives to a job at work. */
export interface JobWork {
  readonly jobId: string;
  readonly owner: string;
  /** Aborts when it is cancelled, when the queue closes, and when another process has taken the job over. */
  readonly signal: AbortSignal;
  progress(step: StepProgress): void;
  /** Replaces what is told about the work so far. */
  report(problems: readonly JobProblem[]): void;
  /** From here on it can no longer be cancelled. Call before anything takes effect. @throws when it was cancelled or taken over before */
  pointOfNoReturn(): Promise<void>;
  /** Again, with pauses, while a store cannot be reached. */
  persist<T>(work: () => Promise<T>): Promise<T>;
  /** Number of the try: greater for whoever has taken the job over. */
  readonly attempt: number;
}

export interface JobKindDefinition<Input, Result> {
  readonly name: string;
  readonly words: { readonly zh: string; readonly en: string };
  readonly input: z.ZodType<Input>;
  readonly result: z.ZodType<Result>;
  /** Permission to start it and to cancel it. */
  readonly requires: 'read' | 'import' | 'judge' | 'investigate';
  /** Its input may come from a browser as it is; false where it names paths. */
  readonly fromClients: boolean;
  /** Jobs of the kind that one process runs at once. */
  readonly concurrency: number;
  /** Megabytes that one takes of what the queue allots. */
  readonly memoryMb: number;
  /** Several that run at once take it together: they are in different steps. Default false. */
  readonly takesMemoryOnce?: boolean;
  /** Days that a job is kept after its end. */
  readonly keptDays: number;
  /** What it is about, for lists. @throws when it cannot be done at all */
  title(input: Input): string | Promise<string>;
  /** The input lies on the disk of the process that takes it in: nobody else can do it. */
  readonly local: boolean;
  /** Done again from the start it does the same: default true. False: a job whose process ended fails, unless `recover` finds its effect. */
  readonly repeatable?: boolean;
  /** What the job has come to already, by an earlier try that nobody saw end; null when it has had no effect. */
  recover?(input: Input, work: Pick<JobWork, 'jobId'>): Promise<Result | null>;
  run(input: Input, work: JobWork): Promise<Result>;
  /** What follows the effect and can be late: the job is done whether or not it succeeds. */
  follow?(result: Result, work: JobWork): Promise<void>;
}

/** As the queue sees it: inputs and results are checked where they enter. */
export interface JobKind extends Omit<
  JobKindDefinition<unknown, unknown>,
  'input' | 'result' | 'recover' | 'follow'
> {
  check(input: unknown): unknown;
  recover(input: unknown, work: Pick<JobWork, 'jobId'>): Promise<unknown>;
  follow(result: unknown, work: JobWork): Promise<void>;
}

export function defineJobKind<Input, Result>(
  definition: JobKindDefinition<Input, Result>,
): JobKind {
  const { input, result } = definition;
  return {
    ...definition,
    check: (given) => input.parse(given),
    title: (given) => definition.title(input.parse(given)),
    recover: async (given, work) => (await definition.recover?.(input.parse(given), work)) ?? null,
    run: async (given, work) => result.parse(await definition.run(input.parse(given), work)),
    follow: async (given, work) => definition.follow?.(result.parse(given), work),
  };
}
