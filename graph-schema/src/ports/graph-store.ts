/** Port of the graph view: what every graph store promises, whichever engine holds it. Proved by test/contract/graph-store. */

import type { ExpansionWriter } from './written-expansion.ts';

/** A whole day as days since 1970-01-01 (UTC). Intervals are half-open: from ≤ day < to. `null` is an open end. */
export type Day = number;
export interface Period {
  readonly from: Day | null;
  readonly to: Day | null;
}

/** One property value, or all distinct values with the winning one first where sources disagree. */
export type Scalar = string | number | boolean;
export type PropertyValue = Scalar | readonly Scalar[];

export interface ViewEntity {
  /** A lower-case UUID that stays while the entity keeps its strongest identifier; not a record id. */
  readonly id: string;
  /** Smallest of its records: what to keep where a reference has to outlive merging. */
  readonly record: string;
  readonly type: string;
  readonly label: string;
  /** Further names (aliases, foreign names), for search. */
  readonly names: readonly string[];
  /** Identifiers as written after cleaning (USCC, plate, phone number …), for search. */
  readonly identifiers: readonly string[];
  /** Other searchable values (address, description, call sign …), for search by parts of them. */
  readonly texts: readonly string[];
  readonly tags: readonly string[];
  /** Datasets that assert it, sorted. */
  readonly sources: readonly string[];
  readonly props: Readonly<Record<string, PropertyValue>>;
  /** Hash of the materialised row: equal digests mean equal content. */
  readonly digest: string;
}

export interface ViewRelation {
  /** A lower-case UUID that follows from kind, source and target: it never comes with others. */
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  /** Disjoint, sorted; empty = undated (always holds). */
  readonly periods: readonly Period[];
  /** Evidence count, at least 1. */
  readonly weight: number;
  readonly sources: readonly string[];
  readonly props: Readonly<Record<string, PropertyValue>>;
  readonly digest: string;
}

/** Changes of one revision (or several coalesced), cut in idempotent pieces. Within a chunk: relation removals, entity removals, entity upserts, relation upserts. */
export interface Chunk<Entity = ViewEntity, Relation = ViewRelation> {
  readonly revision: number;
  /** 0-based piece number within the revision. */
  readonly index: number;
  readonly last: boolean;
  readonly removeRelations: readonly string[];
  readonly removeEntities: readonly string[];
  readonly upsertEntities: readonly Entity[];
  readonly upsertRelations: readonly Relation[];
}

/** Position after the last applied chunk. `complete` is false while a revision is half applied. */
export interface ViewCursor {
  readonly revision: number;
  readonly chunk: number;
  readonly complete: boolean;
}

/** What part of the graph a question looks at. Absent field = no restriction; an empty list admits nothing. A dated relation is in scope when one of its periods meets [from, to). */
export interface Scope {
  readonly types?: readonly string[];
  readonly kinds?: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
  /** Relation (and, for search, entity) is asserted by at least one of these datasets. */
  readonly sources?: readonly string[];
  /** Reached entities carry at least one of these tags. */
  readonly tags?: readonly string[];
}

export interface SearchQuery {
  readonly text: string;
  readonly scope?: Scope;
  /** At most 200. */
  readonly limit: number;
}
export type MatchReason =
  'identifier' | 'exact' | 'prefix' | 'substring' | 'pinyin' | 'initials' | 'fuzzy' | 'text';
export interface SearchHit extends EntitySummary {
  /** 0..1, comparable within one answer. */
  readonly score: number;
  readonly reason: MatchReason;
  /** The name, identifier or text that matched. */
  readonly matched: string;
}
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** True number of matching entities. */
  readonly total: number;
}

export type Direction = 'out' | 'in' | 'both';
export interface ExpandQuery {
  readonly ids: readonly string[];
  /** 1..4 hops. */
  readonly depth: number;
  readonly direction?: Direction;
  readonly scope?: Scope;
  /** Relations shown per frontier node, relation kind and direction; the rest is counted in `totals`. */
  readonly perKindLimit: number;
  /** Bound on entities in the answer, the origins included. */
  readonly limit: number;
}
export interface ExpandTotal {
  readonly hop: number;
  readonly kind: string;
  /** Type of the entities reached. */
  readonly type: string;
  /** Relations in scope between this hop's frontier and entities of that type, and how many of them are in the answer. */
  readonly total: number;
  readonly shown: number;
}
export interface ExpandAnswer {
  readonly entities: readonly EntitySummary[];
  readonly relations: readonly RelationSummary[];
  readonly totals: readonly ExpandTotal[];
  /** null when everything in scope is shown. */
  readonly cut: 'perKindLimit' | 'limit' | null;
}
/** What the canvas needs of an entity. `degree` counts its relations in the whole graph. */
export interface EntitySummary {
  readonly id: string;
  /** Smallest of its records. */
  readonly record: string;
  readonly type: string;
  readonly label: string;
  readonly tags: readonly string[];
  readonly sources: readonly string[];
  readonly degree: number;
}
export interface RelationSummary {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly periods: readonly Period[];
  readonly weight: number;
  readonly sources: readonly string[];
}
/** How many relations of one kind lead from an entity to entities of one type: the expand preview. */
export interface KindCount {
  readonly kind: string;
  readonly direction: 'out' | 'in';
  readonly type: string;
  readonly count: number;
}

