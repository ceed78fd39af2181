/** What an upgrade of the truth leaves to be done by the apply flow, once, before anything else is written. */
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { apply, type ApplyOptions } from './apply-flow.ts';

/**
 * Sums per currency are made by it where none are kept yet; and where people judged records different, what could belong to either side goes with the smaller record: with ids renamed that may be the other one.
 * Safe to repeat.
 */
export async function finishUpgrade(sql: Sql, options: ApplyOptions): Promise<void> {
  const due = await sql.query(`SELECT name FROM deployment WHERE name = 'resolve-again'`);
  if (due.length === 0) return;
  const rows = await sql.query<{ record: string }>(
    `SELECT left_record AS record FROM judgement WHERE kind = 'different' AND retracted_revision IS NULL`,
  );
  const records = rows.map((row) => row.record);
  await apply(sql, { kind: 'resolve', records }, 'system', 'ids were renamed', options);
  await sql.write((tx) => tx.execute(`DELETE FROM deployment WHERE name = 'resolve-again'`));
}
