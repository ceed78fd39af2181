/** One job of an import, done in the process that calls it: gives the result or the reason, never throws. */
import { storageErrorOf } from '@phecda/graph-schema/ports/store-errors';
import { ImportAbort } from '../errors.ts';
import { fileReasons } from '../reasons.ts';
import { hideAllPaths, hidePlaces } from './hide-places.ts';
import type { ChildAnswer, ChildJob, PrepareProgress } from './protocol.ts';

export async function performJob(
  job: ChildJob,
  report: (progress: PrepareProgress) => void,
): Promise<ChildAnswer> {
  try {
    /* Each job loads only what it needs: starting is half of the time of a small file. */
    if (job.task === 'head') {
      const { headOf } = await import('../read/head-of-file.ts');
      return { kind: 'head', head: await headOf(job) };
    }
    const { runPrepare } = await import('./run-prepare.ts');
    return { kind: 'prepared', result: await runPrepare(job, report) };
  } catch (error) {
    return abortMessage(error, job);
  }
}

function abortMessage(error: unknown, job: ChildJob): ChildAnswer {
  if (error instanceof ImportAbort) {
    return {
      kind: 'abort',
      code: error.code,
      message: hidePlaces(error.message, job),
      detail: { file: job.fileName, ...error.detail },
    };
  }
  const storage = storageErrorOf(error);
  if (storage !== null) {
    const code = storage.why === 'full' ? 'disk-full' : 'folder-read-only';
    return { kind: 'abort', code, message: fileReasons[code].en, detail: { file: job.fileName } };
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
