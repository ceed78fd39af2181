/** Gang analysis in order: closeness ▸ sweep ▸ groups ▸ evidence ▸ rank by what is known ▸ examine the best ▸ columns ▸ rank. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { formatUuid } from '@phecda/graph-schema/projection/uuid';
import { edgeCountOf } from '../../algorithms/weighted-graph.ts';
import type { EntityColumn } from '../entity-columns.ts';
import type { RunContext } from '../question.ts';
import { factsIn, nodeFinder } from '../left-out.ts';
import { refuseBeyond } from '../memory.ts';
import { closenessGraph, type Closeness } from './closeness-graph.ts';
import { describeGroup } from './describe-group.ts';
import { evidenceGraph, hangingOnOneThing } from './evidence-graph.ts';
import { examineGroup } from './examine-group.ts';
import { gatherGroups, type ActorGroup } from './gather-groups.ts';
import {
  factsOfGroups,
  weighEvidence,
  type EvidenceContext,
  type GroupFacts,
} from './group-evidence.ts';
import { DOUBTFUL_BELOW, type Doubt, type Judged } from './judged-group.ts';
import { estimateGangMemory } from './memory-estimate.ts';
import type { GangParameters } from './parameters.ts';
import { loopsPart, moneyPart, scoreOf, TagWeights } from './rank.ts';
import type { GangGroup, GangResult } from './result.ts';
import { actorsInScope } from './scope.ts';

/** Groups examined for every group listed: loops and money are known only then. */
const EXAMINED_PER_LISTED = 3;
/** Share of the run at the end of each step. */
const shares = { closeness: 0.1, sweep: 0.8, evidence: 0.85, examine: 0.95, columns: 1 };

export async function findGangs(
  context: RunContext,
  parameters: GangParameters,
): Promise<GangResult> {
  const { projection, progress } = context;
  const needed = (workers: number): number => estimateGangMemory(projection, parameters, workers);
  // What fits with fewer threads takes longer and gives the same.
  let { workers } = context;
  while (workers > 1 && needed(workers) > context.memoryLimit) workers--;
  refuseBeyond(context.memoryLimit, needed(workers));
  progress('closeness', 0);
  const closeness = closenessGraph(projection, {
    weights: parameters.weights,
    maxSharers: parameters.maxSharers,
    from: dayOf(parameters.from),
    to: dayOf(parameters.to),
    leftOut: factsIn(nodeFinder(projection), parameters.leftOut),
  });
  const allowed = actorsInScope(projection, closeness, parameters.scope, parameters.weakestTie);
  const evidence = evidenceContext(projection, closeness, parameters);
  progress('sweep', shares.closeness);
  const { groups, sweep } = await gatherGroups(evidence, allowed, parameters, {
    workers,
    onProgress: (share) =>
      progress('sweep', shares.closeness + (shares.sweep - shares.closeness) * share),
  });
  progress('evidence', shares.sweep);
  const tags = new TagWeights(projection, context.tagLevels);
  const judged = judge(evidence, groups, tags, parameters);
  const strong = judged.filter(({ parts }) => parts.evidence >= parameters.minEvidence);
  const tagged = strong.filter(({ nodes }) => carriesOneOf(nodes, tags, parameters.tags));
  const best = tagged.slice(0, parameters.limit * EXAMINED_PER_LISTED);
  const ranked = await examineBest(context, parameters, evidence, tags, best);
  return {
    revision: context.revision,
    generation: projection.generation,
    actors: allowed.reduce((sum, one) => sum + one, 0),
    ties: edgeCountOf(closeness.graph),
    found: judged.length,
    left: {
      weakEvidence: judged.length - strong.length,
      otherTags: strong.length - tagged.length,
      beyondLimit: Math.max(0, tagged.length - parameters.limit),
    },
    groups: ranked.groups,
    sweep: [...sweep],
    hubs: await describeHubs(context, closeness),
    betweennessError: ranked.betweennessError,
  };
}

