/** How benchmarks print: sizes from the command line, percentiles, and a figure with its budget beside it. */

/** The n-th argument (from 0) as a whole number. @throws Error when it is none. */
export function sizeArgument(n: number, otherwise: number): number {
  const text = process.argv[n + 2];
  if (text === undefined) return otherwise;
  const size = Number(text);
  if (!Number.isSafeInteger(size) || size < 0) throw new Error(`Not a size: ${text}`);
  return size;
}

/** Nearest rank: the smallest value that `share` of all do not exceed. NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Of milliseconds. */
export function spread(values: readonly number[]): string {
  if (values.length === 0) return 'none';
  const at = (share: number): string => `${percentile(values, share).toFixed(1)} ms`;
  return `${whole(values.length)} asked, p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

export function megabytes(bytes: number): string {
  return `${whole(bytes / 1e6)} MB`;
}

/** Whether a figure holds its budget, as one reads it at the end of a line; no verdict on a size that the budget does not speak of. */
export function budget(text: string, held: boolean, fullSize = true): string {
  return `(budget ${text}${fullSize ? `: ${held ? 'held' : 'MISSED'}` : ' at full size'})`;
}
