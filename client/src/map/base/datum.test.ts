import { describe, expect, it } from 'vitest';
import { distanceKm } from '../geo.ts';
import { fromDatum, readPlace, toDatum, writePlace } from './datum.ts';

const xiamen = [118.0894, 24.4795] as const;

describe('coordinates in another datum', () => {
  it('lie hundreds of metres away within China and come back', () => {
    for (const datum of ['GCJ02', 'BD09'] as const) {
      const there = toDatum(xiamen, datum);
      expect(distanceKm(xiamen, there)).toBeGreaterThan(0.2);
      expect(distanceKm(xiamen, there)).toBeLessThan(1.5);
      expect(distanceKm(fromDatum(there, datum), xiamen)).toBeLessThan(0.001);
    }
  });

  it('are the same outside China', () => {
    expect(distanceKm(toDatum([2.35, 48.85], 'GCJ02'), [2.35, 48.85])).toBe(0);
  });

  it('are read as people write them', () => {
    expect(readPlace('24.4795, 118.0894', 'WGS84')).toEqual(xiamen);
    expect(readPlace('118.0894，24.4795', 'WGS84')).toEqual(xiamen);
    expect(readPlace('24.4795 118.0894', 'WGS84')).toEqual(xiamen);
    expect(readPlace('厦门', 'WGS84')).toBeNull();
    expect(readPlace('95, 200', 'WGS84')).toBeNull();
    const again = readPlace(writePlace(xiamen, 'BD09'), 'BD09')!;
    expect(distanceKm(again, xiamen)).toBeLessThan(0.003);
  });
});
