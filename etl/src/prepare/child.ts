/** The child process of an import: takes one job from its parent, answers with the result or the reason, and ends. */
import { constants, setPriority } from 'node:os';
import { ImportAbort } from '../errors.ts';
import { fileReasons } from '../reasons.ts';
import { endWithParent, kill } from './end-with-parent.ts';
import { hideAllPaths, hidePlaces } from './hide-places.ts';
import type { ChildJob, ChildMessage } from './protocol.ts';

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined || !process.connected) return reject(new Error('no parent'));
    process.send(message, undefined, undefined, (error) =>
      error === null ? resolve() : reject(error),
    );
  });
}

/* Without its parent the work has no purpose. */
endWithParent();
/* Who asks the server waits; a file can. Threads that are made later inherit it. */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

process.once('message', (job: ChildJob) => {
  work(job).then(() => process.exit(0), kill);
});

async function work(job: ChildJob): Promise<void> {
  try {
    /* Each job loads only what it needs: starting is half of the time of a small file. */
    if (job.task === 'head') {
      const { headOf } = await import('../read/head-of-file.ts');
      return await send({ kind: 'head', head: await headOf(job) });
    }
    const { runPrepare } = await import('./run-prepare.ts');
    const result = await runPrepare(
      job,
      (progress) => void send({ kind: 'progress', progress }).catch(() => undefined),
    );
    await send({ kind: 'prepared', result });
  } catch (error) {
    await send(abortMessage(error, job));
  }
}

function abortMessage(error: unknown, job: ChildJob): ChildMessage {
  if (error instanceof ImportAbort) {
    return {
      kind: 'abort',
      code: error.code,
      message: hidePlaces(error.message, job),
      detail: { file: job.fileName, ...error.detail },
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const memory = /out of memory|memory limit|failed to (?:allocate|pin)/i.test(message);
  return {
    kind: 'abort',
    code: memory ? 'memory-limit' : 'internal',
    message: memory ? fileReasons['memory-limit'].en : hideAllPaths(hidePlaces(message, job)),
    detail: { file: job.fileName },
  };
}
