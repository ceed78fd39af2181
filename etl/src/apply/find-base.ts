/** Which snapshot a file adds its rows to, if any; refuses what cannot be added to. */
import type { SqlReader } from '@phecda/graph-schema/ports/sql';
import { ApplyRefused, type FileFacts, type FileMode } from '@phecda/graph-schema/truth/types';

export interface KnownFile {
  readonly file_no: number;
  readonly file_id: string;
  readonly dataset: string;
  readonly mode: FileMode;
  readonly state: 'loaded' | 'superseded' | 'withdrawn';
  readonly source_date: string | null;
  readonly supersedes: string | null;
  readonly superseded_by: string | null;
  readonly supplements: string | null;
}

export async function fileById(sql: SqlReader, id: string): Promise<KnownFile> {
  const [file] = await sql.query<KnownFile>(
    `SELECT file_no, file_id, dataset, mode, state, source_date, supersedes, superseded_by, supplements FROM file WHERE file_id = $1::uuid`,
    [id],
  );
  if (!file) throw new ApplyRefused('FILE_UNKNOWN', `There is no file ${id}.`);
  return file;
}

/**
 * What adds to a supplement adds to the supplement's base, and what corrects a supplement takes its place beside that base.
 * Whether the base is loaded is not asked here: a repeated load has to be told first.
 */
export async function findBase(
  sql: SqlReader,
  file: Pick<FileFacts, 'dataset' | 'supersedes' | 'supplements'>,
): Promise<KnownFile | null> {
  const corrected = file.supersedes === undefined ? null : await fileById(sql, file.supersedes);
  const named = file.supplements === undefined ? null : await fileById(sql, file.supplements);
  const id = named === null ? corrected?.supplements : (named.supplements ?? named.file_id);
  if (id === undefined || id === null) return null;
  if (corrected !== null && corrected.supplements !== id)
    throw new ApplyRefused(
      'OTHER_BASE',
      'A correction adds its rows to the file to which the corrected one adds them, or to none.',
    );
  const base = await fileById(sql, id);
  if (base.dataset !== file.dataset)
    throw new ApplyRefused(
      'OTHER_DATASET',
      `A file of ${file.dataset} cannot add rows to one of ${base.dataset}.`,
    );
  if (base.mode !== 'snapshot')
    throw new ApplyRefused(
      'BASE_NOT_SNAPSHOT',
      `Files of ${base.dataset} add up by themselves: load the rows without naming a file.`,
    );
  return base;
}

export function requireLoaded({ file_id, state }: KnownFile): void {
  if (state !== 'loaded')
    throw new ApplyRefused('FILE_NOT_LOADED', `The file ${file_id} is ${state}.`);
}
