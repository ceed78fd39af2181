/** What a job of the import queue is: what was asked, how far it is, what came of it. */

import type { ApplySummary } from '@phecda/graph-schema/truth/types';

export type JobState =
  'queued' | 'preparing' | 'applying' | 'viewing' | 'done' | 'failed' | 'cancelled';
export type JobKind = 'import' | 'dryRun' | 'withdraw';

/** A file to import. Paths are local to the process that runs the job. */
export interface ImportInput {
  readonly path: string;
  /** Name as the analyst knows it; hints of the mapping look at this one. */
  readonly fileName: string;
  readonly mappingId: string;
  /** Field of the mapping → column of the file; null = this file has none. Absent = as the mapping finds them. */
  readonly assignment?: Readonly<Record<string, string | null>>;
  /** Sheet of a workbook, by name or by its number among the visible ones. */
  readonly sheet?: string;
  /** Row of the header, where it is not the one that the mapping finds. */
  readonly headerRow?: number;
  /** Of a text file, by any of its names. */
  readonly encoding?: string;
  /** Path of the elements that are rows, in JSON or XML. */
  readonly recordPath?: string;
  /** Day the file speaks of ('YYYY-MM-DD') when no column says so. */
  readonly sourceDate?: string;
  /** Id of the file that this one corrects. */
  readonly supersedes?: string;
  /** Id of the loaded snapshot (or of a file that adds to one) to which this one adds its rows; they take its `sourceDate`. */
  readonly supplements?: string;
  readonly actor: string;
  readonly reason?: string;
}

export interface WithdrawInput {
  readonly fileId: string;
  readonly actor: string;
  readonly reason: string;
}

export interface ImportProblem {
  readonly code: string;
  readonly message: string;
  readonly row?: number;
  readonly field?: string;
  readonly value?: string;
}

export interface ImportSummary {
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  /** Relations of loaded rows that end before they begin. */
  readonly relationsSetAside: number;
  readonly entitiesAdded: number;
  readonly entitiesChanged: number;
  readonly entitiesRemoved: number;
  readonly relationsAdded: number;
  readonly relationsChanged: number;
  readonly relationsRemoved: number;
  /** null when nothing was written: a dry run, or a file that changed nothing. */
  readonly revision: number | null;
  readonly seconds: number;
}

export interface ImportJob {
  readonly id: string;
  readonly kind: JobKind;
  readonly fileName: string;
  readonly state: JobState;
  /** Finer than the state, for the screen: read, map, check, record, resolve, materialise, view … */
  readonly phase: string;
  /** Units of the phase (rows while preparing, changes while viewing). */
  readonly done: number;
  readonly total: number | null;
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly summary: ImportSummary | null;
  readonly problems: readonly ImportProblem[];
  /** Imported or withdrawn file; null until it is known. */
  readonly fileId: string | null;
  readonly actor: string;
  /** ISO time stamps. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function isTerminal(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** Told by a step while it works. */
export interface StepProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
}

/** What preparing a file yields; the writer applies it. */
export interface PreparedImport {
  /** Scratch file with the staged tables. */
  readonly scratch: string;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly relationsSetAside: number;
  readonly problems: readonly ImportProblem[];
}

export interface AppliedSummary extends Omit<ImportSummary, 'seconds'> {
  /** The file in the truth: an earlier one when the same bytes were already loaded the same way. */
  readonly fileId?: string;
  /** What is to be told now that it is applied. */
  readonly problems?: readonly ImportProblem[];
  /** Why nothing was written. */
  readonly unchanged?: NonNullable<ApplySummary['unchanged']>;
}

/** The flow's steps as the queue sees them; made by `createImportSteps`. Each throws an AbortError when `signal` fires before it has taken effect. */
export interface ImportSteps {
  /** `trial`: nothing will be applied, so that what is still to be said is only told. */
  prepare(
    input: ImportInput,
    fileId: string,
    progress: (step: StepProgress) => void,
    signal: AbortSignal,
    trial: boolean,
  ): Promise<PreparedImport>;
  /** One revision; `fileId` is the id that the file gets. */
  apply(
    input: ImportInput,
    fileId: string,
    prepared: PreparedImport,
    progress: (step: StepProgress) => void,
    signal: AbortSignal,
  ): Promise<AppliedSummary>;
  withdraw(input: WithdrawInput, progress: (step: StepProgress) => void): Promise<AppliedSummary>;
  /** Brings the graph view to the newest revision. */
  view(progress: (step: StepProgress) => void): Promise<void>;
  /** What a file already in the truth came to; null when it is not there. Lets a job interrupted after its commit end well. */
  applied(
    fileId: string,
  ): Promise<{ readonly summary: AppliedSummary; readonly withdrawn: boolean } | null>;
  /** Removes the scratch of a job that is over. */
  discard(fileId: string): Promise<void>;
}

/** What a job was asked to do: kept with it, so that it can be done again. */
export type JobRequest =
  | { readonly kind: 'import' | 'dryRun'; readonly input: ImportInput }
  | { readonly kind: 'withdraw'; readonly input: WithdrawInput };
