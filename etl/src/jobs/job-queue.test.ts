import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlMemoryError, type Sql } from '@phecda/graph-schema/ports/sql';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { StoreUnavailableError } from '@phecda/graph-schema/ports/store-errors';
import { z } from 'zod';
import { ImportAbort } from '../errors.ts';
import { createImportKinds } from './import-kinds.ts';
import type { AppliedSummary, ImportInput, ImportSteps, PreparedImport } from './import-job.ts';
import type { Job } from './job.ts';
import { defineJobKind, type JobKind } from './job-kind.ts';
import { JobQueue, type JobQueueOptions } from './job-queue.ts';

const input: ImportInput = {
  path: '/nowhere/a.csv',
  fileName: 'a.csv',
  mappingId: 'enterprise-registry',
  actor: 'li',
};
const applied: AppliedSummary = {
  rowsRead: 10,
  rowsLoaded: 9,
  rowsQuarantined: 1,
  relationsSetAside: 0,
  entitiesAdded: 3,
  entitiesChanged: 0,
  entitiesRemoved: 0,
  relationsAdded: 2,
  relationsChanged: 0,
  relationsRemoved: 0,
  revision: 7,
};
const prepared: PreparedImport = {
  scratch: '/scratch',
  rowsRead: 10,
  rowsLoaded: 9,
  rowsQuarantined: 1,
  relationsSetAside: 0,
  problems: [{ code: 'date-invalid', message: 'no such day', row: 3 }],
};

/** Waits until told, or until it is cancelled. */
function gate(): {
  readonly open: () => void;
  readonly pass: (signal?: AbortSignal) => Promise<void>;
  readonly reached: Promise<void>;
} {
  let open = (): void => undefined;
  let arrive = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  return {
    open: () => open(),
    reached,
    pass: (signal) => {
      arrive();
      return new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new ImportAbort('cancelled', 'cancelled')));
        void opened.then(resolve);
      });
    },
  };
}

