/** The thread of one run: asks its starter for columns, tells progress, answers once and ends. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { DomainError } from '../domain-error.ts';
import type { EntityColumns } from './questions/entity-columns.ts';
import { questions, type AnyQuestion } from './questions/questions.ts';
import type { ColumnsAnswer, RunData, WorkerMessage } from './worker-messages.ts';

if (parentPort === null) throw new Error('the analysis worker runs in a worker thread');
const port = parentPort;
/* Who asks the server waits; a run can. Only Linux knows 0 as the calling thread: elsewhere the whole server would step back. */
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
const { question, parameters, ...input } = workerData as RunData;
const send = (message: WorkerMessage): void => port.postMessage(message);

/** Least step of the share that is told. */
const PROGRESS_STEP = 0.005;
let calls = 0;
let told = { step: '', share: -1 };
const waiting = new Map<
  number,
  { resolve: (rows: readonly unknown[]) => void; reject: (error: Error) => void }
>();

port.on('message', (answer: ColumnsAnswer) => {
  const asked = waiting.get(answer.call);
  waiting.delete(answer.call);
  if ('error' in answer) asked?.reject(new Error(answer.error));
  else asked?.resolve(answer.rows);
});

function ask<T>(method: keyof EntityColumns, ids: readonly string[]): Promise<readonly T[]> {
  const call = ++calls;
  return new Promise((resolve, reject) => {
    waiting.set(call, { resolve: (rows) => resolve(rows as readonly T[]), reject });
    send({ kind: 'columns', call, method, ids });
  });
}

function progress(step: string, share: number): void {
  if (step === told.step && share - told.share < PROGRESS_STEP) return;
  told = { step, share };
  send({ kind: 'progress', step, share });
}

const { run, parameters: schema }: AnyQuestion = questions[question];
try {
  const value = await run(
    {
      ...input,
      progress,
      columns: {
        entities: (ids) => ask('entities', ids),
        trade: (ids) => ask('trade', ids),
        beginnings: (ids) => ask('beginnings', ids),
        overseasLike: (ids) => ask('overseasLike', ids),
        filings: (ids) => ask('filings', ids),
      },
    },
    schema.parse(parameters),
  );
  send({ kind: 'result', value });
} catch (error) {
  if (error instanceof DomainError) {
    const { code, key, message, params } = error;
    send({ kind: 'refused', error: { code, key, message, params } });
  } else {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    send({ kind: 'failed', message, stack });
  }
}
port.close();
