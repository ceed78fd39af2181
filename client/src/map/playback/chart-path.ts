/** The speed of a track over time as a line of at most two points a pixel; broken at gaps and where it is unknown. */
import type { TrackLine } from '../track-line.ts';

/** Lowest and highest of each pixel column, in order of time. */
export function chartPath(
  line: TrackLine,
  columnOf: (at: number) => number,
  rowOf: (kmh: number) => number,
  from: number,
  to: number,
): string {
  let path = '';
  let open = false;
  let column = Number.NaN;
  let low = 0;
  let high = 0;
  let last = 0;
  const flush = () => {
    if (Number.isNaN(column)) return;
    const points = low === high ? [low] : last === low ? [high, low] : [low, high];
    for (const kmh of points) {
      path += `${open ? 'L' : 'M'}${column} ${rowOf(kmh).toFixed(1)}`;
      open = true;
    }
  };
  for (let index = 0; index < line.time.length; index += 1) {
    const at = line.time[index]!;
    const kmh = line.kmh[index]!;
    if (at < from) continue;
    if (at > to) break;
    const next = Math.round(columnOf(at));
    const broken = line.gap[index] === 1 || Number.isNaN(kmh);
    if (broken || next !== column) {
      flush();
      column = Number.NaN;
      if (broken) open = false;
      if (Number.isNaN(kmh)) continue;
      column = next;
      low = high = last = kmh;
    } else {
      low = Math.min(low, kmh);
      high = Math.max(high, kmh);
      last = kmh;
    }
  }
  flush();
  return path;
}

/** Spans without fixes, milliseconds. */
export function gapsOf(line: TrackLine): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  line.gap.forEach((gap, index) => {
    if (gap === 1 && index > 0) gaps.push({ from: line.time[index - 1]!, to: line.time[index]! });
  });
  return gaps;
}
