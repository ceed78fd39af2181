/** What an enterprise has declared, as far as it was known with the files of a revision. */
import type { Change } from './change.ts';

export interface DeclaredItem {
  readonly record: string;
  /** 'YYYY-MM-DD' */
  readonly day: string;
  /** Hundredths of the currency. */
  readonly value: number | null;
  readonly currency: string | null;
}

/** @param record of the enterprise; all records of its entity count */
export function declarationsInWindow(
  { sql, files }: Pick<Change, 'sql' | 'files'>,
  record: string,
): Promise<DeclaredItem[]> {
  const known =
    files === null
      ? ''
      : `AND EXISTS (SELECT 1 FROM assertion_run a WHERE a.record_id = d.record_id AND a.from_file <= ${files.last})`;
  return sql.query<DeclaredItem>(
    `SELECT d.record_id AS record, CAST(d.date AS TEXT) AS day, d.value, d.currency FROM declaration d
     WHERE d.date IS NOT NULL AND d.trader IN (
       SELECT r.record_id FROM record r WHERE r.entity_id IN (SELECT entity_id FROM record WHERE record_id = CAST($1 AS UUID)))
     ${known} ORDER BY d.date, d.record_id`,
    [record],
  );
}
