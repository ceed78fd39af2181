import { describe, expect, it } from 'vitest';
import { trackLine } from '../track-line.ts';
import { chartPath, gapsOf } from './chart-path.ts';

function speeds(kmh: readonly (number | null)[], gaps: readonly number[] = []) {
  const zeros = kmh.map(() => 0);
  return trackLine('a', 'a', {
    time: kmh.map((_, index) => index),
    lng: zeros,
    lat: zeros,
    kmh,
    course: zeros,
    gap: kmh.map((_, index) => (gaps.includes(index) ? 1 : 0)),
    flag: zeros,
  });
}
const same = (value: number) => value;

describe('the line of speeds', () => {
  it('keeps the lowest and the highest of what shares a pixel', () => {
    const line = speeds([10, 90, 0, 50]);
    expect(chartPath(line, (at) => at / 100, same, 0, 10)).toBe('M0 0.0L0 90.0');
    expect(chartPath(line, same, same, 0, 10)).toBe('M0 10.0L1 90.0L2 0.0L3 50.0');
  });

  it('breaks at gaps and at unknown speeds', () => {
    expect(chartPath(speeds([10, 20, 30], [2]), same, same, 0, 9)).toBe('M0 10.0L1 20.0M2 30.0');
    expect(chartPath(speeds([10, null, 30]), same, same, 0, 9)).toBe('M0 10.0M2 30.0');
    expect(gapsOf(speeds([10, 20, 30], [2]))).toEqual([{ from: 1, to: 2 }]);
  });

  it('keeps to the span', () => {
    expect(chartPath(speeds([10, 20, 30, 40]), same, same, 1, 2)).toBe('M1 20.0L2 30.0');
  });
});
