import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import type { AppliedSummary, ImportSteps } from './import-job.ts';
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
      apply: async ({ fileName }) => (events.push(`apply ${fileName}`), applied),
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

  it('prepare one file ahead of the writer, apply in order, and let one pass of the view stand for several', async () => {
    const [writing, viewing] = [gate(), gate()];
    let passes = 0;
    await start({
      apply: async ({ fileName }) => {
        if (fileName === 'a') await writing.passed;
        events.push(`apply ${fileName}`);
        return applied;
      },
      view: async () => {
        if (++passes === 1) await viewing.passed;
      },
    });
    const names = ['a', 'b', 'c', 'd', 'e'];
    const jobs: Job[] = [];
    for (const name of names) jobs.push(await enqueue(name));
    await until(() => events.length === 2);
    await sleep(30);
    expect(events).toEqual(['prepare a', 'prepare b']);
    expect(await queue.cancel(jobs[3]!.id)).toBe('cancelled');
    writing.open();
    await until(() => events.includes('apply e'));
    expect(passes).toBe(1);
    viewing.open();
    const ends = await Promise.all(jobs.map(({ id }) => queue.finished(id)));
    expect(ends.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'cancelled', 'done']);
    expect(passes).toBeLessThan(4);
    for (const step of ['prepare', 'apply'])
      expect(events.filter((event) => event.startsWith(step))).toEqual(
        ['a', 'b', 'c', 'e'].map((name) => `${step} ${name}`),
      );
  });

  it('prepare a correction, and try a file, only when all before them are applied', async () => {
    const writing = gate();
    await start({
      apply: async ({ fileName }) => {
        if (fileName === 'a') await writing.passed;
        events.push(`apply ${fileName}`);
        return applied;
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