export interface GraphStatistics {
  readonly entities: number;
  readonly relations: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly byKind: Readonly<Record<string, number>>;
}

/**
 * Order in which neighbours are shown when there are more than the limit: most specific first,
 * that is ascending whole-graph degree of the neighbour, then ascending relation id. Both engines keep it.
 *
 * Expansion, exactly: origins in the order given (unknown ones dropped, at most `limit`). Per hop, each frontier node groups its relations in scope by kind and
 * direction and keeps the first `perKindLimit` in that order; then all kept ones of the hop, in the same order, are shown until `limit` entities are reached
 * (relations to entities already shown still are). Entities and relations are answered in the order shown; the entities a hop adds are the next frontier.
 * Types and tags restrict the entities reached, never the origins. A relation counts once: at the first frontier node that sees it in scope.
 * A loop counts once, as going out (unless only incoming relations are asked for); a degree counts it once too. `limit` outranks `perKindLimit` as the reason of a cut.
 */
export interface GraphStore {
  readonly engine: 'embedded' | 'neo4j';
  /** Creates constraints and indexes; safe to repeat. */
  prepare(): Promise<void>;
  cursor(): Promise<ViewCursor | null>;
  /**
   * Applies one chunk and moves the cursor in the same transaction. A chunk at or before the cursor is a no-op.
   * Removing an entity removes the relations it still has. A relation must come after both its ends.
   * @throws StaleWriterError when `token` is smaller than the one that last wrote.
   */
  apply(chunk: Chunk, token: number): Promise<void>;
  /** Empties the view and forgets the cursor, for a rebuild. */
  clear(token: number): Promise<void>;
  search(query: SearchQuery): Promise<SearchAnswer>;
  /** Known entities among `ids`, in their order. */
  entities(ids: readonly string[]): Promise<EntitySummary[]>;
  /** Relations in scope whose both ends are among `ids` (at most 5,000 ids), ascending by id: what is between the nodes on screen. Types and tags restrict both ends. */
  between(ids: readonly string[], scope?: Scope): Promise<RelationSummary[]>;
  /** Ascending by kind, outgoing first, then type. */
  counts(id: string, scope?: Scope): Promise<KindCount[]>;
  expand(query: ExpandQuery): Promise<ExpandAnswer>;
  /** The same answer as JSON; stores that would have to make the objects first have none. */
  readonly expandWritten?: ExpansionWriter;
  statistics(): Promise<GraphStatistics>;
  /** All entities, then all relations, each ascending by id, in batches. */
  streamEntities(): AsyncIterable<readonly ViewEntity[]>;
  streamRelations(): AsyncIterable<readonly ViewRelation[]>;
  close(): Promise<void>;
}

export class StaleWriterError extends Error {
  override readonly name = 'StaleWriterError';
}

export interface PathQuery {
  readonly from: string;
  readonly to: string;
  /** Hops, 1..10. */
  readonly maxLength: number;
  /** At most 50 paths. */
  readonly limit: number;
  /** `shortest`: all shortest; `simple`: k shortest loopless (Yen); `specific`: k least-cost where passing a node costs log2(1 + degree). Ties by relation ids. Direction of relations is ignored. */
  readonly mode: 'shortest' | 'simple' | 'specific';
  readonly scope?: Scope;
}
export interface Path {
  readonly nodes: readonly string[];
  readonly relations: readonly string[];
  readonly cost: number;
}
/** Why the search for paths ended early: the paths in the answer are the best ones all the same, but there may be more. */
export interface PathStop {
  readonly reason: 'work' | 'time' | 'cancelled';
  /** Relations looked at. */
  readonly examined: number;
}
export interface PathAnswer {
  readonly paths: readonly Path[];
  readonly stopped: PathStop | null;
  /** True when further paths exist beyond `limit`. */
  readonly more: boolean;
  readonly entities: readonly EntitySummary[];
  readonly relations: readonly RelationSummary[];
}
/** Paths run on the projection with both engine pairs. Types and tags of the scope restrict the entities between the two ends. Parallel relations: the one with the smallest id represents the step. */
export interface PathFinder {
  paths(query: PathQuery, signal?: AbortSignal): Promise<PathAnswer>;
}
