/** Migration 8: an assertion is kept as the run of deliveries that make it, not once per delivery. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function assertionRuns(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      table,
      fromFilesAlone,
      fromDeliveries,
      `DROP TABLE assertion`,
      view,
      // The day of what holds is that of the runs that assert it.
      `ALTER TABLE record DROP COLUMN source_date`,
    ],
    indexes,
  );
}

/** Full deliveries of a dataset follow one another in the order in which they arrived; other files stand alone. */
const delivery = (file: string): string =>
  `${file}.mode = 'snapshot' AND ${file}.supplements IS NULL`;

/**
 * from_file: the first file of the run, to which row_no and row_count belong. until_file: the first full delivery of the dataset that does not say it any more,
 * NULL while the last one to arrive says it; from_file + 1 for what a file says that stands alone. own_date: the row's own day where it is not its file's.
 */
const table = `CREATE TABLE assertion_run (
    from_file BIGINT NOT NULL, until_file BIGINT, record_id UUID NOT NULL, version UUID NOT NULL, own_date DATE,
    row_no BIGINT NOT NULL, row_count BIGINT NOT NULL, event BOOLEAN NOT NULL)`;

const fromFilesAlone = `INSERT INTO assertion_run (from_file, until_file, record_id, version, own_date, row_no, row_count, event)
    SELECT a.file_no, a.file_no + 1, a.record_id, a.version, NULLIF(a.source_date, f.source_date), a.row_no, a.row_count, a.event
    FROM assertion a JOIN file f ON f.file_no = a.file_no WHERE NOT (${delivery('f')})`;

/** Deliveries are numbered by dataset: where number and count of what they say drift apart, a run ends. */
const fromDeliveries = `INSERT INTO assertion_run (from_file, until_file, record_id, version, own_date, row_no, row_count, event)
    SELECT r.from_file, CASE WHEN r.says > r.followed THEN NULL ELSE r.until_file END, a.record_id, a.version, r.own_date, a.row_no, a.row_count, a.event
    FROM (
      SELECT record_id, version, own_date, min(file_no) AS from_file, max(next) AS until_file, count(*) AS says, count(next) AS followed
      FROM (
        SELECT a.record_id, a.version, NULLIF(a.source_date, d.source_date) AS own_date, d.file_no, d.next,
          d.place - row_number() OVER (PARTITION BY a.record_id, a.version, NULLIF(a.source_date, d.source_date) ORDER BY d.place) AS run
        FROM assertion a JOIN (
          SELECT f.file_no, f.source_date, row_number() OVER (PARTITION BY f.dataset ORDER BY f.file_no) AS place,
            lead(f.file_no) OVER (PARTITION BY f.dataset ORDER BY f.file_no) AS next
          FROM file f WHERE ${delivery('f')}) d ON d.file_no = a.file_no) p
      GROUP BY record_id, version, own_date, run) r
    JOIN assertion a ON a.file_no = r.from_file AND a.record_id = r.record_id AND a.version = r.version`;

/** What each file asserts, once per file. Rows are those of row_file. */
const view = `CREATE VIEW assertion AS
    SELECT f.file_no, a.record_id, a.version, COALESCE(a.own_date, f.source_date) AS source_date, a.from_file AS row_file, a.row_no, a.row_count, a.event
    FROM assertion_run a JOIN file f ON f.file_no = a.from_file
    UNION ALL
    SELECT f.file_no, a.record_id, a.version, COALESCE(a.own_date, f.source_date), a.from_file, a.row_no, a.row_count, a.event
    FROM assertion_run a JOIN file b ON b.file_no = a.from_file
    JOIN file f ON f.dataset = b.dataset AND f.file_no > a.from_file AND (a.until_file IS NULL OR f.file_no < a.until_file)
    WHERE ${delivery('b')} AND ${delivery('f')}`;

const indexes = [
  `CREATE INDEX assertion_run_record ON assertion_run (record_id)`,
  `CREATE INDEX assertion_run_file ON assertion_run (from_file)`,
];
