/** The kinds of job that move files in and out of the truth: import, trial run, withdrawal. */
import type { Sql, SqlTransaction } from '@phecda/graph-schema/ports/sql';
import { ImportAbort } from '../errors.ts';
import { noChangeReasons } from '../reasons.ts';
import {
  importInput,
  importResult,
  withdrawInput,
  type AppliedSummary,
  type FileToApply,
  type ImportInput,
  type ImportResult,
  type ImportSteps,
  type StillMine,
  type WithdrawInput,
} from './import-job.ts';
import { ImportTraffic } from './import-traffic.ts';
import { defineJobKind, type JobKind, type JobWork, type StepProgress } from './job-kind.ts';
import { LoadTogether, type ReadyFile } from './load-together.ts';
import { PhaseTimes } from './phase-times.ts';

/** Jobs under way at once: see ImportTraffic, and LoadTogether for what waits for the writer. */
const inTraffic = 32;

export function createImportKinds(sql: Sql, steps: ImportSteps): readonly JobKind[] {
  const traffic = new ImportTraffic((progress) => steps.view(progress));
  const together = new LoadTogether(traffic.applying, (...how) => steps.apply(...how));
  const follow = async (_: ImportResult, work: JobWork): Promise<void> => {
    work.progress({ phase: 'view', done: 0, total: null, unit: 'changes' });
    await traffic.follow((step) => work.progress(step));
  };
  const common = {
    result: importResult,
    requires: 'import',
    concurrency: inTraffic,
    takesMemoryOnce: true,
  } as const;
  return [
    defineJobKind<ImportInput, ImportResult>({
      ...common,
      name: 'import',
      words: { zh: '导入', en: 'Import' },
      input: importInput,
      fromClients: false,
      local: true,
      memoryMb: 700,
      keptDays: 365,
      title: ({ fileName }) => fileName,
      recover: async (_, { jobId }) => {
        const found = await steps.applied(jobId);
        return found && { summary: { ...found.summary, seconds: 0 }, fileId: jobId };
      },
      run: (input, work) =>
        traffic.toWriter(() => importFile(sql, steps, traffic, together, input, work)),
      follow,
    }),
    defineJobKind<ImportInput, ImportResult>({
      ...common,
      name: 'dryRun',
      words: { zh: '试运行', en: 'Trial run' },
      input: importInput,
      fromClients: false,
      local: true,
      memoryMb: 700,
      keptDays: 30,
      title: ({ fileName }) => fileName,
      run: (input, work) => tryFile(steps, traffic, input, work),
    }),
    defineJobKind<WithdrawInput, ImportResult>({
      ...common,
      name: 'withdraw',
      words: { zh: '撤回', en: 'Withdrawal' },
      input: withdrawInput,
      fromClients: false,
      local: false,
      memoryMb: 100,
      keptDays: 365,
      title: ({ fileId }) => nameOf(sql, fileId),
      recover: async ({ fileId }) => {
        const found = await steps.applied(fileId);
        return found?.withdrawn === true
          ? { summary: { ...found.summary, seconds: 0 }, fileId }
          : null;
      },
      run: (input, work) => traffic.toWriter(() => withdraw(sql, steps, traffic, input, work)),
      follow,
    }),
  ];
}

async function importFile(
  sql: Sql,
  steps: ImportSteps,
  traffic: ImportTraffic,
  together: LoadTogether,
  input: ImportInput,
  work: JobWork,
): Promise<ImportResult> {
  // The file takes the job's id: whoever takes the job over finds it in the truth.
  const fileId = work.jobId;
  let prepared: (() => void) | null = null;
  let applied: (() => void) | null = null;
  try {
    prepared = await traffic.preparing.enter(work.signal);
    const began = performance.now();
    const times = new PhaseTimes();
    // What is said about earlier files is checked against the truth: those before it have to be there.
    if (input.supersedes !== undefined || input.supplements !== undefined)
      applied = await traffic.applying.enter(work.signal);
    const file = await steps.prepare(input, fileId, timed(work, times), work.signal, false);
    work.report(file.problems);
    times.begin('queued');
    const ready = readyFile({ input, fileId, prepared: file }, sql, work, times, prepared);
    const summary = await work.persist(async () => {
      const found = await steps.applied(fileId);
      if (found) return found.summary;
      if (applied === null) return together.apply(ready);
      await ready.begin();
      const [alone] = await steps.apply([ready.file], ready.progress, ready.stillMine);
      return alone!;
    });
    tellChanges(work, summary, file.problems);
    return { summary: summaryOf(summary, began, times), fileId: summary.fileId ?? fileId };
  } finally {
    prepared?.();
    applied?.();
    await steps.discard(fileId);
  }
}

