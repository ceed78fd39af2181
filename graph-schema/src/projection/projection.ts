/**
 * The graph in memory: an immutable base in compressed sparse rows plus a delta of later changes, over one table of entities.
 * One thread owns it. A relation is addressed by a handle: its slot in the base, or base.count + its row in the delta; handles last until the next compaction.
 */
import type { Period, Scope, ViewRelation } from '../ports/graph-store.ts';
import { compactEdges } from './compaction.ts';
import { Dictionary, SetDictionary, type NameSet } from './dictionary.ts';
import { EdgeBase, OPEN_FROM, OPEN_TO, SEVERAL } from './edge-base.ts';
import { EdgeDelta, REMOVED_KIND } from './edge-delta.ts';
import { NodeTable } from './node-table.ts';
import { compileScope, type CompiledScope, type Dictionaries } from './scope.ts';
import { compareIds, formatUuid, mustParseUuid, parsed, parseUuid, writeUuid } from './uuid.ts';

/** Called per relation; `out` tells whether the node is its source. Return false to stop. */
export type Visit = (edge: number, neighbour: number, out: boolean) => boolean | void;

/** What the projection keeps of an entity. */
interface NodeRow {
  readonly id: string;
  readonly type: string;
  readonly tags: NameSet;
  readonly sources: NameSet;
}
/** What the projection keeps of a relation. */
interface EdgeRow extends Pick<
  ViewRelation,
  'id' | 'kind' | 'source' | 'target' | 'periods' | 'weight'
> {
  readonly sources: NameSet;
}

/** One generation for other threads: shared arrays that no later change touches. */
export interface PinnedProjection {
  readonly generation: number;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly nodeIds: Uint32Array;
  /** 255 = removed. */
  readonly nodeTypes: Uint8Array;
  readonly nodeTagSets: Uint32Array;
  readonly nodeSourceSets: Uint16Array;
  readonly degrees: Uint32Array;
  readonly outStart: Uint32Array;
  readonly target: Uint32Array;
  readonly kind: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly overflow: Int32Array;
  readonly weight: Uint32Array;
  readonly sourceSet: Uint16Array;
  readonly edgeIds: Uint32Array;
  readonly inStart: Uint32Array;
  readonly inSource: Uint32Array;
  readonly inSlot: Uint32Array;
  readonly typeNames: readonly string[];
  readonly kindNames: readonly string[];
  readonly tagSetNames: readonly (readonly string[])[];
  readonly sourceSetNames: readonly (readonly string[])[];
}

export interface ProjectionBytes {
  readonly edgeIds: number;
  readonly edgeRows: number;
  readonly edgeBlobs: number;
  readonly nodeIds: number;
  readonly nodeColumns: number;
  readonly nodeTable: number;
}

export class Projection implements Dictionaries {
  readonly types = new Dictionary(255);
  readonly kinds = new Dictionary(255);
  readonly tagSets = new SetDictionary(0xffffffff);
  readonly sourceSets = new SetDictionary(0x10000);
  nodes = new NodeTable();
  base: EdgeBase;
  delta = new EdgeDelta();
  /** 1 per base slot that was removed since; null = none. */
  dead: Uint8Array | null = null;
  deadCount = 0;
  edgeCount = 0;
  /** Grows with every change that readers can see. */
  generation = 0;
  readonly kindCounts = new Float64Array(256);
  readonly typeCounts = new Float64Array(256);
  readonly #withBlobs: boolean;

  constructor(withBlobs = false) {
    this.#withBlobs = withBlobs;
    this.base = new EdgeBase(0, 0, withBlobs);
  }

  // --- entities

  upsertEntity(entity: NodeRow): number {
    const type = this.types.number(entity.type);
    const before = this.nodes.find(entity.id);
    if (before >= 0) this.typeCounts[this.nodes.types[before] as number]!--;
    const node = this.nodes.add(entity.id, type);
    this.typeCounts[type]!++;
    this.nodes.tagSets[node] = this.tagSets.number(entity.tags);
    this.nodes.sourceSets[node] = this.sourceSets.number(entity.sources);
    this.generation++;
    return node;
  }

  /** Removes an entity with the relations that it still has; -1 when unknown. `onEdge` hears of each relation first. */
  removeEntity(id: string, onEdge?: (edge: number) => void): number {
    const node = this.nodes.find(id);
    if (node < 0) return -1;
    const edges: number[] = [];
    this.forEach(node, 'both', (edge) => void edges.push(edge));
    for (const edge of edges) {
      onEdge?.(edge);
      this.#drop(edge);
    }
    this.typeCounts[this.nodes.types[node] as number]!--;
    this.nodes.remove(node);
    this.generation++;
    return node;
  }

