/** The kinds of job that move files of positions in and out of their store. */
import { z } from 'zod';
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
import { ImportAbort } from '../errors.ts';
import { defineJobKind, type JobKind } from '../jobs/job-kind.ts';
import type { FixFileReader } from './fix-file-reader.ts';
import { datums, fixReasons } from './fix-rows.ts';
import { loadPositionFile } from './load-position-file.ts';

const loadInput = z.strictObject({
  path: z.string().min(1),
  fileName: z.string().min(1),
  source: z.string().min(1).max(200).exactOptional(),
  datum: z.enum(datums).exactOptional(),
  /** Of times that name no zone, minutes east of Greenwich. */
  zoneMinutes: z.number().int().min(-720).max(840).exactOptional(),
  actor: z.string().min(1).max(200),
});
export type PositionLoadInput = Readonly<z.infer<typeof loadInput>>;

const withdrawInput = z.strictObject({
  fileId: z.uuid(),
  actor: z.string().min(1).max(200),
  reason: z.string().min(1).max(2_000),
});

const result = z.object({
  fileId: z.uuid(),
  rows: z.number(),
  stored: z.number(),
  duplicate: z.number(),
  refused: z.number(),
  marked: z.number(),
  seconds: z.number(),
});
const mostShown = 20;

export function createPositionKinds(
  store: PositionStore,
  readers: readonly FixFileReader[],
  onStored: () => void = () => undefined,
): readonly JobKind[] {
  return [
    defineJobKind({
      name: 'positions',
      words: { zh: '导入定位', en: 'Import of positions' },
      input: loadInput,
      result,
      requires: 'import',
      fromClients: false,
      local: true,
      concurrency: 1,
      memoryMb: 300,
      keptDays: 365,
      title: ({ fileName }) => fileName,
      run: async (input, work) => {
        const began = performance.now();
        const counts = await loadPositionFile(
          store,
          readers,
          { ...input, fileId: work.jobId },
          {
            signal: work.signal,
            now: Date.now,
            onRows: (rows) =>
              work.progress({ phase: 'positions', done: rows, total: null, unit: 'rows' }),
          },
        );
        const file = (await store.files()).find(({ fileId }) => fileId === work.jobId);
        const refused = file ? await store.refusedOf(file.number, mostShown) : [];
        work.report(
          refused.map(({ row, field, value, code }) => ({
            code,
            message: fixReasons[code as keyof typeof fixReasons]?.en ?? code,
            row,
            field,
            value,
          })),
        );
        onStored();
        return {
          fileId: work.jobId,
          ...counts,
          seconds: Math.round(performance.now() - began) / 1_000,
        };
      },
    }),
    defineJobKind({
      name: 'withdrawPositions',
      words: { zh: '撤回定位', en: 'Withdrawal of positions' },
      input: withdrawInput,
      result: z.object({ fileId: z.uuid(), removed: z.number() }),
      requires: 'import',
      fromClients: true,
      local: false,
      concurrency: 1,
      memoryMb: 200,
      keptDays: 365,
      title: async ({ fileId }) => {
        const file = (await store.files()).find((one) => one.fileId === fileId);
        if (!file) throw new ImportAbort('file-unknown', `There is no file ${fileId}.`);
        return file.name;
      },
      run: async ({ fileId }, work) => {
        await work.pointOfNoReturn();
        const removed = await work.persist(() => store.removeFile(fileId, 'withdrawn'));
        onStored();
        return { fileId, removed };
      },
    }),
  ];
}
