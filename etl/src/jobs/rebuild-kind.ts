/** The job that drops the graph view and builds it again from the truth. */
import { z } from 'zod';
import { defineJobKind, type JobKind } from './job-kind.ts';

const result = z.object({ revision: z.number() });

/** @param rebuild gives the revision that the view then holds */
export function createRebuildKind(
  rebuild: (onChanges: (count: number) => void) => Promise<number>,
): JobKind {
  return defineJobKind({
    name: 'rebuild',
    words: { zh: '重建图谱', en: 'Rebuild of the graph view' },
    input: z.strictObject({}),
    result,
    requires: 'import',
    fromClients: true,
    concurrency: 1,
    memoryMb: 200,
    keptDays: 90,
    local: false,
    title: () => '',
    run: async (_, work) => {
      await work.pointOfNoReturn();
      let done = 0;
      work.progress({ phase: 'view', done, total: null, unit: 'changes' });
      const revision = await work.persist(() => {
        done = 0;
        return rebuild((count) => {
          done += count;
          work.progress({ phase: 'view', done, total: null, unit: 'changes' });
        });
      });
      return { revision };
    },
  });
}

/** The revision that the view holds after the job. */
export function rebuiltRevision(job: { readonly result: unknown }): number | null {
  return result.safeParse(job.result).data?.revision ?? null;
}
