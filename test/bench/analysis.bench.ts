/** Analyses beside their peers in one run: Leiden and cycles against igraph (Debian's python3-igraph), Louvain of graphology, the sweep, gang analysis and drift on planted districts, and in the end the expansions of `expand` beside Neo4j's Cypher. `analysis [nodes] [edges] [enterprises]`, 1,000,000, 4,400,000 and 165,000 by default. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import { z } from 'zod';
import { leiden, type Partition } from '@phecda/server/analysis/algorithms/leiden';
import { modularity } from '@phecda/server/analysis/algorithms/modularity';
import { adjustedRandIndex } from '@phecda/server/analysis/algorithms/partition-similarity';
import { plantedPartition } from '@phecda/server/analysis/algorithms/planted-partition';
import { simpleCycles } from '@phecda/server/analysis/algorithms/simple-cycles';
import {
  defaultResolutions,
  stableCommunities,
} from '@phecda/server/analysis/algorithms/stable-communities';
import type { WeightedGraph } from '@phecda/server/analysis/algorithms/weighted-graph';
import { estimateGangMemory } from '@phecda/server/analysis/questions/gangs/memory-estimate';
import { gangs } from '@phecda/server/analysis/questions/gangs/question';
import { leidenSweep } from '@phecda/server/analysis/sweep/leiden-sweep';
import { customsWorld } from '../support/customs-world.ts';
import { driftWorld } from '../support/drift-world.ts';
import { budget, megabytes, seconds, sizeArgument, spread, whole } from '../support/figures.ts';
import { baselineRanks, baselines, precisionAtR, runDrift } from '../support/run-drift.ts';
import { bestMatches, membersOf, plainColumns, precisionAt } from '../support/run-gangs.ts';

const nodeCount = sizeArgument(0, 1_000_000);
const meanDegree = (2 * sizeArgument(1, Math.round(nodeCount * 4.4))) / nodeCount;
const enterprises = sizeArgument(2, Math.round(nodeCount * 0.165));
const full = nodeCount >= 1_000_000;

const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const script = `
import sys, json, time, array, random, igraph
random.seed(1); igraph.set_random_number_generator(random)
path, n, what = sys.argv[1], int(sys.argv[2]), sys.argv[3]
a = array.array('I'); a.frombytes(open(path, 'rb').read())
g = igraph.Graph(n=n, edges=list(zip(a[0::2], a[1::2])))
t = time.process_time()
if what == 'leiden':
    p = g.community_leiden(objective_function='modularity', resolution_parameter=float(sys.argv[4]), n_iterations=2)
    cpu = time.process_time() - t
    json.dump({'cpu': cpu * 1000, 'value': g.modularity(p.membership)}, sys.stdout)
else:
    count = g.count_subisomorphisms_vf2(igraph.Graph.Ring(int(sys.argv[4]))) // (2 * int(sys.argv[4]))
    json.dump({'cpu': (time.process_time() - t) * 1000, 'value': count}, sys.stdout)
`;

const folder = mkdtempSync(join(tmpdir(), 'phecda-bench-analysis-'));

/** Processor milliseconds of igraph without reading the graph, and its answer. */
function igraph(graph: WeightedGraph, what: 'leiden' | 'cycles', argument: number) {
  const path = join(folder, 'edges');
  const pairs = new Uint32Array(graph.target.length);
  let at = 0;
  for (let n = 0; n < graph.nodeCount; n++)
    for (let e = graph.start[n]!; e < graph.start[n + 1]!; e++)
      if (graph.target[e]! > n) {
        pairs[at++] = n;
        pairs[at++] = graph.target[e]!;
      }
  writeFileSync(path, pairs);
  const { stdout, stderr, status } = spawnSync(
    '/usr/bin/python3',
    ['-c', script, path, String(graph.nodeCount), what, String(argument)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`python3-igraph did not answer: ${stderr}`);
  return z.object({ cpu: z.number(), value: z.number() }).parse(JSON.parse(stdout));
}

function timed<T>(work: () => T): { value: T; cpu: number } {
  const start = processor();
  const value = work();
  return { value, cpu: processor() - start };
}

/** igraph takes the graph without weights: parallel edges count once on both sides. */
function planted(nodes: number): { graph: WeightedGraph; truth: Uint32Array } {
  const made = plantedPartition({
    nodeCount: nodes,
    meanDegree,
    mixing: 0.3,
    sizes: [8, 60],
    seed: 3,
  });
  return { ...made, graph: { ...made.graph, weight: made.graph.weight.fill(1) } };
}

function benchLeiden(graph: WeightedGraph): void {
  const ours = timed(() => leiden(graph, { resolution: 1 }));
  const peer = igraph(graph, 'leiden', 1);
  const quality = modularity(graph, ours.value.membership, 1);
  const ratio = ours.cpu / peer.cpu;
  console.log(
    `Leiden, ${whole(graph.nodeCount)} nodes, ${whole(graph.target.length / 2)} edges: ${seconds(ours.cpu)} of processor time, igraph ${seconds(peer.cpu)}, ratio ${ratio.toFixed(2)} ${budget('1.2', ratio <= 1.2, full)}; modularity ${quality.toFixed(4)}, igraph ${peer.value.toFixed(4)} ${budget('.001 below', quality >= peer.value - 0.001, full)}`,
  );
}

async function benchSweep(graph: WeightedGraph, truth: Uint32Array): Promise<void> {
  const start = performance.now();
  const startCpu = processor();
  const tried: number[] = [];
  const found = await stableCommunities(
    graph,
    (runs) =>
      Promise.resolve(
        runs.map((run) => {
          const partition = leiden(graph, run);
          tried.push(adjustedRandIndex(partition.membership, truth));
          return partition;
        }),
      ),
    { seeds: [1, 2] },
  );
  const agreement = adjustedRandIndex(found.membership, truth);
  const took = performance.now() - start;
  console.log(
    `sweep of ${tried.length} runs: ${seconds(took)}, ${seconds(processor() - startCpu)} of processor time ${budget('5 min', took <= 300_000, full)}; chosen resolution ${found.resolution}, adjusted Rand index ${agreement.toFixed(3)}, best of the sweep ${Math.max(...tried).toFixed(3)} ${budget('.02 below', agreement >= Math.max(...tried) - 0.02)}`,
  );
}

function benchLouvain(nodes: number): void {
  const { graph } = planted(nodes);
  const peer = new Graph({ type: 'undirected' });
  for (let n = 0; n < graph.nodeCount; n++) peer.addNode(n);
  for (let n = 0; n < graph.nodeCount; n++)
    for (let e = graph.start[n]!; e < graph.start[n + 1]!; e++)
      if (graph.target[e]! > n) peer.addEdge(n, graph.target[e]!);
  const ours = timed(() => leiden(graph, { resolution: 1 }));
  const theirs = timed(() => louvain.detailed(peer));
  console.log(
    `Leiden beside Louvain of graphology, ${whole(nodes)} nodes, ${whole(graph.target.length / 2)} edges: ${seconds(ours.cpu)} and ${seconds(theirs.cpu)} of processor time; modularity ${modularity(graph, ours.value.membership, 1).toFixed(4)} and ${theirs.value.modularity.toFixed(4)}`,
  );
}

function benchCycles(): void {
  const { graph } = plantedPartition({
    nodeCount: 10_000,
    meanDegree: 8.8,
    mixing: 0.3,
    sizes: [8, 60],
    seed: 3,
  });
  for (const length of [4, 5]) {
    let count = 0;
    const ours = timed(() =>
      simpleCycles(graph, { maxLength: length }, (_nodes, size) => {
        if (size === length) count++;
      }),
    );
    const peer = igraph(graph, 'cycles', length);
    if (peer.value !== count) throw new Error(`igraph counts ${peer.value} cycles, we ${count}`);
    const ratio = peer.cpu / ours.cpu;
    console.log(
      `cycles of ${length}, 10,000 nodes: ${whole(count)} on both; ${seconds(ours.cpu)}, igraph's VF2 ${seconds(peer.cpu)}, ${ratio.toFixed(0)} times as fast ${budget('10', ratio >= 10)}`,
    );
  }
}

/** The sweep of 16 runs again in one thread and in as many as there are cores: the same partitions, and what it gains. */
async function benchThreads(graph: WeightedGraph): Promise<void> {
  const runs = defaultResolutions.flatMap((resolution) =>
    [1, 2].map((seed) => ({ resolution, seed })),
  );
  const cores = availableParallelism();
  const told: { wall: number; cpu: number; partitions: readonly Partition[]; peak: number }[] = [];
  for (const workers of [1, cores]) {
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 200);
    const start = performance.now();
    const startCpu = processor();
    const partitions = await leidenSweep({ graph, objective: 'modularity', runs, workers });
    clearInterval(watch);
    told.push({
      wall: performance.now() - start,
      cpu: processor() - startCpu,
      partitions,
      peak: peak - before,
    });
  }
  const [one, several] = told;
  const equal = one!.partitions.every(({ membership }, i) =>
    Buffer.from(membership.buffer).equals(Buffer.from(several!.partitions[i]!.membership.buffer)),
  );
  if (!equal) throw new Error('the number of threads changed a partition');
  const gain = one!.wall / several!.wall;
  console.log(
    `sweep of ${runs.length} runs in ${cores} threads: ${seconds(several!.wall)}, ${seconds(several!.cpu)} of processor time, peak ${megabytes(several!.peak)}; in one ${seconds(one!.wall)}, ${seconds(one!.cpu)}, ${gain.toFixed(2)} times as fast ${budget('1.5 with two cores to itself', gain >= 1.5, full)}; equal to the byte`,
  );
}

