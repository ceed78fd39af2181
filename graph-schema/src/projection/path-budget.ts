/** What one question for paths may cost, so that no question keeps the graph from the others. */
import type { PathStop } from '../ports/graph-store.ts';

/** Relations that one question may look at: some seconds of one core. */
const MAX_WORK = 20_000_000;
const MAX_MS = 10_000;
/** Relations between two chances for others: a few milliseconds. */
const SLICE_WORK = 20_000;

export class PathBudget {
  #work = 0;
  #slice = 0;
  #stopped: PathStop['reason'] | null = null;
  readonly #maxWork: number;
  readonly #deadline: number;
  readonly #cancelled: () => boolean;

  constructor({
    maxWork = MAX_WORK,
    maxMs = MAX_MS,
    cancelled = () => false,
  }: { maxWork?: number; maxMs?: number; cancelled?: () => boolean } = {}) {
    this.#maxWork = maxWork;
    this.#deadline = performance.now() + maxMs;
    this.#cancelled = cancelled;
  }

  /** Counts relations that were looked at; true when it is time to give way. */
  spend(relations: number): boolean {
    this.#work += relations;
    this.#slice += relations;
    if (this.#slice < SLICE_WORK) return false;
    this.#slice = 0;
    if (this.#work > this.#maxWork) this.stop('work');
    else if (performance.now() > this.#deadline) this.stop('time');
    else if (this.#cancelled()) this.stop('cancelled');
    return true;
  }

  /** The first reason stays. */
  stop(reason: PathStop['reason']): void {
    this.#stopped ??= reason;
  }

  get exhausted(): boolean {
    return this.#stopped !== null;
  }

  get stopped(): PathStop | null {
    return this.#stopped === null ? null : { reason: this.#stopped, examined: this.#work };
  }
}
