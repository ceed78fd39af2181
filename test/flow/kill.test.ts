/** An import killed anywhere (at every named step, and at random times) and run again ends as one that was never killed, on both pairs. */
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDemo, type ManifestFile } from '@phecda/etl/demo/generate-demo';
import { followView } from '@phecda/etl/follow-view';
import type { GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { dumpText } from '@phecda/graph-schema/truth/dump';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, etl } from '../support/etl-process.ts';
import {
  canRunNeo4j,
  copyOfDatabase,
  emptyNeo4j,
  postgresDatabase,
} from '../support/test-servers.ts';

const prepareSteps = ['read', 'map', 'clean', 'check', 'stage', 'answered'].map(
  (step) => `prepare:${step}`,
);
const applySteps = [
  'stage',
  'record',
  'current',
  'resolve',
  'aggregate-cleared',
  'aggregate',
  'relations-asserted',
  'relations',
  'entities-merged',
  'entities',
  'revision',
].map((step) => `apply:${step}`);
const viewSteps = ['view:chunk', 'view:revision', 'neo4j-before-cursor', 'neo4j-after-part'];

let folder = '';
let world = '';
let before: ManifestFile[] = [];
let killed: ManifestFile;

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

/** One place where an import can be tried: its environment, what its graph view holds, and its end. */
interface Place {
  readonly env: Record<string, string>;
  dump(): Promise<string>;
  remove(): Promise<void>;
}

async function dumpOf(sql: Sql, store: GraphStore): Promise<string> {
  try {
    await sql.migrate();
    await store.prepare();
    await followView(sql, store, { token: await sql.takeToken('view') });
    return await dumpText(store);
  } finally {
    await store.close();
    await sql.close();
  }
}

function embeddedPlaces(): () => Promise<Place> {
  let base: string | undefined;
  return async () => {
    if (base === undefined) {
      base = join(folder, 'embedded-base');
      for (const file of before) await done(load(file), { DATA_DIR: base });
    }
    const dataDir = join(folder, randomUUID());
    await cp(base, dataDir, { recursive: true });
    return {
      env: { DATA_DIR: dataDir },
      dump: async () =>
        dumpOf(
          await openDuckDb({ path: join(dataDir, 'phecda.duckdb') }),
          await createEmbeddedGraphStore(),
        ),
      remove: () => rm(dataDir, { recursive: true, force: true }),
    };
  };
}

function teamPlaces(): () => Promise<Place> {
  let base: string | undefined;
  return async () => {
    const address = await emptyNeo4j();
    const graphUrl = address.url.replace('://', `://${address.user}:${address.password}@`);
    const dataDir = join(folder, randomUUID());
    if (base === undefined) {
      base = await postgresDatabase();
      for (const file of before)
        await done(load(file), { DATA_DIR: dataDir, SQL_URL: base, GRAPH_URL: graphUrl });
      await emptyNeo4j();
    }
    const url = await copyOfDatabase(base);
    return {
      env: { DATA_DIR: dataDir, SQL_URL: url, GRAPH_URL: graphUrl },
      dump: async () => dumpOf(await openPostgres({ url }), createNeo4jGraphStore(address)),
      remove: () => rm(dataDir, { recursive: true, force: true }),
    };
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-kill-'));
  world = join(folder, 'world');
  const { manifest } = await generateDemo(world, { size: 100, declarations: 1_500 });
  const one = (mapping: string): ManifestFile => {
    const file = manifest.files.find((entry) => entry.mapping === mapping);
    if (!file) throw new Error(`The demo has no file for ${mapping}`);
    return file;
  };
  before = [one('enterprise-registry'), one('persons-and-roles')];
  killed = one('declarations');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each([
  ['embedded', embeddedPlaces, [...prepareSteps, ...applySteps]],
  ['team', teamPlaces, [...prepareSteps, ...applySteps, ...viewSteps]],
] as const)('an import killed on the %s pair', (name, places, steps) => {
  describe.skipIf(name === 'team' && !canRunNeo4j())('and run again', () => {
    const place = places();
    let clean = '';
    let duration = 0;

    beforeAll(async () => {
      const there = await place();
      const started = performance.now();
      await done(load(killed), there.env);
      duration = performance.now() - started;
      clean = await there.dump();
      await there.remove();
      expect(clean.split('\n').length).toBeGreaterThan(500);
    });

    it.each(steps)('at %s gives the graph of a clean run', async (step) => {
      const there = await place();
      const end = await etl(load(killed), { ...there.env, PHECDA_FAILPOINT: step });
      expect(end.signal, `not killed: ${end.text}`).toBe('SIGKILL');
      await done(load(killed), there.env);
      expect(await there.dump()).toBe(clean);
      await there.remove();
    });

    it('at ten times spread over the run gives the graph of a clean run', async () => {
      let there = await place();
      let kills = 0;
      // A run that ends before its kill has loaded the file: it must be right, and the next one starts afresh and is killed sooner.
      for (let early = 0; kills < 10;) {
        expect(early).toBeLessThan(15);
        const share = (0.3 + 0.065 * ((kills * 7) % 10)) * 0.93 ** early;
        const end = await etl(load(killed), there.env, duration * share);
        if (end.signal === 'SIGKILL') {
          kills++;
          continue;
        }
        expect(end.code, end.text).toBe(0);
        expect(await there.dump()).toBe(clean);
        await there.remove();
        there = await place();
        early++;
      }
      await done(load(killed), there.env);
      expect(await there.dump()).toBe(clean);
      await there.remove();
    }, 600_000);
  });
});
