/** The embedded graph store as the rest of the product sees it: the port, answered by a worker thread. */
import type { Worker } from 'node:worker_threads';
import * as model from '../../generated/model.ts';
import type { Ontology } from '../../model.ts';
import {
  StaleWriterError,
  type Chunk,
  type EntitySummary,
  type ExpandAnswer,
  type ExpandQuery,
  type GraphStatistics,
  type GraphStore,
  type KindCount,
  type PathAnswer,
  type PathFinder,
  type PathQuery,
  type RelationSummary,
  type Scope,
  type SearchAnswer,
  type SearchQuery,
  type ViewCursor,
  type ViewEntity,
  type ViewRelation,
} from '../../ports/graph-store.ts';
import type {
  ExpansionShape,
  ExpansionWriter,
  WrittenExpansion,
} from '../../ports/written-expansion.ts';
import type { PinnedProjection } from '../../projection/projection.ts';
import { startThread } from '../../start-code.ts';
import {
  entityText,
  relationText,
  searchedAttributes,
  type TextChunk,
} from '../../truth/row-texts.ts';
import type { ChunkPiece, EmbeddedMemory } from './embedded-graph.ts';
import { KeptSearches } from './kept-searches.ts';
import { unpackExpansion } from './packed-expansion.ts';
import type {
  GraphArguments,
  GraphMethod,
  GraphReply,
  GraphRequest,
  GraphResult,
  GraphWorkerData,
} from './worker-messages.ts';

/** Rows per message: copying one takes a millisecond of both threads. */
const PIECE_ROWS = 500;
/** Pieces sent ahead of the worker's answer. */
const PIECES_AHEAD = 2;

/** What analyses, paths and the follower of the view need of a projection. */
export interface ProjectionHost extends PathFinder {
  cursor(): Promise<ViewCursor | null>;
  apply(chunk: Chunk, token: number): Promise<void>;
  /** The same for rows that the truth has written as texts. */
  applyTexts(chunk: TextChunk, token: number): Promise<void>;
  clear(token: number): Promise<void>;
  statistics(): Promise<GraphStatistics>;
  /** One unchanging generation in shared memory, for analyses in other threads. */
  pin(): Promise<PinnedProjection>;
  memory(): Promise<EmbeddedMemory>;
  /** Settles when the thread has ended without being closed: every question fails from then on. */
  readonly lost: Promise<Error>;
  close(): Promise<void>;
}
export interface EmbeddedGraphStore extends GraphStore, ProjectionHost {
  readonly expandWritten: ExpansionWriter;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

type RequestBody = GraphRequest extends infer R
  ? R extends GraphRequest
    ? Omit<R, 'call'>
    : never
  : never;

class GraphHost implements EmbeddedGraphStore {
  readonly engine = 'embedded';
  readonly lost: Promise<Error>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #streams = 0;
  #lost: Error | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #searches = new KeptSearches((query) => this.#call('search', query));
  #closed: Promise<void> | null = null;