describe('job queue', () => {
  let sql: Sql;
  let queue: JobQueue;
  const log: string[] = [];
  const steps = (changes: Partial<ImportSteps> = {}): ImportSteps => ({
    prepare: async () => (log.push('prepare'), prepared),
    apply: async (files) => (log.push('apply'), files.map(() => applied)),
    withdraw: async () => (log.push('withdraw'), applied),
    view: async () => void log.push('view'),
    applied: async () => null,
    discard: async () => void log.push('discard'),
    ...changes,
  });
  const queueOf = (
    changes: Partial<ImportSteps> = {},
    { kinds = [], ...options }: Partial<JobQueueOptions> = {},
  ): JobQueue =>
    new JobQueue({
      state: sql.state,
      kinds: [...createImportKinds(sql, steps(changes)), ...kinds],
      home: 'here',
      ...options,
    });
  const start = async (
    changes: Partial<ImportSteps> = {},
    options: Partial<JobQueueOptions> = {},
  ): Promise<JobQueue> => {
    queue = queueOf(changes, options);
    await queue.start();
    return queue;
  };
  const load = (fileName = 'a.csv', into = queue): Promise<Job> =>
    into.enqueue('import', { ...input, fileName }, 'li');

  beforeEach(async () => {
    log.length = 0;
    sql = await openDuckDb({ path: ':memory:', recordSecret: 'for a test' });
    await sql.migrate();
  });
  afterEach(async () => {
    await queue.close();
    await sql.close();
  });

  it('runs the steps in order, tells each state and keeps the outcome', async () => {
    await start();
    const states: string[] = [];
    const stop = queue.watch((job) => states.at(-1) !== job.state && states.push(job.state));
    const queued = await load();
    expect(queued).toMatchObject({ state: 'queued', kind: 'import', title: 'a.csv', owner: 'li' });
    const done = await queue.finished(queued.id);
    stop();
    expect(states).toEqual(['queued', 'running', 'done']);
    expect(log).toEqual(['prepare', 'apply', 'discard', 'view']);
    expect(done).toMatchObject({
      state: 'done',
      pastReturn: true,
      result: {
        fileId: queued.id,
        summary: { rowsLoaded: 9, entitiesAdded: 3, revision: 7 },
      },
      problems: prepared.problems,
    });
    expect(await queue.job(queued.id)).toMatchObject({ state: 'done', result: done.result });
    expect(await queue.list()).toMatchObject({ total: 1, jobs: [{ id: queued.id }] });
  });

  it('a dry run prepares only', async () => {
    await start();
    const { id } = await queue.enqueue('dryRun', input, 'li');
    expect(await queue.finished(id)).toMatchObject({
      state: 'done',
      result: { summary: { rowsRead: 10, rowsQuarantined: 1, revision: null } },
      problems: prepared.problems,
    });
    expect(log).toEqual(['prepare', 'discard']);
  });

  it('prepares one file at a time, in the order they came', async () => {
    const first = gate();
    let running = 0;
    let most = 0;
    await start({
      prepare: async ({ fileName }) => {
        most = Math.max(most, ++running);
        if (fileName === 'a.csv') await first.pass();
        log.push(fileName);
        running--;
        return prepared;
      },
    });
    const a = await load();
    const b = await load('b.csv');
    await first.reached;
    expect(log).toEqual([]);
    first.open();
    await queue.finished(b.id);
    expect((await queue.job(a.id))?.state).toBe('done');
    expect(log.filter((line) => line.endsWith('.csv'))).toEqual(['a.csv', 'b.csv']);
    expect(most).toBe(1);
  });

  it('cancels a waiting job and a running one, but not one that takes effect', async () => {
    const preparing = gate();
    const applying = gate();
    const viewing = gate();
    await start({
      prepare: async (job, _, __, signal) => (
        job.fileName === 'a.csv' && (await preparing.pass(signal)),
        prepared
      ),
      apply: async (files) => (await applying.pass(), log.push('apply'), files.map(() => applied)),
      view: () => viewing.pass(),
    });
    const a = await load();
    const b = await load('b.csv');
    const c = await load('c.csv');
    await preparing.reached;
    expect(await queue.cancel(b.id)).toBe('cancelled');
    expect(await queue.cancel(a.id)).toBe('cancelled');
    expect(await queue.finished(a.id)).toMatchObject({ state: 'cancelled', result: null });
    expect(await queue.finished(b.id)).toMatchObject({ state: 'cancelled' });
    await applying.reached;
    expect(await queue.cancel(c.id)).toBe('tooLate');
    expect(await queue.job(c.id)).toMatchObject({ state: 'running', pastReturn: true });
    applying.open();
    await viewing.reached;
    expect(await queue.cancel(c.id)).toBe('tooLate');
    viewing.open();
    expect(await queue.finished(c.id)).toMatchObject({ state: 'done' });
    expect(log.filter((line) => line === 'apply')).toHaveLength(1);
    expect(await queue.cancel(a.id)).toBe('over');
    expect(await queue.cancel('00000000-0000-4000-8000-000000000000')).toBe('unknown');
  });

  it('tells why a job failed, and goes on with the next', async () => {
    await start({
      prepare: async ({ fileName }) => {
        if (fileName === 'a.csv')
          throw new ImportAbort('no-rows', 'The file holds no rows.', { row: 1, field: 'x' });
        return prepared;
      },
    });
    const a = await load();
    const b = await load('b.csv');
    expect(await queue.finished(a.id)).toMatchObject({
      state: 'failed',
      problems: [{ code: 'no-rows', message: 'The file holds no rows.', row: 1, field: 'x' }],
      result: null,
    });
    expect((await queue.finished(b.id)).state).toBe('done');
    expect(log).toEqual(['discard', 'apply', 'discard', 'view']);
  });

  it('keeps the words of a database that ran out of memory from the people who import', async () => {
    const words = 'Out of Memory Error: failed to offload data block of size 256.0 KiB';
    await start({
      apply: async () => {
        throw new SqlMemoryError('The database ran out of memory.', { cause: new Error(words) });
      },
    });
    const job = await queue.finished((await load()).id);
    expect(job.problems[0]).toEqual({
      code: 'memory-limit',
      message: 'the import went beyond its memory limit',
    });
    expect(JSON.stringify(job)).not.toContain('Out of Memory');
  });

  it('measures progress', async () => {
    let now = 1_000_000;
    const seen: Job[] = [];
    await start(
      {
        prepare: async (_, __, progress) => {
          progress({ phase: 'read', done: 0, total: 400 });
          now += 2_000;
          progress({ phase: 'read', done: 100, total: 400 });
          return prepared;
        },
      },
      { now: () => now },
    );
    queue.watch((job) => seen.push(job));
    await queue.finished((await load()).id);
    expect(seen.find((job) => job.done === 100)).toMatchObject({
      phase: 'read',
      total: 400,
      rate: 50,
      secondsLeft: 6,
    });
  });

  it('takes up after a crash what was interrupted, with the same file id', async () => {
    const crashed = gate();
    await start({ apply: (files) => crashed.pass().then(() => files.map(() => applied)) });
    const a = await load();
    const b = await load('b.csv');
    await crashed.reached;
    // The next file is on its way too; then it is as a crash leaves it: nothing more is written by the old process.
    await expect.poll(async () => (await queue.job(b.id))?.state).toBe('running');
    const ids: string[] = [];
    const next = queueOf({ prepare: async (_, fileId) => (ids.push(fileId), prepared) });
    await next.start();
    expect(await next.finished(a.id)).toMatchObject({ state: 'done' });
    expect(await next.finished(b.id)).toMatchObject({ state: 'done' });
    expect(ids).toEqual([a.id, b.id]);
    await next.close();
    crashed.open();
  });

  it('a job whose file was committed before the crash only catches the view up', async () => {
    const crashed = gate();
    await start({ view: () => crashed.pass() });
    const { id } = await load();
    await crashed.reached;
    log.length = 0;
    const next = queueOf({
      applied: async (fileId) => (fileId === id ? { summary: applied, withdrawn: false } : null),
    });
    await next.start();
    expect(await next.finished(id)).toMatchObject({
      state: 'done',
      result: { summary: { revision: 7 } },
    });
    expect(log).toEqual(['view']);
    await next.close();
    crashed.open();
  });

  it('closing leaves a running import to the next start', async () => {
    const preparing = gate();
    await start({
      prepare: async (_, __, ___, signal) => (await preparing.pass(signal), prepared),
    });
    const { id } = await load();
    await preparing.reached;
    await queue.close();
    const next = await start();
    expect(await next.finished(id)).toMatchObject({ state: 'done' });
  });

  it('refuses to withdraw what is not there', async () => {
    await start();
    const fileId = '00000000-0000-4000-8000-000000000000';
    await expect(
      queue.enqueue('withdraw', { fileId, actor: 'li', reason: 'wrong' }, 'li'),
    ).rejects.toMatchObject({ code: 'file.unknown' });
  });

  it('waits for a store that is away, and asks the truth before it tries again', async () => {
    let tries = 0;
    let committed = false;
    await start({
      apply: async () => {
        tries++;
        committed = tries === 2; // the second time the answer to the commit is lost
        throw new StoreUnavailableError('postgres', 'lost');
      },
      applied: async () => (committed ? { summary: applied, withdrawn: false } : null),
    });
    const phases: string[] = [];
    queue.watch(({ phase }) => phases.push(phase));
    const job = await queue.finished((await load()).id);
    expect(job).toMatchObject({ state: 'done', result: { summary: { revision: 7 } } });
    expect(tries).toBe(2);
    expect(phases).toContain('waiting-for-store');
  });

  it('ends with the truth when the store stays away', async () => {
    await start(
      {
        apply: async () => {
          throw new StoreUnavailableError('postgres', 'lost');
        },
      },
      { timings: { retryForMs: 600 } },
    );
    expect(await queue.finished((await load()).id)).toMatchObject({
      state: 'failed',
      problems: [{ code: 'store-unavailable' }, ...prepared.problems],
    });
  });

  it('is done, and says that the view is late, when only the view cannot follow', async () => {
    const never = gate();
    await start(
      {
        view: async () => {
          if (log.filter((line) => line === 'apply').length === 1) throw new Error('no answer');
          await never.pass();
        },
      },
      { timings: { followPatienceMs: 100 } },
    );
    const failed = await queue.finished((await load()).id);
    const hung = await queue.finished((await load('b.csv')).id);
    for (const job of [failed, hung])
      expect(job).toMatchObject({ state: 'done', problems: [{ code: 'view-late' }, {}] });
    never.open();
  });

  it('says that the disk is full in words of its own', async () => {
    await start({
      prepare: async () => {
        throw Object.assign(new Error('write'), { code: 'ENOSPC' });
      },
    });
    expect(await queue.finished((await load()).id)).toMatchObject({
      state: 'failed',
      problems: [{ code: 'disk-full' }],
    });
  });

  const waiting = (
    changes: Partial<Parameters<typeof defineJobKind>[0]>,
    gates: unknown,
  ): JobKind =>
    defineJobKind({
      name: 'count',
      words: { zh: '计数', en: 'Count' },
      input: z.strictObject({ upTo: z.number().int().max(10) }),
      result: z.object({ count: z.number() }),
      requires: 'read',
      fromClients: true,
      local: false,
      concurrency: 2,
      memoryMb: 400,
      keptDays: 1,
      title: () => 'numbers',
      run: async (given, work) => {
        await (gates as ReturnType<typeof gate>).pass(work.signal);
        return { count: (given as { upTo: number }).upTo };
      },
      ...changes,
    });

  it('keeps to what a kind and the memory allow at once', async () => {
    const open = gate();
    await start({}, { kinds: [waiting({}, open)], memoryMb: 1_000 });
    const jobs = [];
    for (let i = 0; i < 3; i++) jobs.push(await queue.enqueue('count', { upTo: i }, 'li'));
    jobs.push(await load());
    await open.reached;
    await expect
      .poll(async () => (await queue.list()).jobs.map(({ state }) => state).reverse())
      .toEqual(['running', 'running', 'queued', 'queued']);
    open.open();
    for (const { id } of jobs) expect((await queue.finished(id)).state).toBe('done');
  });

  it('checks an input where it enters', async () => {
    const open = gate();
    await start({}, { kinds: [waiting({}, open)] });
    await expect(queue.enqueue('count', { upTo: 11 }, 'li')).rejects.toThrow(z.ZodError);
    await expect(queue.enqueue('counting', {}, 'li')).rejects.toMatchObject({
      code: 'kind.unknown',
    });
    expect((await queue.list()).total).toBe(0);
  });

  it('a kind that cannot be repeated fails when its process has gone', async () => {
    const crashed = gate();
    const kind = waiting({ repeatable: false }, crashed);
    await start({}, { kinds: [kind] });
    const { id } = await queue.enqueue('count', { upTo: 1 }, 'li');
    await crashed.reached;
    const next = queueOf({}, { kinds: [kind] });
    await next.start();
    expect(await next.finished(id)).toMatchObject({
      state: 'failed',
      problems: [{ code: 'interrupted' }],
    });
    await next.close();
    crashed.open();
  });

  it('a cancel is true whatever the job does meanwhile', async () => {
    const open = gate();
    const deaf = waiting({ run: async () => (await open.pass(), { count: 1 }) }, open);
    await start({}, { kinds: [deaf] });
    const { id } = await queue.enqueue('count', { upTo: 1 }, 'li');
    await open.reached;
    expect(await queue.cancel(id)).toBe('cancelled');
    open.open();
    expect(await queue.finished(id)).toMatchObject({ state: 'cancelled', result: null });
  });

  it('finds jobs by kind, state and words, and forgets them after their time', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const open = gate();
    open.open();
    const options = { kinds: [waiting({}, open)], now: () => now, timings: { pollMs: 20 } };
    await start({}, options);
    await queue.finished((await queue.enqueue('count', { upTo: 1 }, '王')).id);
    await queue.finished((await load('b.csv')).id);
    const titles = async (filter: Parameters<JobQueue['list']>[0]): Promise<string[]> =>
      (await queue.list(filter)).jobs.map(({ title }) => title);
    expect(await titles({})).toEqual(['b.csv', 'numbers']);
    expect(await titles({ kinds: ['count'] })).toEqual(['numbers']);
    expect(await titles({ states: ['failed', 'queued'] })).toEqual([]);
    expect(await titles({ text: '王' })).toEqual(['numbers']);
    expect(await titles({ text: 'B.C' })).toEqual(['b.csv']);
    now += 2 * 86_400_000;
    await expect.poll(() => titles({})).toEqual(['b.csv']);
  });
});
