/** One table of jobs, several processes: who stands still loses its jobs, whoever loses one changes nothing any more, and what only one can do ends with the truth. */
import { defineJobKind, type JobKind } from '@phecda/etl/jobs/job-kind';
import { JobQueue, type JobQueueOptions } from '@phecda/etl/jobs/job-queue';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import { StoreUnavailableError } from '@phecda/graph-schema/ports/store-errors';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { recordSecret } from '../support/record-secret.ts';
import { postgresDatabase } from '../support/test-servers.ts';

let sql: Sql;
const queues: JobQueue[] = [];
beforeAll(async () => {
  sql = await openPostgres({ url: await postgresDatabase(), recordSecret });
  await sql.migrate();
});
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.close()));
});
afterAll(() => sql?.close());

/** Looks often; takes over soon. */
const quick = { pollMs: 40, beatMs: 60, lostAfterMs: 400, homeGraceMs: 800 };
/** As a process that hangs: it neither looks nor moves its beat. */
const still = { pollMs: 3_600_000, beatMs: 3_600_000 };

async function open(options: Partial<JobQueueOptions> & { kinds: JobKind[] }): Promise<JobQueue> {
  const queue = new JobQueue({ state: sql.state, home: 'here', timings: quick, ...options });
  queues.push(queue);
  await queue.start();
  return queue;
}

function kind(
  run: (signal: AbortSignal) => Promise<string>,
  changes: { local?: boolean; recover?: () => Promise<{ by: string } | null> } = {},
): JobKind {
  return defineJobKind({
    name: 'work',
    words: { zh: '工作', en: 'Work' },
    input: z.strictObject({}),
    result: z.object({ by: z.string() }),
    requires: 'read',
    fromClients: true,
    local: false,
    concurrency: 1,
    memoryMb: 1,
    keptDays: 1,
    title: () => 'work',
    run: async (_, work) => ({ by: await run(work.signal) }),
    ...changes,
  });
}

function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

it('takes over from a process that stands still; that one changes nothing when it wakes', async () => {
  const { open: wake, opened } = gate();
  const first = await open({
    kinds: [kind(async () => (await opened, 'first'))],
    home: 'there',
    timings: still,
  });
  const { id } = await first.enqueue('work', {}, 'li');
  await expect.poll(async () => (await first.job(id))?.state).toBe('running');
  const second = await open({ kinds: [kind(() => Promise.resolve('second'))] });
  expect(await second.finished(id)).toMatchObject({ state: 'done', result: { by: 'second' } });
  wake();
  await first.close();
  expect(await second.job(id)).toMatchObject({ state: 'done', result: { by: 'second' } });
});

it('leaves alone what a living process does, however long', async () => {
  const { open: end, opened } = gate();
  const first = await open({ kinds: [kind(async () => (await opened, 'first'))] });
  const { id } = await first.enqueue('work', {}, 'li');
  const seen: string[] = [];
  const second = await open({ kinds: [kind(() => Promise.resolve('second'))], home: 'there' });
  second.watch((job) => seen.push(job.state), id);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  end();
  expect(await second.finished(id)).toMatchObject({ state: 'done', result: { by: 'first' } });
  // What the other process did was told here too.
  await expect.poll(() => seen.at(-1)).toBe('done');
  expect(seen).toContain('running');
});

it('a job whose claim was written but never answered is not held for ever by the process that asked', async () => {
  let lost = 0;
  const state = new Proxy(sql.state, {
    get: (target, name) => {
      if (name !== 'execute') {
        const known: unknown = Reflect.get(target, name);
        return typeof known === 'function' ? (known.bind(target) as unknown) : known;
      }
      const execute: StateStore['execute'] = async (text, parameters) => {
        const changed = await target.execute(text, parameters);
        if (text.includes("SET state = 'running'") && changed === 1 && lost++ === 0)
          throw new StoreUnavailableError('postgres', 'lost', new Error('cut'));
        return changed;
      };
      return execute;
    },
  });
  const only = await open({ state, kinds: [kind(() => Promise.resolve('done after all'))] });
  const { id } = await only.enqueue('work', {}, 'li');
  await expect.poll(() => lost).toBe(1);
  await expect
    .poll(async () => (await only.job(id))?.result, { timeout: 20_000 })
    .toEqual({ by: 'done after all' });
});

it('cancels what another process runs', async () => {
  const first = await open({
    kinds: [
      kind(
        (signal) =>
          new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(new Error('stopped'))),
          ),
      ),
    ],
  });
  const { id } = await first.enqueue('work', {}, 'li');
  await expect.poll(async () => (await first.job(id))?.state).toBe('running');
  const second = await open({ kinds: [kind(() => Promise.resolve('second'))], home: 'there' });
  expect(await second.cancel(id)).toBe('cancelled');
  expect(await first.finished(id)).toMatchObject({ state: 'cancelled', result: null });
});

it.each([
  ['fails, and says so', null, { state: 'failed', problems: [{ code: 'host-gone' }] }],
  ['is done if the truth holds its effect', { by: 'first' }, { state: 'done' }],
])('what only a server that has gone can do %s', async (_, effect, end) => {
  const { open: wake, opened } = gate();
  const changes = { local: true, recover: () => Promise.resolve(effect) };
  const first = await open({
    kinds: [kind(async () => (await opened, 'first'), changes)],
    home: 'there',
    timings: still,
  });
  const { id } = await first.enqueue('work', {}, 'li');
  await expect.poll(async () => (await first.job(id))?.state).toBe('running');
  let tried = false;
  const work = kind(async () => ((tried = true), 'second'), changes);
  const second = await open({ kinds: [work] });
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await second.job(id)).toMatchObject({ state: 'running' });
  expect(await second.finished(id)).toMatchObject(end);
  expect(tried).toBe(false);
  wake();
});

it('what a server closes in order goes on with another at once', async () => {
  const first = await open({
    kinds: [
      kind(
        (signal) =>
          new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(new Error('stopped'))),
          ),
      ),
    ],
  });
  const { id } = await first.enqueue('work', {}, 'li');
  await expect.poll(async () => (await first.job(id))?.state).toBe('running');
  const second = await open({
    kinds: [kind(() => Promise.resolve('second'))],
    home: 'there',
    timings: { ...quick, lostAfterMs: 60_000 },
  });
  await first.close();
  expect(await second.finished(id)).toMatchObject({ state: 'done', result: { by: 'second' } });
});
