/** The steps of an import as the queue runs them: prepare in a child process, apply as the one writer, then the view. */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { findBase, requireLoaded } from '../apply/find-base.ts';
import type { Load } from '../apply/apply-context.ts';
import { applyFiles, withdrawFile } from '../commands.ts';
import { ImportAbort } from '../errors.ts';
import type {
  AppliedSummary,
  FileToApply,
  ImportInput,
  ImportSteps,
  PreparedImport,
} from './import-job.ts';
import type { JobProblem } from './job.ts';
import type { StepProgress } from './job-kind.ts';
import type { Mapping } from '../mapping/mapping-schema.ts';
import { prepareFile } from '../prepare/prepare-file.ts';
import { namedEnds, readOpenEnds, type OpenEnd } from '../open-ends.ts';
import { encodingName } from '../read/decoders.ts';
import type { PrepareResult } from '../prepare/protocol.ts';
import { fileReasons, noChangeReasons, rowReasons } from '../reasons.ts';
import type { Ontology, Sql } from '@phecda/graph-schema';
import { keepDatasetLabels } from '@phecda/graph-schema/truth/dataset-labels';
import type { ApplySummary, ChangeCounts } from '@phecda/graph-schema/truth/types';

export interface ImportStepsOptions {
  readonly sql: Sql;
  readonly ontology: Ontology;
  readonly scratchFolder: string;
  mapping(id: string): Mapping | null;
  /** What persons said goes first. */
  beforeApply?(): Promise<void>;
  /** Brings the graph view to the newest revision, telling how many changes it has applied. */
  view(onChanges: (count: number) => void): Promise<void>;
}

interface Prepared extends PreparedImport {
  readonly result: PrepareResult;
}

export function createImportSteps({
  sql,
  ontology,
  scratchFolder,
  mapping,
  beforeApply,
  view,
}: ImportStepsOptions): ImportSteps {
  mkdirSync(scratchFolder, { recursive: true, mode: 0o700 });
  const scratchOf = (fileId: string): string => join(scratchFolder, `${fileId}.duckdb`);
  const onStep =
    (progress: (step: StepProgress) => void) => (step: string, number: number, of: number) =>
      progress({ phase: step, done: number - 1, total: of, unit: 'steps' });
  const openEnds = async (
    mappingId: string,
    { revision, fileId }: ApplySummary,
  ): Promise<JobProblem[]> => {
    const known = mapping(mappingId);
    if (revision === null || fileId === null || !known) return [];
    return waitingFor(await readOpenEnds(sql, fileId, namedEnds(known)));
  };
  return {
    prepare: async (input, fileId, progress, signal, trial): Promise<Prepared> => {
      const known = mapping(input.mappingId);
      if (!known)
        throw new ImportAbort('mapping-unknown', `There is no mapping ${input.mappingId}.`);
      if (!trial) await keepDatasetLabels(sql.state, [known]);
      const base = await findBase(sql, { dataset: known.dataset, ...namesOfFiles(input) });
      const sourceDate = base?.source_date ?? input.sourceDate;
      const result = await prepareFile({
        path: input.path,
        fileName: input.fileName,
        mapping: readAs(known, input),
        ontology,
        recordSecret: sql.recordSecret,
        scratch: scratchOf(fileId),
        signal,
        onProgress: ({ step, rows, totalRows }) =>
          progress({ phase: step, done: rows, total: totalRows, unit: 'rows' }),
        ...(input.assignment ? { assignment: input.assignment } : {}),
        ...(sourceDate ? { sourceDate } : {}),
        dayNeeded: !trial,
      });
      const { scratch, rowsRead, rowsLoaded, rowsQuarantined, relationsSetAside } = result;
      const same = await sameFile(sql, result, base?.file_id ?? null);
      if (same.length === 0 && base !== null) requireLoaded(base);
      const problems = [
        ...(result.sourceDate === null ? [dayToGive] : []),
        ...same,
        ...(rowsQuarantined + relationsSetAside > 0 ? await refusedRows(scratch) : []),
        ...result.warnings.map(toProblem),
      ];
      return {
        scratch,
        rowsRead,
        rowsLoaded,
        rowsQuarantined,
        relationsSetAside,
        problems,
        result,
      };
    },
    apply: async (files, progress, stillMine) => {
      const loads = files.map(toLoad);
      await beforeApply?.();
      const summaries = await applyFiles(sql, {
        loads,
        actor: files[0]!.input.actor,
        ontology,
        onStep: onStep(progress),
        beforeCommit: stillMine,
      });
      const applied: AppliedSummary[] = [];
      for (const [index, { input, prepared }] of files.entries()) {
        const summary = summaries[index]!;
        const problems = await openEnds(input.mappingId, summary);
        applied.push({ ...toApplied(summary, prepared.relationsSetAside), problems });
      }
      return applied;
    },
    withdraw: async ({ fileId, actor, reason }, progress, stillMine) =>
      toApplied(
        await withdrawFile(sql, fileId, actor, reason, {
          ontology,
          onStep: onStep(progress),
          beforeCommit: stillMine,
        }),
      ),
    view: async (progress) => {
      let done = 0;
      await view((count) => {
        done += count;
        progress({ phase: 'view', done, total: null, unit: 'changes' });
      });
    },
    applied: async (fileId) => {
      const [row] = await sql.query<{
        summary: string;
        state: string;
        revision: number;
        rows_read: number;
        rows_loaded: number;
        rows_quarantined: number;
        set_aside: number;
      }>(
        `SELECT summary, state, revision, rows_read, rows_loaded, rows_quarantined,
           (SELECT count(*) FROM quarantine q WHERE q.file_no = file.file_no AND q.code = 'period-reversed') AS set_aside FROM file WHERE file_id = CAST($1 AS UUID)`,
        [fileId],
      );
      if (!row) return null;
      const counts = {
        ...noChange,
        ...(JSON.parse(row.summary || '{}') as Partial<ChangeCounts & Together>),
      };
      const rows = {
        rowsRead: row.rows_read,
        rowsLoaded: row.rows_loaded,
        rowsQuarantined: row.rows_quarantined,
        relationsSetAside: row.set_aside,
      };
      return {
        summary: { ...rows, ...pick(counts), ...together(counts), revision: row.revision },
        withdrawn: row.state === 'withdrawn',
      };
    },
    discard: async (fileId) => {
      for (const path of [scratchOf(fileId), `${scratchOf(fileId)}.wal`])
        await rm(path, { force: true });
    },
  };
}

