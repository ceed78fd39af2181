/** The kinds of job that move files of positions in and out of their store. */
import { z } from 'zod';
import type {
  PositionFile,
  PositionStore,
  RefusedFix,
} from '@phecda/graph-schema/ports/position-store';
import { ImportAbort } from '../errors.ts';
import { importResult, zoneMinutes, type ImportResult } from '../jobs/import-job.ts';
import { defineJobKind, type JobKind, type JobWork } from '../jobs/job-kind.ts';
import { cleanIn } from './clean-fixes.ts';
import type { FixFileReader } from './fix-file-reader.ts';
import { datums, fixReasons } from './fix-rows.ts';
import { checkPositionFile, loadPositionFile } from './load-position-file.ts';

const loadInput = z.strictObject({
  path: z.string().min(1),
  fileName: z.string().min(1),
  source: z.string().min(1).max(200).exactOptional(),
  datum: z.enum(datums).exactOptional(),
  /** Of times that name no zone, minutes east of Greenwich. */
  zoneMinutes: zoneMinutes.exactOptional(),
  encoding: z.string().min(1).exactOptional(),
  headerRow: z.number().int().positive().exactOptional(),
  actor: z.string().min(1).max(200),
});
export type PositionLoadInput = Readonly<z.infer<typeof loadInput>>;

const withdrawInput = z.strictObject({
  fileId: z.uuid(),
  actor: z.string().min(1).max(200),
  reason: z.string().min(1).max(2_000),
});

const rereadInput = withdrawInput.extend({ datum: z.enum(datums) });

const mostShown = 20;

export function createPositionKinds(
  store: PositionStore,
  readers: readonly FixFileReader[],
  onStored: () => void = () => undefined,
): readonly JobKind[] {
  const common = {
    requires: 'import',
    result: importResult,
    concurrency: 1,
    memoryMb: 200,
  } as const;
  return [
    defineJobKind<PositionLoadInput, ImportResult>({
      ...common,
      name: 'positions',
      words: { zh: '导入定位', en: 'Import of positions' },
      input: loadInput,
      fromClients: false,
      local: true,
      keptDays: 365,
      title: ({ fileName }) => fileName,
      run: async (input, work) => {
        const began = performance.now();
        const { fileName, path, ...rest } = input;
        const counts = await loadPositionFile(
          store,
          readers,
          { ...rest, path, fileName, fileId: work.jobId },
          tellOf(work),
        );
        const file = (await store.files()).find(({ fileId }) => fileId === work.jobId);
        reportRefused(work, file ? await store.refusedOf(file.number, mostShown) : []);
        onStored();
        return {
          fileId: work.jobId,
          summary: summaryOf(counts.rows, counts.stored, counts.refused, began),
        };
      },
    }),
    defineJobKind<PositionLoadInput, ImportResult>({
      ...common,
      name: 'checkPositions',
      words: { zh: '试读定位', en: 'Trial run of positions' },
      input: loadInput,
      fromClients: false,
      local: true,
      keptDays: 30,
      title: ({ fileName }) => fileName,
      run: async (input, work) => {
        const began = performance.now();
        const { rows, good, refused } = await checkPositionFile(readers, input, tellOf(work));
        reportRefused(work, refused.slice(0, mostShown));
        return { fileId: null, summary: summaryOf(rows, good, rows - good, began) };
      },
    }),
    defineJobKind<z.infer<typeof withdrawInput>, ImportResult>({
      ...common,
      name: 'withdrawPositions',
      words: { zh: '撤回定位', en: 'Withdrawal of positions' },
      input: withdrawInput,
      fromClients: true,
      local: false,
      keptDays: 365,
      title: async ({ fileId }) => (await fileOf(store, fileId)).name,
      run: async ({ fileId }, work) => {
        const began = performance.now();
        await work.pointOfNoReturn();
        const removed = await work.persist(() => store.removeFile(fileId, 'withdrawn'));
        onStored();
        return { fileId, summary: summaryOf(removed, 0, 0, began) };
      },
    }),
    defineJobKind<z.infer<typeof rereadInput>, ImportResult>({
      ...common,
      name: 'rereadPositions',
      words: { zh: '改用坐标系重读定位', en: 'Positions read in another datum' },
      input: rereadInput,
      fromClients: true,
      local: false,
      keptDays: 365,
      title: async ({ fileId, datum }) => `${(await fileOf(store, fileId)).name} · ${datum}`,
      run: async ({ fileId, datum }, work) => {
        const began = performance.now();
        const file = await fileOf(store, fileId);
        if (file.datum === 'column')
          throw new ImportAbort('datum-by-row', 'Each row of this file says its own datum.');
        await work.pointOfNoReturn();
        const read = await work.persist(() =>
          store.rereadFile(fileId, datum, (own) => cleanIn(datum, own, Date.now())),
        );
        await store.settle();
        onStored();
        return { fileId, summary: summaryOf(read, read, 0, began) };
      },
    }),
  ];
}

/** @throws ImportAbort file-unknown */
async function fileOf(store: PositionStore, fileId: string): Promise<PositionFile> {
  const file = (await store.files()).find((one) => one.fileId === fileId);
  if (!file) throw new ImportAbort('file-unknown', `There is no file ${fileId}.`);
  return file;
}

function tellOf(work: JobWork): Parameters<typeof loadPositionFile>[3] {
  return {
    signal: work.signal,
    now: Date.now,
    onRows: (rows) => work.progress({ phase: 'read', done: rows, total: null, unit: 'rows' }),
  };
}

function reportRefused(work: JobWork, refused: readonly RefusedFix[]): void {
  work.report(
    refused.map(({ row, field, value, code }) => ({
      code,
      message: fixReasons[code as keyof typeof fixReasons]?.en ?? code,
      row,
      field,
      value,
    })),
  );
}

function summaryOf(
  rowsRead: number,
  rowsLoaded: number,
  rowsQuarantined: number,
  began: number,
): NonNullable<ImportResult['summary']> {
  return {
    rowsRead,
    rowsLoaded,
    rowsQuarantined,
    relationsSetAside: 0,
    entitiesAdded: 0,
    entitiesChanged: 0,
    entitiesRemoved: 0,
    relationsAdded: 0,
    relationsChanged: 0,
    relationsRemoved: 0,
    revision: null,
    seconds: Math.round(performance.now() - began) / 1_000,
  };
}
