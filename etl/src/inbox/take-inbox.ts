/** Takes the analysts' inbox into the truth, a batch in one transaction: effects, what became of each entry, and the last number taken. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { Sql, SqlReader, SqlTransaction } from '@phecda/graph-schema/ports/sql';
import type { InboxEntry, Outcome } from '@phecda/graph-schema/truth/inbox';
import { ApplyContext, NothingToApply, type ApplyOntology } from '../apply/apply-context.ts';
import { runSteps } from '../apply-flow.ts';
import type { Inbox, SettledEntry } from './inbox.ts';

export interface TakeOptions {
  readonly ontology: ApplyOntology;
  /** Entries of one transaction. */
  readonly limit?: number;
  /** The batch failed again and again by itself: its entries are refused instead of applied. */
  readonly refuse?: boolean;
}

/** @returns what became of the batch; empty when nothing was pending. */
export async function takeInbox(
  sql: Sql,
  inbox: Inbox,
  { ontology, limit = 5_000, refuse = false }: TakeOptions,
): Promise<SettledEntry[]> {
  const settled = await settleTaken(sql, inbox);
  if ((await inbox.after(await lastTaken(sql), 1)).length === 0) return [];
  const taken = await sql.write(async (tx) => {
    // Read again under the writer's lock: another process may have been faster.
    const entries = await inbox.after(await lastTaken(tx), limit);
    const last = entries.at(-1);
    if (last === undefined) return [];
    const outcomes = refuse
      ? entries.map(({ number }) => refused(number))
      : await applyBatch(tx, entries, ontology);
    await tx.execute(`DELETE FROM inbox_outcome WHERE number <= $1::bigint`, [settled]);
    await tx.append(
      'inbox_outcome',
      ['number', 'state', 'code', 'revision'],
      outcomes.map(({ number, state, code, revision }) => [number, state, code, revision]),
    );
    await tx.execute(`UPDATE inbox_taken SET last = $1::bigint`, [last.number]);
    return outcomes;
  });
  failpoint('inbox:taken');
  await inbox.settle(taken);
  return taken;
}

/** Tells the inbox what the truth knows: a crash between the two leaves it behind. @returns the greatest number told. */
export async function settleTaken(sql: Sql, inbox: Inbox): Promise<number> {
  const outcomes = await sql.query<SettledEntry & { [column: string]: never }>(
    `SELECT number, state, code, revision FROM inbox_outcome ORDER BY number`,
  );
  await inbox.settle(outcomes);
  return outcomes.at(-1)?.number ?? 0;
}

export async function lastTaken(sql: SqlReader): Promise<number> {
  const [row] = await sql.query<{ last: number }>(`SELECT last FROM inbox_taken`);
  return row?.last ?? 0;
}

async function applyBatch(
  tx: SqlTransaction,
  entries: readonly InboxEntry[],
  ontology: ApplyOntology,
): Promise<SettledEntry[]> {
  const authors = [...new Set(entries.map((entry) => entry.author))];
  const reasons = [...new Set(entries.map((entry) => entry.said.reason))];
  const context = new ApplyContext(
    tx,
    { kind: 'said', entries, fromInbox: true },
    authors.join(', '),
    reasons.length === 1 ? reasons[0]! : '',
    ontology,
  );
  let revision: number | null = tx.revision;
  try {
    await runSteps(context, {});
  } catch (error) {
    if (!(error instanceof NothingToApply)) throw error;
    revision = null;
  }
  return entries.map(({ number }) => {
    const outcome: Outcome = context.outcomes.get(number) ?? refused(number);
    return { number, ...outcome, revision: outcome.state === 'applied' ? revision : null };
  });
}

function refused(number: number): SettledEntry {
  return { number, state: 'refused', code: 'INTERNAL', revision: null };
}
