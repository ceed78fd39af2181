/** Many files: a bad one does not stop the rest, each is reported in its turn, and a table at the end says what came of each. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportAbort } from './errors.ts';
import { importResultOf } from './jobs/import-job.ts';
import type { Job } from './jobs/job.ts';

/** The files named, and those that lie in the folders named, by name. */
export async function filesIn(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const facts = await stat(path).catch(() => null);
    if (facts?.isDirectory() !== true) {
      found.push(path);
      continue;
    }
    const entries = await readdir(path, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
    if (files.length === 0) throw new ImportAbort('usage', `There are no files in ${path}.`);
    found.push(...files.map(({ name }) => join(path, name)).sort());
  }
  return found;
}

interface Outcome {
  readonly file: string;
  readonly job: Job | null;
  /** Why it failed, '' when it did not. */
  readonly failure: string;
}

/** Files under way: those that are ready together are applied together. */
const atOnce = 16;

interface Handling {
  /** @param first whether all files before this one have been reported */
  readonly work: (file: string, first: () => boolean) => Promise<Job>;
  /** @throws ImportAbort when the job did not end well */
  readonly report: (job: Job) => Job;
}

/** @throws ImportAbort when any of them failed: the reason of a single one, else how many. */
export async function handleFiles(
  files: readonly string[],
  { work, report }: Handling,
  tell: { note(text: string): void; out(text: string): void },
): Promise<void> {
  const outcomes: Outcome[] = [];
  const begun: Promise<Job>[] = [];
  for (const [turn, file] of files.entries()) {
    for (const next of files.slice(begun.length, turn + atOnce)) {
      const own = begun.length;
      const job = work(next, () => outcomes.length === own);
      job.catch(() => undefined); // told in its turn
      begun.push(job);
    }
    try {
      outcomes.push({ file, job: report(await begun[turn]!), failure: '' });
    } catch (error) {
      if (files.length === 1 || !(error instanceof ImportAbort)) throw error;
      tell.note(`${error.message}\n`);
      outcomes.push({ file, job: null, failure: error.message });
    }
  }
  if (outcomes.length < 2) return;
  tell.out(tableOf(outcomes));
  const failed = outcomes.filter(({ failure }) => failure !== '').length;
  if (failed > 0) throw new ImportAbort('failed', `${failed} of ${outcomes.length} files failed.`);
}

function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ file, job, failure }) => {
    const { rowsRead, rowsLoaded, rowsQuarantined } = (job && importResultOf(job)?.summary) ?? {};
    const counts = [rowsRead, rowsLoaded, rowsQuarantined].map((count) => String(count ?? '-'));
    const notes = job?.problems.find(({ code }) => code === 'relation-waits')?.message ?? '';
    return [failure === '' ? 'done' : 'failed', ...counts, file, notes];
  });
  const table = [['state', 'rows', 'good', 'set aside', 'file', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map(([state = '', ...cells]) =>
      [
        state.padEnd(widths[0] ?? 0),
        ...cells.slice(0, 3).map((cell, index) => cell.padStart(widths[index + 1] ?? 0)),
        ...cells.slice(3),
      ]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
