/** The best hits of a search among any number of matches: by score, then degree, then id, as compareHits of rank.ts orders them. */
import type { EntitySummary, SearchAnswer } from '../../ports/graph-store.ts';
import type { Projection } from '../../projection/projection.ts';
import type { Found } from '../../search/rank.ts';

interface Kept {
  readonly node: number;
  readonly degree: number;
  readonly match: Found;
}

export class BestMatches {
  total = 0;
  readonly #limit: number;
  readonly #projection: Projection;
  #kept: Kept[] = [];
  /** Matches below this score cannot be among the best any more. */
  #floor = -1;

  constructor(limit: number, projection: Projection) {
    this.#limit = limit;
    this.#projection = projection;
  }

  add(node: number, match: Found): void {
    this.total++;
    if (match.score < this.#floor || this.#limit <= 0) return;
    this.#kept.push({ node, degree: this.#projection.nodes.degrees[node] as number, match });
    if (this.#kept.length >= 4 * this.#limit + 1000) this.#shorten();
  }

  #shorten(): void {
    const { nodes } = this.#projection;
    this.#kept.sort(
      (a, b) =>
        b.match.score - a.match.score || b.degree - a.degree || nodes.compare(a.node, b.node),
    );
    if (this.#kept.length <= this.#limit) return;
    this.#kept.length = this.#limit;
    this.#floor = this.#kept[this.#limit - 1]?.match.score ?? -1;
  }

  answer(
    summaryOf: (node: number) => EntitySummary,
    matchedOf: (node: number, found: Found) => string,
  ): SearchAnswer {
    this.#shorten();
    const live = this.#kept.filter(({ node }) => this.#projection.nodes.isLive(node));
    return {
      hits: live.map(({ node, match }) => ({
        ...summaryOf(node),
        score: match.score,
        reason: match.reason,
        matched: matchedOf(node, match),
      })),
      total: this.total,
    };
  }
}
