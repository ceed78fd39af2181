/** Second part of the score: whether it trades what the gang traded, from where, how, and at what price. */
import type { FilingColumn } from '../entity-columns.ts';

/** From coarse to fine, so that one figure in another band does not make goods strange. */
const levels: readonly ((filing: FilingColumn) => string)[] = [
  ({ heading }) => heading,
  ({ heading, origin, mode }) => `${heading}|${origin}|${mode}`,
  ({ heading, origin, mode, priceBand }) => `${heading}|${origin}|${mode}|${priceBand ?? ''}`,
];

/** Declarations by heading × origin × mode × price band, at each level. */
export type Profile = readonly ReadonlyMap<string, number>[];

export function profileOf(filings: readonly FilingColumn[]): Profile {
  return levels.map((keyOf) => {
    const counts = new Map<string, number>();
    for (const filing of filings) {
      if (filing.heading === '') continue;
      const key = keyOf(filing);
      counts.set(key, (counts.get(key) ?? 0) + filing.declarations);
    }
    return counts;
  });
}

/** Mean cosine over the levels; null where one of the two has filed nothing. */
export function behaviourPart(gang: Profile, candidate: Profile): number | null {
  if ((gang[0]?.size ?? 0) === 0 || (candidate[0]?.size ?? 0) === 0) return null;
  const sum = gang.reduce((total, own, level) => total + cosine(own, candidate[level]!), 0);
  return sum / gang.length;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let dot = 0;
  for (const [key, value] of a) dot += value * (b.get(key) ?? 0);
  const length = (of: ReadonlyMap<string, number>): number =>
    Math.sqrt([...of.values()].reduce((sum, value) => sum + value * value, 0));
  return dot === 0 ? 0 : dot / (length(a) * length(b));
}
