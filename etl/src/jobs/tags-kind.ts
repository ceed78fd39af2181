/** The job that derives what changes of facts have left: around hubs, by new rules, from what is usual by now, and for another day. */
import { z } from 'zod';
import { defineJobKind, type JobKind } from './job-kind.ts';

/** @param refresh gives the revisions that it made */
export function createTagsKind(refresh: () => Promise<readonly number[]>): JobKind {
  return defineJobKind({
    name: 'tags',
    words: { zh: '规则标签更新', en: 'Tags by rule' },
    input: z.strictObject({}),
    result: z.object({ revisions: z.array(z.number()) }),
    requires: 'import',
    fromClients: true,
    concurrency: 1,
    memoryMb: 200,
    keptDays: 7,
    local: false,
    title: () => '',
    run: async (_, work) => {
      await work.pointOfNoReturn();
      work.progress({ phase: 'tags', done: 0, total: null, unit: 'steps' });
      return { revisions: [...(await work.persist(refresh))] };
    },
  });
}
