/** Bases (落脚点): stops of one mover that come back to the same place, ranked by how long and how often. */
import { kmBetween } from '../geo.ts';
import type { Stop } from './stops.ts';

export interface Base {
  readonly lng: number;
  readonly lat: number;
  /** Metres within which its stops lie. */
  readonly radius: number;
  readonly stops: number;
  readonly minutes: number;
  readonly days: number;
  /** Days on which it stood there at three in the morning. */
  readonly nights: number;
}

/** Stops this near each other are one place, kilometres. */
const sameKm = 0.3;
const dayMs = 86_400_000;
const districtMs = 8 * 3_600_000;
const deepNightMs = 3 * 3_600_000;

/** Most minutes first. Longer stops gather the shorter ones around them, so that the order of stops does not matter. */
export function findBases(stops: readonly Stop[]): Base[] {
  const left = [...stops].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const bases: Base[] = [];
  const taken = new Set<Stop>();
  for (const centre of left) {
    if (taken.has(centre)) continue;
    const near = left.filter(
      (stop) => !taken.has(stop) && kmBetween(centre.lng, centre.lat, stop.lng, stop.lat) <= sameKm,
    );
    for (const stop of near) taken.add(stop);
    const days = new Set<number>();
    const nights = new Set<number>();
    for (const { from, to } of near) {
      for (let day = dayOf(from); day <= dayOf(to); day++) {
        days.add(day);
        const night = day * dayMs - districtMs + deepNightMs;
        if (from <= night && night <= to) nights.add(day);
      }
    }
    bases.push({
      lng: centre.lng,
      lat: centre.lat,
      radius:
        Math.max(...near.map((stop) => kmBetween(centre.lng, centre.lat, stop.lng, stop.lat))) *
        1_000,
      stops: near.length,
      minutes: near.reduce((sum, { from, to }) => sum + (to - from), 0) / 60_000,
      days: days.size,
      nights: nights.size,
    });
  }
  return bases.sort((a, b) => b.minutes - a.minutes || b.stops - a.stops);
}

function dayOf(at: number): number {
  return Math.floor((at + districtMs) / dayMs);
}
