/** Part of steps 2 and 3: assertions as runs of full deliveries. A delivery adds what begins and closes what ends; what it repeats costs nothing. */
import { list, text, type ApplyContext } from './apply-context.ts';

/** Full deliveries of a dataset follow one another in the order in which they arrived; other files stand alone. */
const delivery = (file: string): string =>
  `${file}.mode = 'snapshot' AND ${file}.supplements IS NULL`;

export interface StagedOf {
  readonly dataset: string;
  readonly fileNo: number;
  readonly day: string | null;
}

/** What a full delivery asserts, measured against what the one that arrived before it says. */
export async function writeDelivery(context: ApplyContext, file: StagedOf): Promise<void> {
  const { tx } = context;
  const earlier = (
    await tx.query<{ file_no: number }>(
      `SELECT f.file_no FROM file f WHERE f.dataset = $1 AND ${delivery('f')} AND f.file_no < ${file.fileNo}`,
      [file.dataset],
    )
  ).map((row) => row.file_no);
  const day = file.day === null ? 'CAST(NULL AS DATE)' : `DATE ${text(file.day)}`;
  const said = `a.until_file IS NULL AND a.from_file IN ${list(earlier)}`;
  const same = `a.record_id = s.record_id AND a.version = s.version AND a.own_date IS NOT DISTINCT FROM NULLIF(s.source_date, ${day})`;
  await context.temp(
    't_begun',
    `SELECT s.file_no, s.record_id, s.version, NULLIF(s.source_date, ${day}) AS own_date, s."row" AS row_no, s."rows" AS row_count FROM stage_assertion s
     WHERE s.file_no = ${file.fileNo} ${earlier.length === 0 ? '' : `AND NOT EXISTS (SELECT 1 FROM assertion_run a WHERE ${said} AND ${same})`}`,
  );
  if (earlier.length > 0)
    await tx.execute(
      `UPDATE assertion_run SET until_file = ${file.fileNo}
       WHERE until_file IS NULL AND from_file IN ${list(earlier)}
         AND NOT EXISTS (SELECT 1 FROM stage_assertion s WHERE s.file_no = ${file.fileNo} AND ${same.replaceAll('a.', 'assertion_run.')})`,
    );
  await insertRuns(context, [file.fileNo], 'CAST(NULL AS BIGINT)');
}

/** What files assert that stand alone. */
export async function writeAlone(
  context: ApplyContext,
  files: readonly number[],
  day: string | null,
): Promise<void> {
  const own = day === null ? 's.source_date' : `NULLIF(s.source_date, DATE ${text(day)})`;
  await context.temp(
    't_begun',
    `SELECT s.file_no, s.record_id, s.version, ${own} AS own_date, s."row" AS row_no, s."rows" AS row_count FROM stage_assertion s WHERE s.file_no IN ${list(files)}`,
  );
  await insertRuns(context, files, 's.file_no + 1');
}

/** Takes t_begun. @param until expression over `s`, a row of it */
async function insertRuns(
  context: ApplyContext,
  files: readonly number[],
  until: string,
): Promise<void> {
  const own = `WHERE file_no IN ${list(files)}`;
  // An asserted record is staged either as a version or as a declaration: the shorter table tells which.
  const declarations = await context.count(`stage_declaration ${own}`);
  const byVersion = declarations > (await context.count(`stage_version ${own}`));
  const event =
    declarations === 0 ? 'FALSE' : byVersion ? 'd.record_id IS NULL' : 'd.record_id IS NOT NULL';
  await context.tx.execute(
    `INSERT INTO assertion_run (from_file, until_file, record_id, version, own_date, row_no, row_count, event)
     SELECT s.file_no, ${until}, s.record_id, s.version, s.own_date, s.row_no, s.row_count, ${event}
     FROM t_begun s
     ${declarations === 0 ? '' : `LEFT JOIN (SELECT DISTINCT record_id FROM ${byVersion ? 'stage_version' : 'stage_declaration'} ${own}) d ON d.record_id = s.record_id`}`,
  );
}

/**
 * t_delivery: for every full delivery the one that counts for the runs that it began, before this change (was_at) and after it (now_at), with their days.
 * @returns the first files of all runs that may begin or cease to count, or speak of another day.
 */
export async function findDeliveries(context: ApplyContext): Promise<number[]> {
  const { changedFiles, tx } = context;
  const counts = (file: string, live: string, at: string, day: string): string =>
    `LEFT JOIN (SELECT f.dataset, f.file_no AS ${at}, f.source_date AS ${day} FROM file f WHERE ${live} AND ${delivery('f')}) ${file}
       ON ${file}.dataset = b.dataset AND ${file}.${at} >= b.file_no`;
  await context.temp(
    't_delivery',
    `SELECT b.file_no AS from_file, w.was_at, w.was_day, n.now_at, n.now_day FROM file b
     ${counts('w', wasLive('f', changedFiles), 'was_at', 'was_day')}
     ${counts('n', 'f.live', 'now_at', 'now_day')}
     WHERE ${delivery('b')}`,
  );
  const turned = await tx.query<{ file_no: number }>(
    `SELECT from_file AS file_no FROM t_delivery WHERE was_at IS DISTINCT FROM now_at
     UNION SELECT f.file_no FROM file f WHERE f.file_no IN ${list(changedFiles)} AND NOT (${delivery('f')}) ORDER BY file_no`,
  );
  return turned.map((row) => row.file_no);
}

const wasLive = (file: string, changedFiles: readonly number[]): string =>
  changedFiles.length === 0
    ? `${file}.live`
    : `${file}.live <> (${file}.file_no IN ${list(changedFiles)})`;

/** SQL over runs `a` after `findDeliveries`: whether one counts, and the day that it speaks of, before this change and after it. */
export interface RunSql {
  readonly from: string;
  readonly was: string;
  readonly now: string;
  readonly dayWas: string;
  readonly day: string;
}

export function runSql({ changedFiles }: ApplyContext, runs = 'assertion_run a'): RunSql {
  const counts = (at: string, alone: string): string =>
    `CASE WHEN d.from_file IS NULL THEN ${alone} ELSE d.${at} IS NOT NULL AND (a.until_file IS NULL OR a.until_file > d.${at}) END`;
  const day = (of: string): string =>
    `COALESCE(a.own_date, CASE WHEN d.from_file IS NULL THEN b.source_date ELSE d.${of} END)`;
  return {
    from: `${runs} JOIN file b ON b.file_no = a.from_file LEFT JOIN t_delivery d ON d.from_file = a.from_file`,
    was: counts('was_at', wasLive('b', changedFiles)),
    now: counts('now_at', 'b.live'),
    dayWas: day('was_day'),
    day: day('now_day'),
  };
}

/** `name` (record_id, source_date): the newest day of which the given versions are asserted. @param versions a query of (record_id, version). */
export async function newestDays(
  context: ApplyContext,
  name: string,
  versions: string,
): Promise<void> {
  const run = runSql(
    context,
    `(${versions}) m JOIN assertion_run a ON ${context.sameVersion('a', 'm')}`,
  );
  await context.temp(
    name,
    `SELECT a.record_id, max(${run.day}) AS source_date FROM ${run.from} WHERE ${run.now} GROUP BY a.record_id`,
  );
}
