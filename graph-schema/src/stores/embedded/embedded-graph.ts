/** The embedded graph store within one thread: projection, search index and contents in memory. Long work pauses so that questions are answered in between. */
import {
  StaleWriterError,
  type EntitySummary,
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
import type { ExpansionShape, WrittenExpansion } from '../../ports/written-expansion.ts';
import { expand } from '../../projection/expand.ts';
import { countKinds, edgesBetween, statisticsOf } from '../../projection/overview.ts';
import { PathBudget } from '../../projection/path-budget.ts';
import { Turns } from '../../projection/turns.ts';
import { findPaths } from '../../projection/paths.ts';
import { Projection, type PinnedProjection } from '../../projection/projection.ts';
import { compareIds, formatUuid } from '../../projection/uuid.ts';
import { FUZZY_BELOW, queryTokens, type Clauses } from '../../search/plan.ts';
import { fuzzyIn, prepareQuery, strictIn } from '../../search/rank.ts';
import {
  readEntityText,
  readRelationText,
  type EntityFields,
  type RelationFields,
  type SearchedAttributes,
  type TextChunk,
} from '../../truth/row-texts.ts';
import { BestMatches } from './best-matches.ts';
import { BlobStore } from './blob-store.ts';
import {
  readEntity,
  readLabelAndRecord,
  readNames,
  readRelation,
  StoredCandidate,
  writeEntity,
  writeRelation,
} from './content.ts';
import { idsInOrder } from './ids-in-order.ts';
import { packExpansion, type PackedExpansion } from './packed-expansion.ts';
import { PostingIndex } from './posting-index.ts';
import { PropertyCodec } from './property-codec.ts';
import { writeExpansion } from './write-expansion.ts';

/** Milliseconds of work between two pauses. */
const SLICE_MS = 4;

/** A piece of a chunk, small enough to travel between threads without holding either up. */
export interface ChunkPiece extends TextChunk {
  /** The cursor moves with the last piece. */
  readonly lastPiece: boolean;
}

export interface EmbeddedMemory {
  readonly projection: Projection['bytes'];
  readonly contents: number;
  readonly postings: number;
  readonly rss: number;
}

/** The port's questions; the host puts expansions back into objects. */
type Questions = Omit<GraphStore, 'engine' | 'apply' | 'expand' | 'expandWritten'>;

const candidate = new StoredCandidate();

export class EmbeddedGraph implements Questions, PathFinder {
  readonly #searched: SearchedAttributes | null;
  /** `graph` keeps what paths and analyses need: no search, no properties. */
  readonly #keep: 'all' | 'graph';
  readonly #turns = new Turns();
  #projection: Projection;
  #contents = new BlobStore();
  #relationContents = new BlobStore();
  #codec = new PropertyCodec();
  #blobs = new Uint32Array(4096);
  #postings = new PostingIndex();
  #cursor: ViewCursor | null = null;
  #token = -Infinity;
  #writing: Promise<unknown> = Promise.resolve();
  #sliceEnd = 0;
  #closed = false;

  constructor(keep: 'all' | 'graph', searched: SearchedAttributes) {
    this.#keep = keep;
    this.#searched = keep === 'all' ? searched : null;
    this.#projection = new Projection(keep === 'all');
  }

  async prepare(): Promise<void> {
    queryTokens('a');
    prepareQuery('a');
  }

  async cursor(): Promise<ViewCursor | null> {
    return this.#cursor;
  }

  applyPiece(piece: ChunkPiece, token: number): Promise<void> {
    return this.#write(token, async () => {
      if (this.#isApplied(piece)) return;
      let work = 0;
      const breathe = async (): Promise<void> => {
        if (++work % 64 === 0) await this.#pause();
      };
      for (const id of piece.removeRelations) {
        this.#removeRelation(id);
        await breathe();
      }
      for (const id of piece.removeEntities) {
        this.#removeEntity(id);
        await breathe();
      }
      for (const entity of piece.upsertEntities) {
        this.#upsertEntity(readEntityText(entity, this.#searched));
        await breathe();
      }
      for (const relation of piece.upsertRelations) {
        this.#upsertRelation(readRelationText(relation, this.#keep === 'all'));
        await breathe();
      }
      if (piece.lastPiece)
        this.#cursor = { revision: piece.revision, chunk: piece.index, complete: piece.last };
      await this.#tidy(piece.last && piece.lastPiece);
    });
  }

  #isApplied({ revision, index }: TextChunk): boolean {
    const cursor = this.#cursor;
    return (
      cursor !== null &&
      (revision < cursor.revision ||
        (revision === cursor.revision && (cursor.complete || index <= cursor.chunk)))
    );
  }

  /** One write after the other; a smaller token than the last one is refused. */
  #write<T>(token: number, work: () => Promise<T>): Promise<T> {
    const run = this.#writing.then(async () => {
      if (this.#closed) throw new Error('the graph store is closed');
      if (token < this.#token)
        throw new StaleWriterError(`writer ${token} was overtaken by ${this.#token}`);
      this.#token = token;
      return work();
    });
    this.#writing = run.catch(() => undefined);
    return run;
  }

  /** Gives way, after a slice, to what came in meanwhile. */
  async #pause(): Promise<void> {
    if (performance.now() < this.#sliceEnd) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#sliceEnd = performance.now() + SLICE_MS;
  }

  async #runSliced(steps: Generator<void>): Promise<void> {
    for (const _ of steps) await this.#pause();
  }

  #upsertEntity(entity: EntityFields): void {
    const known = this.#projection.nodes.find(entity.id);
    const node = this.#projection.upsertEntity(entity);
    if (node >= this.#blobs.length) {
      const larger = new Uint32Array(Math.ceil(this.#blobs.length * 1.5));
      larger.set(this.#blobs);
      this.#blobs = larger;
    }
    let sameNames = this.#keep === 'graph';
    if (known >= 0) {
      const before = readNames(this.#contents, this.#blobs[node] as number);
      sameNames ||=
        sameTexts(before.names, [entity.label, ...entity.names]) &&
        sameTexts(before.identifiers, entity.identifiers) &&
        sameTexts(before.texts, entity.texts);
      this.#contents.free(this.#blobs[node] as number);
    }
    this.#blobs[node] = writeEntity(
      this.#contents,
      this.#codec,
      this.#keep === 'all'
        ? entity
        : {
            label: entity.label,
            record: entity.record,
            names: [],
            identifiers: [],
            texts: [],
            props: {},
            digest: '',
          },
    );
    if (!sameNames)
      this.#postings.put(node, [entity.label, ...entity.names], entity.identifiers, entity.texts);
  }

  #removeEntity(id: string): void {
    const node = this.#projection.removeEntity(id, (edge) => this.#freeRelation(edge));
    if (node < 0) return;
    this.#postings.remove(node);
    this.#contents.free(this.#blobs[node] as number);
    this.#blobs[node] = 0;
  }

  #upsertRelation(relation: RelationFields): void {
    const known = this.#projection.findEdge(relation.id);
    const before = known < 0 || this.#keep === 'graph' ? 0 : this.#projection.blob(known);
    const edge = this.#projection.upsertRelation(relation);
    if (this.#keep === 'all')
      this.#projection.setBlob(edge, writeRelation(this.#relationContents, this.#codec, relation));
    if (before !== 0) this.#relationContents.free(before);
  }

  #freeRelation(edge: number): void {
    if (this.#keep === 'all') this.#relationContents.free(this.#projection.blob(edge));
  }

  #removeRelation(id: string): void {
    const edge = this.#projection.findEdge(id);
    if (edge < 0) return;
    this.#freeRelation(edge);
    this.#projection.removeRelation(id);
  }

  /** Folds deltas in when they have grown, and gives freed bytes back. @param atRest nothing more of this change is to come */
  async #tidy(atRest: boolean): Promise<void> {
    const postings = this.#postings;
    if (postings.wantsWork || (atRest && postings.wantsRest))
      await this.#runSliced(this.#postings.work());
    if (this.#contents.wantsCompaction) {
      this.#contents.beginCompaction();
      for (let node = 0; node < this.#projection.nodes.count; node++) {
        if (this.#projection.nodes.isLive(node))
          this.#blobs[node] = this.#contents.move(this.#blobs[node] as number);
        if (node % 256 === 0) await this.#pause();
      }
      this.#contents.endCompaction();
    }
    if (this.#relationContents.wantsCompaction) {
      const contents = this.#relationContents;
      contents.beginCompaction();
      await this.#runSliced(this.#projection.compact((place) => contents.move(place)));
      contents.endCompaction();
    } else if (this.#projection.wantsCompaction) await this.#runSliced(this.#projection.compact());
  }

  clear(token: number): Promise<void> {
    return this.#write(token, async () => {
      this.#projection = new Projection(this.#keep === 'all');
      this.#contents = new BlobStore();
      this.#relationContents = new BlobStore();
      this.#codec = new PropertyCodec();
      this.#blobs = new Uint32Array(4096);
      this.#postings = new PostingIndex();
      this.#cursor = null;
    });
  }

  // --- questions

  async search(query: SearchQuery): Promise<SearchAnswer> {
    const plan = queryTokens(query.text);
    const prepared = prepareQuery(query.text);
    const found = new BestMatches(Math.min(query.limit, 200), this.#projection);
    // What matches without typing errors is among the candidates of both.
    const strict = new Set<number>();
    await this.#collect(plan.strict, query, (node) => {
      const match = strictIn(prepared, this.#candidate(node));
      if (match === null) return;
      if (strict.size < FUZZY_BELOW) strict.add(node);
      found.add(node, match);
    });
    if (found.total < FUZZY_BELOW && plan.fuzzy.length > 0)
      await this.#collect(plan.fuzzy, query, (node) => {
        const match = strict.has(node) ? null : fuzzyIn(prepared, this.#candidate(node));
        if (match !== null) found.add(node, match);
      });
    return found.answer(
      (node) => this.#summary(node),
      (node, { among, place }) => this.#candidate(node).text(among, place),
    );
  }

  #candidate(node: number): StoredCandidate {
    return candidate.open(this.#contents, this.#blobs[node] as number);
  }

  /** Hands over the candidates in scope. */
  async #collect(
    clauses: Clauses,
    query: SearchQuery,
    consider: (node: number) => void,
  ): Promise<void> {
    const projection = this.#projection;
    const { nodes } = projection;
    const scope = projection.compile(query.scope);
    let checked = 0;
    for (const node of this.#postings.candidates(clauses)) {
      if (++checked % 128 === 0) await this.#pause();
      if (projection !== this.#projection) return;
      if (this.#blobs[node] === 0 || !nodes.isLive(node) || !projection.nodeInScope(node, scope))
        continue;
      if (scope.sourceSets !== null && scope.sourceSets[nodes.sourceSets[node] as number] === 0)
        continue;
      consider(node);
    }
  }

  async entities(ids: readonly string[]): Promise<EntitySummary[]> {
    return ids
      .map((id) => this.#projection.nodes.find(id))
      .filter((node) => node >= 0)
      .map((node) => this.#summary(node));
  }

  #summary(node: number): EntitySummary {
    const { nodes, types, tagSets, sourceSets } = this.#projection;
    return {
      id: nodes.id(node),
      type: types.name(nodes.types[node] as number),
      ...readLabelAndRecord(this.#contents, this.#blobs[node] as number),
      tags: tagSets.names(nodes.tagSets[node] as number),
      sources: sourceSets.names(nodes.sourceSets[node] as number),
      degree: nodes.degrees[node] as number,
    };
  }

  #relationSummary(edge: number): RelationSummary {
    const projection = this.#projection;
    return {
      id: projection.edgeId(edge),
      kind: projection.kinds.name(projection.kind(edge)),
      source: projection.nodes.id(projection.source(edge)),
      target: projection.nodes.id(projection.target(edge)),
      periods: projection.periods(edge),
      weight: projection.weight(edge),
      sources: projection.sourceSets.names(projection.sourceSet(edge)),
    };
  }

  async between(ids: readonly string[], scope?: Scope): Promise<RelationSummary[]> {
    const nodes = ids.map((id) => this.#projection.nodes.find(id)).filter((node) => node >= 0);
    return edgesBetween(this.#projection, nodes, scope).map((edge) => this.#relationSummary(edge));
  }

  async counts(id: string, scope?: Scope): Promise<KindCount[]> {
    const node = this.#projection.nodes.find(id);
    return node < 0 ? [] : countKinds(this.#projection, node, scope);
  }

  async expand(query: ExpandQuery): Promise<PackedExpansion> {
    return packExpansion(this.#projection, expand(this.#projection, query), (node) =>
      readLabelAndRecord(this.#contents, this.#blobs[node] as number),
    );
  }

  async expandWritten(query: ExpandQuery, shape: ExpansionShape): Promise<WrittenExpansion> {
    const projection = this.#projection;
    const written = writeExpansion(
      projection,
      expand(projection, query),
      this.#contents,
      (node) => this.#blobs[node] as number,
      shape,
    );
    const origins = new Set(query.ids.filter((id) => projection.nodes.find(id) >= 0)).size;
    return { ...written, origins };
  }

  /** In slices, between which others are answered. Handles of relations end with a compaction: then it begins anew, on the same budget. */
  async paths(query: PathQuery, signal?: AbortSignal): Promise<PathAnswer> {
    const budget = new PathBudget({ cancelled: () => signal?.aborted === true });
    for (;;) {
      const { base } = this.#projection;
      const steps = findPaths(this.#projection, query, budget);
      let step = steps.next();
      while (step.done !== true && base === this.#projection.base) {
        await this.#turns.next();
        step = steps.next();
      }
      if (step.done !== true || base !== this.#projection.base) continue;
      const { paths, more, nodes, edges } = step.value;
      if (!edges.every((edge) => this.#projection.isLive(edge)) && !budget.exhausted) continue;
      return {
        paths,
        more,
        stopped: budget.stopped,
        entities: nodes.map((node) => this.#summary(node)),
        relations: edges.map((edge) => this.#relationSummary(edge)),
      };
    }
  }

  async statistics(): Promise<GraphStatistics> {
    return statisticsOf(this.#projection);
  }

  // --- everything

  async *streamEntities(): AsyncIterable<readonly ViewEntity[]> {
    const { nodes } = this.#projection;
    const words = nodes.ids;
    const live = new Uint32Array(nodes.live);
    let count = 0;
    for (let node = 0; node < nodes.count && count < live.length; node++)
      if (nodes.isLive(node)) live[count++] = node;
    for await (const ids of idsInOrder(
      () => this.#pause(),
      live,
      (node) => words[node * 4] as number,
      (a, b) => compareIds(words, a, words, b),
      (node) => formatUuid(words, node),
    )) {
      yield ids.flatMap((id) => this.#entity(id));
    }
  }

  #entity(id: string): ViewEntity[] {
    const { nodes, types, tagSets, sourceSets } = this.#projection;
    const node = nodes.find(id);
    if (node < 0) return [];
    return [
      {
        id,
        type: types.name(nodes.types[node] as number),
        tags: tagSets.names(nodes.tagSets[node] as number),
        sources: sourceSets.names(nodes.sourceSets[node] as number),
        ...readEntity(this.#contents, this.#codec, this.#blobs[node] as number),
      },
    ];
  }

  async *streamRelations(): AsyncIterable<readonly ViewRelation[]> {
    const { base, delta } = this.#projection;
    const split = base.count;
    const words = (edge: number): Uint32Array => (edge < split ? base.ids : delta.ids);
    const row = (edge: number): number => (edge < split ? edge : edge - split);
    const live = this.#projection.liveEdges();
    for await (const ids of idsInOrder(
      () => this.#pause(),
      live,
      (edge) => words(edge)[row(edge) * 4] as number,
      (a, b) => compareIds(words(a), row(a), words(b), row(b)),
      (edge) => formatUuid(words(edge), row(edge)),
    )) {
      yield ids.flatMap((id) => this.#relation(id));
    }
  }

  #relation(id: string): ViewRelation[] {
    const edge = this.#projection.findEdge(id);
    if (edge < 0) return [];
    const rest =
      this.#keep === 'all'
        ? readRelation(this.#relationContents, this.#codec, this.#projection.blob(edge))
        : { digest: '', props: {} };
    return [{ ...this.#relationSummary(edge), ...rest }];
  }

  /** A generation of the projection for another thread; waits for writes under way. */
  pin(): Promise<PinnedProjection> {
    const run = this.#writing.then(async () => {
      await this.#runSliced(this.#projection.compact());
      return this.#projection.pin();
    });
    this.#writing = run.catch(() => undefined);
    return run;
  }

  memory(): EmbeddedMemory {
    return {
      projection: this.#projection.bytes,
      contents: this.#contents.bytes + this.#relationContents.bytes,
      postings: this.#postings.bytes,
      rss: process.memoryUsage().rss,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
