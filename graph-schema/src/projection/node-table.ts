/** Entities of the projection: a stable index per entity, its id, type, tags, sources and degree in shared arrays. */
import { IdTable } from './id-table.ts';
import { compareIds, formatUuid, parsed, parseUuid } from './uuid.ts';

/** Type of a removed entity. */
export const REMOVED = 255;

function growUint32(old: Uint32Array, size: number): Uint32Array<SharedArrayBuffer> {
  const grown = new Uint32Array(new SharedArrayBuffer(size * 4));
  grown.set(old);
  return grown;
}

export class NodeTable {
  ids = new Uint32Array(new SharedArrayBuffer(4096 * 16));
  types = new Uint8Array(new SharedArrayBuffer(4096));
  tagSets = new Uint32Array(new SharedArrayBuffer(4096 * 4));
  sourceSets = new Uint16Array(new SharedArrayBuffer(4096 * 2));
  /** Relations of the node in the whole graph; a loop counts once. */
  degrees = new Uint32Array(new SharedArrayBuffer(4096 * 4));
  /** Indexes given out so far, removed ones included. */
  count = 0;
  live = 0;
  /** Capacity. */
  #capacity = 4096;
  #table = new IdTable(4096);
  readonly #free: number[] = [];
  /** Set while a pinned generation reads these arrays: the next write copies them. */
  #pinned = false;

  /** Index of a live entity, -1 = unknown. */
  find(id: string): number {
    if (!parseUuid(id)) return -1;
    return this.#table.find(this.ids, parsed, 0);
  }

  /** Index of an entity, new when unknown. */
  add(id: string, type: number): number {
    this.own();
    if (!parseUuid(id)) throw new TypeError(`not a UUID: ${JSON.stringify(id.slice(0, 60))}`);
    let node = this.#table.find(this.ids, parsed, 0);
    if (node < 0) {
      node = this.#free.pop() ?? this.count++;
      if (node >= this.#capacity) this.#grow();
      this.ids.set(parsed, node * 4);
      this.#table.put(this.ids, node);
      this.degrees[node] = 0;
      this.live++;
    }
    this.types[node] = type;
    return node;
  }

  remove(node: number): void {
    this.own();
    this.#table.remove(this.ids, node);
    this.types[node] = REMOVED;
    this.degrees[node] = 0;
    this.#free.push(node);
    this.live--;
  }

  isLive(node: number): boolean {
    return this.types[node] !== REMOVED;
  }

  id(node: number): string {
    return formatUuid(this.ids, node);
  }

  compare(a: number, b: number): number {
    return compareIds(this.ids, a, this.ids, b);
  }

  get bytes(): { ids: number; table: number; columns: number } {
    return { ids: this.#capacity * 16, table: this.#table.bytes, columns: this.#capacity * 11 };
  }

  pin(): void {
    this.#pinned = true;
  }

  /** Copies arrays that a pinned generation still reads. */
  own(): void {
    if (!this.#pinned) return;
    this.#pinned = false;
    this.#resize(this.#capacity);
  }

  #grow(): void {
    this.#resize(
      this.#capacity < 1 << 20 ? this.#capacity * 2 : this.#capacity + (this.#capacity >> 1),
    );
  }

  #resize(capacity: number): void {
    this.#capacity = capacity;
    this.ids = growUint32(this.ids, capacity * 4);
    const types = new Uint8Array(new SharedArrayBuffer(capacity));
    types.set(this.types);
    this.types = types;
    this.tagSets = growUint32(this.tagSets, capacity);
    const sourceSets = new Uint16Array(new SharedArrayBuffer(capacity * 2));
    sourceSets.set(this.sourceSets);
    this.sourceSets = sourceSets;
    this.degrees = growUint32(this.degrees, capacity);
  }
}
