/** The best hits of a search among any number of matches: by score, then degree, then id, as compareHits of rank.ts orders them. */
import type { SearchAnswer } from '../../ports/graph-store.ts';
import type { Projection } from '../../projection/projection.ts';
import type { Match } from '../../search/rank.ts';

interface Kept {
  readonly node: number;
  readonly degree: number;
  readonly match: Match;
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

  add(node: number, match: Match): void {
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

  answer(labelOf: (node: number) => string): SearchAnswer {
    this.#shorten();
    const { nodes, types } = this.#projection;
    const live = this.#kept.filter(({ node }) => nodes.isLive(node));
    return {
      hits: live.map(({ node, match }) => ({
        id: nodes.id(node),
        type: types.name(nodes.types[node] as number),
        label: labelOf(node),
        ...match,
      })),
      total: this.total,
    };
  }
}