function dayOf(date: string | null): number | null {
  return date === null ? null : Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

function evidenceContext(
  pinned: PinnedProjection,
  closeness: Closeness,
  { weights }: GangParameters,
): EvidenceContext {
  const enterprise = pinned.typeNames.indexOf('Enterprise');
  const isEnterprise = Uint8Array.from(closeness.nodes, (node) =>
    pinned.nodeTypes[node] === enterprise ? 1 : 0,
  );
  const { start, target } = closeness.direct.related;
  const reach = new Uint32Array(closeness.nodes.length);
  for (let actor = 0; actor < reach.length; actor++)
    for (let e = start[actor] as number; e < (start[actor + 1] as number); e++)
      reach[actor]! += isEnterprise[target[e] as number] as number;
  const named: Readonly<Record<string, number>> = weights;
  return {
    closeness,
    pinned,
    isEnterprise,
    reach,
    kindWeight: Float64Array.from(pinned.kindNames, (kind) => named[kind] ?? 0),
  };
}

/** Evidence and tags of every group, best first; doubtful members do not count. */
function judge(
  evidence: EvidenceContext,
  groups: readonly ActorGroup[],
  tags: TagWeights,
  parameters: GangParameters,
): Judged[] {
  const { closeness, isEnterprise } = evidence;
  const groupOf = new Int32Array(closeness.nodes.length).fill(-1);
  groups.forEach(({ members }, group) => members.forEach((member) => (groupOf[member] = group)));
  const facts = factsOfGroups(closeness, groupOf, groups.length);
  const judged = groups.map((group, i): Judged => {
    const own = facts[i]!;
    const doubts = doubtsOf(evidence, group, own, parameters.minEnterprises);
    const counted = group.members.filter((member) => !doubts.has(member));
    const enterprises = counted.filter((member) => isEnterprise[member] === 1);
    const { strength, concealment } = weighEvidence(evidence, own, enterprises);
    const nodes = [
      ...counted.map((member) => closeness.nodes[member] as number),
      ...own.shared.map(({ thing }) => closeness.things.node[thing] as number),
    ];
    const parts = {
      evidence: strength,
      tags: tags.part(nodes),
      concealment: concealment * strength,
      loops: 0,
      money: 0,
    };
    return {
      ...group,
      facts: own,
      doubts,
      nodes,
      enterprises,
      parts,
      score: scoreOf(parts, parameters.rank),
    };
  });
  return judged.sort(byScore);
}

/** Members that stay in too few runs, or that one thing alone ties to the rest; a group that would be left too small keeps the latter. */
function doubtsOf(
  evidence: EvidenceContext,
  { members, stays }: ActorGroup,
  facts: GroupFacts,
  minEnterprises: number,
): Map<number, Doubt> {
  const { isEnterprise, closeness } = evidence;
  const doubts = new Map<number, Doubt>();
  members.forEach((member, m) => {
    if ((stays[m] as number) < DOUBTFUL_BELOW) doubts.set(member, 'unstable');
  });
  const sure = members.filter((member) => !doubts.has(member));
  const hanging = hangingOnOneThing(
    evidenceGraph(closeness, facts, sure),
    isEnterprise,
    minEnterprises,
  );
  const enterprises = (list: readonly number[]): number =>
    list.filter((member) => isEnterprise[member] === 1).length;
  if (enterprises(sure) - enterprises(hanging) >= minEnterprises)
    for (const member of hanging) doubts.set(member, 'oneThing');
  return doubts;
}

function byScore(a: Judged, b: Judged): number {
  return b.score - a.score || (a.members[0] as number) - (b.members[0] as number);
}

function carriesOneOf(
  nodes: readonly number[],
  tags: TagWeights,
  wanted: readonly string[],
): boolean {
  return (
    wanted.length === 0 || nodes.some((node) => tags.tags(node).some((t) => wanted.includes(t)))
  );
}

async function examineBest(
  { projection, columns, progress }: RunContext,
  parameters: GangParameters,
  evidence: EvidenceContext,
  tags: TagWeights,
  best: readonly Judged[],
): Promise<{ groups: GangGroup[]; betweennessError: number }> {
  const { closeness, isEnterprise } = evidence;
  const idOf = (node: number): string => formatUuid(projection.nodeIds, node);
  const examined = best.map((group, i) => {
    progress(
      'examine',
      shares.evidence + ((shares.examine - shares.evidence) * i) / Math.max(1, best.length),
    );
    return examineGroup(
      closeness,
      projection,
      group.facts,
      group.members,
      isEnterprise,
      parameters,
    );
  });
  progress('columns', shares.examine);
  const memberIds = best.flatMap(({ members }) =>
    members.map((member) => idOf(closeness.nodes[member] as number)),
  );
  const known = await readColumns(columns, memberIds);
  const ranked = best
    .map((group, i) => {
      const { largestBlock, rings } = examined[i]!;
      let amount = 0;
      for (const member of group.enterprises)
        amount += known.get(idOf(closeness.nodes[member] as number))?.amount ?? 0;
      const block = new Set(largestBlock.map((place) => group.members[place]));
      const parts = {
        ...group.parts,
        money: moneyPart(amount),
        loops: loopsPart(
          group.enterprises.filter((member) => block.has(member)).length,
          group.enterprises.length,
          rings.length,
        ),
      };
      return { ...group, parts, score: scoreOf(parts, parameters.rank), examined: examined[i]! };
    })
    .sort(byScore)
    .slice(0, parameters.limit);
  const things = ranked.flatMap(({ facts }) =>
    facts.shared.map(({ thing }) => idOf(closeness.things.node[thing] as number)),
  );
  const all = new Map([...known, ...(await readColumns(columns, things))]);
  const trade = await columns.trade(
    ranked.flatMap(({ enterprises }) =>
      enterprises.map((member) => idOf(closeness.nodes[member] as number)),
    ),
  );
  return {
    betweennessError: Math.max(0, ...examined.map((one) => one.betweennessError)),
    groups: ranked.map((group, i) =>
      describeGroup({ closeness, pinned: projection, tags }, group, i + 1, all, trade),
    ),
  };
}

async function readColumns(
  columns: RunContext['columns'],
  ids: readonly string[],
): Promise<Map<string, EntityColumn>> {
  const rows = ids.length === 0 ? [] : await columns.entities([...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row]));
}

async function describeHubs(
  { projection, columns }: RunContext,
  { hubs }: Closeness,
): Promise<GangResult['hubs']> {
  const list = [...hubs].map(([type, { count, largest }]) => ({
    type,
    count,
    sharers: largest.sharers,
    id: formatUuid(projection.nodeIds, largest.node),
  }));
  const known = await readColumns(
    columns,
    list.map(({ id }) => id),
  );
  return list
    .sort((a, b) => (a.type < b.type ? -1 : 1))
    .map(({ id, ...hub }) => {
      const { record = id, label = id } = known.get(id) ?? {};
      return { ...hub, largest: { id, record, type: hub.type, label } };
    });
}
