/** What an import, a trial run and a withdrawal take and come to, and the steps that they are made of. */
import { z } from 'zod';
import type { ApplySummary } from '@phecda/graph-schema/truth/types';
import type { SqlTransaction } from '@phecda/graph-schema/ports/sql';
import type { Job, JobProblem } from './job.ts';
import type { StepProgress } from './job-kind.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** East of Greenwich. */
export const zoneMinutes = z.number().int().min(-720).max(840);

/** A file to import. Paths are local to the process that runs the job. */
export const importInput = z.strictObject({
  path: z.string().min(1),
  /** Name as the analyst knows it; hints of the mapping look at this one. */
  fileName: z.string().min(1),
  mappingId: z.string().min(1),
  /** Field of the mapping → column of the file; null = this file has none. Absent = as the mapping finds them. */
  assignment: z.record(z.string(), z.string().nullable()).exactOptional(),
  /** Sheet of a workbook, by name or by its number among the visible ones. */
  sheet: z.string().min(1).exactOptional(),
  /** Row of the header, where it is not the one that the mapping finds. */
  headerRow: z.number().int().positive().exactOptional(),
  /** Of a text file, by any of its names. */
  encoding: z.string().min(1).exactOptional(),
  /** Path of the elements that are rows, in JSON or XML. */
  recordPath: z.string().min(1).exactOptional(),
  /** Of times of positions that name no zone. */
  zoneMinutes: zoneMinutes.exactOptional(),
  /** Day the file speaks of ('YYYY-MM-DD') when no column says so. */
  sourceDate: day.exactOptional(),
  /** Id of the file that this one corrects. */
  supersedes: z.uuid().exactOptional(),
  /** Id of the loaded snapshot (or of a file that adds to one) to which this one adds its rows; they take its `sourceDate`. */
  supplements: z.uuid().exactOptional(),
  /** What it brings is recorded and counted, and alerts nobody. */
  history: z.boolean().exactOptional(),
  actor: z.string().min(1).max(200),
  reason: z.string().max(2_000).exactOptional(),
});
export type ImportInput = Readonly<z.infer<typeof importInput>>;

export const withdrawInput = z.strictObject({
  fileId: z.uuid(),
  actor: z.string().min(1).max(200),
  reason: z.string().min(1).max(2_000),
});
export type WithdrawInput = Readonly<z.infer<typeof withdrawInput>>;

const importSummary = z.object({
  rowsRead: z.number(),
  rowsLoaded: z.number(),
  rowsQuarantined: z.number(),
  /** Relations of loaded rows that end before they begin. */
  relationsSetAside: z.number().default(0),
  entitiesAdded: z.number(),
  entitiesChanged: z.number(),
  entitiesRemoved: z.number(),
  relationsAdded: z.number(),
  relationsChanged: z.number(),
  relationsRemoved: z.number(),
  /** Files of the same revision, whose changes are counted together. */
  filesTogether: z.number().exactOptional(),
  /** null when nothing was written: a dry run, or a file that changed nothing. */
  revision: z.number().nullable(),
  seconds: z.number(),
  /** Where they went; the view follows after. */
  steps: z.array(z.object({ phase: z.string(), seconds: z.number() })).exactOptional(),
});
export type ImportSummary = Readonly<z.infer<typeof importSummary>>;

/** What a job of this kind came to; `fileId`: the imported or withdrawn file. */
export const importResult = z.object({
  summary: importSummary.nullable(),
  fileId: z.uuid().nullable(),
});
export type ImportResult = Readonly<z.infer<typeof importResult>>;

/** null for other kinds, and until it is done. */
export function importResultOf({
  kind,
  result,
}: Pick<Job, 'kind' | 'result'>): ImportResult | null {
  if (!importKindNames.includes(kind) || result === null) return null;
  return importResult.safeParse(result).data ?? null;
}

export const importKindNames: readonly string[] = [
  'import',
  'dryRun',
  'withdraw',
  'positions',
  'checkPositions',
  'withdrawPositions',
  'rereadPositions',
];

/** What preparing a file yields; the writer applies it. */
export interface PreparedImport {
  /** Scratch file with the staged tables. */
  readonly scratch: string;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly relationsSetAside: number;
  readonly problems: readonly JobProblem[];
}

export interface FileToApply {
  readonly input: ImportInput;
  /** The id that the file gets. */
  readonly fileId: string;
  readonly prepared: PreparedImport;
}

/** Asked in the transaction before it commits; throws when another process has taken the job over. */
export type StillMine = (tx: SqlTransaction) => Promise<void>;

export interface AppliedSummary extends Omit<ImportSummary, 'seconds' | 'steps'> {
  /** The file in the truth: an earlier one when the same bytes were already loaded the same way. */
  readonly fileId?: string;
  /** What is to be told now that it is applied. */
  readonly problems?: readonly JobProblem[];
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
  /** All of them in one revision. @returns what came of each, in their order */
  apply(
    files: readonly FileToApply[],
    progress: (step: StepProgress) => void,
    stillMine: StillMine,
  ): Promise<readonly AppliedSummary[]>;
  withdraw(
    input: WithdrawInput,
    progress: (step: StepProgress) => void,
    stillMine: StillMine,
  ): Promise<AppliedSummary>;
  /** Brings the graph view to the newest revision. */
  view(progress: (step: StepProgress) => void): Promise<void>;
  /** What a file already in the truth came to; null when it is not there. Lets a job interrupted after its commit end well. */
  applied(
    fileId: string,
  ): Promise<{ readonly summary: AppliedSummary; readonly withdrawn: boolean } | null>;
  /** Removes the scratch of a job that is over. */
  discard(fileId: string): Promise<void>;
}
