/** Answers of the truth that are equal for everybody who sees all districts, kept while the graph view stays at one revision. */
import { requirePermission } from '../features/viewer.ts';
import type { ViewedTruth } from './truth.ts';

const maxKept = 200_000;

export type Read<V> = (
  truth: ViewedTruth,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, V>>;

export class KeptAnswers<V> {
  readonly #reached: () => number;
  readonly #read: Read<V>;
  #kept = new Map<string, V>();
  #revision = -1;

  /** @param reached revision that the graph view holds; @param read what is not kept; ids that it leaves out are asked for again */
  constructor(reached: () => number, read: Read<V>) {
    this.#reached = reached;
    this.#read = read;
  }

  /** Asked id → answer, for those that have one. @throws DomainError for a viewer who may not read */
  async of(truth: ViewedTruth, ids: readonly string[]): Promise<ReadonlyMap<string, V>> {
    requirePermission(truth.viewer, 'read');
    // What is shown to one may be hidden from another who sees some districts only.
    if (truth.viewer.districts !== 'all') return this.#read(truth, ids);
    const kept = this.#current();
    const answers = new Map<string, V>();
    const missing: string[] = [];
    for (const id of ids) {
      const answer = kept.get(id);
      if (answer === undefined) missing.push(id);
      else answers.set(id, answer);
    }
    if (missing.length > 0)
      for (const [id, answer] of await this.#readInto(kept, truth, missing))
        answers.set(id, answer);
    return answers;
  }

  /** As the truth has it now: where another server of the team has moved the view on, what is kept may lead nowhere. */
  anew(truth: ViewedTruth, ids: readonly string[]): Promise<ReadonlyMap<string, V>> {
    return truth.viewer.districts === 'all'
      ? this.#readInto(this.#current(), truth, ids)
      : this.#read(truth, ids);
  }

  async #readInto(
    kept: Map<string, V>,
    truth: ViewedTruth,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, V>> {
    const read = await this.#read(truth, ids);
    // Where the view has moved on meanwhile, these are kept in what nobody asks any more.
    for (const [id, answer] of read) if (kept.size < maxKept) kept.set(id, answer);
    return read;
  }

  #current(): Map<string, V> {
    const revision = this.#reached();
    if (revision !== this.#revision || this.#kept.size >= maxKept) {
      this.#revision = revision;
      this.#kept = new Map();
    }
    return this.#kept;
  }
}
