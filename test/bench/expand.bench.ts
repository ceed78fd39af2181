/** The same expansions asked of both graph stores through their port, embedded and Neo4j. `expand [entities] [relations] [entities in Neo4j, 0 = leave it out]`. */
import type { GraphStore } from '@phecda/graph-schema/ports/graph-store';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { makeBigGraph, randomFrom, type BigGraph } from '../support/big-graph.ts';
import { budget, percentile, seconds, sizeArgument, spread, whole } from '../support/figures.ts';
import { neo4jUnavailable, startNeo4j } from '../support/neo4j.ts';

const BUDGET = 30;
const QUESTIONS = 300;
const WARM = 50;
const entityCount = sizeArgument(0, 1_000_000);
const relationCount = sizeArgument(1, Math.round(entityCount * 4.4));
const neo4jCount = sizeArgument(2, entityCount);

interface Asked {
  /** Milliseconds of each question. */
  readonly times: readonly number[];
  /** Entities and relations of each answer. */
  readonly sizes: readonly (readonly [number, number])[];
}

const graph = makeBigGraph(entityCount, relationCount);
const embedded = await createEmbeddedGraphStore();
const here = await loadAndAsk('embedded', embedded, graph).finally(() => embedded.close());
console.log(
  `  3 hops from anywhere: p95 ${percentile(here.anywhere.times, 0.95).toFixed(1)} ms ${budget(`${BUDGET} ms`, percentile(here.anywhere.times, 0.95) <= BUDGET, entityCount >= 1_000_000)}`,
);

const missing = neo4jCount === 0 ? 'not asked for' : neo4jUnavailable();
if (missing !== null) {
  console.log(`neo4j: left out, ${missing}`);
} else {
  const same = neo4jCount === entityCount;
  const server = await startNeo4j({ heap: '2g', pageCache: '2g', compiled: 'well' });
  const store = createNeo4jGraphStore(server);
  try {
    const there = await loadAndAsk(
      'neo4j',
      store,
      same
        ? graph
        : makeBigGraph(neo4jCount, Math.round((relationCount / entityCount) * neo4jCount)),
    );
    if (same) compare(here.anywhere, there.anywhere);
  } finally {
    await store.close();
    await server.stop();
  }
}

async function loadAndAsk(
  name: string,
  store: GraphStore,
  from: BigGraph,
): Promise<{ anywhere: Asked }> {
  await store.prepare();
  const start = performance.now();
  for (const chunk of from.chunks(20_000)) await store.apply(chunk, 1);
  const took = performance.now() - start;
  const rows = from.nodeCount + from.edgeCount;
  console.log(
    `${name}: ${whole(from.nodeCount)} entities, ${whole(from.edgeCount)} relations loaded in ${seconds(took)} (${whole(rows / (took / 1000))}/s, making them included); 50 per kind and 1,000 entities at most in an answer`,
  );

  const random = randomFrom(42);
  const anyIds = (count: number): string[] =>
    Array.from({ length: count }, () => from.entityId(Math.floor(random() * from.nodeCount)));
  const origins = anyIds(QUESTIONS);
  const known = await store.entities([...new Set(anyIds(5_000))]);
  const connected = [...known]
    .sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1))
    .slice(0, 100);
  const warm = anyIds(WARM);

  const measure = async (title: string, depth: number, ids: readonly string[]): Promise<Asked> => {
    for (const id of warm) await store.expand({ ids: [id], depth, perKindLimit: 50, limit: 1_000 });
    const times: number[] = [];
    const sizes: [number, number][] = [];
    for (const id of ids) {
      const began = performance.now();
      const { entities, relations } = await store.expand({
        ids: [id],
        depth,
        perKindLimit: 50,
        limit: 1_000,
      });
      times.push(performance.now() - began);
      sizes.push([entities.length, relations.length]);
    }
    const middle = (which: 0 | 1, share: number): string =>
      whole(
        percentile(
          sizes.map((size) => size[which]),
          share,
        ),
      );
    console.log(
      `  ${title}: ${spread(times)}; entities p50 ${middle(0, 0.5)}, p95 ${middle(0, 0.95)}, relations p50 ${middle(1, 0.5)}, p95 ${middle(1, 0.95)}`,
    );
    return { times, sizes };
  };
  await measure('1 hop from anywhere', 1, origins);
  await measure('2 hops from anywhere', 2, origins);
  const anywhere = await measure('3 hops from anywhere', 3, origins);
  const least = connected.at(-1)?.degree ?? 0;
  await measure(
    `3 hops from the 100 most connected of ${whole(known.length)} (${whole(least)} relations or more)`,
    3,
    connected.map(({ id }) => id),
  );
  return { anywhere };
}

/** One graph, one list of questions: the times may be compared when the answers are of one size. */
function compare(ours: Asked, theirs: Asked): void {
  const equal = ours.sizes.filter(
    ([entities, relations], i) =>
      theirs.sizes[i]?.[0] === entities && theirs.sizes[i][1] === relations,
  ).length;
  const ratio = (share: number): string =>
    (percentile(theirs.times, share) / percentile(ours.times, share)).toFixed(1);
  console.log(
    `neo4j / embedded, 3 hops from anywhere: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}; answers of one size in ${equal} of ${ours.sizes.length} questions`,
  );
  if (equal !== ours.sizes.length) process.exitCode = 1;
}
