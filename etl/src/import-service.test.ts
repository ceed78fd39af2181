import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlMemoryError, type Sql } from '@phecda/graph-schema/ports/sql';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { ImportAbort } from './errors.ts';
import {
  createImportService,
  type AppliedSummary,
  type ImportInput,
  type ImportJob,
  type ImportService,
  type ImportSteps,
  type PreparedImport,
} from './import-service.ts';

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

describe('import queue', () => {
  let sql: Sql;
  let service: ImportService;
  const log: string[] = [];
  const steps = (changes: Partial<ImportSteps> = {}): ImportSteps => ({
    prepare: async () => (log.push('prepare'), prepared),
    apply: async () => (log.push('apply'), applied),
    withdraw: async () => (log.push('withdraw'), applied),
    view: async () => void log.push('view'),
    applied: async () => null,
    discard: async () => void log.push('discard'),
    ...changes,
  });
  const start = async (changes: Partial<ImportSteps> = {}): Promise<ImportService> => {
    service = createImportService({ sql, steps: steps(changes) });
    await service.start();
    return service;
  };

  beforeEach(async () => {
    log.length = 0;
    sql = await openDuckDb({ path: ':memory:', recordSecret: 'for a test' });
    await sql.migrate();
  });
  afterEach(async () => {
    await service.close();
    await sql.close();
  });

  it('runs the steps in order, tells each state and keeps the outcome', async () => {
    await start();
    const states: string[] = [];
    const stop = service.watch((job) => states.at(-1) !== job.state && states.push(job.state));
    const queued = await service.startImport(input);
    expect(queued).toMatchObject({
      state: 'queued',
      kind: 'import',
      fileName: 'a.csv',
      actor: 'li',
    });
    const done = await service.finished(queued.id);
    stop();
    expect(states).toEqual(['preparing', 'applying', 'viewing', 'done']);
    expect(log).toEqual(['prepare', 'apply', 'discard', 'view']);
    expect(done).toMatchObject({
      state: 'done',
      fileId: queued.id,
      summary: { rowsLoaded: 9, entitiesAdded: 3, revision: 7 },
      problems: prepared.problems,
    });
    expect(await service.job(queued.id)).toEqual(done);
    expect(await service.jobs()).toEqual([done]);
  });

  it('a dry run prepares only', async () => {
    await start();
    const { id } = await service.dryRun(input);
    expect(await service.finished(id)).toMatchObject({
      state: 'done',
      summary: { rowsRead: 10, rowsQuarantined: 1, revision: null },
      problems: prepared.problems,
    });
    expect(log).toEqual(['prepare', 'discard']);
  });

  it('runs one job at a time, in the order they came', async () => {
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
    const a = await service.startImport(input);
    const b = await service.startImport({ ...input, fileName: 'b.csv' });
    await first.reached;
    expect((await service.job(b.id))?.state).toBe('queued');
    first.open();
    await service.finished(b.id);
    expect((await service.job(a.id))?.state).toBe('done');
    expect(log.filter((line) => line.endsWith('.csv'))).toEqual(['a.csv', 'b.csv']);
    expect(most).toBe(1);
  });

  it('cancels a waiting job and a running one, but not one that is written', async () => {
    const preparing = gate();
    const viewing = gate();
    await start({
      prepare: async (job, _, __, signal) => (
        job.fileName === 'a.csv' && (await preparing.pass(signal)),
        prepared
      ),
      view: () => viewing.pass(),
    });
    const a = await service.startImport(input);
    const b = await service.startImport({ ...input, fileName: 'b.csv' });
    const c = await service.startImport({ ...input, fileName: 'c.csv' });
    await preparing.reached;
    expect(await service.cancel(b.id)).toBe(true);
    expect(await service.cancel(a.id)).toBe(true);
    expect(await service.finished(a.id)).toMatchObject({ state: 'cancelled', summary: null });
    expect(await service.finished(b.id)).toMatchObject({ state: 'cancelled' });
    await viewing.reached;
    expect(await service.cancel(c.id)).toBe(false);
    viewing.open();
    expect(await service.finished(c.id)).toMatchObject({ state: 'done' });
    expect(log.filter((line) => line === 'apply')).toHaveLength(1);
    expect(await service.cancel(a.id)).toBe(false);
  });

  it('tells why a job failed, and goes on with the next', async () => {
    await start({
      prepare: async ({ fileName }) => {
        if (fileName === 'a.csv')
          throw new ImportAbort('no-rows', 'The file holds no rows.', { row: 1, field: 'x' });
        return prepared;
      },
    });
    const a = await service.startImport(input);
    const b = await service.startImport({ ...input, fileName: 'b.csv' });
    expect(await service.finished(a.id)).toMatchObject({
      state: 'failed',
      problems: [{ code: 'no-rows', message: 'The file holds no rows.', row: 1, field: 'x' }],
      fileId: null,
    });
    expect((await service.finished(b.id)).state).toBe('done');
    expect(log).toEqual(['discard', 'apply', 'discard', 'view']);
  });

  it('keeps the words of a database that ran out of memory from the people who import', async () => {
    const words = 'Out of Memory Error: failed to offload data block of size 256.0 KiB';
    await start({
      apply: async () => {
        throw new SqlMemoryError('The database ran out of memory.', { cause: new Error(words) });
      },
    });
    const job = await service.finished((await service.startImport(input)).id);
    expect(job.problems[0]).toEqual({
      code: 'memory-limit',
      message: 'the import went beyond its memory limit',
    });
    expect(JSON.stringify(job)).not.toContain('Out of Memory');
  });

  it('measures progress', async () => {
    let now = 1_000_000;
    const seen: ImportJob[] = [];
    service = createImportService({
      sql,
      now: () => now,
      steps: steps({
        prepare: async (_, __, progress) => {
          progress({ phase: 'read', done: 0, total: 400 });
          now += 2_000;
          progress({ phase: 'read', done: 100, total: 400 });
          return prepared;
        },
      }),
    });
    service.watch((job) => seen.push(job));
    await service.finished((await service.startImport(input)).id);
    expect(seen.find((job) => job.done === 100)).toMatchObject({
      phase: 'read',
      total: 400,
      rowsPerSecond: 50,
      secondsLeft: 6,
    });
  });

  it('takes up after a crash what was interrupted, with the same file id', async () => {
    const crashed = gate();
    await start({ apply: () => crashed.pass().then(() => applied) });
    const a = await service.startImport(input);
    const b = await service.startImport({ ...input, fileName: 'b.csv' });
    await crashed.reached;
    // As a crash leaves it: nothing more is written by the old process.
    const ids: string[] = [];
    const next = createImportService({
      sql,
      steps: steps({ prepare: async (_, fileId) => (ids.push(fileId), prepared) }),
    });
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
    const { id } = await service.startImport(input);
    await crashed.reached;
    log.length = 0;
    const next = createImportService({
      sql,
      steps: steps({
        applied: async (fileId) => (fileId === id ? { summary: applied, withdrawn: false } : null),
      }),
    });
    await next.start();
    expect(await next.finished(id)).toMatchObject({ state: 'done', summary: { revision: 7 } });
    expect(log).toEqual(['view']);
    await next.close();
    crashed.open();
  });

  it('closing leaves a running import to the next start', async () => {
    const preparing = gate();
    await start({
      prepare: async (_, __, ___, signal) => (await preparing.pass(signal), prepared),
    });
    const { id } = await service.startImport(input);
    await preparing.reached;
    await service.close();
    const next = await start();
    expect(await next.finished(id)).toMatchObject({ state: 'done' });
  });

  it('refuses to withdraw what is not there', async () => {
    await start();
    await expect(
      service.withdraw({
        fileId: '00000000-0000-4000-8000-000000000000',
        actor: 'li',
        reason: 'wrong',
      }),
    ).rejects.toMatchObject({ code: 'file.unknown' });
  });
});
