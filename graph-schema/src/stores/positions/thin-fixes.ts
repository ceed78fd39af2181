/** Retention: of fixes that are old enough some are kept of each mover, and those that are older still go. */
import type { KeptMoments } from '../../ports/position-store.ts';
import { recount } from './append-fixes.ts';
import type { PositionSql, PositionTransaction } from './position-sql.ts';

type Tables = Pick<PositionSql, 'fixTables'>;

/** Nothing is looked at anew for it: what was found in the whole track stands. A mover with other fixes than were seen is left as it is. @param from, to the second is not in it. @returns fixes removed */
export async function keepMoments(
  { fixTables }: Tables,
  tx: PositionTransaction,
  from: number,
  to: number,
  movers: readonly KeptMoments[],
): Promise<number> {
  let removed = 0;
  for (const { mover, keep, seen } of movers) {
    const span = `mover = ${mover} AND moment >= ${from} AND moment < ${to}`;
    const [now] = await tx.query<{ n: number }>(`SELECT count(*) AS n FROM position WHERE ${span}`);
    if (seen !== undefined && now?.n !== seen) continue;
    const others = keep.length === 0 ? span : `${span} AND moment NOT IN (${keep.join(',')})`;
    for (const table of fixTables)
      removed += await tx.execute(`DELETE FROM ${table} WHERE ${others}`);
    await tx.execute(`DELETE FROM position_again WHERE ${span}`);
  }
  if (movers.length > 0) await recount(tx, movers.map(({ mover }) => mover).join(','));
  return removed;
}

/** @returns fixes removed */
export async function removeBefore(
  { fixTables }: Tables,
  tx: PositionTransaction,
  before: number,
): Promise<number> {
  const old = `moment < ${before}`;
  await tx.execute(
    tx.dialect.createTemp('aged', `SELECT DISTINCT mover FROM position WHERE ${old}`),
  );
  let removed = 0;
  for (const table of fixTables) removed += await tx.execute(`DELETE FROM ${table} WHERE ${old}`);
  await tx.execute(`DELETE FROM position_again WHERE ${old}`);
  await recount(tx, `SELECT mover FROM aged`);
  await tx.execute(`DROP TABLE aged`);
  return removed;
}
