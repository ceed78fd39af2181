/** Refuses a run that would not fit, with the figure, before it begins, and tells of one that did not. */
import { DomainError } from '../../domain-error.ts';

const MEGABYTE = 1 << 20;

export function refuseBeyond(limit: number, needed: number): void {
  if (needed <= limit) return;
  const neededMb = Math.ceil(needed / MEGABYTE);
  const limitMb = Math.floor(limit / MEGABYTE);
  throw new DomainError(
    'TOO_LARGE',
    'error.analysisMemory',
    `This run would need about ${neededMb} MB beside the graph; ${limitMb} MB are allowed.`,
    { neededMb, limitMb },
  );
}

/** The estimate was too low: a thread's heap reached its limit and was ended. */
export function outOfMemory(error: unknown, limit: number): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  const limitMb = Math.floor(limit / MEGABYTE);
  return new DomainError(
    'TOO_LARGE',
    'error.analysisOutOfMemory',
    `The run needed more than the ${limitMb} MB that it may take.`,
    { limitMb },
  );
}