  constructor(keep: 'all' | 'graph', types: Ontology['entityTypes']) {
    this.#worker = startThread(new URL('./graph-worker.ts', import.meta.url), {
      workerData: { keep, searched: searchedAttributes(types) } satisfies GraphWorkerData,
      execArgv: [],
      name: 'phecda-graph',
      resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 2048 },
    });
    this.#worker.on('message', (reply: GraphReply) => this.#settle(reply));
    this.#worker.on('error', (error) =>
      this.#lose(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', (code) =>
      this.#lose(
        new Error(
          this.#closed === null
            ? `the graph worker stopped with code ${code}`
            : 'the graph store is closed',
        ),
      ),
    );
    this.lost = new Promise((resolve) =>
      this.#worker.once('exit', () => {
        if (this.#closed === null && this.#lost !== null) resolve(this.#lost);
      }),
    );
  }

  #settle(reply: GraphReply): void {
    const waiting = this.#waiting.get(reply.call);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.call);
    if ('error' in reply) waiting.reject(errorFrom(reply.error));
    else waiting.resolve(reply.value);
  }

  #lose(error: Error): void {
    this.#lost ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#lost);
    this.#waiting.clear();
  }

  #send(body: RequestBody, signal?: AbortSignal): Promise<unknown> {
    if (this.#lost !== null) return Promise.reject(this.#lost);
    const call = ++this.#calls;
    const cancel = (): void =>
      this.#worker.postMessage({ call: ++this.#calls, cancel: call } satisfies GraphRequest);
    const answered = new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      this.#worker.postMessage({ call, ...body } as GraphRequest);
    });
    signal?.addEventListener('abort', cancel, { once: true });
    return answered.finally(() => signal?.removeEventListener('abort', cancel));
  }

  #call<M extends GraphMethod>(method: M, ...args: GraphArguments<M>): Promise<GraphResult<M>> {
    return this.#send({ method, args }) as Promise<GraphResult<M>>;
  }

  /** Chunks travel whole, one after the other. */
  #write<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#writing.then(() => this.#searches.whileWriting(work));
    this.#writing = run.catch(() => undefined);
    return run;
  }

  prepare(): Promise<void> {
    return this.#call('prepare');
  }
  cursor(): Promise<ViewCursor | null> {
    return this.#call('cursor');
  }
  apply(chunk: Chunk, token: number): Promise<void> {
    return this.applyTexts(
      {
        ...chunk,
        upsertEntities: chunk.upsertEntities.map(entityText),
        upsertRelations: chunk.upsertRelations.map(relationText),
      },
      token,
    );
  }
  applyTexts(chunk: TextChunk, token: number): Promise<void> {
    return this.#write(async () => {
      const ahead: Promise<void>[] = [];
      for (const piece of piecesOf(chunk)) {
        const sent = this.#call('applyPiece', piece, token);
        sent.catch(() => undefined);
        ahead.push(sent);
        if (ahead.length > PIECES_AHEAD) await ahead.shift();
      }
      await Promise.all(ahead);
    });
  }
  clear(token: number): Promise<void> {
    return this.#write(() => this.#call('clear', token));
  }
  search(query: SearchQuery): Promise<SearchAnswer> {
    return this.#searches.search(query);
  }
  entities(ids: readonly string[]): Promise<EntitySummary[]> {
    return this.#call('entities', ids);
  }
  between(ids: readonly string[], scope?: Scope): Promise<RelationSummary[]> {
    return this.#call('between', ids, scope);
  }
  counts(id: string, scope?: Scope): Promise<KindCount[]> {
    return this.#call('counts', id, scope);
  }
  async expand(query: ExpandQuery): Promise<ExpandAnswer> {
    return unpackExpansion(await this.#call('expand', query));
  }
  expandWritten(query: ExpandQuery, shape: ExpansionShape): Promise<WrittenExpansion> {
    return this.#call('expandWritten', query, shape);
  }
  paths(query: PathQuery, signal?: AbortSignal): Promise<PathAnswer> {
    return this.#send({ method: 'paths', args: [query] }, signal) as Promise<PathAnswer>;
  }
  statistics(): Promise<GraphStatistics> {
    return this.#call('statistics');
  }
  pin(): Promise<PinnedProjection> {
    return this.#call('pin');
  }
  memory(): Promise<EmbeddedMemory> {
    return this.#call('memory');
  }
  streamEntities(): AsyncIterable<readonly ViewEntity[]> {
    return this.#stream<ViewEntity>('streamEntities');
  }
  streamRelations(): AsyncIterable<readonly ViewRelation[]> {
    return this.#stream<ViewRelation>('streamRelations');
  }

  async *#stream<T>(open: 'streamEntities' | 'streamRelations'): AsyncGenerator<readonly T[]> {
    const stream = ++this.#streams;
    await this.#send({ stream, open });
    let finished = false;
    try {
      for (;;) {
        const batch = (await this.#send({ stream, step: 'next' })) as readonly T[] | null;
        if (batch === null) {
          finished = true;
          return;
        }
        yield batch;
      }
    } finally {
      if (!finished && this.#lost === null) await this.#send({ stream, step: 'return' });
    }
  }

  close(): Promise<void> {
    this.#closed ??= (async () => {
      await this.#call('close').catch(() => undefined);
      await this.#worker.terminate();
    })();
    return this.#closed;
  }
}

function errorFrom({ name, message }: { readonly name: string; readonly message: string }): Error {
  if (name === 'StaleWriterError') return new StaleWriterError(message);
  const error = new Error(message);
  error.name = name;
  return error;
}

/** Cuts a chunk in pieces that keep its order; the cursor moves with the last one. */
function piecesOf(chunk: TextChunk): ChunkPiece[] {
  const { revision, index, last } = chunk;
  const empty = {
    revision,
    index,
    last,
    removeRelations: [],
    removeEntities: [],
    upsertEntities: [],
    upsertRelations: [],
    lastPiece: false,
  };
  const pieces: ChunkPiece[] = [];
  for (const part of [
    'removeRelations',
    'removeEntities',
    'upsertEntities',
    'upsertRelations',
  ] as const) {
    for (let at = 0; at < chunk[part].length; at += PIECE_ROWS)
      pieces.push({ ...empty, [part]: chunk[part].slice(at, at + PIECE_ROWS) });
  }
  const final = pieces.pop() ?? empty;
  return [...pieces, { ...final, lastPiece: true }];
}

/** The embedded engine's graph store. It lives in memory: after a start it is empty and its cursor is null. */
export async function createEmbeddedGraphStore(
  types: Ontology['entityTypes'] = model.entityTypes,
): Promise<EmbeddedGraphStore> {
  return new GraphHost('all', types);
}

/** A projection alone (no search, no properties), fed by the same chunks: paths and analyses beside another graph store. */
export async function createProjectionPathFinder(): Promise<ProjectionHost> {
  return new GraphHost('graph', {});
}