async function benchGangs(workers: number): Promise<void> {
  const world = customsWorld({
    seed: 7,
    enterprises,
    gangs: Math.max(20, Math.round(enterprises / 1_000)),
    shells: [4, 20],
    shared: 0.75,
    tagged: [0.2, 0.05],
  });
  const { pinned } = world;
  const parameters = gangs.parameters.parse({ limit: 500 });
  const before = process.memoryUsage().rss;
  let peak = before;
  const start = performance.now();
  const startCpu = processor();
  const result = await gangs.run(
    {
      projection: pinned,
      revision: 1,
      tagLevels: {},
      columns: plainColumns,
      memoryLimit: 8e9,
      workers,
      progress: () => {
        peak = Math.max(peak, process.memoryUsage().rss);
      },
    },
    parameters,
  );
  const found = result.groups.map(membersOf);
  const matches = bestMatches(found, world.gangs);
  const mean = matches.reduce((sum, { f1 }) => sum + f1, 0) / matches.length;
  const missed = matches.filter(({ f1 }) => f1 < 0.85).length;
  console.log(
    `gang analysis, ${whole(pinned.nodeCount)} entities, ${whole(pinned.edgeCount)} relations, ${result.sweep.length * parameters.seeds} runs of Leiden in ${workers} thread${workers === 1 ? '' : 's'}: ${seconds(performance.now() - start)}, ${seconds(processor() - startCpu)} of processor time; peak beside the projection ${megabytes(peak - before)}, estimated ${megabytes(estimateGangMemory(pinned, parameters, workers))}; of ${world.gangs.length} planted gangs ${missed} with F1 below .85, mean ${mean.toFixed(3)}; precision of the top 20 ${precisionAt(found, world.gangs, 20).toFixed(2)}`,
  );
}

