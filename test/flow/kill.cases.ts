/** An import killed anywhere (at named steps, and at times spread over the run) and run again ends as one that was never killed: cases for both pairs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManifestFile } from '@phecda/etl/demo/generate-demo';
import { followView } from '@phecda/etl/follow-view';
import type { GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { dumpText } from '@phecda/graph-schema/truth/dump';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoFiles, smallWorld } from '../support/demo-world.ts';
import { done, etl, etlHere } from '../support/etl-process.ts';
import { longRun, times } from '../support/run-length.ts';

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

/** One place where an import can be tried: its environment, what its graph view holds, and its end. */
export interface Place {
  readonly env: Record<string, string>;
  dump(): Promise<string>;
  remove(): Promise<void>;
}
export interface Places {
  /** Steps of the view where this pair can be killed as well. */
  readonly viewSteps: readonly string[];
  /** Steps that each run takes, the two pairs between them from the whole way; the long run takes all on both. */
  readonly sampled: readonly string[];
  /** Makes what every place is a copy of; `load` loads the files before the killed one there. */
  prepare(folder: string, load: (env: Record<string, string>) => Promise<void>): Promise<void>;
  open(): Promise<Place>;
}

export async function dumpOf(sql: Sql, store: GraphStore): Promise<string> {
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

export function describeKills(places: Places): void {
  let folder = '';
  let world = '';
  let killed: ManifestFile;
  let clean = '';
  let duration = 0;

  const load = ({ mapping, sourceDate, name }: ManifestFile): string[] => [
    'load',
    ...['--mapping', mapping, '--source-date', sourceDate, '--actor', 'test'],
    join(world, name),
  ];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phecda-kill-'));
    const { folder: files, manifest } = await demoFiles(smallWorld);
    world = files;
    const one = (mapping: string): ManifestFile => {
      const file = manifest.files.find((entry) => entry.mapping === mapping);
      if (!file) throw new Error(`The demo has no file for ${mapping}`);
      return file;
    };
    const before = [one('enterprise-registry'), one('persons-and-roles')];
    killed = one('declarations');
    await places.prepare(folder, async (env) => {
      for (const file of before) await done(load(file), env, etlHere);
    });
    const there = await places.open();
    const started = performance.now();
    await done(load(killed), there.env);
    duration = performance.now() - started;
    clean = await there.dump();
    await there.remove();
    expect(clean.split('\n').length).toBeGreaterThan(500);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const steps = [...prepareSteps, ...applySteps, ...places.viewSteps];
  it.each(longRun ? steps : steps.filter((step) => places.sampled.includes(step)))(
    'at %s gives the graph of a clean run',
    async (step) => {
      const there = await places.open();
      const end = await etl(load(killed), { ...there.env, PHECDA_FAILPOINT: step });
      expect(end.signal, `not killed: ${end.text}`).toBe('SIGKILL');
      await done(load(killed), there.env, etlHere);
      expect(await there.dump()).toBe(clean);
      await there.remove();
    },
  );

  it('at times spread over the run gives the graph of a clean run', async () => {
    const wanted = times(1, 10);
    let there = await places.open();
    let kills = 0;
    // A run that ends before its kill has loaded the file: it must be right, and the next one starts afresh and is killed sooner.
    for (let early = 0; kills < wanted;) {
      expect(early).toBeLessThan(15);
      const share = (0.3 + 0.65 * (((kills * 7) % 10) / 10)) * 0.93 ** early;
      const end = await etl(load(killed), there.env, duration * share);
      if (end.signal === 'SIGKILL') {
        kills++;
        continue;
      }
      expect(end.code, end.text).toBe(0);
      expect(await there.dump()).toBe(clean);
      await there.remove();
      there = await places.open();
      early++;
    }
    await done(load(killed), there.env, etlHere);
    expect(await there.dump()).toBe(clean);
    await there.remove();
  }, 600_000);
}
