/** The parent's side of an import: gives the file to a child process, watches its memory and time, and turns every end into a result or an ImportAbort. */
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { Ontology } from '@phecda/graph-schema/model';
import { ImportAbort } from '../errors.ts';
import { checkMapping } from '../mapping/check-mapping.ts';
import type { Assignment } from '../mapping/compile-fields.ts';
import { mappingHash } from '../mapping/load-mappings.ts';
import type { Mapping } from '../mapping/mapping-schema.ts';
import { dayInName } from '../read/day-in-name.ts';
import { dayMissing } from './day-missing.ts';
import { hideAllPaths } from './hide-places.ts';
import {
  type ChildAnswer,
  type ChildJob,
  type ChildMessage,
  type FileHead,
  type PrepareLimits,
  type PrepareProgress,
  type PrepareResult,
  defaultLimits,
} from './protocol.ts';
import { keepChild, residentMb, takeChild } from './warm-child.ts';

export interface PrepareInput {
  readonly path: string;
  /** Name as the analyst knows it. */
  readonly fileName: string;
  readonly mapping: Mapping;
  readonly ontology: Ontology;
  /** Secret of record ids (`Sql.recordSecret`); it travels to the child as a message, never on its command line. */
  readonly recordSecret: string;
  readonly assignment?: Assignment;
  /** Day the file speaks of ('YYYY-MM-DD'). */
  readonly sourceDate?: string;
  /** Default: a file of which nothing says the day is refused. Not so for a trial, which only tells it. */
  readonly dayNeeded?: boolean;
  /** Path of the DuckDB file to make; removed again when preparing fails. */
  readonly scratch: string;
  readonly limits?: Partial<PrepareLimits>;
  readonly onProgress?: (progress: PrepareProgress) => void;
  readonly signal?: AbortSignal;
  /** Instead of a child process that can be killed; limits and signal are not heeded then. */
  readonly perform?: (job: ChildJob) => Promise<ChildAnswer>;
}

