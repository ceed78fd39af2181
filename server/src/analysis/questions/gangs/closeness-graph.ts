/**
 * First step of gang analysis: who is close to whom. Enterprises and people are the nodes; what two of them share (phone, address, device, truck …) ties them,
 * the less the more others share it; relations between them tie them directly. HS codes and ports never do.
 */
import { OPEN_FROM, OPEN_TO, SEVERAL } from '@phecda/graph-schema/projection/edge-base';
import { REMOVED } from '@phecda/graph-schema/projection/node-table';
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { buildGraph, type WeightedGraph } from '../../algorithms/weighted-graph.ts';
import { pairOf, type LeftOut } from '../left-out.ts';

/** Types of the nodes; everything else is what they share. */
export const actorTypes = ['Enterprise', 'Person', 'LegalEntity'] as const;
/** What says where and in what somebody trades, not with whom. */
const neverShared = ['HSCode', 'Port', 'Declaration'];

export interface ClosenessOptions {
  /** Weight of each kind that counts, by its name. */
  readonly weights: Readonly<Record<string, number>>;
  /** A thing that more share is a hub and ties nobody. */
  readonly maxSharers: number;
  /** Days since 1970-01-01; relations that held at no time in [from, to) do not count. */
  readonly from: number | null;
  readonly to: number | null;
  readonly leftOut: LeftOut;
}

/** One shared thing or one relation: a fact that ties two or more actors. */
export interface Closeness {
  /** Actor i is node `nodes[i]` of the projection. */
  readonly nodes: Uint32Array;
  /** Actor of a node, -1 = none. */
  readonly actorOf: Int32Array;
  readonly graph: WeightedGraph;
  /** Shared things: node, sharers things.start[i] … things.start[i + 1] - 1, weight of each tie that the thing makes. */
  readonly things: Things;
  /** Relations between two actors, each pair of actors and kind once. */
  readonly direct: DirectTies;
  /** Hubs left out, by type. */
  readonly hubs: ReadonlyMap<string, HubCount>;
}

export interface Things {
  readonly count: number;
  readonly node: Uint32Array;
  readonly start: Uint32Array;
  readonly sharer: Uint32Array;
  /** Forward slot of the relation that says so. */
  readonly slot: Uint32Array;
  readonly tie: Float64Array;
}

export interface DirectTies {
  readonly count: number;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly slot: Uint32Array;
  readonly tie: Float64Array;
  /** Who is related to whom, each pair once. */
  readonly related: WeightedGraph;
}

export interface HubCount {
  readonly count: number;
  readonly largest: { readonly node: number; readonly sharers: number };
}

export function closenessGraph(pinned: PinnedProjection, options: ClosenessOptions): Closeness {
  const roles = rolesOf(pinned);
  const { nodes, actorOf } = numberActors(pinned, roles, options.leftOut);
  const kindWeight = Float64Array.from(pinned.kindNames, (kind) => options.weights[kind] ?? 0);
  const inPeriod = periodTest(pinned, options);
  const counts = (slot: number): boolean =>
    (kindWeight[pinned.kind[slot] as number] as number) > 0 && inPeriod(slot);
  const { things, hubs } = sharedThings(pinned, roles, actorOf, kindWeight, counts, options);
  const direct = directTies(pinned, actorOf, kindWeight, counts, nodes.length, options.leftOut);
  return {
    nodes,
    actorOf,
    things,
    direct,
    hubs,
    graph: fold(nodes.length, things, direct),
  };
}

const ACTOR = 1;
const THING = 2;

/** Role of each type by its number. */
function rolesOf({ typeNames }: PinnedProjection): Uint8Array {
  const roles = new Uint8Array(256);
  typeNames.forEach((name, type) => {
    if ((actorTypes as readonly string[]).includes(name)) roles[type] = ACTOR;
    else if (!neverShared.includes(name)) roles[type] = THING;
  });
  roles[REMOVED] = 0;
  return roles;
}

function numberActors(
  { nodeCount, nodeTypes }: PinnedProjection,
  roles: Uint8Array,
  leftOut: LeftOut,
): { nodes: Uint32Array; actorOf: Int32Array } {
  const actorOf = new Int32Array(nodeCount).fill(-1);
  let count = 0;
  for (let n = 0; n < nodeCount; n++)
    if (roles[nodeTypes[n] as number] === ACTOR && !leftOut.nodes.has(n)) actorOf[n] = count++;
  const nodes = new Uint32Array(count);
  for (let n = 0; n < nodeCount; n++)
    if ((actorOf[n] as number) >= 0) nodes[actorOf[n] as number] = n;
  return { nodes, actorOf };
}

function periodTest(
  { from, to, overflow }: PinnedProjection,
  options: ClosenessOptions,
): (slot: number) => boolean {
  if (options.from === null && options.to === null) return () => true;
  const begin = options.from ?? OPEN_FROM;
  const end = options.to ?? OPEN_TO;
  return (slot) => {
    const last = to[slot] as number;
    if (from[slot] !== SEVERAL) return (from[slot] as number) < end && last > begin;
    for (let i = 0; i < (overflow[last] as number); i++)
      if (
        (overflow[last + 1 + 2 * i] as number) < end &&
        (overflow[last + 2 + 2 * i] as number) > begin
      )
        return true;
    return false;
  };
}

