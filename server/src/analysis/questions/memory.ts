/** Refuses a run that would not fit, with the figure, before it begins. */
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
