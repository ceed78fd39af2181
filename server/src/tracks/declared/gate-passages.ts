/** Passages of gates by one truck: its times in the circles about them, of which those beside and soon after each other are one. */
import { kmBetween } from '../geo.ts';
import type { CleanTrack } from '../questions/clean-track.ts';
import { lowerBound, presences, type Presence } from '../questions/presence.ts';
import { prepareZone } from '../zones/prepared-zone.ts';
import type { Spot } from './spot.ts';

export interface Passage {
  readonly from: number;
  readonly to: number;
  /** It stood there, as for clearance; who drives by on a road near the gate does not. */
  readonly stood: boolean;
  /** Gate → its last time in there. */
  readonly at: ReadonlyMap<string, Presence>;
}

export interface GateTimes {
  /** By fixes, or by the line between two; ascending. */
  readonly passages: readonly Passage[];
  /** Gate → times in which it only may have been there. */
  readonly perhaps: ReadonlyMap<string, readonly Presence[]>;
}

/** Longer until the first fix outside. */
const stoodMs = 15 * 60_000;
const soonMs = 20 * 60_000;
const besideKm = 10;
const whole = { from: -Infinity, to: Infinity };

export const gateKey = ({ lng, lat, km }: Spot): string => `${lng} ${lat} ${km}`;

export function gateTimes(
  track: CleanTrack,
  gates: readonly Spot[],
  fastestKmh: number,
): GateTimes {
  const byKey = new Map(gates.map((gate) => [gateKey(gate), gate]));
  const perhaps = new Map<string, Presence[]>();
  const seen: { key: string; gate: Spot; presence: Presence }[] = [];
  for (const [key, gate] of [...byKey].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { lng, lat, km } = gate;
    const zone = prepareZone({ type: 'Point', coordinates: [lng, lat], radius: km * 1_000 });
    const found = presences(track, zone, whole, fastestKmh);
    perhaps.set(
      key,
      found.filter((one) => !isSeen(one)),
    );
    for (const presence of found.filter(isSeen)) seen.push({ key, gate, presence });
  }
  const passages: (Passage & { readonly gates: readonly Spot[]; at: Map<string, Presence> })[] = [];
  for (const { key, gate, presence } of seen.sort((a, b) => a.presence.from - b.presence.from)) {
    const stood = outsideAgain(track, presence) - presence.from > stoodMs;
    const before = passages.at(-1);
    if (before === undefined || !isOne(before, gate, presence)) {
      const at = new Map([[key, presence]]);
      passages.push({ from: presence.from, to: presence.to, stood, at, gates: [gate] });
      continue;
    }
    before.at.set(key, presence);
    passages[passages.length - 1] = {
      from: before.from,
      to: Math.max(before.to, presence.to),
      stood: before.stood || stood,
      at: before.at,
      gates: [...before.gates, gate],
    };
  }
  return { passages, perhaps };
}

const isSeen = ({ certainty, crossed }: Presence): boolean => certainty === 'CERTAIN' || crossed;

const isOne = (
  before: { readonly to: number; readonly gates: readonly Spot[] },
  { lng, lat }: Spot,
  { from }: Presence,
): boolean =>
  from - before.to <= soonMs &&
  before.gates.some((gate) => kmBetween(gate.lng, gate.lat, lng, lat) <= besideKm);

function outsideAgain({ at, count }: CleanTrack, { to, certainty }: Presence): number {
  if (certainty !== 'CERTAIN') return to;
  const next = lowerBound(at, count, to) + 1;
  return next < count ? (at[next] ?? to) : to;
}