/** Visits what leads to or from a node: forward slot and the other end. */
function forEachRelation(
  { outStart, target, inStart, inSource, inSlot }: PinnedProjection,
  node: number,
  visit: (slot: number, other: number) => void,
): void {
  for (let slot = outStart[node] as number; slot < (outStart[node + 1] as number); slot++)
    visit(slot, target[slot] as number);
  for (let i = inStart[node] as number; i < (inStart[node + 1] as number); i++)
    visit(inSlot[i] as number, inSource[i] as number);
}

function sharedThings(
  pinned: PinnedProjection,
  roles: Uint8Array,
  actorOf: Int32Array,
  kindWeight: Float64Array,
  counts: (slot: number) => boolean,
  { maxSharers, leftOut }: ClosenessOptions,
): { things: Things; hubs: Map<string, HubCount> } {
  const node: number[] = [];
  const start: number[] = [0];
  const sharer: number[] = [];
  const slots: number[] = [];
  const tie: number[] = [];
  const hubs = new Map<string, HubCount>();
  const found = new Map<number, { slot: number; weight: number }>();
  for (let n = 0; n < pinned.nodeCount; n++) {
    if (roles[pinned.nodeTypes[n] as number] !== THING || leftOut.nodes.has(n)) continue;
    found.clear();
    forEachRelation(pinned, n, (slot, other) => {
      const actor = actorOf[other] as number;
      if (actor < 0 || !counts(slot)) return;
      const weight = kindWeight[pinned.kind[slot] as number] as number;
      const before = found.get(actor);
      if (before === undefined || before.weight < weight) found.set(actor, { slot, weight });
    });
    if (found.size < 2) continue;
    if (found.size > maxSharers) {
      noteHub(hubs, pinned.typeNames[pinned.nodeTypes[n] as number] as string, n, found.size);
      continue;
    }
    let sum = 0;
    for (const actor of [...found.keys()].sort((a, b) => a - b)) {
      const { slot, weight } = found.get(actor)!;
      sharer.push(actor);
      slots.push(slot);
      sum += weight;
    }
    node.push(n);
    start.push(sharer.length);
    // So many sharers tie each two the less: all its ties together give each sharer the weight of the kind.
    tie.push(sum / found.size / (found.size - 1));
  }
  return {
    hubs,
    things: {
      count: node.length,
      node: Uint32Array.from(node),
      start: Uint32Array.from(start),
      sharer: Uint32Array.from(sharer),
      slot: Uint32Array.from(slots),
      tie: Float64Array.from(tie),
    },
  };
}

function noteHub(hubs: Map<string, HubCount>, type: string, node: number, sharers: number): void {
  const before = hubs.get(type);
  const largest =
    before === undefined || before.largest.sharers < sharers ? { node, sharers } : before.largest;
  hubs.set(type, { count: (before?.count ?? 0) + 1, largest });
}

/** A relation counts less where one of its ends has many others: weight / √(the larger number). Carriers carry for anybody: only what their trucks share counts. */
function directTies(
  pinned: PinnedProjection,
  actorOf: Int32Array,
  kindWeight: Float64Array,
  counts: (slot: number) => boolean,
  actorCount: number,
  leftOut: LeftOut,
): DirectTies {
  const a: number[] = [];
  const b: number[] = [];
  const slots: number[] = [];
  const carries = pinned.kindNames.indexOf('carriesFor');
  for (let n = 0; n < pinned.nodeCount; n++) {
    const source = actorOf[n] as number;
    if (source < 0) continue;
    for (
      let slot = pinned.outStart[n] as number;
      slot < (pinned.outStart[n + 1] as number);
      slot++
    ) {
      const other = pinned.target[slot] as number;
      const target = actorOf[other] as number;
      if (target < 0 || target === source || pinned.kind[slot] === carries || !counts(slot))
        continue;
      if (leftOut.pairs.has(pairOf(n, other))) continue;
      a.push(source);
      b.push(target);
      slots.push(slot);
    }
  }
  // Whoever has relations with many others counts as a hub, in whatever roles.
  const related = buildGraph(actorCount, { source: a, target: b });
  const degree = (actor: number): number =>
    (related.start[actor + 1] as number) - (related.start[actor] as number);
  const tie = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) {
    const most = Math.max(degree(a[i] as number), degree(b[i] as number));
    tie[i] = (kindWeight[pinned.kind[slots[i] as number] as number] as number) / Math.sqrt(most);
  }
  return {
    count: a.length,
    a: Uint32Array.from(a),
    b: Uint32Array.from(b),
    slot: Uint32Array.from(slots),
    tie,
    related,
  };
}

function fold(actorCount: number, things: Things, direct: DirectTies): WeightedGraph {
  let size = direct.count;
  for (let t = 0; t < things.count; t++) {
    const d = (things.start[t + 1] as number) - (things.start[t] as number);
    size += (d * (d - 1)) / 2;
  }
  const source = new Uint32Array(size);
  const target = new Uint32Array(size);
  const weight = new Float64Array(size);
  source.set(direct.a);
  target.set(direct.b);
  weight.set(direct.tie);
  let at = direct.count;
  for (let t = 0; t < things.count; t++) {
    const end = things.start[t + 1] as number;
    for (let i = things.start[t] as number; i < end; i++)
      for (let j = i + 1; j < end; j++) {
        source[at] = things.sharer[i] as number;
        target[at] = things.sharer[j] as number;
        weight[at++] = things.tie[t] as number;
      }
  }
  return buildGraph(actorCount, { source, target, weight });
}
