/** A small demo world that is made and loaded once in a run by a real server; tests read its files and take copies of the loaded data folder. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Answers, TrackAnswers } from '@phecda/etl/demo/answers';
import { generateDemo, type Manifest } from '@phecda/etl/demo/generate-demo';
import { demoState } from '@phecda/etl/demo/load-demo';
import { loadPositionFile } from '@phecda/etl/positions/load-position-file';
import { positionTableReader } from '@phecda/etl/positions/read-position-table';
import { positionsFile } from '@phecda/graph-schema/ports/position-store';
import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import { inject } from 'vitest';
import { startPhecda, type PhecdaServer } from './phecda-server.ts';

export interface WorldSize {
  readonly size: number;
  readonly declarations: number;
  readonly seed?: string;
}

/** Enough for every kind of entity, gang and ring. */
const usual: WorldSize = { size: 150, declarations: 1_500 };

/** Enough to be killed in, where every case loads it anew. */
export const smallWorld: WorldSize = { size: 60, declarations: 400 };

export interface DemoFiles {
  /** Only to be read: others read it too. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The source files of a world with its answers. */
export async function demoFiles(world: WorldSize = usual): Promise<DemoFiles> {
  const folder = await onceInTheRun(`demo-files-${nameOf(world)}`, async (into) => {
    await generateDemo(into, world);
  });
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8');
  return { folder, manifest: JSON.parse(manifest) as Manifest };
}

/** Fills an empty data folder with the loaded world, for the embedded engines. */
export async function copyDemoFolder(into: string, world: WorldSize = usual): Promise<void> {
  const loaded = await onceInTheRun(`demo-loaded-${nameOf(world)}`, (dataDir) =>
    load(dataDir, world),
  );
  await cp(loaded, into, { recursive: true });
}

/** Puts the last days of the world's trucks and ships into a data folder that no server has open. @returns what they hide */
export async function copyDemoPositions(
  into: string,
  days = 3,
  world: WorldSize = usual,
): Promise<TrackAnswers> {
  const loaded = await onceInTheRun(`demo-positions-${nameOf(world)}-${days}`, async (folder) => {
    const made = join(folder, 'files');
    await generateDemo(made, { ...world, positionDays: days });
    const manifest = await readFile(join(made, 'manifest.json'), 'utf8');
    const store = await openPositions({ engine: 'duckdb', path: join(folder, positionsFile) });
    try {
      for (const { name } of (JSON.parse(manifest) as Manifest).positions)
        await loadPositionFile(
          store,
          [positionTableReader],
          { path: join(made, name), fileName: basename(name), fileId: randomUUID(), actor: 'demo' },
          { signal: new AbortController().signal, onRows: () => undefined, now: Date.now },
        );
    } finally {
      await store.close();
    }
  });
  await cp(join(loaded, positionsFile), join(into, positionsFile));
  const answers = await readFile(join(loaded, 'files', 'answers.json'), 'utf8');
  const { tracks } = JSON.parse(answers) as Answers;
  if (tracks === null) throw new Error('The world has no positions.');
  return tracks;
}

async function load(dataDir: string, world: WorldSize): Promise<void> {
  const { folder } = await demoFiles(world);
  await cp(folder, join(dataDir, 'demo'), { recursive: true });
  const server = await startPhecda({ dataDir, env: { NO_DEMO: '0' } });
  try {
    await demoLoaded(server, dataDir);
  } finally {
    await server.stop();
  }
}

/** Waits until the server has loaded the world whose files lie in its folder. */
export async function demoLoaded(server: PhecdaServer, dataDir: string): Promise<void> {
  for (const end = Date.now() + 240_000; demoState(dataDir) !== 'loaded';) {
    if (Date.now() > end) throw new Error(`The demo was not loaded.\n${server.output()}`);
    await pause(100);
  }
}

const nameOf = ({ size, declarations, seed }: WorldSize): string =>
  [seed ?? [], size, declarations].flat().join('-');
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The folder that `make` has filled; whoever comes second waits, also in another process of the run. */
async function onceInTheRun(name: string, make: (into: string) => Promise<void>): Promise<string> {
  const folder = join(inject('sharedFolder'), name);
  const draft = `${folder}.draft`;
  while (!existsSync(folder)) {
    try {
      await mkdir(draft);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await pause(200);
      continue;
    }
    try {
      await make(draft);
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return folder;
}
