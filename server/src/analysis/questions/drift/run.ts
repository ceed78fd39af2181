/** Drift tracking in order: split the gang ▸ neighbourhood ▸ association ▸ who is newly associated ▸ declarations ▸ score ▸ evidence ▸ replay ▸ ports. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { DomainError } from '../../../domain-error.ts';
import type { BeginningColumn, FilingColumn } from '../entity-columns.ts';
import { refuseBeyond } from '../memory.ts';
import type { RunContext } from '../question.ts';
import { Association } from './association.ts';
import { profileOf } from './behaviour.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { ALWAYS, CountedGraph, dayNumber } from '../counted-graph.ts';
import { describeDrift } from './describe-drift.ts';
import { dateOpenRelations, neighbourhoodOf } from './neighbourhood.ts';
import { overseasMatches } from './overseas-matches.ts';
import type { DriftParameters } from './parameters.ts';
import { splitGang } from './persistent-members.ts';
import type { DriftResult } from './result.ts';
import { meanRole, roleOf, rolePart } from './role.ts';
import { Scorer } from './score.ts';

/** Candidates whose declarations are read, for every one listed: behaviour is known only then. */
const READ_PER_LISTED = 5;
/** Share of the run at the end of each step. */
const shares = { split: 0.1, associate: 0.3, filings: 0.6, score: 0.7 };
const BASE_BYTES = 64 << 20;
const BYTES_PER_NODE = 24;

/** The neighbourhood is weighed when it is known. */
export function estimateDriftMemory(pinned: PinnedProjection): number {
  return BASE_BYTES + pinned.nodeCount * BYTES_PER_NODE;
}

export async function trackDrift(
  context: RunContext,
  parameters: DriftParameters,
): Promise<DriftResult> {
  const { projection, columns, progress, memoryLimit } = context;
  if (parameters.day === null || parameters.members.length === 0)
    throw new DomainError(
      'BAD_INPUT',
      'error.driftNeeds',
      'Drift is tracked from the members of a gang and the day of its seizure.',
    );
  refuseBeyond(memoryLimit, estimateDriftMemory(projection));
  progress('split', 0);
  const day = dayNumber(parameters.day);
  const graph = new CountedGraph(projection, parameters.kinds, parameters.leftOut);
  const members = new Set(
    [...nodesOf(graph, parameters.members)].filter((node) => !graph.isLeftOut(node)),
  );
  const { shells, late } = await splitEnterprises(context, graph, members, parameters.day);
  const split = splitGang(graph, {
    shells,
    late,
    members: new Set([...members].filter((node) => !graph.isEnterprise(node))),
    hidden: nodesOf(graph, parameters.hidden),
    day,
    maxSharers: parameters.maxSharers,
  });
  progress('associate', shares.split);
  const neighbourhood = neighbourhoodOf(
    graph,
    split.seeds.map(({ node }) => node),
    {
      hops: parameters.hops,
      maxSharers: parameters.maxSharers,
      hidden: new Set(split.hidden.map(({ node }) => node)),
      memoryLimit: memoryLimit - estimateDriftMemory(projection),
      matches: await overseasMatches(
        columns,
        graph,
        split.seeds.map(({ node }) => node),
        parameters.kinds.possiblySameAs,
      ),
    },
  );
  const begun = await beginningsOf(
    columns,
    neighbourhood.enterprises.map((place) => graph.idOf(neighbourhood.nodes[place] as number)),
  );
  const startAt = (place: number): number =>
    startOf(begun.get(graph.idOf(neighbourhood.nodes[place] as number)));
  dateOpenRelations(
    neighbourhood,
    new Map(neighbourhood.enterprises.map((place) => [place, startAt(place)])),
  );
  const association = new Association(
    neighbourhood,
    split.seeds,
    [...shells].flatMap((node) => neighbourhood.placeOf.get(node) ?? []),
  );
  const found =
    split.seeds.length === 0
      ? []
      : candidatesOf(graph, neighbourhood, association, split.seeds, {
          day: parameters.day,
          begun,
          excluded: new Set([...shells, ...split.seeds.map(({ node }) => node)]),
        });
  progress('filings', shares.associate);
  const read = found.slice(0, parameters.limit * READ_PER_LISTED);
  const filings = await filingsOf(context, graph, [...shells, ...read.map(({ node }) => node)]);
  const old = [...shells].flatMap((node) => filings.get(graph.idOf(node)) ?? []);
  progress('score', shares.filings);
  const scorer = new Scorer(association, profileOf(old), parameters.parts);
  const gangRole = meanRole([...shells].map((node) => roleOf(graph, node)));
  const scored = read
    .map((candidate): Candidate => {
      const own = (filings.get(candidate.id) ?? []).filter(
        (filing) => filing.day >= (parameters.day as string),
      );
      const role = rolePart(gangRole, roleOf(graph, candidate.node));
      const parts = scorer.parts(candidate.place, role, own, null);
      return { ...candidate, filings: own, parts, score: scorer.score(parts) };
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, parameters.limit);
  return describeDrift(
    context,
    {
      graph,
      neighbourhood,
      scorer,
      split,
      shells: [...shells],
      late,
      filings,
      startAt,
      found: found.length,
      progressFrom: shares.score,
    },
    scored,
    { ...parameters, day: parameters.day },
  );
}

function nodesOf(graph: CountedGraph, ids: readonly string[]): Set<number> {
  return new Set(ids.map((id) => graph.find(id)).filter((node) => node >= 0));
}

/** Enterprises that were members by the day can be replaced; those that came after are candidates. */
async function splitEnterprises(
  { columns }: RunContext,
  graph: CountedGraph,
  members: ReadonlySet<number>,
  day: string,
): Promise<{ shells: Set<number>; late: Set<number> }> {
  const enterprises = [...members].filter((node) => graph.isEnterprise(node));
  const begun = await beginningsOf(
    columns,
    enterprises.map((node) => graph.idOf(node)),
  );
  const shells = new Set<number>();
  const late = new Set<number>();
  const from = dayNumber(day);
  for (const node of enterprises)
    (startOf(begun.get(graph.idOf(node))) >= from ? late : shells).add(node);
  return { shells, late };
}

/** First day on which there was something of it; ALWAYS = not known. */
function startOf(begun: BeginningColumn | undefined): number {
  const days = [begun?.registered, begun?.customsRegistered, begun?.firstActivity]
    .filter((one) => typeof one === 'string')
    .map(dayNumber);
  return days.length === 0 ? ALWAYS : Math.min(...days);
}

async function beginningsOf(
  columns: RunContext['columns'],
  ids: readonly string[],
): Promise<Map<string, BeginningColumn>> {
  const rows = ids.length === 0 ? [] : await columns.beginnings([...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row]));
}

async function filingsOf(
  { columns }: RunContext,
  graph: CountedGraph,
  nodes: readonly number[],
): Promise<Map<string, FilingColumn[]>> {
  const ids = [...new Set(nodes.map((node) => graph.idOf(node)))];
  const rows = ids.length === 0 ? [] : await columns.filings(ids);
  const found = new Map<string, FilingColumn[]>();
  for (const row of rows) {
    const own = found.get(row.enterprise);
    if (own === undefined) found.set(row.enterprise, [row]);
    else own.push(row);
  }
  return found;
}
