/** How much a run tries: samples and fixed seeds in `npm test`, everything and seeds drawn anew in `npm run test:long`. */

export const longRun = process.env['TEST_LONG'] === '1';

/** So many of the points, spread evenly from the first to the last; all of them in the long run. */
export function sampleOf<T>(points: readonly T[], count: number): readonly T[] {
  if (longRun || count >= points.length) return points;
  const step = (points.length - 1) / Math.max(1, count - 1);
  return points.filter((_, i) =>
    Array.from({ length: count }, (__, k) => Math.round(k * step)).includes(i),
  );
}

/** How often something is tried: in each run, and in the long run. */
export function times(inEachRun: number, inTheLongRun: number): number {
  return longRun ? inTheLongRun : inEachRun;
}
