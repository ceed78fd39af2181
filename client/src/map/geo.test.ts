import { describe, expect, it } from 'vitest';
import { distanceKm, latOf, lngOf, unwrapped, worldX, worldY, wrapped } from './geo.ts';

describe('places on the map', () => {
  it('come back from the projection', () => {
    for (const [lng, lat] of [
      [118.1, 24.5],
      [-179.9, -60],
      [0, 84],
    ] as const) {
      expect(lngOf(worldX(lng))).toBeCloseTo(lng, 9);
      expect(latOf(worldY(lat))).toBeCloseTo(lat, 9);
    }
    expect(worldY(0)).toBe(0.5);
    expect(worldY(90)).toBeCloseTo(0, 6);
  });

  it('are as far apart as on the sphere, over the date line and the pole too', () => {
    expect(distanceKm([0, 0], [180, 0])).toBeCloseTo(Math.PI * 6371.0088, 6);
    expect(distanceKm([179.5, 0], [-179.5, 0])).toBeCloseTo(111.195, 3);
    expect(distanceKm([0, 89.5], [180, 89.5])).toBeCloseTo(111.195, 3);
    expect(distanceKm([118, 24], [118, 24])).toBe(0);
  });

  it('continue over the date line instead of around the world', () => {
    expect(unwrapped(-179, 179)).toBe(181);
    expect(unwrapped(179, -179)).toBe(-181);
    expect(unwrapped(118, 120)).toBe(118);
    expect(wrapped(181)).toBe(-179);
  });
});