const dayToGive: JobProblem = { code: 'source-date', message: fileReasons['source-date'].en };

/** The mapping with what the import says about this one file. @throws ImportAbort for an encoding that cannot be read */
function readAs(mapping: Mapping, input: ImportInput): Mapping {
  const { sheet, headerRow, recordPath } = input;
  const encoding = input.encoding === undefined ? undefined : encodingName(input.encoding);
  if (encoding === null)
    throw new ImportAbort('encoding-unknown', `There is no encoding ${input.encoding}.`);
  return {
    ...mapping,
    file: {
      ...mapping.file,
      ...(sheet ? { sheet } : {}),
      ...(headerRow ? { headerRow } : {}),
      ...(recordPath ? { recordPath } : {}),
      ...(encoding ? { encoding } : {}),
    },
  };
}

/** The earlier files that an import names. */
function namesOfFiles({
  supersedes,
  supplements,
}: ImportInput): Pick<ImportInput, 'supersedes' | 'supplements'> {
  return { ...(supersedes ? { supersedes } : {}), ...(supplements ? { supplements } : {}) };
}

/** Said before anything is applied: this very file is in already, read in the same way. */
async function sameFile(
  sql: Sql,
  { sha256, mappingHash, dataset }: PrepareResult,
  base: string | null,
): Promise<JobProblem[]> {
  const [row] = await sql.query<{ name: string }>(
    `SELECT name FROM file WHERE sha256 = CAST($1 AS TEXT) AND mapping_hash = CAST($2 AS TEXT) AND dataset = CAST($3 AS TEXT)
     AND supplements IS NOT DISTINCT FROM CAST($4 AS UUID) AND state <> 'withdrawn' ORDER BY file_no LIMIT 1`,
    [sha256, mappingHash, dataset, base],
  );
  return row
    ? [
        {
          code: 'already-loaded',
          message: noChangeReasons['already-loaded'].en,
          value: row.name,
        },
      ]
    : [];
}

