/** The search for closed loops in order: rings of shares ▸ round trips ▸ rank ▸ describe. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { notFound } from '../../../domain-error.ts';
import { CountedGraph } from '../counted-graph.ts';
import { TagWeights, moneyPart } from '../gangs/rank.ts';
import { refuseBeyond } from '../memory.ts';
import type { RunContext } from '../question.ts';
import type { Scope } from '../scope-parameter.ts';
import { Columns } from './columns.ts';
import { describeLoop } from './describe-loop.ts';
import type { FoundLoop } from './found-loop.ts';
import type { LoopParameters } from './parameters.ts';
import type { Loop, LoopResult } from './result.ts';
import { roundTrips } from './round-trips.ts';
import { shareRings } from './share-rings.ts';

/** Loops whose goods and money are read, for every one listed: both change the order. */
const READ_PER_LISTED = 4;
const rankWeights = { tightness: 0.4, tags: 0.3, goods: 0.15, money: 0.15 };
/** Share of the run at the end of each step. */
const shares = { shares: 0.3, trips: 0.8 };
/** From an entity with more relations no step leads on. */
const MOST_FOLLOWED = 500;
const BASE_BYTES = 64 << 20;
/** The table of ids and what a step around an entity holds. */
const BYTES_PER_NODE = 24;
/** Of a share while rings are sought, and of what the ends of a trade hold. */
const BYTES_PER_RELATION = 80;

export function estimateLoopMemory(pinned: PinnedProjection): number {
  const { nodeCount, outStart, kind, kindNames } = pinned;
  const counted = ['shareholder', 'exportsTo', 'importsFrom'].map((name) =>
    kindNames.indexOf(name),
  );
  let relations = 0;
  for (let slot = 0; slot < (outStart[nodeCount] ?? 0); slot++)
    if (counted.includes(kind[slot]!)) relations++;
  return BASE_BYTES + nodeCount * BYTES_PER_NODE + relations * BYTES_PER_RELATION;
}

export async function findLoops(
  context: RunContext,
  parameters: LoopParameters,
): Promise<LoopResult> {
  const { projection, progress } = context;
  refuseBeyond(context.memoryLimit, estimateLoopMemory(projection));
  progress('shares', 0);
  const graph = new CountedGraph(
    projection,
    { ...parameters.control, exportsTo: 1, importsFrom: 1 },
    parameters.leftOut,
  );
  const fits = inScope(graph, parameters.scope);
  const { rings, complete } = shareRings(graph, parameters.maxLength, {
    report: (done, total) => progress('shares', (shares.shares * done) / Math.max(1, total)),
  });
  progress('trips', shares.shares);
  const { trips, hubs } = roundTrips(graph, {
    maxSharers: parameters.maxSharers,
    onProgress: (share) =>
      progress('trips', shares.shares + (shares.trips - shares.shares) * share),
  });
  progress('rank', shares.trips);
  const tags = new TagWeights(projection, context.tagLevels);
  const found = [...rings, ...trips].filter(fits);
  const tight = found.filter(({ tightness }) => tightness >= parameters.minTightness);
  const tagged = tight.filter(
    ({ nodes }) =>
      parameters.tags.length === 0 ||
      nodes.some((node) => tags.tags(node).some((tag) => parameters.tags.includes(tag))),
  );
  const loops = await ranked(context, graph, tags, tagged, parameters.limit);
  return {
    revision: context.revision,
    generation: projection.generation,
    found: found.length,
    complete,
    left: {
      loose: found.length - tight.length,
      otherTags: tight.length - tagged.length,
      beyondLimit: tagged.length - loops.length,
    },
    loops,
    hubs,
  };
}

/** By tightness and tags first; the best of them again, with goods and money. */
async function ranked(
  { columns }: RunContext,
  graph: CountedGraph,
  tags: TagWeights,
  found: readonly FoundLoop[],
  limit: number,
): Promise<Loop[]> {
  const best = found
    .map((loop) => ({ loop, tagPart: tags.part(loop.nodes) }))
    .map((one) => ({ ...one, score: scoreOf(partsOf(one, null, 0)) }))
    .sort((a, b) => b.score - a.score || byName(graph, a.loop, b.loop))
    .slice(0, limit * READ_PER_LISTED);
  const known = await Columns.read(
    columns,
    graph,
    best.flatMap(({ loop }) => loop.nodes),
  );
  return best
    .map((one) => {
      const { loop } = one;
      const goods = loop.kind === 'roundTrip' ? known.commonGoods(loop) : null;
      const parts = partsOf(one, goods?.share ?? null, known.sums(loop).amount);
      return { loop, parts, goods: goods?.common ?? [], score: scoreOf(parts) };
    })
    .sort((a, b) => b.score - a.score || byName(graph, a.loop, b.loop))
    .slice(0, limit)
    .map((one, i) => describeLoop({ graph, tags, known }, one, i + 1));
}

function partsOf(
  { loop, tagPart }: { readonly loop: FoundLoop; readonly tagPart: number },
  goods: number | null,
  amount: number,
): Loop['parts'] {
  return { tightness: loop.tightness, tags: tagPart, goods, money: moneyPart(amount) };
}

/** The mean of what is known, by weight. */
function scoreOf(parts: Loop['parts']): number {
  let sum = 0;
  let whole = 0;
  for (const [part, weight] of Object.entries(rankWeights)) {
    const value = parts[part as keyof typeof rankWeights];
    if (value === null) continue;
    sum += value * weight;
    whole += weight;
  }
  return sum / whole;
}

function byName(graph: CountedGraph, a: FoundLoop, b: FoundLoop): number {
  const nameOf = ({ nodes }: FoundLoop): string => nodes.map((node) => graph.idOf(node)).join();
  return nameOf(a) < nameOf(b) ? -1 : 1;
}

/** Around an entity: loops that come within reach of it; of given entities: loops that two of them lie on. @throws DomainError NOT_FOUND for an entity that this generation does not hold */
function inScope(graph: CountedGraph, scope: Scope): (loop: FoundLoop) => boolean {
  if (scope.kind === 'whole') return () => true;
  if (scope.kind === 'entities') {
    const given = new Set(scope.ids.map(graph.find));
    return ({ nodes }) => nodes.filter((node) => given.has(node)).length >= 2;
  }
  const origin = graph.find(scope.entity);
  if (origin < 0) throw notFound('entity');
  const reached = within(graph.pinned, origin, scope.hops);
  return ({ nodes }) => nodes.some((node) => reached.has(node));
}

function within(pinned: PinnedProjection, origin: number, hops: number): ReadonlySet<number> {
  const { outStart, target, inStart, inSource } = pinned;
  const reached = new Set([origin]);
  let frontier = [origin];
  for (let hop = 0; hop < hops; hop++) {
    const next: number[] = [];
    for (const node of frontier) {
      const ends = [
        ...target.subarray(outStart[node], outStart[node + 1]),
        ...inSource.subarray(inStart[node], inStart[node + 1]),
      ];
      if (node !== origin && ends.length > MOST_FOLLOWED) continue;
      for (const end of ends) if (!reached.has(end)) next.push(end);
      for (const end of ends) reached.add(end);
    }
    frontier = next;
  }
  return reached;
}
