/** Two processes that load at once: on a team's database nothing is lost; the embedded data folder belongs to one, and the other is told so. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManifestFile } from '@phecda/etl/demo/generate-demo';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { dumpText } from '@phecda/graph-schema/truth/dump';
import { followView } from '@phecda/etl/follow-view';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFiles, smallWorld } from '../support/demo-world.ts';
import { done, etl, etlHere } from '../support/etl-process.ts';
import { canRunNeo4j, emptyNeo4j, postgresDatabase } from '../support/test-servers.ts';
import { recordSecret } from '../support/record-secret.ts';

let folder = '';
let world = '';
let files: ManifestFile[] = [];
const load = (file: ManifestFile): string[] => [
  'load',
  '--mapping',
  file.mapping,
  '--source-date',
  file.sourceDate,
  '--actor',
  'test',
  join(world, file.name),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-writers-'));
  const { folder: made, manifest } = await demoFiles(smallWorld);
  world = made;
  files = ['enterprise-registry', 'persons-and-roles', 'shareholdings'].map((mapping) => {
    const file = manifest.files.find((entry) => entry.mapping === mapping);
    if (!file) throw new Error(`The demo has no file for ${mapping}`);
    return file;
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!canRunNeo4j())('on PostgreSQL with Neo4j', () => {
  async function graphAfter(
    run: (env: Record<string, string>) => Promise<unknown>,
  ): Promise<string> {
    const address = await emptyNeo4j();
    const url = await postgresDatabase();
    const env = {
      SQL_URL: url,
      GRAPH_URL: address.url.replace('://', `://${address.user}:${address.password}@`),
    };
    await run(env);
    const sql = await openPostgres({ url, recordSecret });
    const store = createNeo4jGraphStore(address);
    try {
      const [count] = await sql.query<{ n: number }>(`SELECT count(*) AS n FROM revision`);
      expect(count?.n).toBe(files.length);
      await followView(sql, store, { token: await sql.takeToken('view') });
      return await dumpText(store);
    } finally {
      await store.close();
      await sql.close();
    }
  }

  it('loads at once what it loads one after the other', async () => {
    const apart = await graphAfter(async (env) => {
      for (const [i, file] of files.entries())
        await done(load(file), { ...env, DATA_DIR: join(folder, `apart-${i}`) }, etlHere);
    });
    const together = await graphAfter((env) =>
      Promise.all(
        files.map((file, i) =>
          done(load(file), { ...env, DATA_DIR: join(folder, `together-${i}`) }),
        ),
      ),
    );
    expect(together).toBe(apart);
    expect(apart.split('\n').length).toBeGreaterThan(200);
  });
});

describe('on the embedded engines', () => {
  it('names the process that holds the data folder', async () => {
    const env = { DATA_DIR: join(folder, 'embedded') };
    const ends = await Promise.all(files.slice(0, 2).map((file) => etl(load(file), env)));
    const refused = ends.filter((end) => end.code !== 0);
    // One of them held the folder first; where they did not meet, both have loaded.
    expect(refused.length).toBeLessThanOrEqual(1);
    for (const end of refused) expect(end.text).toMatch(/process \d+|pid \d+/i);
    for (const file of files.slice(0, 2)) await done(load(file), env, etlHere);
    const listed = await etlHere(['files'], env);
    expect(listed.text.split('\n').filter((line) => line.includes('loaded')).length).toBe(2);
  });
});
