/** What people are told of the error that ended a job: a code with words in both languages. What a database or a library says of itself goes to the log. */
import { SqlMemoryError } from '@phecda/graph-schema/ports/sql';
import { StoreUnavailableError, storageErrorOf } from '@phecda/graph-schema/ports/store-errors';
import { ApplyRefused } from '@phecda/graph-schema/truth/types';
import { ImportAbort, JobRefused } from '../errors.ts';
import { fileReasons, type FileReasonCode } from '../reasons.ts';
import type { JobProblem } from './job.ts';

export function problemOf(error: unknown): JobProblem {
  if (error instanceof ImportAbort) {
    const { row, field, value } = error.detail;
    return {
      code: error.code,
      message: error.message,
      ...(row === undefined ? {} : { row }),
      ...(field === undefined ? {} : { field }),
      ...(value === undefined ? {} : { value }),
    };
  }
  if (error instanceof ApplyRefused)
    return { code: error.code.toLowerCase().replaceAll('_', '-'), message: error.message };
  if (error instanceof JobRefused)
    return { code: error.code, message: fileReasons[error.code].en, value: error.value };
  const code = codeOf(error);
  return { code, message: fileReasons[code].en };
}

function codeOf(error: unknown): FileReasonCode {
  if (error instanceof SqlMemoryError) return 'memory-limit';
  if (error instanceof StoreUnavailableError) return 'store-unavailable';
  if (error instanceof Error && error.name === 'Interrupted') return 'interrupted';
  const storage = storageErrorOf(error);
  if (storage !== null) return storage.why === 'full' ? 'disk-full' : 'folder-read-only';
  return 'internal';
}
