/** The projection as questions read it: relations of the kinds that count, who is an enterprise, and since when a relation held. */
import { OPEN_FROM, SEVERAL } from '@phecda/graph-schema/projection/edge-base';
import { REMOVED } from '@phecda/graph-schema/projection/node-table';
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { formatUuid } from '@phecda/graph-schema/projection/uuid';

import { factsIn, nodeFinder, pairOf, type LeftOut } from './left-out.ts';

/** What says where and in what somebody trades, or what was found: it joins nobody. */
const neverJoins: readonly string[] = ['Port', 'HSCode', 'Declaration', 'Case'];

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
  readonly #leftOut: LeftOut;
  /** Node of an id, -1 = unknown. */
  readonly find: (id: string) => number;

  /** @param leftOut facts that tie nobody, by ids */
  constructor(
    pinned: PinnedProjection,
    kinds: Readonly<Record<string, number>>,
    leftOut: readonly (readonly string[])[] = [],
  ) {
    this.pinned = pinned;
    this.weights = Float64Array.from(pinned.kindNames, (kind) => kinds[kind] ?? 0);
    this.#enterprise = pinned.typeNames.indexOf('Enterprise');
    this.#never = new Uint8Array(256);
    pinned.typeNames.forEach((name, type) => {
      if (neverJoins.includes(name)) this.#never[type] = 1;
    });
    this.#never[REMOVED] = 1;
    this.find = nodeFinder(pinned);
    this.#leftOut = factsIn(this.find, leftOut);
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

  /** People have judged that it ties nobody. */
  isLeftOut(node: number): boolean {
    return this.#leftOut.nodes.has(node);
  }

  /** People have judged that relations between these two, or to one of them, tie nobody. */
  saysNothing(node: number, other: number): boolean {
    const { nodes, pairs } = this.#leftOut;
    return nodes.has(node) || nodes.has(other) || pairs.has(pairOf(node, other));
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
      other !== node &&
      this.weightOf(slot) > 0 &&
      this.#never[nodeTypes[other] as number] === 0 &&
      !this.saysNothing(node, other);
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
