/** Questions to Neo4j on a big graph: 3-hop expansion, expand previews, search. `neo4j-expand [entities] [relations] [questions]`; 1,000,000 and 4,400,000 take a while to load. */
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { makeBigGraph, randomFrom } from '../support/big-graph.ts';
import { startNeo4j } from '../support/neo4j.ts';

const entityCount = Number(process.argv[2] ?? 200_000);
const relationCount = Number(process.argv[3] ?? Math.round(entityCount * 4.4));
const questions = Number(process.argv[4] ?? 200);

const graph = makeBigGraph(entityCount, relationCount);
const server = await startNeo4j({ heap: '2g', pageCache: '2g', compiled: 'well' });
const store = createNeo4jGraphStore(server);
try {
  await store.prepare();
  const start = performance.now();
  for (const chunk of graph.chunks(20_000)) await store.apply(chunk, 1);
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${entityCount} entities, ${relationCount} relations loaded in ${seconds.toFixed(0)} s (${Math.round((entityCount + relationCount) / seconds)} rows/s)`,
  );

  const random = randomFrom(42);
  const anyEntity = (): string => graph.entityId(Math.floor(random() * entityCount));
  const measure = async (name: string, ask: () => Promise<number>): Promise<void> => {
    for (let i = 0; i < 20; i++) await ask();
    const times: number[] = [];
    const sizes: number[] = [];
    for (let i = 0; i < questions; i++) {
      const began = performance.now();
      sizes.push(await ask());
      times.push(performance.now() - began);
    }
    const at = (list: number[], share: number): number =>
      list.sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;
    console.log(
      `${name}: p50 ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms, max ${at(times, 0.999).toFixed(1)} ms; answers p50 ${at(sizes, 0.5)}, p95 ${at(sizes, 0.95)}`,
    );
  };
  const expand = (depth: number) => async (): Promise<number> =>
    (await store.expand({ ids: [anyEntity()], depth, perKindLimit: 50, limit: 1000 })).entities
      .length;
  await measure('1-hop expansion (50 per kind, 1,000 entities)', expand(1));
  await measure('2-hop expansion', expand(2));
  await measure('3-hop expansion', expand(3));
  await measure('expand preview', async () => (await store.counts(anyEntity())).length);
  await measure(
    'search by name',
    async () =>
      (
        await store.search({
          text: graph.entity(Math.floor(random() * entityCount)).label.slice(0, 6),
          limit: 20,
        })
      ).total,
  );
  await measure(
    'search by identifier',
    async () =>
      (
        await store.search({
          text: graph.entity(Math.floor(random() * entityCount)).identifiers[0] ?? '',
          limit: 20,
        })
      ).total,
  );
} finally {
  await store.close();
  await server.stop();
}
