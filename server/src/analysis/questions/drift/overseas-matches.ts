/** Overseas parties that may be ones of the gang under another writing: weak edges of a run, which never merge anything by themselves. */
import type { EntityColumns, OverseasColumn } from '../entity-columns.ts';
import type { CountedGraph } from '../counted-graph.ts';
import { telling } from './telling-words.ts';

export interface ProposedMatch {
  /** Nodes. */
  readonly seed: number;
  readonly match: number;
  readonly weight: number;
}

/** Least score of a match. */
const LEAST = 0.6;
/** What another country leaves of a name's score. */
const OTHER_COUNTRY = 0.5;
const SAME_ADDRESS = 0.2;

/** `kindWeight`: of one certain match. */
export async function overseasMatches(
  columns: EntityColumns,
  graph: CountedGraph,
  seeds: readonly number[],
  kindWeight: number,
): Promise<ProposedMatch[]> {
  const own = new Map(
    seeds
      .filter((node) => graph.typeOf(node) === 'OverseasParty')
      .map((node) => [graph.idOf(node), node]),
  );
  if (own.size === 0 || kindWeight === 0) return [];
  const rows = await columns.overseasLike([...own.keys()]);
  const rarity = rarityOf(rows);
  const matches: ProposedMatch[] = [];
  for (const party of rows) {
    const seed = own.get(party.id);
    if (seed === undefined) continue;
    for (const other of rows) {
      const match = graph.find(other.id);
      if (own.has(other.id) || match < 0 || graph.saysNothing(seed, match)) continue;
      const score = matchScore(party, other, rarity);
      if (score >= LEAST) matches.push({ seed, match, weight: kindWeight * score });
    }
  }
  return matches;
}

export type Rarity = (word: string) => number;

/** A word that many names hold says little: log₂ of the names per name with it, at least 1. */
export function rarityOf(rows: readonly OverseasColumn[]): Rarity {
  const held = new Map<string, number>();
  for (const { label } of rows)
    for (const word of telling(label)) held.set(word, (held.get(word) ?? 0) + 1);
  return (word) => Math.max(1, Math.log2(rows.length / (held.get(word) ?? 1)));
}

/** 0 to 1: shared words of the names by rarity, less in another country, more at the same address. */
export function matchScore(a: OverseasColumn, b: OverseasColumn, rarity: Rarity): number {
  const name = overlap(telling(a.label), telling(b.label), rarity);
  const country = a.country !== '' && b.country !== '' && a.country !== b.country;
  const address = overlap(telling(a.address), telling(b.address), () => 1);
  return Math.min(1, name * (country ? OTHER_COUNTRY : 1) + SAME_ADDRESS * address * name);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>, rarity: Rarity): number {
  let shared = 0;
  let all = 0;
  for (const word of new Set([...a, ...b])) {
    all += rarity(word);
    if (a.has(word) && b.has(word)) shared += rarity(word);
  }
  return all === 0 ? 0 : shared / all;
}
