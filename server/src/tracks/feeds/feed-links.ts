/** Whether what a feed hangs on is there: connections of its senders, the broker, its topic. Seen from this server, since it started. */

/** Gaps that a link is known by. */
const gapsKept = 20;

export interface LinkDown {
  /** Milliseconds UTC. */
  readonly since: number;
  /** In the words or code of who refused; null: it only went. */
  readonly problem: string | null;
  /** Longest of its last gaps that ended. */
  readonly usualMs: number;
}

export class FeedLink {
  #open = 0;
  #downSince: number | null = null;
  #problem: string | null = null;
  #gaps: number[] = [];

  opened(now: number): void {
    if (this.#downSince !== null)
      this.#gaps = [...this.#gaps, now - this.#downSince].slice(-gapsKept);
    this.#open++;
    this.#downSince = null;
    this.#problem = null;
  }

  closed(now: number): void {
    this.#open = Math.max(0, this.#open - 1);
    if (this.#open === 0) this.#downSince ??= now;
  }

  /** It was to be there from now on. */
  expected(now: number): void {
    if (this.#open === 0) this.#downSince ??= now;
  }

  /** @returns false when that is known already */
  failed(now: number, problem: string): boolean {
    this.expected(now);
    const known = this.#problem === problem;
    this.#problem = problem;
    return !known;
  }

  get down(): LinkDown | null {
    return this.#downSince === null
      ? null
      : {
          since: this.#downSince,
          problem: this.#problem,
          usualMs: Math.max(0, ...this.#gaps),
        };
  }
}

/** One per feed whose senders connect, one for the broker, one per topic. */
export class FeedLinks {
  readonly broker = new FeedLink();
  readonly #senders = new Map<string, FeedLink>();
  readonly #topics = new Map<string, FeedLink>();

  senderOf(feed: string): FeedLink {
    return linkIn(this.#senders, feed);
  }

  topic(name: string): FeedLink {
    return linkIn(this.#topics, name);
  }
}

function linkIn(links: Map<string, FeedLink>, key: string): FeedLink {
  let link = links.get(key);
  if (!link) links.set(key, (link = new FeedLink()));
  return link;
}
