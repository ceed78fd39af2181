/** From the closeness graph to groups of actors: weak ties and loose ends are set aside, what stays is clustered, people who belong to nobody else come along. */
import { buildGraph, type WeightedGraph } from '../../algorithms/weighted-graph.ts';
import { factsOfGroups, weighEvidence, type EvidenceContext } from './group-evidence.ts';
import type { GangParameters } from './parameters.ts';
import { stableGroups, type StableGroups, type SweepOptions } from './stable-groups.ts';

export interface ActorGroup {
  /** Actors, ascending. */
  readonly members: readonly number[];
  /** Share of runs in which each stays. */
  readonly stays: readonly number[];
  readonly stability: number;
  readonly resolution: number;
}

export interface GatheredGroups {
  readonly groups: readonly ActorGroup[];
  readonly sweep: StableGroups['sweep'];
}

/** Where facts of this total weight count half. */
const HALF_WEIGHT = 1;

/** Several facts count more than their sum, a stray one less: s² / (s + ½-weight). */
const contrast = (sum: number): number => (sum * sum) / (sum + HALF_WEIGHT);

export async function gatherGroups(
  evidence: EvidenceContext,
  allowed: Uint8Array,
  parameters: Pick<
    GangParameters,
    'weakestTie' | 'resolutions' | 'seeds' | 'seed' | 'minEnterprises'
  >,
  sweeping: Pick<SweepOptions, 'workers' | 'onProgress'>,
): Promise<GatheredGroups> {
  const { isEnterprise, closeness } = evidence;
  const { graph } = closeness;
  const { nodes, close } = closeTies(graph, allowed, isEnterprise, parameters.weakestTie);
  const wanted = (members: readonly number[]): boolean => {
    let count = 0;
    for (const node of members)
      if (isEnterprise[nodes[node] as number] === 1 && ++count >= parameters.minEnterprises)
        return true;
    return false;
  };
  const { groups, sweep } = await stableGroups(close, {
    resolutions: [...parameters.resolutions].sort((a, b) => a - b),
    seeds: Array.from({ length: parameters.seeds }, (_, i) => parameters.seed + i),
    wanted,
    worth: ({ membership, count }, communities) => {
      if (communities.length === 0) return [];
      const groupOf = new Int32Array(graph.nodeCount).fill(-1);
      const place = new Int32Array(count).fill(-1);
      const enterprises = communities.map((): number[] => []);
      communities.forEach((community, i) => (place[community] = i));
      nodes.forEach((actor, node) => {
        const group = place[membership[node] as number] as number;
        groupOf[actor] = group;
        if (group >= 0 && isEnterprise[actor] === 1) enterprises[group]!.push(actor);
      });
      return factsOfGroups(closeness, groupOf, communities.length).map(
        (facts, i) => weighEvidence(evidence, facts, enterprises[i]!).strength,
      );
    },
    ...sweeping,
  });
  return {
    sweep,
    groups: withLooseEnds(
      graph,
      allowed,
      isEnterprise,
      groups.map((group) => ({
        ...group,
        members: group.members.map((node) => nodes[node] as number),
      })),
    ),
  };
}

/** Ties that are strong enough, between actors that have two or more of them; a person with one tie follows its other end later. */
function closeTies(
  { nodeCount, start, target, weight }: WeightedGraph,
  allowed: Uint8Array,
  isEnterprise: Uint8Array,
  weakest: number,
): { nodes: Uint32Array; close: WeightedGraph } {
  const counts = (a: number, b: number, e: number): boolean =>
    allowed[a] === 1 && allowed[b] === 1 && (weight[e] as number) >= weakest;
  const degree = new Uint32Array(nodeCount);
  let ties = 0;
  for (let n = 0; n < nodeCount; n++)
    for (let e = start[n] as number; e < (start[n + 1] as number); e++)
      if (counts(n, target[e] as number, e)) {
        degree[n]!++;
        ties++;
      }
  const place = new Int32Array(nodeCount).fill(-1);
  const nodes: number[] = [];
  for (let n = 0; n < nodeCount; n++)
    if ((degree[n] as number) >= (isEnterprise[n] === 1 ? 1 : 2)) place[n] = nodes.push(n) - 1;
  const source = new Uint32Array(ties / 2);
  const end = new Uint32Array(ties / 2);
  const value = new Float64Array(ties / 2);
  let size = 0;
  for (const n of nodes)
    for (let e = start[n] as number; e < (start[n + 1] as number); e++) {
      const other = target[e] as number;
      if (other < n || (place[other] as number) < 0 || !counts(n, other, e)) continue;
      source[size] = place[n] as number;
      end[size] = place[other] as number;
      value[size++] = contrast(weight[e] as number);
    }
  const close = buildGraph(nodes.length, {
    source: source.subarray(0, size),
    target: end.subarray(0, size),
    weight: value.subarray(0, size),
  });
  return { nodes: Uint32Array.from(nodes), close };
}

/** People in no group join the one that most of the weight of their ties leads to. */
function withLooseEnds(
  { nodeCount, start, target, weight }: WeightedGraph,
  allowed: Uint8Array,
  isEnterprise: Uint8Array,
  groups: readonly ActorGroup[],
): ActorGroup[] {
  const groupOf = new Int32Array(nodeCount).fill(-1);
  const staysOf = new Float64Array(nodeCount);
  groups.forEach(({ members, stays }, group) =>
    members.forEach((member, i) => {
      groupOf[member] = group;
      staysOf[member] = stays[i] as number;
    }),
  );
  const joining = new Map<number, { member: number; stays: number }[]>();
  const toGroup = new Map<number, { weight: number; stays: number }>();
  for (let n = 0; n < nodeCount; n++) {
    if (allowed[n] === 0 || isEnterprise[n] === 1 || (groupOf[n] as number) >= 0) continue;
    toGroup.clear();
    let whole = 0;
    for (let e = start[n] as number; e < (start[n + 1] as number); e++) {
      const other = target[e] as number;
      const group = groupOf[other] as number;
      whole += weight[e] as number;
      if (group < 0) continue;
      const own = toGroup.get(group) ?? { weight: 0, stays: 0 };
      own.weight += weight[e] as number;
      own.stays = Math.max(own.stays, staysOf[other] as number);
      toGroup.set(group, own);
    }
    for (const [group, own] of toGroup)
      if (own.weight * 2 > whole) {
        const list = joining.get(group) ?? [];
        list.push({ member: n, stays: own.stays });
        joining.set(group, list);
      }
  }
  return groups.map((group, i) => {
    const more = joining.get(i);
    if (more === undefined) return group;
    const all = [
      ...group.members.map((member, m) => ({ member, stays: group.stays[m] as number })),
      ...more,
    ].sort((a, b) => a.member - b.member);
    return {
      ...group,
      members: all.map(({ member }) => member),
      stays: all.map(({ stays }) => stays),
    };
  });
}
