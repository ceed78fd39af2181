import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { ImportAbort } from '../errors.ts';
import type { AppliedSummary, FileToApply, ImportSteps } from './import-job.ts';
import { createImportKinds } from './import-kinds.ts';
import type { Job } from './job.ts';
import { JobQueue } from './job-queue.ts';

const rows = { rowsRead: 1, rowsLoaded: 1, rowsQuarantined: 0, relationsSetAside: 0 };
const applied: AppliedSummary = {
  ...rows,
  entitiesAdded: 1,
  entitiesChanged: 0,
  entitiesRemoved: 0,
  relationsAdded: 0,
  relationsChanged: 0,
  relationsRemoved: 0,
  revision: 1,
};

const namesOf = (files: readonly FileToApply[]): string =>
  files.map(({ input }) => input.fileName).join(' ');

function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), passed };
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 5_000) throw new Error('waited in vain');
    await sleep(5);
  }
}

describe('imports of one process', () => {
  let sql: Sql;
  let queue: JobQueue;
  let events: string[];

  async function start(changes: Partial<ImportSteps>): Promise<void> {
    const steps: ImportSteps = {
      prepare: async ({ fileName }) => {
        events.push(`prepare ${fileName}`);
        return { ...rows, scratch: '', problems: [] };
      },
      apply: async (files) => (events.push(`apply ${namesOf(files)}`), files.map(() => applied)),
      withdraw: async () => (events.push('withdraw'), applied),
      view: async () => void events.push('view'),
      applied: async () => null,
      discard: async () => undefined,
      ...changes,
    };
    queue = new JobQueue({ state: sql.state, kinds: createImportKinds(sql, steps), home: 'here' });
    await queue.start();
  }
  const enqueue = (fileName: string, more: object = {}): Promise<Job> =>
    queue.enqueue('import', { path: '/a', fileName, mappingId: 'm', actor: 'li', ...more }, 'li');

  beforeEach(async () => {
    events = [];
    sql = await openDuckDb({ path: ':memory:', recordSecret: 'for a test' });
    await sql.migrate();
  });
  afterEach(async () => {
    await queue.close();
    await sql.close();
  });

  it('are applied in order, all together that are ready while the writer is busy; one pass of the view stands for several', async () => {
    const [writing, viewing] = [gate(), gate()];
    let passes = 0;
    await start({
      apply: async (files) => {
        if (namesOf(files) === 'a') await writing.passed;
        events.push(`apply ${namesOf(files)}`);
        return files.map(() => applied);
      },
      view: async () => {
        if (++passes === 1) await viewing.passed;
      },
    });
    const jobs: Job[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) jobs.push(await enqueue(name));
    jobs.push(await enqueue('of another', { actor: 'wang' }), await enqueue('after that'));
    await until(() => events.length === 7);
    expect(await queue.cancel(jobs[0]!.id)).toBe('tooLate');
    expect(await queue.cancel(jobs[3]!.id)).toBe('cancelled');
    writing.open();
    await until(() => events.includes('apply after that'));
    expect(passes).toBe(1);
    viewing.open();
    const ends = await Promise.all(jobs.map(({ id }) => queue.finished(id)));
    expect(ends.map(({ state }) => state).join(' ')).toBe(
      'done done done cancelled done done done',
    );
    expect(passes).toBeLessThan(4);
    expect(events.filter((event) => event.startsWith('apply'))).toEqual([
      'apply a',
      'apply b c e',
      'apply of another',
      'apply after that',
    ]);
  });

  it('are applied one by one where one of them fails, so that it takes none with it', async () => {
    const writing = gate();
    await start({
      apply: async (files) => {
        if (namesOf(files) === 'a') await writing.passed;
        events.push(`apply ${namesOf(files)}`);
        if (namesOf(files).includes('bad')) throw new ImportAbort('failed', 'It is bad.');
        return files.map(() => applied);
      },
    });
    const jobs: Job[] = [];
    for (const name of ['a', 'b', 'bad', 'c']) jobs.push(await enqueue(name));
    await until(() => events.length === 4);
    writing.open();
    const ends = await Promise.all(jobs.map(({ id }) => queue.finished(id)));
    expect(ends.map(({ state }) => state)).toEqual(['done', 'done', 'failed', 'done']);
    expect(events.filter((event) => event.startsWith('apply'))).toEqual([
      'apply a',
      'apply b bad c',
      'apply b',
      'apply bad',
      'apply c',
    ]);
  });

  it('wait where those that are ready are many rows already', async () => {
    const writing = gate();
    await start({
      prepare: async ({ fileName }) => {
        events.push(`prepare ${fileName}`);
        const rowsLoaded = 600_000;
        return { ...rows, rowsLoaded, scratch: '', problems: [] };
      },
      apply: async (files) => {
        if (namesOf(files) === 'a') await writing.passed;
        events.push(`apply ${namesOf(files)}`);
        return files.map(() => applied);
      },
    });
    const jobs: Job[] = [];
    for (const name of ['a', 'b', 'c', 'd']) jobs.push(await enqueue(name));
    await until(() => events.length === 3);
    await sleep(30);
    expect(events).toEqual(['prepare a', 'prepare b', 'prepare c']);
    writing.open();
    await Promise.all(jobs.map(({ id }) => queue.finished(id)));
    expect(events.filter((event) => event.startsWith('apply'))).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => `apply ${name}`),
    );
  });

  it('prepare a correction, and try a file, only when all before them are applied', async () => {
    const writing = gate();
    await start({
      apply: async (files) => {
        if (namesOf(files) === 'a') await writing.passed;
        events.push(`apply ${namesOf(files)}`);
        return files.map(() => applied);
      },
    });
    const { id } = await enqueue('a');
    const correction = await enqueue('b', { supersedes: id });
    await sleep(30);
    expect(events).toEqual(['prepare a']);
    writing.open();
    expect((await queue.finished(correction.id)).state).toBe('done');
    expect(events.filter((event) => event !== 'view')).toEqual([
      ...['prepare a', 'apply a'],
      ...['prepare b', 'apply b'],
    ]);
  });
});
