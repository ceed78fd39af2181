/** The job that removes rows of the graph that ended longer ago than history is kept. */
import { z } from 'zod';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { defineJobKind, type JobKind } from '../jobs/job-kind.ts';
import { pruneHistory } from './prune-history.ts';

/** @param days that ended rows are kept; null: for ever */
export function createPruneKind(sql: Sql, days: number | null, clock: () => Date): JobKind {
  return defineJobKind({
    name: 'history',
    words: { zh: '清理过期历史', en: 'Removal of old history' },
    input: z.strictObject({}),
    result: z.object({ horizon: z.number(), rows: z.number() }),
    requires: 'import',
    fromClients: false,
    concurrency: 1,
    memoryMb: 200,
    keptDays: 90,
    local: false,
    title: () => '',
    run: async (_, work) => {
      if (days === null) return { horizon: 0, rows: 0 };
      await work.pointOfNoReturn();
      return work.persist(() =>
        pruneHistory(sql, {
          days,
          now: clock(),
          signal: work.signal,
          onBatch: (done, total) =>
            work.progress({ phase: 'history', done, total, unit: 'changes' }),
        }),
      );
    },
  });
}
