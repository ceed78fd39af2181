/** Streams ids in order by sorting one range of their first bytes after another. */

const STREAM_BATCH = 2_000;
/** A range holds about this many. */
const STREAM_RANGE = 16_384;

/** Ids of rows in ascending order, in batches: sorted into ranges of their first bytes, then range by range. */
export async function* idsInOrder(
  pause: () => Promise<void>,
  rows: Uint32Array,
  firstWord: (row: number) => number,
  compare: (a: number, b: number) => number,
  idOf: (row: number) => string,
): AsyncGenerator<string[]> {
  const ranges = Math.max(1, Math.ceil(rows.length / STREAM_RANGE));
  const rangeOf = (row: number): number => Math.floor((firstWord(row) / 4294967296) * ranges);
  const starts = new Uint32Array(ranges + 1);
  for (let i = 0; i < rows.length; i++) {
    starts[rangeOf(rows[i] as number) + 1]!++;
    if (i % 65_536 === 0) await pause();
  }
  for (let range = 1; range <= ranges; range++) starts[range]! += starts[range - 1] as number;
  const ordered = new Uint32Array(rows.length);
  const next = starts.slice();
  for (let i = 0; i < rows.length; i++) {
    ordered[next[rangeOf(rows[i] as number)]!++] = rows[i] as number;
    if (i % 65_536 === 0) await pause();
  }
  for (let range = 0; range < ranges; range++) {
    const part = [...ordered.subarray(starts[range], starts[range + 1])].sort(compare);
    for (let i = 0; i < part.length; i += STREAM_BATCH) {
      yield part.slice(i, i + STREAM_BATCH).map(idOf);
      await pause();
    }
  }
}
