/** Keeps the graph view behind the truth while the server runs, one pass at a time, and announces each revision that it has reached. */
import { followView } from '@phecda/etl/follow-view';
import type { GraphStore, Ontology, Sql } from '@phecda/graph-schema';
import type { Chunk } from '@phecda/graph-schema/ports/graph-store';
import type { Log } from '../../log.ts';
import { readChange } from './change-store.ts';
import type { LiveBus } from './live-bus.ts';

export interface ViewFollowerOptions {
  readonly sql: Sql;
  readonly graph: GraphStore;
  readonly ontology: Ontology;
  readonly token: number;
  readonly live: LiveBus;
  readonly log: Log;
}

type OnChunk = (chunk: Chunk) => void;

/** Other processes of a team write too: their revisions are found by looking. */
const lookEvery = 1000;

export class ViewFollower {
  readonly #options: ViewFollowerOptions;
  readonly #watching = new Set<OnChunk>();
  #running: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #reached = 0;
  #stopped = false;

  constructor(options: ViewFollowerOptions) {
    this.#options = options;
  }

  get reached(): number {
    return this.#reached;
  }

  /** Returns once the view holds everything that was committed before the call. */
  catchUp(onChunk?: OnChunk): Promise<void> {
    if (onChunk) this.#watching.add(onChunk);
    // A pass that has not begun yet will see this caller's revision too.
    this.#waiting ??= this.#running.then(() => {
      this.#waiting = null;
      this.#running = this.#pass();
      return this.#running;
    });
    return this.#waiting.finally(() => onChunk && this.#watching.delete(onChunk));
  }

  /** Looks for revisions of other processes from now on. */
  watchOthers(): void {
    this.#timer = setInterval(() => void this.#look(), lookEvery);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await Promise.allSettled([this.#waiting, this.#running]);
  }

  async #look(): Promise<void> {
    const { sql, log } = this.#options;
    try {
      if (!this.#stopped && (await sql.revision()) > this.#reached) await this.catchUp();
    } catch (error) {
      log.warn({ err: error }, 'the graph view could not follow; trying again');
    }
  }

  async #pass(): Promise<void> {
    if (this.#stopped) return;
    const { sql, graph, ontology, token } = this.#options;
    const announced: number[] = [];
    this.#reached = await followView(sql, graph, {
      token,
      entityTypes: ontology.entityTypes,
      onChunk: (chunk) => {
        for (const watch of this.#watching) watch(chunk);
      },
      onRevision: (revision) => announced.push(revision),
    });
    void this.#announce(announced);
  }

  async #announce(revisions: readonly number[]): Promise<void> {
    const { sql, live, log } = this.#options;
    if (!live.listening) return;
    try {
      for (const revision of revisions) {
        const change = await readChange(sql, revision);
        if (change) live.announce(change);
      }
    } catch (error) {
      log.warn({ err: error }, 'a revision could not be announced');
    }
  }
}
