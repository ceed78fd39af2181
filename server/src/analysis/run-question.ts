/** Runs a question in a thread of its own on a pinned generation: the server stays responsive, stopping it frees its memory at once. */
import type { Worker } from 'node:worker_threads';
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { startThread } from '@phecda/graph-schema/start-code';
import type { z } from 'zod';
import { DomainError } from '../domain-error.ts';
import type { EntityColumns } from './questions/entity-columns.ts';
import { outOfMemory } from './questions/memory.ts';
import { questions, type QuestionName } from './questions/questions.ts';
import type { ColumnsAnswer, RunData, WorkerMessage } from './worker-messages.ts';

export type ParametersOf<Name extends QuestionName> = z.output<
  (typeof questions)[Name]['parameters']
>;
export type ResultOf<Name extends QuestionName> = z.output<(typeof questions)[Name]['result']>;

export interface RunRequest<Name extends QuestionName> {
  readonly question: Name;
  /** As a user gave them; `parseParameters` checks them and fills in the rest. */
  readonly parameters: unknown;
  readonly projection: PinnedProjection;
  /** Revision that the generation shows. */
  readonly revision: number;
  /** Level 1 to 5 of each tag. */
  readonly tagLevels: Readonly<Record<string, number>>;
  readonly columns: EntityColumns;
  /** Bytes that the run may take beside the projection. Default 1 GB. */
  readonly memoryLimit?: number;
  /** Threads that the run may use at a time. Default 1. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
}

export interface RunProgress {
  /** A key of the question's `steps`. */
  readonly step: string;
  /** Of the whole run, 0 to 1. */
  readonly share: number;
}

const DEFAULT_MEMORY = 1 << 30;
const MEGABYTE = 1 << 20;

/** @throws DomainError BAD_INPUT that lists what is wrong. */
export function parseParameters<Name extends QuestionName>(
  question: Name,
  given: unknown,
): ParametersOf<Name> {
  const parsed = questions[question].parameters.safeParse(given);
  if (parsed.success) return parsed.data as ParametersOf<Name>;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    parameter: path.join('.'),
    message,
  }));
  throw new DomainError(
    'BAD_INPUT',
    'error.analysisParameters',
    `These parameters do not fit: ${issues.map(({ parameter, message }) => `${parameter}: ${message}`).join('; ')}`,
    { count: issues.length },
    issues,
  );
}

/**
 * Equal input and seed give an equal result.
 * @throws DomainError BAD_INPUT, NOT_FOUND (an entity of the scope), TOO_LARGE with `neededMb` and `limitMb`; the signal's reason when it was stopped.
 */
export async function runQuestion<Name extends QuestionName>(
  request: RunRequest<Name>,
): Promise<ResultOf<Name>> {
  const {
    question,
    projection,
    revision,
    tagLevels,
    signal,
    memoryLimit = DEFAULT_MEMORY,
    workers = 1,
  } = request;
  const parameters = parseParameters(question, request.parameters);
  signal?.throwIfAborted();
  const worker = startThread(new URL('./worker.ts', import.meta.url), {
    workerData: {
      question,
      parameters,
      projection,
      revision,
      tagLevels,
      memoryLimit,
      workers,
    } satisfies RunData,
    execArgv: [],
    name: `phecda-${question}`,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(memoryLimit / MEGABYTE) },
  });
  let stop = (): void => undefined;
  try {
    return await new Promise<ResultOf<Name>>((resolve, reject) => {
      stop = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', stop, { once: true });
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'progress') request.onProgress?.(message);
        else if (message.kind === 'columns') void answerColumns(worker, request.columns, message);
        else if (message.kind === 'result') resolve(message.value as ResultOf<Name>);
        else reject(errorOf(message));
      });
      worker.on('error', (error) => reject(outOfMemory(error, memoryLimit)));
      worker.on('exit', (code) => reject(new Error(`the run ended with code ${code}`)));
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

async function answerColumns(
  worker: Worker,
  columns: EntityColumns,
  { call, method, ids }: Extract<WorkerMessage, { kind: 'columns' }>,
): Promise<void> {
  let answer: ColumnsAnswer;
  try {
    answer = { call, rows: await columns[method](ids) };
  } catch (error) {
    answer = { call, error: error instanceof Error ? error.message : String(error) };
  }
  worker.postMessage(answer);
}

function errorOf(message: Extract<WorkerMessage, { kind: 'refused' | 'failed' }>): Error {
  if (message.kind === 'refused') {
    const { code, key, message: text, params } = message.error;
    return new DomainError(code, key, text, params);
  }
  const error = new Error(message.message);
  error.stack = message.stack;
  return error;
}
