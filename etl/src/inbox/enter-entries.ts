/** Numbers entries of the inbox and makes them durable: one statement, one commit, so that a sender waits for little even while an import has the processors. */
import type { SqlValue } from '@phecda/graph-schema/ports/sql';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';

/** A row to be entered; `made_at` without a zone, in UTC. */
export interface Entry {
  readonly author: string;
  readonly dedupe_key: string;
  /** JSON. */
  readonly said: string;
  readonly made_at: string;
}

type Run = <T>(text: string, parameters: readonly SqlValue[]) => Promise<T[]>;

interface Entered {
  readonly number: number;
  readonly author: string;
  readonly dedupe_key: string;
}

/** Rows of one statement. */
const MOST_AT_ONCE = 1_000;

/**
 * Enters what its author has not entered before under the same key, all or nothing, numbered in the order given.
 * @returns the numbers of what is new; what is missing among them was there.
 */
export async function enterEntries(
  state: StateStore,
  entries: readonly Entry[],
): Promise<Entered[]> {
  const enter = insertOf[state.engine];
  if (entries.length <= MOST_AT_ONCE)
    return enter((text, parameters) => state.change(text, parameters), entries);
  return state.transaction(async (tx) => {
    const entered: Entered[] = [];
    for (let start = 0; start < entries.length; start += MOST_AT_ONCE)
      entered.push(
        ...(await enter(
          (text, parameters) => tx.query(text, parameters),
          entries.slice(start, start + MOST_AT_ONCE),
        )),
      );
    return entered;
  });
}

const target = 'INSERT INTO inbox (number, author, dedupe_key, said, made_at, state)';
const answer = 'ON CONFLICT (author, dedupe_key) DO NOTHING RETURNING number, author, dedupe_key';

const insertOf: Record<
  StateStore['engine'],
  (run: Run, entries: readonly Entry[]) => Promise<Entered[]>
> = {
  // One process writes, one statement after the other: the next number is above all that lie here, and above the counter, which a restored folder raises.
  duckdb: (run, entries) => {
    const { table, parameters } = valuesOf(entries);
    return run(
      `${target} SELECT n.last + e.position, e.author, e.dedupe_key, e.said, e.made_at, 'pending'
       FROM ${table} CROSS JOIN (SELECT greatest((SELECT last FROM inbox_counter), coalesce((SELECT max(number) FROM inbox), 0)) AS last) n
       ORDER BY e.position ${answer}`,
      parameters,
    );
  },
  // The counter is also the lock: other processes number their entries after this statement.
  postgres: (run, entries) => {
    const { table, parameters } = valuesOf(entries);
    return run(
      `WITH n AS (UPDATE inbox_counter SET last = last + ${entries.length} RETURNING last - ${entries.length} AS last)
       ${target} SELECT n.last + e.position, e.author, e.dedupe_key, e.said, e.made_at, 'pending'
       FROM ${table} CROSS JOIN n ORDER BY e.position ${answer}`,
      parameters,
    );
  },
};

function valuesOf(entries: readonly Entry[]): { table: string; parameters: SqlValue[] } {
  const rows = entries.map((_, i) => {
    const at = (n: number): string => `$${i * 4 + n}`;
    return `(${i + 1}, CAST(${at(1)} AS TEXT), CAST(${at(2)} AS TEXT), CAST(${at(3)} AS TEXT), CAST(${at(4)} AS TIMESTAMP))`;
  });
  return {
    table: `(VALUES ${rows.join(', ')}) AS e(position, author, dedupe_key, said, made_at)`,
    parameters: entries.flatMap((one) => [one.author, one.dedupe_key, one.said, one.made_at]),
  };
}
