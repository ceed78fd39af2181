/** First part of the score: how close a walk that keeps coming back to the persistent members comes to an enterprise, beside how close it comes to the former shells. */
import { pageRank } from '../../algorithms/pagerank.ts';
import { graphAsOf, type Neighbourhood } from './neighbourhood.ts';
import type { Seed } from './persistent-members.ts';

/** Powers of ten below the former shells at which nothing is left of the part. */
const DECADES = 3;
const TOLERANCE = 1e-7;

export class Association {
  readonly #neighbourhood: Neighbourhood;
  readonly #restart: Float64Array;
  readonly #shells: readonly number[];
  readonly #known = new Map<number | null, Float64Array>();

  /** `shells`: places of the former shells. */
  constructor(neighbourhood: Neighbourhood, seeds: readonly Seed[], shells: readonly number[]) {
    this.#neighbourhood = neighbourhood;
    this.#shells = shells;
    this.#restart = new Float64Array(neighbourhood.nodes.length);
    for (const { node, weight } of seeds)
      this.#restart[neighbourhood.placeOf.get(node) as number] = weight;
  }

  /** Rank of each place over the median of the former shells, as of a day (null: today). */
  ratios(asOf: number | null): Float64Array {
    const known = this.#known.get(asOf);
    if (known !== undefined) return known;
    const { rank } = pageRank(graphAsOf(this.#neighbourhood, asOf), {
      restart: this.#restart,
      tolerance: TOLERANCE,
    });
    const scale = this.#scale(rank);
    const ratios = rank.map((value) => value / scale);
    this.#known.set(asOf, ratios);
    return ratios;
  }

  #scale(rank: Float64Array): number {
    const of = (places: readonly number[]): number[] =>
      places
        .map((place) => rank[place] as number)
        .filter((value) => value > 0)
        .sort((x, y) => x - y);
    const shells = of(this.#shells);
    return shells[shells.length >> 1] ?? of(this.#neighbourhood.enterprises).at(-1) ?? 1;
  }
}

/** 1 as close as a former shell, a third less for each power of ten below. */
export function associationPart(ratio: number): number {
  return ratio <= 0 ? 0 : Math.min(1, Math.max(0, 1 + Math.log10(ratio) / DECADES));
}