/** Half of each gang's persistent members go on; the baselines rank the same candidates. */
async function benchDrift(): Promise<void> {
  const world = driftWorld({ seed: 31, enterprises, gangs: 5, kept: 0.5, shared: 0.75 });
  const before = process.memoryUsage().rss;
  const times: number[] = [];
  const own: number[] = [];
  const others = new Map<string, number[]>(baselines.map((name) => [name, []]));
  for (const gang of world.gangs) {
    const start = performance.now();
    const { candidates } = await runDrift(world, gang, {}, 8e9);
    times.push(performance.now() - start);
    const ranked = candidates.map(({ id }) => id);
    own.push(precisionAtR(ranked, gang));
    const ranks = baselineRanks(world, gang);
    for (const name of baselines) others.get(name)?.push(precisionAtR(ranks[name], gang));
  }
  const mean = (values: readonly number[] = []) =>
    values.reduce((sum, v) => sum + v, 0) / values.length;
  const best = Math.max(...[...others.values()].map(mean));
  console.log(
    `drift, ${whole(world.pinned.nodeCount)} entities, ${whole(world.pinned.edgeCount)} relations, half of what persists kept: ${spread(times)} a run; memory beside the projection ${megabytes(process.memoryUsage().rss - before)}; precision at R ${mean(own).toFixed(3)} ${budget('.9 and above each baseline', mean(own) >= 0.9 && mean(own) > best)}; ${[...others].map(([name, values]) => `${name} ${mean(values).toFixed(3)}`).join(', ')}`,
  );
}

try {
  const { graph, truth } = planted(nodeCount);
  benchLeiden(graph);
  await benchSweep(graph, truth);
  await benchThreads(graph);
  benchLouvain(Math.min(100_000, nodeCount));
  benchCycles();
  for (const workers of [1, availableParallelism()]) await benchGangs(workers);
  await benchDrift();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// Expansions beside Neo4j's Cypher, in a process of their own: loading Neo4j takes minutes.
const { status } = spawnSync(
  process.execPath,
  [
    ...process.execArgv,
    join(import.meta.dirname, 'expand.bench.ts'),
    String(nodeCount),
    String(Math.round((nodeCount * meanDegree) / 2)),
  ],
  { stdio: 'inherit' },
);
if (status !== 0) process.exitCode = 1;
