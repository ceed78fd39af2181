/** Answers to searches, kept while the graph stays as it is: many people type the same beginnings. */
import type { SearchAnswer, SearchQuery } from '../../ports/graph-store.ts';

/** Hits that are kept in all: about half a kilobyte each. */
const MOST_HITS = 30_000;

export class KeptSearches {
  readonly #search: (query: SearchQuery) => Promise<SearchAnswer>;
  /** By question, the oldest first; one that is under way counts as one of no hits. */
  #kept = new Map<string, Promise<SearchAnswer>>();
  #hits = 0;
  /** Writes that are under way. */
  #writes = 0;

  constructor(search: (query: SearchQuery) => Promise<SearchAnswer>) {
    this.#search = search;
  }

  /** Whoever asks what is being answered waits for that answer. While something is written nothing is kept. */
  search(query: SearchQuery): Promise<SearchAnswer> {
    if (this.#writes > 0) return this.#search(query);
    const key = JSON.stringify([query.text, query.limit, query.scope ?? null]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const kept = this.#kept;
    const answer = this.#search(query);
    kept.set(key, answer);
    answer.then(
      ({ hits }) => {
        if (kept === this.#kept) this.#count(hits.length + 1);
      },
      () => kept.delete(key),
    );
    return answer;
  }

  /** Forgets everything, before the work and after it. */
  async whileWriting<T>(work: () => Promise<T>): Promise<T> {
    this.#writes++;
    this.#forget();
    try {
      return await work();
    } finally {
      this.#writes--;
      this.#forget();
    }
  }

  #forget(): void {
    this.#kept = new Map();
    this.#hits = 0;
  }

  #count(hits: number): void {
    this.#hits += hits;
    if (this.#hits > MOST_HITS) this.#forget();
  }
}