  // --- relations

  /** Handle of a relation, -1 = unknown. */
  findEdge(id: string): number {
    return parseUuid(id) ? this.#findParsed() : -1;
  }

  #findParsed(): number {
    const row = this.delta.table.find(this.delta.ids, parsed, 0);
    if (row >= 0 && this.delta.kind[row] !== REMOVED_KIND) return this.base.count + row;
    const slot = this.base.table.find(this.base.ids, parsed, 0);
    return slot >= 0 && (this.dead === null || this.dead[slot] === 0) ? slot : -1;
  }

  /** Enters a relation in place of one with the same id. @throws Error when an end is unknown */
  upsertRelation(relation: EdgeRow): number {
    const source = this.nodes.find(relation.source);
    const target = this.nodes.find(relation.target);
    if (source < 0 || target < 0)
      throw new Error(
        `relation ${relation.id} leads to an unknown entity (${source < 0 ? relation.source : relation.target})`,
      );
    const kind = this.kinds.number(relation.kind);
    const sourceSet = this.sourceSets.number(relation.sources);
    mustParseUuid(relation.id);
    const before = this.#findParsed();
    if (before >= 0) this.#drop(before);
    this.nodes.own();
    const { delta } = this;
    const row = delta.add(source, target);
    delta.ids.set(parsed, row * 4);
    delta.table.put(delta.ids, row);
    delta.kind[row] = kind;
    delta.weight[row] = relation.weight;
    delta.sourceSet[row] = sourceSet;
    delta.blob[row] = 0;
    this.#setPeriods(row, relation.periods);
    this.nodes.degrees[source]!++;
    if (source !== target) this.nodes.degrees[target]!++;
    this.kindCounts[kind]!++;
    this.edgeCount++;
    this.generation++;
    return this.base.count + row;
  }

  /** Notes where further content of a relation just entered lies. */
  setBlob(edge: number, blob: number): void {
    this.delta.blob[edge - this.base.count] = blob;
  }

  /** False when unknown. */
  removeRelation(id: string): boolean {
    const edge = this.findEdge(id);
    if (edge < 0) return false;
    this.#drop(edge);
    return true;
  }

  #drop(edge: number): void {
    this.nodes.own();
    const source = this.source(edge);
    const target = this.target(edge);
    this.kindCounts[this.kind(edge)]!--;
    this.nodes.degrees[source]!--;
    if (source !== target) this.nodes.degrees[target]!--;
    this.edgeCount--;
    this.generation++;
    if (edge < this.base.count) {
      this.dead ??= new Uint8Array(this.base.count);
      this.dead[edge] = 1;
      this.deadCount++;
    } else {
      this.delta.kind[edge - this.base.count] = REMOVED_KIND;
      this.delta.removed++;
    }
  }

  #setPeriods(row: number, periods: readonly Period[]): void {
    const { delta } = this;
    const first = periods[0];
    if (periods.length > 1) {
      delta.from[row] = SEVERAL;
      delta.to[row] = delta.overflow.length;
      delta.overflow.push(periods.length);
      for (const { from, to } of periods) delta.overflow.push(from ?? OPEN_FROM, to ?? OPEN_TO);
    } else {
      delta.from[row] = first?.from ?? OPEN_FROM;
      delta.to[row] = first === undefined ? OPEN_TO : (first.to ?? OPEN_TO);
    }
  }

  /** Whether a handle still means a relation. */
  isLive(edge: number): boolean {
    return edge < this.base.count
      ? this.dead === null || this.dead[edge] === 0
      : this.delta.kind[edge - this.base.count] !== REMOVED_KIND;
  }

  kind(edge: number): number {
    return (
      edge < this.base.count ? this.base.kind[edge] : this.delta.kind[edge - this.base.count]
    ) as number;
  }
  source(edge: number): number {
    return edge < this.base.count
      ? this.base.sourceOf(edge)
      : (this.delta.source[edge - this.base.count] as number);
  }
  target(edge: number): number {
    return (
      edge < this.base.count ? this.base.target[edge] : this.delta.target[edge - this.base.count]
    ) as number;
  }
  weight(edge: number): number {
    return (
      edge < this.base.count ? this.base.weight[edge] : this.delta.weight[edge - this.base.count]
    ) as number;
  }
  sourceSet(edge: number): number {
    return (
      edge < this.base.count
        ? this.base.sourceSet[edge]
        : this.delta.sourceSet[edge - this.base.count]
    ) as number;
  }
  blob(edge: number): number {
    return (
      edge < this.base.count ? this.base.blob[edge] : this.delta.blob[edge - this.base.count]
    ) as number;
  }
  edgeId(edge: number): string {
    return edge < this.base.count
      ? formatUuid(this.base.ids, edge)
      : formatUuid(this.delta.ids, edge - this.base.count);
  }
  /** Hands over where the words of a relation's id are. */
  withEdgeId<T>(edge: number, use: (words: Uint32Array, index: number) => T): T {
    const split = this.base.count;
    return edge < split ? use(this.base.ids, edge) : use(this.delta.ids, edge - split);
  }
  /** Writes the id of a relation into `buffer` from `at` on. */
  writeEdgeId(edge: number, buffer: Buffer, at: number): void {
    const split = this.base.count;
    if (edge < split) writeUuid(this.base.ids, edge, buffer, at);
    else writeUuid(this.delta.ids, edge - split, buffer, at);
  }
  compareEdges(a: number, b: number): number {
    const split = this.base.count;
    return compareIds(
      a < split ? this.base.ids : this.delta.ids,
      a < split ? a : a - split,
      b < split ? this.base.ids : this.delta.ids,
      b < split ? b : b - split,
    );
  }
  /** First 32 bits of a relation's id. */
  edgeWord(edge: number): number {
    return (
      edge < this.base.count
        ? this.base.ids[edge * 4]
        : this.delta.ids[(edge - this.base.count) * 4]
    ) as number;
  }
  periods(edge: number): Period[] {
    const inBase = edge < this.base.count;
    const from = (
      inBase ? this.base.from[edge] : this.delta.from[edge - this.base.count]
    ) as number;
    const to = (inBase ? this.base.to[edge] : this.delta.to[edge - this.base.count]) as number;
    if (from === SEVERAL) {
      const overflow = inBase ? this.base.overflow : this.delta.overflow;
      return Array.from({ length: overflow[to] as number }, (_, i) =>
        period(overflow[to + 1 + 2 * i] as number, overflow[to + 2 + 2 * i] as number),
      );
    }
    return from === OPEN_FROM && to === OPEN_TO ? [] : [period(from, to)];
  }

  compile(scope: Scope | undefined): CompiledScope {
    return compileScope(scope, this);
  }

  /** Whether kind, days and sources of a relation are in scope. */
  edgeInScope(edge: number, scope: CompiledScope): boolean {
    if (scope.kinds !== null && scope.kinds[this.kind(edge)] === 0) return false;
    if (scope.sourceSets !== null && scope.sourceSets[this.sourceSet(edge)] === 0) return false;
    if (!scope.dated) return true;
    const inBase = edge < this.base.count;
    const from = (
      inBase ? this.base.from[edge] : this.delta.from[edge - this.base.count]
    ) as number;
    const to = (inBase ? this.base.to[edge] : this.delta.to[edge - this.base.count]) as number;
    if (from !== SEVERAL) return from < scope.to && to > scope.from;
    const overflow = inBase ? this.base.overflow : this.delta.overflow;
    for (let i = 0; i < (overflow[to] as number); i++) {
      if (
        (overflow[to + 1 + 2 * i] as number) < scope.to &&
        (overflow[to + 2 + 2 * i] as number) > scope.from
      )
        return true;
    }
    return false;
  }

  /** Whether type and tags of an entity are in scope. */
  nodeInScope(node: number, scope: CompiledScope): boolean {
    return (
      (scope.types === null || scope.types[this.nodes.types[node] as number] === 1) &&
      (scope.tagSets === null || scope.tagSets[this.nodes.tagSets[node] as number] === 1)
    );
  }

  /** Visits the relations of a node, each once: a loop only as going out (or, where only incoming ones are asked for, as incoming). */
  forEach(node: number, direction: 'out' | 'in' | 'both', visit: Visit): void {
    const { base, delta, dead } = this;
    if (direction !== 'in') {
      if (node < base.nodeCount) {
        const end = base.outStart[node + 1] as number;
        for (let slot = base.outStart[node] as number; slot < end; slot++) {
          if (
            (dead === null || dead[slot] === 0) &&
            visit(slot, base.target[slot] as number, true) === false
          )
            return;
        }
      }
      for (let row = delta.headOut[node] ?? 0; row !== 0; row = delta.nextOut[row - 1] as number) {
        if (
          delta.kind[row - 1] !== REMOVED_KIND &&
          visit(base.count + row - 1, delta.target[row - 1] as number, true) === false
        )
          return;
      }
    }
    if (direction !== 'out') {
      const loops = direction === 'in';
      if (node < base.nodeCount) {
        const end = base.inStart[node + 1] as number;
        for (let i = base.inStart[node] as number; i < end; i++) {
          const slot = base.inSlot[i] as number;
          const source = base.inSource[i] as number;
          if (
            (dead === null || dead[slot] === 0) &&
            (loops || source !== node) &&
            visit(slot, source, false) === false
          )
            return;
        }
      }
      for (let row = delta.headIn[node] ?? 0; row !== 0; row = delta.nextIn[row - 1] as number) {
        const source = delta.source[row - 1] as number;
        if (
          delta.kind[row - 1] !== REMOVED_KIND &&
          (loops || source !== node) &&
          visit(base.count + row - 1, source, false) === false
        )
          return;
      }
    }
  }

  /** Handles of all live relations. */
  liveEdges(): Uint32Array {
    const { base, delta, dead } = this;
    const edges = new Uint32Array(this.edgeCount);
    let count = 0;
    for (let slot = 0; slot < base.count; slot++)
      if (dead === null || dead[slot] === 0) edges[count++] = slot;
    for (let row = 0; row < delta.count; row++)
      if (delta.kind[row] !== REMOVED_KIND) edges[count++] = base.count + row;
    return edges;
  }

  // --- generations

  /** Whether the delta has grown so much that folding it into the base pays. */
  get wantsCompaction(): boolean {
    return this.delta.count + this.deadCount > Math.max(65_536, this.base.count >> 1);
  }

  /** Folds the delta into a new base; yields after each slice of work. Nothing may be written meanwhile; reading is allowed. `moveBlob` may renew places of blobs. */
  *compact(moveBlob?: (blob: number) => number): Generator<void> {
    if (
      this.delta.count === 0 &&
      this.deadCount === 0 &&
      moveBlob === undefined &&
      this.base.nodeCount === this.nodes.count
    )
      return;
    const base: EdgeBase = yield* compactEdges(this, this.#withBlobs, moveBlob);
    this.base = base;
    this.delta = new EdgeDelta();
    this.dead = null;
    this.deadCount = 0;
  }

  /** The present state for other threads. The delta must be empty: compact first. */
  pin(): PinnedProjection {
    if (this.delta.count > 0 || this.deadCount > 0 || this.base.nodeCount !== this.nodes.count)
      throw new Error('compact before pinning');
    this.nodes.pin();
    const { base, nodes } = this;
    return {
      generation: this.generation,
      nodeCount: nodes.count,
      edgeCount: base.count,
      nodeIds: nodes.ids,
      nodeTypes: nodes.types,
      nodeTagSets: nodes.tagSets,
      nodeSourceSets: nodes.sourceSets,
      degrees: nodes.degrees,
      outStart: base.outStart,
      target: base.target,
      kind: base.kind,
      from: base.from,
      to: base.to,
      overflow: base.overflow,
      weight: base.weight,
      sourceSet: base.sourceSet,
      edgeIds: base.ids,
      inStart: base.inStart,
      inSource: base.inSource,
      inSlot: base.inSlot,
      typeNames: [...this.types.names],
      kindNames: [...this.kinds.names],
      tagSetNames: Array.from({ length: this.tagSets.size }, (_, i) => this.tagSets.names(i)),
      sourceSetNames: Array.from({ length: this.sourceSets.size }, (_, i) =>
        this.sourceSets.names(i),
      ),
    };
  }

  get bytes(): ProjectionBytes {
    const base = this.base.bytes;
    const nodes = this.nodes.bytes;
    return {
      edgeIds: base.ids,
      edgeRows: base.rows,
      edgeBlobs: base.blobs,
      nodeIds: nodes.ids,
      nodeColumns: nodes.columns,
      nodeTable: nodes.table,
    };
  }
}

function period(from: number, to: number): Period {
  return { from: from === OPEN_FROM ? null : from, to: to === OPEN_TO ? null : to };
}
