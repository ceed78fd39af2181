/** What was imported: files with their summaries, and the rows that were set aside. */
import type { SqlValue } from '@phecda/graph-schema';
import type { ImportedFile, QuarantineRow } from '../generated/resolvers.ts';
import { object } from '../truth-text.ts';
import type { ViewedTruth } from './truth.ts';

interface FileRow {
  readonly file_no: number;
  readonly file_id: string;
  readonly name: string;
  readonly dataset: string;
  readonly mapping_id: string;
  readonly mode: string;
  readonly state: string;
  readonly live: boolean;
  readonly actor: string;
  readonly made_at: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly source_date: string | null;
  readonly supersedes: string | null;
  readonly superseded_by: string | null;
  readonly supplements: string | null;
  readonly history: boolean | null;
  readonly base_name: string | null;
  readonly reason: string;
  readonly revision: number;
  readonly rows_read: number;
  readonly rows_loaded: number;
  readonly rows_quarantined: number;
  readonly relations_set_aside: number;
  readonly summary: string;
}

/** The reason is that of the withdrawal where the file was withdrawn. */
const columns = `file_no, file_id, name, dataset, mapping_id, mode, state, live, actor, made_at, bytes, sha256, source_date, supersedes, superseded_by, supplements, history,
  (SELECT base.name FROM file AS base WHERE base.file_id = file.supplements) AS base_name,
  COALESCE((SELECT withdrawal.reason FROM revision AS withdrawal WHERE withdrawal.revision = file.withdrawn_revision), file.reason) AS reason,
  revision, rows_read, rows_loaded, rows_quarantined,
  (SELECT count(*) FROM quarantine q WHERE q.file_no = file.file_no AND q.code = 'period-reversed') AS relations_set_aside, summary`;

/** Newest first; facts set by hand are not files to the reader, unless asked for by their dataset. */
export async function listFiles(
  truth: ViewedTruth,
  dataset: string | null,
  limit: number,
  offset: number,
): Promise<{ files: ImportedFile[]; total: number }> {
  const parameters: SqlValue[] = dataset === null ? [] : [dataset];
  const where = dataset === null ? `dataset <> 'analyst'` : 'dataset = CAST($1 AS TEXT)';
  const rows = await truth.query<FileRow>(
    `SELECT ${columns} FROM file WHERE ${where} ORDER BY file_no DESC LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    parameters,
  );
  const [count] = await truth.query<{ total: number }>(
    `SELECT count(*) AS total FROM file WHERE ${where}`,
    parameters,
  );
  return { files: rows.map(toFile), total: count?.total ?? 0 };
}

export async function findFile(
  truth: ViewedTruth,
  id: string,
): Promise<(ImportedFile & { readonly fileNo: number }) | null> {
  const [row] = await truth.query<FileRow>(
    `SELECT ${columns} FROM file WHERE file_id = CAST($1 AS UUID)`,
    [id],
  );
  return row ? { ...toFile(row), fileNo: row.file_no } : null;
}

export async function listQuarantine(
  truth: ViewedTruth,
  fileNo: number,
  limit: number,
  offset: number,
): Promise<{ rows: QuarantineRow[]; total: number }> {
  const rows = await truth.query<{
    row_no: number;
    field: string | null;
    value: string | null;
    code: string;
    reason: string;
  }>(
    `SELECT row_no, field, value, code, reason FROM quarantine WHERE file_no = CAST($1 AS BIGINT)
     ORDER BY row_no, field, code LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    [fileNo],
  );
  const [count] = await truth.query<{ total: number }>(
    `SELECT count(*) AS total FROM quarantine WHERE file_no = CAST($1 AS BIGINT)`,
    [fileNo],
  );
  return {
    rows: rows.map((row) => ({
      row: row.row_no,
      field: row.field ?? '',
      value: row.value,
      code: row.code,
      reason: row.reason,
    })),
    total: count?.total ?? 0,
  };
}

function toFile(row: FileRow): ImportedFile {
  const counts = object(row.summary);
  const count = (name: string): number => {
    const value = counts[name];
    return typeof value === 'number' ? value : 0;
  };
  return {
    id: row.file_id,
    name: row.name,
    dataset: row.dataset,
    mappingId: row.mapping_id,
    mode: row.mode,
    state: row.state,
    actor: row.actor,
    at: row.made_at,
    bytes: row.bytes,
    sha256: row.sha256,
    sourceDate: row.source_date,
    supersedes: row.supersedes,
    supersededBy: row.superseded_by,
    supplements:
      row.supplements === null ? null : { id: row.supplements, name: row.base_name ?? '' },
    live: row.live,
    history: row.history === true,
    reason: row.reason === '' ? null : row.reason,
    summary: {
      rowsRead: row.rows_read,
      rowsLoaded: row.rows_loaded,
      rowsQuarantined: row.rows_quarantined,
      relationsSetAside: row.relations_set_aside,
      entitiesAdded: count('entitiesAdded'),
      entitiesChanged: count('entitiesChanged'),
      entitiesRemoved: count('entitiesRemoved'),
      relationsAdded: count('relationsAdded'),
      relationsChanged: count('relationsChanged'),
      relationsRemoved: count('relationsRemoved'),
      filesTogether: count('filesTogether') || null,
      revision: row.revision,
      seconds: count('seconds'),
      // The job knows them, as long as it is kept.
      steps: null,
    },
  };
}

export interface QuarantinedSource {
  readonly row_no: number;
  /** JSON array of the cells; row 0 holds the file's header. */
  readonly source: string | null;
  readonly reasons: string | null;
}

/** The rows that were set aside, as they stood in the file, ascending. */
export function streamQuarantine(
  truth: ViewedTruth,
  fileNo: number,
): AsyncIterable<QuarantinedSource[]> {
  return truth.stream<QuarantinedSource>(
    `SELECT s.row_no, s.source, q.reasons FROM quarantine_row s
     LEFT JOIN (SELECT row_no, string_agg(COALESCE(field, '') || ': ' || reason, '; ' ORDER BY field, code) AS reasons
                FROM quarantine WHERE file_no = CAST($1 AS BIGINT) GROUP BY row_no) q ON q.row_no = s.row_no
     WHERE s.file_no = CAST($1 AS BIGINT) ORDER BY s.row_no`,
    [fileNo],
    1000,
  );
}
