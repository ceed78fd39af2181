import { newJob, type Job, type JobState } from '@phecda/etl/jobs/job';
import { expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import { RetentionKeeper } from './retention-keeper.ts';

const job = (state: JobState, createdAt: string): Job => ({
  ...newJob({ id: '', kind: 'thinPositions', title: '', owner: '', createdAt }),
  state,
});

async function queuedAfter(newest: Job | null, keepDays: number | null = 30): Promise<number> {
  let queued = 0;
  await new RetentionKeeper({
    jobs: {
      list: async () => ({ total: 0, jobs: newest === null ? [] : [newest] }),
      enqueue: async () => {
        queued++;
        return job('queued', '');
      },
    },
    retention: { current: async () => ({ wholeDays: null, thinMinutes: 10, keepDays }) },
    clock: () => new Date('2026-03-10T08:00:00Z'),
    log: createLog('silent'),
  }).look();
  return queued;
}

it('queues one a day, whatever came of it, and none beside one that is not over', async () => {
  const [today, yesterday] = ['2026-03-10T00:10:00.000Z', '2026-03-09T23:50:00.000Z'];
  expect(await queuedAfter(null)).toBe(1);
  expect(await queuedAfter(null, null)).toBe(0);
  for (const state of ['done', 'failed', 'cancelled'] as const) {
    expect(await queuedAfter(job(state, today))).toBe(0);
    expect(await queuedAfter(job(state, yesterday))).toBe(1);
  }
  expect(await queuedAfter(job('running', yesterday))).toBe(0);
});
