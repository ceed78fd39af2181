/** Numbers entries of the inbox and makes them durable: one statement, one commit, so that a sender waits for little even while an import has the processors. */
import type { SqlValue } from '@phecda/graph-schema/ports/sql';
import type { StateStore, StateTransaction } from '@phecda/graph-schema/ports/state-store';

/** A row to be entered; `made_at` without a zone, in UTC. */
export interface Entry {
  readonly author: string;
  readonly dedupe_key: string;
  /** JSON. */
  readonly said: string;
  readonly made_at: string;
}

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
export function enterEntries(state: StateStore, entries: readonly Entry[]): Promise<Entered[]> {
  return state.engine === 'duckdb' ? enterAlone(state, entries) : enterBesideOthers(state, entries);
}

/** Numbers go on above `taken`. */
export async function numberAbove(state: StateStore, taken: number): Promise<void> {
  await state.execute(`UPDATE inbox_counter SET last = $1::bigint WHERE last < $1::bigint`, [
    taken,
  ]);
  lastNumbers.delete(state);
}

const target = 'INSERT INTO inbox (number, author, dedupe_key, said, made_at, state)';
const once = 'ON CONFLICT (author, dedupe_key) DO NOTHING';

/** The highest number given, or about to be, in a file that this process alone writes. */
const lastNumbers = new WeakMap<StateStore, Promise<number>>();

/** DuckDB: numbers are known here, so that the statement has none to look up and no rows to give: each takes further turns of the thread pool. They are given in the order in which the state will write them: a smaller one must not appear after a greater one. */
async function enterAlone(state: StateStore, entries: readonly Entry[]): Promise<Entered[]> {
  const reached = lastNumbers.get(state) ?? lastNumber(state);
  const after = reached.then((last) => last + entries.length);
  lastNumbers.set(state, after);
  // Told to whoever waits for it; who comes next asks anew.
  after.catch(() => lastNumbers.get(state) === after && lastNumbers.delete(state));
  const last = await reached;
  const rows = entries.map((entry, i) => ({ number: last + 1 + i, ...entry }));
  const added =
    rows.length <= MOST_AT_ONCE
      ? await insertNumbered(state, rows)
      : await state.transaction(async (tx) => {
          let count = 0;
          for (let start = 0; start < rows.length; start += MOST_AT_ONCE)
            count += await insertNumbered(tx, rows.slice(start, start + MOST_AT_ONCE));
          return count;
        });
  if (added === rows.length) return rows;
  return state.query<Entered>(
    `SELECT number, author, dedupe_key FROM inbox WHERE number BETWEEN $1::bigint AND $2::bigint`,
    [last + 1, last + rows.length],
  );
}

const columnTypes = ['BIGINT', 'TEXT', 'TEXT', 'TEXT', 'TIMESTAMP'];

function insertNumbered(
  writing: Pick<StateTransaction, 'execute'>,
  rows: readonly (Entry & { readonly number: number })[],
): Promise<number> {
  const places = rows.map((_, i) => {
    const values = columnTypes.map(
      (type, n) => `CAST($${i * columnTypes.length + n + 1} AS ${type})`,
    );
    return `(${values.join(', ')}, 'pending')`;
  });
  return writing.execute(
    `${target} VALUES ${places.join(', ')} ${once}`,
    rows.flatMap((row) => [row.number, row.author, row.dedupe_key, row.said, row.made_at]),
  );
}

async function lastNumber(state: StateStore): Promise<number> {
  const [row] = await state.query<{ last: number }>(
    `SELECT greatest((SELECT last FROM inbox_counter), coalesce((SELECT max(number) FROM inbox), 0)) AS last`,
  );
  return row!.last;
}

async function enterBesideOthers(state: StateStore, entries: readonly Entry[]): Promise<Entered[]> {
  if (entries.length <= MOST_AT_ONCE)
    return insertBesideOthers((text, parameters) => state.change(text, parameters), entries);
  return state.transaction(async (tx) => {
    const entered: Entered[] = [];
    for (let start = 0; start < entries.length; start += MOST_AT_ONCE)
      entered.push(
        ...(await insertBesideOthers(
          (text, parameters) => tx.query(text, parameters),
          entries.slice(start, start + MOST_AT_ONCE),
        )),
      );
    return entered;
  });
}

/** PostgreSQL: the counter is also the lock, other processes number their entries after this statement. */
function insertBesideOthers(
  run: (text: string, parameters: readonly SqlValue[]) => Promise<Entered[]>,
  entries: readonly Entry[],
): Promise<Entered[]> {
  const rows = entries.map((_, i) => {
    const at = (n: number): string => `$${i * 4 + n}`;
    return `(${i + 1}, CAST(${at(1)} AS TEXT), CAST(${at(2)} AS TEXT), CAST(${at(3)} AS TEXT), CAST(${at(4)} AS TIMESTAMP))`;
  });
  return run(
    `WITH n AS (UPDATE inbox_counter SET last = last + ${entries.length} RETURNING last - ${entries.length} AS last)
     ${target} SELECT n.last + e.position, e.author, e.dedupe_key, e.said, e.made_at, 'pending'
     FROM (VALUES ${rows.join(', ')}) AS e(position, author, dedupe_key, said, made_at) CROSS JOIN n ORDER BY e.position
     ${once} RETURNING number, author, dedupe_key`,
    entries.flatMap((one) => [one.author, one.dedupe_key, one.said, one.made_at]),
  );
}
