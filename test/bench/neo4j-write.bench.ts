/** The graph view's write step into Neo4j against hand-written UNWIND … MERGE of the same changes. `neo4j-write [entities] [relations] [rounds]`. */
import neo4j, { type Driver } from 'neo4j-driver';
import type {
  Chunk,
  Scalar,
  ViewEntity,
  ViewRelation,
} from '@phecda/graph-schema/ports/graph-store';
import { tokensOf } from '@phecda/graph-schema/search/tokens';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { makeBigGraph } from '../support/big-graph.ts';
import { startNeo4j } from '../support/neo4j.ts';

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

/** What one writes by hand: ids and digests as they are, whole numbers as integers, one transaction per chunk, 10,000 rows per statement. */
async function writeByHand(on: Driver, chunk: Chunk, withTokens: boolean): Promise<void> {
  const session = on.session();
  try {
    await session.executeWrite(async (tx) => {
      for (const [type, list] of groupBy(chunk.upsertEntities, (entity) => entity.type)) {
        for (let at = 0; at < list.length; at += 10_000) {
          const rows = list.slice(at, at + 10_000).map((entity) => handEntity(entity, withTokens));
          await tx.run(
            `UNWIND $rows AS row MERGE (e:Entity {id: row.id}) SET e += row, e:${type}`,
            { rows },
          );
        }
      }
      for (const [kind, list] of groupBy(chunk.upsertRelations, (relation) => relation.kind)) {
        const type = kind.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
        for (let at = 0; at < list.length; at += 10_000) {
          const rows = list.slice(at, at + 10_000).map(handRelation);
          await tx.run(
            `UNWIND $rows AS row MATCH (s:Entity {id: row.source}) MATCH (t:Entity {id: row.target}) MERGE (s)-[r:${type} {id: row.id}]->(t) SET r += row.properties`,
            { rows },
          );
        }
      }
    });
  } finally {
    await session.close();
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function handEntity({ props, ...entity }: ViewEntity, withTokens: boolean): object {
  return {
    ...entity,
    ...integers(props),
    ...(withTokens
      ? { tokens: tokensOf([entity.label, ...entity.names], entity.identifiers).join(' ') }
      : {}),
  };
}
function handRelation({
  id,
  source,
  target,
  periods,
  weight,
  sources,
  props,
  digest,
}: ViewRelation): object {
  const from = periods.map((period) => neo4j.int(period.from ?? -0x80000000));
  const to = periods.map((period) => neo4j.int(period.to ?? 0x7fffffff));
  return {
    id,
    source,
    target,
    properties: { from, to, weight: neo4j.int(weight), sources, digest, ...integers(props) },
  };
}
function integers(props: Readonly<Record<string, Scalar | readonly Scalar[]>>): object {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => [
      name,
      Number.isSafeInteger(value) ? neo4j.int(value as number) : value,
    ]),
  );
}
