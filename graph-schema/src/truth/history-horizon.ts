/** How far back the rows of the graph reach: as of the horizon and later they are whole, what ended by then is gone. Records, assertions and lineage stay. */
import type { SqlReader } from '../ports/sql.ts';

/** 0: from the beginning. */
export async function historyHorizon(sql: SqlReader): Promise<number> {
  const [row] = await sql.query<{ revision: number }>(`SELECT revision FROM history_horizon`);
  return row?.revision ?? 0;
}
