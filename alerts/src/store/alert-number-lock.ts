/** One at a time takes the next number of what is read in the order of its numbers. */
import type { StateStore, StateTransaction } from '@phecda/graph-schema/ports/state-store';

/** Others of the database: 7403151 the truth's writer, 7403152 that of the positions. */
const numberLock = 7_403_153;

/** Until the transaction ends; to be taken before the highest number is read. DuckDB has one transaction at a time anyway. */
export async function lockNumbers(
  tx: StateTransaction,
  engine: StateStore['engine'],
): Promise<void> {
  if (engine === 'postgres') await tx.query(`SELECT pg_advisory_xact_lock(${numberLock})`);
}