const noChange = {
  entitiesAdded: 0,
  entitiesChanged: 0,
  entitiesRemoved: 0,
  relationsAdded: 0,
  relationsChanged: 0,
  relationsRemoved: 0,
};

function pick(counts: typeof noChange): typeof noChange {
  const {
    entitiesAdded,
    entitiesChanged,
    entitiesRemoved,
    relationsAdded,
    relationsChanged,
    relationsRemoved,
  } = counts;
  return {
    entitiesAdded,
    entitiesChanged,
    entitiesRemoved,
    relationsAdded,
    relationsChanged,
    relationsRemoved,
  };
}

interface Together {
  readonly filesTogether?: number;
}

function together({ filesTogether }: Together): Together {
  return filesTogether !== undefined && filesTogether > 1 ? { filesTogether } : {};
}

function toLoad({ input, fileId, prepared }: FileToApply): Load {
  const { result } = prepared as Prepared;
  if (result.sourceDate === null) throw new ImportAbort('source-date', dayToGive.message);
  const {
    dataset,
    sha256,
    mappingId,
    mappingHash,
    mode,
    sourceDate,
    bytes,
    rowsRead,
    rowsLoaded,
    rowsQuarantined,
  } = result;
  return {
    scratch: result.scratch,
    file: {
      fileId,
      dataset,
      name: input.fileName,
      sha256,
      mappingId,
      mappingHash,
      mode,
      sourceDate,
      bytes,
      rowsRead,
      rowsLoaded,
      rowsQuarantined,
      ...namesOfFiles(input),
      ...(input.history ? { history: true } : {}),
      ...(input.reason ? { reason: input.reason } : {}),
    },
  };
}

function toApplied(summary: ApplySummary, relationsSetAside = 0): AppliedSummary {
  const { rowsRead, rowsLoaded, rowsQuarantined, revision, fileId, unchanged } = summary;
  return {
    rowsRead,
    rowsLoaded,
    rowsQuarantined,
    relationsSetAside,
    revision,
    ...pick(summary),
    ...together(summary),
    ...(fileId === null ? {} : { fileId }),
    ...(unchanged === null ? {} : { unchanged }),
  };
}

/** Why rows were set aside: each reason with its first row. */
async function refusedRows(scratch: string): Promise<JobProblem[]> {
  const instance = await DuckDBInstance.create(scratch, {
    access_mode: 'READ_ONLY',
    threads: '1',
    memory_limit: '128MB',
  });
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `SELECT code, field, count(*)::INTEGER AS n, min(row)::DOUBLE AS row, arg_min(value, row) AS value, arg_min(reason, row) AS reason
       FROM quarantine GROUP BY code, field ORDER BY n DESC, code, field LIMIT 50`,
    );
    return reader.getRowObjectsJS().map(({ code, field, n, row, value, reason }) => ({
      code: String(code),
      message: Number(n) === 1 ? String(reason) : `${String(reason)} (${Number(n)} rows)`,
      row: Number(row),
      ...(field === null ? {} : { field: String(field) }),
      ...(value === null ? {} : { value: String(value) }),
    }));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What of the file is not seen yet, because nothing asserts what stands at one of its ends. */
function waitingFor(ends: readonly OpenEnd[]): JobProblem[] {
  if (ends.length === 0) return [];
  const total = ends.reduce((sum, { count }) => sum + count, 0);
  const each = ends.map(({ kind, end, count }) => `${kind} ${end} ${count}`).join(', ');
  return [
    {
      code: 'relation-waits',
      message: `${total} relations wait for an end that no file asserts yet (${each})`,
      row: Math.min(...ends.map(({ row }) => row)),
      value: each,
    },
  ];
}

function toProblem({
  field,
  code,
  count,
  row,
  value,
}: PrepareResult['warnings'][number]): JobProblem {
  const reasons: Readonly<Record<string, { readonly en: string }>> = {
    ...rowReasons,
    ...fileReasons,
  };
  const reason = reasons[code]?.en ?? code;
  /* A word on the whole file names no field. */
  const message = field === '' ? reason : `${reason}: ${count} values of ${field}`;
  return { code, message, row, field, value };
}