function readyFile(
  file: FileToApply,
  sql: Sql,
  work: JobWork,
  times: PhaseTimes,
  makeRoom: () => void,
): ReadyFile {
  let begun = false;
  return {
    file,
    signal: work.signal,
    stillMine: stillMine(sql, work),
    begin: async () => {
      if (!begun) await work.pointOfNoReturn();
      begun = true;
    },
    progress: timed(work, times),
    makeRoom,
  };
}

async function tryFile(
  steps: ImportSteps,
  traffic: ImportTraffic,
  input: ImportInput,
  work: JobWork,
): Promise<ImportResult> {
  const prepared = await traffic.preparing.enter(work.signal);
  let applied: (() => void) | null = null;
  const began = performance.now();
  const times = new PhaseTimes();
  try {
    applied = await traffic.applying.enter(work.signal);
    const { rowsRead, rowsLoaded, rowsQuarantined, relationsSetAside, problems } =
      await steps.prepare(input, work.jobId, timed(work, times), work.signal, true);
    work.report(problems);
    const rows = { rowsRead, rowsLoaded, rowsQuarantined, relationsSetAside };
    return { summary: summaryOf({ ...nothing, ...rows }, began, times), fileId: null };
  } finally {
    prepared();
    applied?.();
    await steps.discard(work.jobId);
  }
}

async function withdraw(
  sql: Sql,
  steps: ImportSteps,
  traffic: ImportTraffic,
  input: WithdrawInput,
  work: JobWork,
): Promise<ImportResult> {
  const prepared = await traffic.preparing.enter(work.signal);
  let applied: (() => void) | null = null;
  const began = performance.now();
  const times = new PhaseTimes();
  try {
    applied = await traffic.applying.enter(work.signal);
    prepared();
    await work.pointOfNoReturn();
    const summary = await work.persist(async () => {
      const found = await steps.applied(input.fileId);
      if (found?.withdrawn === true) return found.summary;
      return steps.withdraw(input, timed(work, times), stillMine(sql, work));
    });
    tellChanges(work, summary, []);
    return { summary: summaryOf(summary, began, times), fileId: input.fileId };
  } finally {
    prepared();
    applied?.();
  }
}

/** Two processes can both believe that a job is theirs; its row, locked, lets only one commit. In DuckDB there is one process. */
function stillMine({ engine }: Sql, { jobId, attempt }: JobWork): StillMine {
  if (engine === 'duckdb') return () => Promise.resolve();
  return async (tx: SqlTransaction) => {
    const rows = await tx.query(
      `SELECT 1 AS x FROM job WHERE job_id = CAST($1 AS UUID) AND attempt = CAST($2 AS BIGINT) AND state = 'running' FOR UPDATE`,
      [jobId, attempt],
    );
    if (rows.length === 0)
      throw new ImportAbort('taken-over', 'Another server has taken this job over.');
  };
}

function tellChanges(
  work: JobWork,
  { unchanged, problems = [] }: AppliedSummary,
  before: readonly { readonly code: string; readonly message: string }[],
): void {
  const code = unchanged === undefined ? null : noChangeCodes[unchanged];
  const told = code === null || before.some((problem) => problem.code === code);
  work.report([
    ...(told ? [] : [{ code, message: noChangeReasons[code].en }]),
    ...problems,
    ...before,
  ]);
}

function summaryOf(
  applied: AppliedSummary,
  began: number,
  times: PhaseTimes,
): ImportResult['summary'] {
  const { fileId: _, unchanged: __, problems: ___, ...counts } = applied;
  const seconds = Math.round(performance.now() - began) / 1_000;
  return { ...counts, seconds, steps: times.all() };
}

/** Tells the work's progress, and takes the time of each phase. */
function timed(work: JobWork, times: PhaseTimes): (step: StepProgress) => void {
  return (step) => {
    times.begin(step.phase);
    work.progress(step);
  };
}

async function nameOf(sql: Sql, fileId: string): Promise<string> {
  const [row] = await sql.query<{ name: string }>(
    `SELECT name FROM file WHERE file_id = CAST($1 AS UUID)`,
    [fileId],
  );
  if (row === undefined) throw new ImportAbort('file.unknown', `There is no file ${fileId}.`);
  return row.name;
}

const noChangeCodes = {
  alreadyLoaded: 'already-loaded',
  alreadySuperseded: 'already-superseded',
  alreadyWithdrawn: 'already-withdrawn',
  nothingToDo: 'nothing-to-do',
} as const satisfies Record<NonNullable<AppliedSummary['unchanged']>, keyof typeof noChangeReasons>;

const nothing: AppliedSummary = {
  rowsRead: 0,
  rowsLoaded: 0,
  rowsQuarantined: 0,
  relationsSetAside: 0,
  entitiesAdded: 0,
  entitiesChanged: 0,
  entitiesRemoved: 0,
  relationsAdded: 0,
  relationsChanged: 0,
  relationsRemoved: 0,
  revision: null,
};
