/** Fifth step of gang analysis: the parts of a group's rank, each 0 to 1, and their weighted mean. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import type { GangGroup } from './result.ts';
import { rankParts, type GangParameters } from './parameters.ts';

export type RankParts = GangGroup['parts'];

export function scoreOf(parts: RankParts, weights: GangParameters['rank']): number {
  let sum = 0;
  let whole = 0;
  for (const part of rankParts) {
    sum += parts[part] * weights[part];
    whole += weights[part];
  }
  return whole === 0 ? 0 : sum / whole;
}

/** What a tag of each level adds, 1 to 5: a filed smuggling case tells more than many notes. */
const levelWeights = [0, 0, 0.1, 0.25, 0.5, 1];

/** Tags as numbers: what each set of tags weighs, and what entities of each type weigh on average. */
export class TagWeights {
  readonly #pinned: PinnedProjection;
  readonly #levels: Readonly<Record<string, number>>;
  readonly #ofSet: Float64Array;
  readonly #usual: Float64Array;

  constructor(pinned: PinnedProjection, levels: Readonly<Record<string, number>>) {
    this.#pinned = pinned;
    this.#levels = levels;
    this.#ofSet = Float64Array.from(pinned.tagSetNames, (names) =>
      Math.max(0, ...names.map((tag) => levelWeights[this.level(tag)] ?? 0)),
    );
    const count = new Float64Array(256);
    this.#usual = new Float64Array(256);
    for (let n = 0; n < pinned.nodeCount; n++) {
      const type = pinned.nodeTypes[n] as number;
      count[type]!++;
      this.#usual[type]! += this.weight(n);
    }
    for (let type = 0; type < 256; type++)
      if ((count[type] as number) > 0) this.#usual[type]! /= count[type] as number;
  }

  level(tag: string): number {
    return this.#levels[tag] ?? 1;
  }
  tags(node: number): readonly string[] {
    return this.#pinned.tagSetNames[this.#pinned.nodeTagSets[node] as number] ?? [];
  }
  weight(node: number): number {
    return this.#ofSet[this.#pinned.nodeTagSets[node] as number] as number;
  }

  /** By how much the tags of some entities exceed what as many others would carry. */
  part(nodes: Iterable<number>): number {
    let excess = 0;
    for (const node of nodes)
      excess += this.weight(node) - (this.#usual[this.#pinned.nodeTypes[node] as number] as number);
    return excess <= 0 ? 0 : 1 - Math.exp(-excess / 1.5);
  }
}

/** Grows with the logarithm: 100,000 yuan tell little, 10 billion as much as can be. */
export function moneyPart(cents: number): number {
  return Math.min(1, Math.log10(1 + Math.max(0, cents) / 1e7) / 5);
}

/** Half for the share of enterprises that nothing single takes out of the group, half for a ring. */
export function loopsPart(inBlock: number, enterprises: number, rings: number): number {
  return 0.5 * (enterprises === 0 ? 0 : inBlock / enterprises) + (rings > 0 ? 0.5 : 0);
}
