/** One batch into the store, in one transaction: what is there already is told from what is new, and what follows from the new is kept up. */
import type { Appended, BatchOrigin, FixBatch } from '../../ports/position-store.ts';
import { bindingOf, boundMover } from './bound-mover.ts';
import { uniqueFixes } from './unique-fixes.ts';
import { fixColumns } from './position-tables.ts';
import type { PositionSql, PositionTransaction } from './position-sql.ts';

type Tables = Pick<PositionSql, 'fixTables'>;

export async function appendFixes(
  { fixTables }: Tables,
  tx: PositionTransaction,
  { source, file }: BatchOrigin,
  batch: FixBatch,
): Promise<Appended> {
  const number = await nextBatch(tx);
  if (batch.count === 0) return { batch: number, stored: 0, duplicate: 0 };
  const [from, to] = spanOf(batch);
  await tx.stage(uniqueFixes(batch));
  await tx.execute(
    tx.dialect.createTemp(
      'fresh',
      `SELECT ${boundMover} AS mover, CAST(s.moment AS BIGINT) AS moment, s.device, CAST(${source} AS INTEGER) AS source, CAST(${file} AS INTEGER) AS file,
         s.lng, s.lat, s.own_lng, s.own_lat, s.kmh, s.course, CAST(s.received AS BIGINT) AS received, s.flags, s.cell
       FROM staged s JOIN position_device d ON d.device = s.device ${bindingOf('s.moment')}`,
    ),
  );
  const said = `FROM position p JOIN fresh f ON f.device = p.device AND f.moment = p.moment
     WHERE p.source = ${source} AND p.moment BETWEEN ${from} AND ${to}`;
  const [clashes] = await tx.query<{ n: number }>(`SELECT count(*) AS n ${said}`);
  const again = (clashes?.n ?? 0) > 0;
  if (again) await tx.execute(tx.dialect.createTemp('clash', `SELECT p.* ${said}`));
  const isNew = again
    ? `NOT EXISTS (SELECT 1 FROM clash c WHERE c.device = f.device AND c.moment = f.moment)`
    : 'TRUE';
  const stored = await tx.execute(
    `INSERT INTO ${fixTables.at(-1)} (${fixColumns}) SELECT ${fixColumns} FROM fresh f WHERE ${isNew}`,
  );
  const corrected = again ? await settleClashes(fixTables, tx) : 0;
  await tx.execute(
    `INSERT INTO position_touched (batch, mover, from_at, to_at)
     SELECT ${number}, mover, min(moment), max(moment) FROM fresh f ${corrected > 0 ? '' : `WHERE ${isNew}`} GROUP BY mover`,
  );
  await keepSummary(tx, isNew);
  for (const table of again ? ['clash', 'fresh'] : ['fresh'])
    await tx.execute(`DROP TABLE ${table}`);
  return { batch: number, stored, duplicate: batch.count - stored };
}

/** Two files say it: the loser waits until the winner is withdrawn. */
async function settleClashes(
  fixTables: readonly string[],
  tx: PositionTransaction,
): Promise<number> {
  const same = 'c.device = f.device AND c.moment = f.moment';
  const better = '(f.lng, f.lat) < (c.lng, c.lat)';
  const columns = (of: string): string =>
    fixColumns
      .split(', ')
      .map((name) => `${of}.${name}`)
      .join(', ');
  await tx.execute(
    `INSERT INTO position_again (${fixColumns}) SELECT ${columns('f')} FROM fresh f JOIN clash c ON ${same} WHERE f.file <> c.file AND NOT ${better}`,
  );
  const [won] = await tx.query<{ n: number }>(
    `SELECT count(*) AS n FROM fresh f JOIN clash c ON ${same} WHERE ${better}`,
  );
  if ((won?.n ?? 0) === 0) return 0;
  await tx.execute(
    `INSERT INTO position_again (${fixColumns}) SELECT ${columns('c')} FROM fresh f JOIN clash c ON ${same} WHERE f.file <> c.file AND ${better}`,
  );
  for (const table of fixTables)
    await tx.execute(
      `DELETE FROM ${table} AS p USING fresh f, clash c WHERE ${same} AND ${better} AND p.device = c.device AND p.moment = c.moment AND p.source = c.source`,
    );
  await tx.execute(
    `INSERT INTO ${fixTables.at(-1)} (${fixColumns}) SELECT ${columns('f')} FROM fresh f JOIN clash c ON ${same} WHERE ${better}`,
  );
  await recount(tx, `SELECT mover FROM fresh`);
  return won?.n ?? 0;
}

async function keepSummary(tx: PositionTransaction, isNew: string): Promise<void> {
  await tx.execute(
    `UPDATE position_mover AS m SET fixes = m.fixes + a.n, first_at = LEAST(m.first_at, a.first_at), last_at = GREATEST(m.last_at, a.last_at)
     FROM (SELECT f.mover, count(*) AS n, min(f.moment) AS first_at, max(f.moment) AS last_at FROM fresh f WHERE ${isNew} GROUP BY f.mover) a
     WHERE a.mover = m.mover`,
  );
  const may = `(f.flags & 1) = 0 AND ${isNew}`;
  await tx.execute(
    `DELETE FROM position_last AS l USING fresh f
     WHERE f.mover = l.mover AND ${may} AND (f.moment, -f.device, -f.source) > (l.moment, -l.device, -l.source)`,
  );
  await tx.execute(
    `INSERT INTO position_last (${fixColumns}) SELECT ${fixColumns} FROM (
       SELECT f.*, row_number() OVER (PARTITION BY mover ORDER BY moment DESC, device, source) AS place FROM fresh f
       WHERE ${may} AND NOT EXISTS (SELECT 1 FROM position_last l WHERE l.mover = f.mover)) r
     WHERE place = 1`,
  );
}

/** Summaries of movers anew from what is stored. @param movers a select */
export async function recount(tx: PositionTransaction, movers: string): Promise<void> {
  await tx.execute(
    `UPDATE position_mover SET fixes = 0, first_at = NULL, last_at = NULL WHERE mover IN (${movers})`,
  );
  await tx.execute(
    `UPDATE position_mover AS m SET fixes = a.n, first_at = a.first_at, last_at = a.last_at
     FROM (SELECT mover, count(*) AS n, min(moment) AS first_at, max(moment) AS last_at FROM position WHERE mover IN (${movers}) GROUP BY mover) a
     WHERE a.mover = m.mover`,
  );
  await tx.execute(`DELETE FROM position_last WHERE mover IN (${movers})`);
  await tx.execute(
    `INSERT INTO position_last (${fixColumns}) SELECT DISTINCT ON (mover) ${fixColumns} FROM position
     WHERE (flags & 1) = 0 AND mover IN (${movers}) ORDER BY mover, moment DESC, device, source`,
  );
}

export async function nextBatch(tx: PositionTransaction): Promise<number> {
  const [row] = await tx.query<{ value: number }>(
    `UPDATE position_counter SET value = value + 1 WHERE name = 'batch' RETURNING value`,
  );
  if (row) return row.value;
  await tx.execute(`INSERT INTO position_counter (name, value) VALUES ('batch', 1)`);
  return 1;
}

function spanOf({ count, at }: FixBatch): [number, number] {
  let [from, to] = [Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const time = at[i] ?? 0;
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return [from, to];
}
