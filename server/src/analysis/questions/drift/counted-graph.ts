/** The projection as drift tracking reads it: relations of the kinds that count, who is an enterprise, and since when a relation held. */
import { OPEN_FROM, SEVERAL } from '@phecda/graph-schema/projection/edge-base';
import { IdTable } from '@phecda/graph-schema/projection/id-table';
import { REMOVED } from '@phecda/graph-schema/projection/node-table';
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { formatUuid, parsed, parseUuid } from '@phecda/graph-schema/projection/uuid';

/** What says where and in what somebody trades, or what was found: nobody keeps it. */
const neverPersistent: readonly string[] = ['Port', 'HSCode', 'Declaration', 'Case'];

const DAY_MS = 86_400_000;

export const dayNumber = (date: string): number => Math.floor(Date.parse(date) / DAY_MS);
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** Day before everything that is dated. */
export const ALWAYS = OPEN_FROM;

export class CountedGraph {
  readonly pinned: PinnedProjection;
  /** Weight of each kind by its number; 0 = does not count. */
  readonly weights: Float64Array;
  readonly #never: Uint8Array;
  readonly #enterprise: number;
  readonly #table: IdTable;

  constructor(pinned: PinnedProjection, kinds: Readonly<Record<string, number>>) {
    this.pinned = pinned;
    this.weights = Float64Array.from(pinned.kindNames, (kind) => kinds[kind] ?? 0);
    this.#enterprise = pinned.typeNames.indexOf('Enterprise');
    this.#never = new Uint8Array(256);
    pinned.typeNames.forEach((name, type) => {
      if (neverPersistent.includes(name)) this.#never[type] = 1;
    });
    this.#never[REMOVED] = 1;
    this.#table = new IdTable(pinned.nodeCount);
    for (let n = 0; n < pinned.nodeCount; n++)
      if (pinned.nodeTypes[n] !== REMOVED) this.#table.put(pinned.nodeIds, n);
  }

  /** -1 = unknown. */
  find(id: string): number {
    return parseUuid(id) ? this.#table.find(this.pinned.nodeIds, parsed, 0) : -1;
  }

  idOf(node: number): string {
    return formatUuid(this.pinned.nodeIds, node);
  }

  relationId(slot: number): string {
    return formatUuid(this.pinned.edgeIds, slot);
  }

  kindOf(slot: number): string {
    return this.pinned.kindNames[this.pinned.kind[slot] as number] as string;
  }

  typeOf(node: number): string {
    return this.pinned.typeNames[this.pinned.nodeTypes[node] as number] ?? '';
  }

  isEnterprise(node: number): boolean {
    return this.pinned.nodeTypes[node] === this.#enterprise;
  }

  weightOf(slot: number): number {
    return this.weights[this.pinned.kind[slot] as number] as number;
  }

  /** First day on which the relation held; ALWAYS = not dated. */
  since(slot: number): number {
    const { from, to, overflow } = this.pinned;
    return from[slot] === SEVERAL
      ? (overflow[(to[slot] as number) + 1] as number)
      : (from[slot] as number);
  }

  /** Relations that count, in either direction; `out`: the node is the source. */
  forEach(node: number, visit: (slot: number, other: number, out: boolean) => void): void {
    const { outStart, target, inStart, inSource, inSlot, nodeTypes } = this.pinned;
    const counts = (slot: number, other: number): boolean =>
      other !== node && this.weightOf(slot) > 0 && this.#never[nodeTypes[other] as number] === 0;
    for (let slot = outStart[node] as number; slot < (outStart[node + 1] as number); slot++) {
      const other = target[slot] as number;
      if (counts(slot, other)) visit(slot, other, true);
    }
    for (let i = inStart[node] as number; i < (inStart[node + 1] as number); i++) {
      const slot = inSlot[i] as number;
      const other = inSource[i] as number;
      if (counts(slot, other)) visit(slot, other, false);
    }
  }

  /** Enterprises that are related to the node, each once. */
  enterprisesAt(node: number): Set<number> {
    const found = new Set<number>();
    this.forEach(node, (_, other) => {
      if (this.isEnterprise(other)) found.add(other);
    });
    return found;
  }
}
