/** Projection: bytes per edge, ids, peak at compaction, build time, 3-hop expansion. `projection [nodes] [edges]`, 1,000,000 and 4,400,000 by default. */
import { expand } from '@phecda/graph-schema/projection/expand';
import { neighbourhoodSize } from '@phecda/graph-schema/projection/overview';
import { PathBudget } from '@phecda/graph-schema/projection/path-budget';
import { findPaths } from '@phecda/graph-schema/projection/paths';
import { Projection } from '@phecda/graph-schema/projection/projection';
import { makeBigGraph, randomFrom } from '../support/big-graph.ts';
import { budget } from '../support/figures.ts';

const nodeCount = Number(process.argv[2] ?? 1_000_000);
const edgeCount = Number(process.argv[3] ?? Math.round(nodeCount * 4.4));
const full = nodeCount >= 1_000_000;
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const graph = makeBigGraph(nodeCount, edgeCount);

function pathsOf(query: Parameters<typeof findPaths>[1]): void {
  const steps = findPaths(projection, query, new PathBudget());
  while (steps.next().done !== true);
}

let peakShared = 0;
let longestSlice = 0;
const projection = new Projection();
function compact(): void {
  const before = residentBytes();
  const steps = projection.compact();
  for (;;) {
    const start = performance.now();
    if (steps.next().done === true) break;
    longestSlice = Math.max(longestSlice, performance.now() - start);
  }
  peakShared = Math.max(peakShared, before + residentBytes());
}
function residentBytes(): number {
  const { edgeIds, edgeRows } = projection.bytes;
  const { delta } = projection;
  return (
    edgeIds +
    edgeRows +
    delta.source.length * (4 * 8 + 1 + 2 + 16) +
    delta.headOut.length * 8 +
    delta.table.bytes
  );
}

/** Processor milliseconds of this process: what the work costs when others use the machine too. */
const processor = (): number => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;
let building = 0;
let buildingCpu = 0;
let compacting = 0;
let compactingCpu = 0;
for (const chunk of graph.chunks(20_000)) {
  const start = performance.now();
  const startCpu = processor();
  for (const entity of chunk.upsertEntities) projection.upsertEntity(entity);
  for (const relation of chunk.upsertRelations) projection.upsertRelation(relation);
  building += performance.now() - start;
  buildingCpu += processor() - startCpu;
  if (projection.wantsCompaction) timedCompact();
}
timedCompact();
function timedCompact(): void {
  const start = performance.now();
  const startCpu = processor();
  compact();
  compacting += performance.now() - start;
  compactingCpu += processor() - startCpu;
}
const { edgeIds, edgeRows, nodeIds, nodeColumns, nodeTable } = projection.bytes;
console.log(
  `${nodeCount} entities, ${edgeCount} relations, largest degree ${projection.nodes.degrees.reduce((a, b) => Math.max(a, b), 0)}`,
);
console.log(
  `build ${((building + compacting) / 1000).toFixed(1)} s (applying ${(building / 1000).toFixed(1)}, compacting ${(compacting / 1000).toFixed(1)}; longest slice ${longestSlice.toFixed(0)} ms); processor time ${((buildingCpu + compactingCpu) / 1000).toFixed(1)} s (${(buildingCpu / 1000).toFixed(1)}, ${(compactingCpu / 1000).toFixed(1)}) (budget 10 s from the store; this is from memory, what it takes at least)`,
);
console.log(
  `per edge ${(edgeRows / edgeCount).toFixed(1)} B resident ${budget('40 B', edgeRows / edgeCount <= 40, full)}; with columns and table of entities ${((edgeRows + nodeColumns + nodeTable) / edgeCount).toFixed(1)} B`,
);
console.log(
  `ids: relations ${mega(edgeIds)}, entities ${mega(nodeIds)}; total ${mega(edgeRows + edgeIds + nodeIds + nodeColumns + nodeTable)}; peak of relations at compaction ${mega(peakShared)}; rss ${mega(process.memoryUsage().rss)}`,
);

function percentiles(run: (i: number) => void, count: number): string {
  const times: number[] = [];
  const cpuTimes: number[] = [];
  for (let i = 0; i < Math.ceil(count / 10); i++) run(i);
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const startCpu = processor();
    run(i);
    times.push(performance.now() - start);
    cpuTimes.push(processor() - startCpu);
  }
  const at = (list: number[], share: number): string =>
    `${list.sort((a, b) => a - b)[Math.floor(count * share)]?.toFixed(1)} ms`;
  return `p50 ${at(times, 0.5)}, p95 ${at(times, 0.95)} (processor time ${at(cpuTimes, 0.5)}, ${at(cpuTimes, 0.95)})`;
}
const random = randomFrom(42);
const anyNode = (): number => Math.floor(random() * nodeCount);
const sizes: number[] = [];
console.log(
  `3-hop expansion (50 per kind, 1,000 entities): ${percentiles(() => void expand(projection, { ids: [graph.entityId(anyNode())], depth: 3, perKindLimit: 50, limit: 1000 }), 300)}`,
);
console.log(
  `3-hop neighbourhood whole: ${percentiles(() => void sizes.push(neighbourhoodSize(projection, projection.nodes.find(graph.entityId(anyNode())), 3)), 300)}; entities p50 ${sizes.sort((a, b) => a - b)[150]}, p95 ${sizes[285]}`,
);
for (const mode of ['shortest', 'simple', 'specific'] as const) {
  console.log(
    `paths, ${mode}: ${percentiles(() => pathsOf({ from: graph.entityId(anyNode()), to: graph.entityId(anyNode()), maxLength: 6, limit: 10, mode }), 40)}`,
  );
}
