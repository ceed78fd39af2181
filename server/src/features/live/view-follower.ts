/** Keeps the graph view behind the truth while the server runs, one pass at a time, and announces each revision that it has reached. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import { followView } from '@phecda/etl/follow-view';
import { waitForView, withBeat } from '@phecda/etl/view/view-beat';
import { StaleWriterError, type GraphStore, type Ontology, type Sql } from '@phecda/graph-schema';
import type { Log } from '../../log.ts';
import type { LiveBus } from './live-bus.ts';

export interface ViewFollowerOptions {
  readonly sql: Sql;
  readonly graph: GraphStore;
  readonly ontology: Ontology;
  readonly token: number;
  readonly live: LiveBus;
  readonly log: Log;
}

type OnChunk = (changes: number) => void;

/** Other processes of a team write too: their revisions are found by looking. */
const lookEvery = 1000;

export class ViewFollower {
  readonly #options: ViewFollowerOptions;
  readonly #watching = new Set<OnChunk>();
  /** The end of the last piece of work in the line. */
  #last: Promise<void> = Promise.resolve();
  /** A pass that stands in the line and has not begun. */
  #next: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #token: number;
  #reached = 0;
  #stopped = false;

  constructor(options: ViewFollowerOptions) {
    this.#options = options;
    this.#token = options.token;
  }

  get reached(): number {
    return this.#reached;
  }

  /** Returns once the view holds everything that was committed before the call. */
  catchUp(onChunk?: OnChunk): Promise<void> {
    if (onChunk) this.#watching.add(onChunk);
    // A pass that has not begun yet will see this caller's revision too.
    this.#next ??= this.#inLine(() => {
      this.#next = null;
      return this.#pass();
    });
    return this.#next.finally(() => onChunk && this.#watching.delete(onChunk));
  }

  /** Drops the view and builds it again; gives the revision that it then holds. */
  async rebuild(onChunk?: OnChunk): Promise<number> {
    const { sql, graph } = this.#options;
    if (onChunk) this.#watching.add(onChunk);
    await this.#inLine(async () => {
      this.#token = await sql.takeToken('view');
      await withBeat(sql, graph, () => graph.clear(this.#token));
      failpoint('view:cleared');
      await this.#pass();
    }).finally(() => onChunk && this.#watching.delete(onChunk));
    return this.#reached;
  }

  /** Begins once everything before is over, whichever way it ended. */
  #inLine(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined); // told to whoever asked for it
    return turn;
  }

  /** Looks for revisions of other processes from now on. */
  watchOthers(): void {
    this.#timer = setInterval(() => void this.#look(), lookEvery);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#last;
  }

  async #look(): Promise<void> {
    const { sql, log } = this.#options;
    try {
      if (!this.#stopped && (await sql.revision()) > this.#reached) await this.catchUp();
    } catch (error) {
      log.warn({ err: error }, 'the graph view could not follow; trying again');
    }
  }

  /** Where another process of the team writes the view it is waited for, and the view taken over when that has gone. */
  async #pass(): Promise<void> {
    const { sql, graph, live } = this.#options;
    for (let done = false; !done;) {
      if (this.#stopped) return;
      try {
        this.#reached = await this.#follow();
        done = true;
      } catch (error) {
        if (!(error instanceof StaleWriterError)) throw error;
        const wanted = await sql.revision();
        done = await waitForView(sql, graph, wanted, { stopped: () => this.#stopped });
        if (done) this.#reached = wanted;
        else if (!this.#stopped) this.#token = await sql.takeToken('view');
      }
    }
    live.announce(this.#reached);
  }

  #follow(): Promise<number> {
    const { sql, graph, ontology } = this.#options;
    return followView(sql, graph, {
      token: this.#token,
      entityTypes: ontology.entityTypes,
      relationKinds: ontology.relationKinds,
      onChunk: (changes) => {
        for (const watch of this.#watching) watch(changes);
      },
    });
  }
}