/** @throws ImportAbort for every failure, also `cancelled`. */
export async function prepareFile(input: PrepareInput): Promise<PrepareResult> {
  const faults = checkMapping(input.mapping, input.ontology);
  if (faults.length > 0) {
    throw new ImportAbort(
      'mapping-invalid',
      `The mapping has faults: ${faults.map((fault) => `${fault.path}: ${fault.message}`).join('; ')}`,
    );
  }
  const assignment = input.assignment ?? {};
  const scratch = resolve(input.scratch);
  const limits = { ...defaultLimits, ...input.limits };
  const temporary = await mkdtemp(join(dirname(scratch), '.prepare-'));
  try {
    const job: ChildJob = {
      task: 'prepare',
      path: resolve(input.path),
      fileName: input.fileName,
      mapping: input.mapping,
      mappingHash: mappingHash(input.mapping, assignment),
      ontology: input.ontology,
      recordSecret: input.recordSecret,
      assignment,
      sourceDate: dayOf(input),
      dayNeeded: input.dayNeeded ?? true,
      scratch,
      temporary,
      limits,
    };
    const message =
      input.perform === undefined
        ? await runChild(job, limits, input.onProgress, input.signal)
        : resultOf(await input.perform(job));
    if (message.kind !== 'prepared')
      throw new ImportAbort('crashed', 'The import process gave no result.', {
        file: input.fileName,
      });
    return message.result;
  } catch (error) {
    for (const path of [scratch, `${scratch}.wal`]) await rm(path, { force: true });
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

export interface HeadInput {
  readonly path: string;
  readonly fileName: string;
  /** Folder for temporary files. */
  readonly folder: string;
  readonly sheet?: number | string;
  readonly recordPath?: string;
  readonly headerRow?: number;
  readonly encoding?: string;
  /** Names of columns that mappings know: the row that holds most of them is the header. */
  readonly known?: readonly string[];
  readonly rows?: number;
  readonly limits?: Partial<PrepareLimits>;
  readonly signal?: AbortSignal;
}

/** Format, encoding, delimiter, columns and first rows of a file, read in a child process too. @throws ImportAbort */
export async function headOfFile(input: HeadInput): Promise<FileHead> {
  const limits = { ...defaultLimits, seconds: 60, ...input.limits };
  const temporary = await mkdtemp(join(resolve(input.folder), '.head-'));
  try {
    const job: ChildJob = {
      task: 'head',
      path: resolve(input.path),
      fileName: input.fileName,
      rows: input.rows ?? 50,
      temporary,
      limits,
      ...(input.sheet === undefined ? {} : { sheet: input.sheet }),
      ...(input.recordPath === undefined ? {} : { recordPath: input.recordPath }),
      ...(input.headerRow === undefined ? {} : { headerRow: input.headerRow }),
      ...(input.encoding === undefined ? {} : { encoding: input.encoding }),
      ...(input.known === undefined ? {} : { known: input.known }),
    };
    const message = await runChild(job, limits, undefined, input.signal);
    if (message.kind !== 'head')
      throw new ImportAbort('crashed', 'The import process gave no result.', {
        file: input.fileName,
      });
    return message.head;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** What the analyst says, else the file's name; the time of arrival says nothing. */
function dayOf({ sourceDate, fileName, mapping, dayNeeded = true }: PrepareInput): string | null {
  if (sourceDate !== undefined) return sourceDate;
  const named = dayInName(fileName);
  if (named.kind === 'day') return named.day;
  const byRow = mapping.sourceDate !== undefined && 'field' in mapping.sourceDate;
  if (dayNeeded && !byRow) throw dayMissing(named, fileName);
  return null;
}

async function runChild(
  job: ChildJob,
  limits: PrepareLimits,
  onProgress: ((progress: PrepareProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<ChildAnswer> {
  const about = { file: job.fileName };
  if (signal?.aborted === true)
    throw new ImportAbort('cancelled', 'The import was cancelled.', about);
  const child = takeChild(job);
  let stopped: ImportAbort | null = null;
  let errors = '';
  let step = '';
  const stop = (reason: ImportAbort): void => {
    stopped ??= reason;
    child.kill('SIGKILL');
  };
  const onAbort = (): void =>
    stop(new ImportAbort('cancelled', 'The import was cancelled.', about));
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(
    () =>
      stop(
        new ImportAbort('time-limit', `The import took longer than ${limits.seconds} s.`, about),
      ),
    limits.seconds * 1_000,
  );
  const watchdog = setInterval(() => {
    void residentMb(child.pid).then((resident) => {
      if (resident > limits.residentMb)
        stop(
          new ImportAbort(
            'memory-limit',
            `The import needed more than ${limits.residentMb} MB of memory.`,
            about,
          ),
        );
    });
  }, 250);
  const onError = (data: Buffer): void => {
    errors = (errors + data.toString('utf8')).slice(-4_000);
  };
  child.stderr?.on('data', onError);
  let onMessage = (_: ChildMessage): void => undefined;
  const answered = new Promise<ChildAnswer>((resolveAnswer) => {
    onMessage = (message) => {
      if (message.kind === 'progress') {
        if (message.progress.step !== step) failpoint(`prepare:${(step = message.progress.step)}`);
        onProgress?.(message.progress);
      } else {
        failpoint('prepare:answered');
        resolveAnswer(message);
      }
    };
  });
  child.on('message', onMessage);
  let unlisten = (): void => undefined;
  const ended = new Promise<End>((resolveEnd, rejectEnd) => {
    const onClose = (code: number | null, endSignal: string | null): void =>
      resolveEnd({ code, signal: endSignal });
    child.once('error', rejectEnd).once('close', onClose);
    unlisten = () => child.off('error', rejectEnd).off('close', onClose);
  });
  const unwatch = (): void => {
    clearTimeout(timer);
    clearInterval(watchdog);
    signal?.removeEventListener('abort', onAbort);
  };
  let kept = false;
  try {
    child.send(job, (error) => {
      if (error !== null) child.kill('SIGKILL');
    });
    const answer = await Promise.race([answered, ended.then(() => null)]);
    unwatch();
    const well = answer !== null && answer.kind !== 'abort' && stopped === null;
    kept = well && (await keepChild(child, job));
    if (!kept) child.kill('SIGKILL');
    return settle(answer, stopped, kept ? null : await ended, errors, about);
  } finally {
    unwatch();
    unlisten();
    child.stderr?.off('data', onError);
    child.off('message', onMessage);
    if (!kept) child.kill('SIGKILL');
  }
}

/** @throws ImportAbort */
function resultOf(answer: ChildAnswer): ChildAnswer {
  if (answer.kind === 'abort') throw new ImportAbort(answer.code, answer.message, answer.detail);
  return answer;
}

interface End {
  readonly code: number | null;
  readonly signal: string | null;
}

/** @param end null while the child lives on. */
function settle(
  answer: ChildAnswer | null,
  stopped: ImportAbort | null,
  end: End | null,
  errors: string,
  about: { file: string },
): ChildAnswer {
  if (stopped !== null) throw stopped;
  if (answer !== null) return resultOf(answer);
  if (/heap out of memory|ERR_STRING_TOO_LONG|Array buffer allocation failed/i.test(errors)) {
    throw new ImportAbort('memory-limit', 'The import went beyond its memory limit.', about);
  }
  const last = hideAllPaths(errors.trim().split('\n').at(-1) ?? '');
  throw new ImportAbort(
    'crashed',
    `The import process ended unexpectedly (${end?.signal ?? `code ${String(end?.code)}`}). ${last}`.trim(),
    about,
  );
}
