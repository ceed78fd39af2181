/** Runs drift tracking on a planted world without a database, beside the methods that it has to beat. */
import { pageRank } from '@phecda/server/analysis/algorithms/pagerank';
import { buildGraph } from '@phecda/server/analysis/algorithms/weighted-graph';
import { drift } from '@phecda/server/analysis/questions/drift/question';
import type { DriftResult } from '@phecda/server/analysis/questions/drift/result';
import type { DriftedGang, DriftWorld } from './drift-world.ts';
import { tagLevels } from './run-gangs.ts';

export function runDrift(
  { pinned, columns, day }: DriftWorld,
  { shells, people }: DriftedGang,
  parameters: Parameters<typeof drift.parameters.parse>[0] & object = {},
  memoryLimit = 1 << 30,
): Promise<DriftResult> {
  return drift.run(
    {
      projection: pinned,
      revision: 1,
      tagLevels,
      columns,
      progress: () => undefined,
      memoryLimit,
      workers: 1,
    },
    drift.parameters.parse({ members: [...shells, ...people], day, ...parameters }),
  );
}

/** Share of the first R ranked that were planted, where R were planted. */
export function precisionAtR(ranked: readonly string[], { newShells }: DriftedGang): number {
  const top = ranked.slice(0, newShells.size);
  return top.filter((id) => newShells.has(id)).length / newShells.size;
}

export const baselines = ['jaccard', 'sharedNeighbours', 'pageRank'] as const;

/** How the usual methods rank the same candidates: all newcomers and the bought shells. */
export function baselineRanks(
  world: DriftWorld,
  gang: DriftedGang,
): Record<(typeof baselines)[number], string[]> {
  const near = neighboursOf(world);
  const pool = [...world.newcomers, ...gang.bought];
  const members = new Set([...gang.shells, ...gang.people]);
  const around = new Set([...members].flatMap((id) => [...(near.get(id) ?? [])]));
  const order = (score: (id: string) => number): string[] =>
    pool
      .map((id) => [score(id), id] as const)
      .sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1))
      .map(([, id]) => id);
  const common = (id: string, others: ReadonlySet<string>): number =>
    [...(near.get(id) ?? [])].filter((one) => others.has(one)).length;
  const rank = plainPageRank(world, members);
  return {
    jaccard: order((id) => {
      const own = new Set([id, ...(near.get(id) ?? [])]);
      const both = [...own].filter((one) => members.has(one)).length;
      return both / (own.size + members.size - both);
    }),
    sharedNeighbours: order((id) => common(id, around)),
    pageRank: order((id) => rank.get(id) ?? 0),
  };
}

function neighboursOf({ edges }: DriftWorld): Map<string, Set<string>> {
  const near = new Map<string, Set<string>>();
  const add = (a: string, b: string): void => void near.set(a, (near.get(a) ?? new Set()).add(b));
  for (const [a, b] of edges) {
    add(a, b);
    add(b, a);
  }
  return near;
}

/** Personalised PageRank from the members, every relation alike, no hub discounted. */
function plainPageRank(
  { edges, typeOf }: DriftWorld,
  members: ReadonlySet<string>,
): Map<string, number> {
  const ids = [...typeOf.keys()];
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const graph = buildGraph(ids.length, {
    source: edges.map(([a]) => placeOf.get(a) as number),
    target: edges.map(([, b]) => placeOf.get(b) as number),
  });
  const restart = Float64Array.from(ids, (id) => (members.has(id) ? 1 : 0));
  const { rank } = pageRank(graph, { restart, tolerance: 1e-6 });
  return new Map(ids.map((id, place) => [id, rank[place] as number]));
}
