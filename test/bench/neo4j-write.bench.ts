/** The graph view's write step into Neo4j against hand-written UNWIND … MERGE of the same changes. `neo4j-write [entities] [relations] [rounds]`. */
import neo4j, { type Driver } from 'neo4j-driver';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { makeBigGraph } from '../support/big-graph.ts';
import { startNeo4j } from '../support/neo4j.ts';
import { writeByHand } from '../support/neo4j-by-hand.ts';

const entityCount = Number(process.argv[2] ?? 40_000);
const relationCount = Number(process.argv[3] ?? Math.round(entityCount * 4.4));
const rounds = Number(process.argv[4] ?? 2);
const CHUNK = 20_000;

const chunks = [...makeBigGraph(entityCount, relationCount).chunks(CHUNK)];
const entities = chunks.reduce((sum, chunk) => sum + chunk.upsertEntities.length, 0);
const relations = chunks.reduce((sum, chunk) => sum + chunk.upsertRelations.length, 0);

const server = await startNeo4j({ heap: '2g', pageCache: '512m', compiled: 'well' });
const store = createNeo4jGraphStore(server);
const driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password), {
  disableLosslessIntegers: true,
});
try {
  await store.prepare();
  let token = 0;
  const ours = async (): Promise<number> => {
    await store.clear(++token);
    const start = performance.now();
    for (const chunk of chunks) await store.apply(chunk, token);
    return performance.now() - start;
  };
  const byHand = async (withTokens: boolean): Promise<number> => {
    await store.clear(++token);
    const start = performance.now();
    for (const chunk of chunks) await writeByHand(driver, chunk, withTokens);
    return performance.now() - start;
  };
  // The server compiles its hot paths first; what both left behind must be the same.
  await ours();
  const written = await heldBy(driver);
  await byHand(true);
  const byHandWritten = await heldBy(driver);
  if (written !== byHandWritten)
    throw new Error(`The two did not write the same: ${written} against ${byHandWritten} by hand.`);
  const times = { ours: [] as number[], hand: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    // Whoever comes second finds a warmer server: in turns.
    if (round % 2 === 0) times.hand.push(await byHand(true));
    times.ours.push(await ours());
    if (round % 2 === 1) times.hand.push(await byHand(true));
    times.bare.push(await byHand(false));
  }
  const best = (list: number[]): number => Math.min(...list);
  const rate = (milliseconds: number): string =>
    `${(milliseconds / 1000).toFixed(1)} s, ${Math.round(((entities + relations) / milliseconds) * 1000).toLocaleString('en')} rows/s`;
  console.log(
    `${entities} entities, ${relations} relations in ${chunks.length} chunks; best of ${rounds}`,
  );
  console.log(`write step:                        ${rate(best(times.ours))}`);
  console.log(`by hand, search tokens included:   ${rate(best(times.hand))}`);
  console.log(`by hand, without search tokens:    ${rate(best(times.bare))}`);
  const ratio = best(times.ours) / best(times.hand);
  console.log(
    `ratio ${ratio.toFixed(2)} (budget 1.5); against writing without tokens ${(best(times.ours) / best(times.bare)).toFixed(2)}`,
  );
  if (ratio > 1.5) process.exitCode = 1;
} finally {
  await driver.close();
  await store.close();
  await server.stop();
}

/** Entities and relations in the database, as text. */
async function heldBy(on: Driver): Promise<string> {
  const { records } = await on.executeQuery(
    'MATCH (e:Entity) WITH count(e) AS entities OPTIONAL MATCH (:Entity)-[r]->(:Entity) RETURN entities, count(r) AS relations',
    {},
    { database: 'neo4j' },
  );
  return `${String(records[0]?.get('entities'))} entities, ${String(records[0]?.get('relations'))} relations`;
}
