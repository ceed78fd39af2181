/** The analysts' inbox in the small state: entries are durable when `enter` returns, and keep what became of them. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import {
  parseSaid,
  saidJson,
  type InboxEntry,
  type InboxState,
  type OutcomeCode,
  type Said,
} from '@phecda/graph-schema/truth/inbox';
import { enterEntries, numberAbove } from './enter-entries.ts';

export interface NewEntry {
  readonly said: Said;
  /** Chosen by the sender: the same author's entry with the same key is entered once. */
  readonly key: string;
}

export interface InboxLine extends InboxEntry {
  readonly state: InboxState;
  readonly code: OutcomeCode | null;
  readonly revision: number | null;
}

/** What became of an entry, as the truth has it. */
export interface SettledEntry {
  readonly number: number;
  readonly state: Exclude<InboxState, 'pending'>;
  readonly code: OutcomeCode | null;
  readonly revision: number | null;
}

interface Row {
  readonly number: number;
  readonly author: string;
  readonly dedupe_key: string;
  readonly said: string;
  readonly made_at: string;
  readonly state: InboxState;
  readonly code: OutcomeCode | null;
  readonly revision: number | null;
}

interface Waiting {
  readonly author: string;
  readonly entries: readonly NewEntry[];
  readonly resolve: (lines: InboxLine[]) => void;
  readonly reject: (error: unknown) => void;
}

const columns = 'number, author, dedupe_key, said, made_at, state, code, revision';
/** Settled entries are kept for their authors this long. */
const keptDays = 90;

export class Inbox {
  readonly #state: StateStore;
  readonly #now: () => Date;
  readonly #listeners = new Set<(lines: readonly InboxLine[]) => void>();
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(state: StateStore, now: () => Date = () => new Date()) {
    this.#state = state;
    this.#now = now;
  }

  /** Whether other processes enter here too. */
  get shared(): boolean {
    return this.#state.engine === 'postgres';
  }

  /** Entries in the order given, numbered; what the author has entered before under the same key comes back as it is now. */
  enter(author: string, entries: readonly NewEntry[]): Promise<InboxLine[]> {
    for (const { said } of entries) saidJson(said);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ author, entries, resolve, reject });
      void this.#write();
    });
  }

  /** Not taken in yet, ascending. */
  async after(number: number, limit: number): Promise<InboxEntry[]> {
    const rows = await this.#state.query<Row>(
      `SELECT ${columns} FROM inbox WHERE number > $1::bigint AND state = 'pending' ORDER BY number LIMIT ${limit}`,
      [number],
    );
    return rows.map(lineOf);
  }

  async pending(limit = 10_000): Promise<InboxLine[]> {
    const rows = await this.#state.query<Row>(
      `SELECT ${columns} FROM inbox WHERE state = 'pending' ORDER BY number LIMIT ${limit}`,
    );
    return rows.map(lineOf);
  }

  /** Newest first. */
  async ofAuthor(author: string, limit: number): Promise<InboxLine[]> {
    const rows = await this.#state.query<Row>(
      `SELECT ${columns} FROM inbox WHERE author = $1 ORDER BY number DESC LIMIT ${limit}`,
      [author],
    );
    return rows.map(lineOf);
  }

  /** Of anybody, newest first. */
  async newest(limit: number): Promise<InboxLine[]> {
    const rows = await this.#state.query<Row>(
      `SELECT ${columns} FROM inbox ORDER BY number DESC LIMIT ${limit}`,
    );
    return rows.map(lineOf);
  }

  async find(number: number): Promise<InboxLine | null> {
    const [row] = await this.#state.query<Row>(
      `SELECT ${columns} FROM inbox WHERE number = $1::bigint`,
      [number],
    );
    return row === undefined ? null : lineOf(row);
  }

  /** Writes down what became of entries; repeating it changes nothing. */
  async settle(outcomes: readonly SettledEntry[]): Promise<void> {
    if (outcomes.length === 0) return;
    const numbers = outcomes.map((one) => one.number).join(', ');
    const open = await this.#state.query<{ number: number }>(
      `SELECT number FROM inbox WHERE state = 'pending' AND number IN (${numbers})`,
    );
    if (open.length === 0) return;
    const groups = new Map<string, SettledEntry[]>();
    for (const outcome of outcomes) {
      const key = `${outcome.state} ${outcome.code} ${outcome.revision}`;
      groups.set(key, [...(groups.get(key) ?? []), outcome]);
    }
    const at = plain(this.#now());
    await this.#state.transaction(async (tx) => {
      for (const group of groups.values()) {
        const { state, code, revision } = group[0]!;
        await tx.execute(
          `UPDATE inbox SET state = $1, code = $2, revision = $3::bigint, settled_at = $4::timestamp
           WHERE state = 'pending' AND number IN (${group.map((one) => one.number).join(', ')})`,
          [state, code, revision, at],
        );
      }
    });
    if (this.#listeners.size === 0) return;
    const rows = await this.#state.query<Row>(
      `SELECT ${columns} FROM inbox WHERE number IN (${open.map((one) => one.number).join(', ')}) ORDER BY number`,
    );
    this.#notify(rows.map(lineOf));
  }

  /** Numbers go on above `taken`, even where the state is younger than the truth (a restored folder); old entries go. */
  async start(taken: number): Promise<void> {
    await numberAbove(this.#state, taken);
    const before = new Date(this.#now().getTime() - keptDays * 86_400_000);
    await this.#state.execute(
      `DELETE FROM inbox WHERE state <> 'pending' AND settled_at < $1::timestamp`,
      [plain(before)],
    );
  }

  /** Calls back with entries that were entered or settled by this process; returns the way to stop. */
  watch(listener: (lines: readonly InboxLine[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** One transaction at a time; what arrives meanwhile goes together into the next. */
  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    try {
      while (this.#waiting.length > 0) {
        const group = this.#waiting;
        this.#waiting = [];
        try {
          const { answers, fresh } = await this.#enter(group);
          failpoint('inbox:entered');
          for (const [index, { resolve }] of group.entries()) resolve(answers[index]!);
          if (fresh.length > 0) this.#notify(fresh);
        } catch (error) {
          for (const { reject } of group) reject(error);
        }
      }
    } finally {
      this.#writing = false;
    }
  }

  async #enter(group: readonly Waiting[]): Promise<{ answers: InboxLine[][]; fresh: InboxLine[] }> {
    const at = this.#now();
    const asked = new Map<string, { readonly author: string; readonly entry: NewEntry }>();
    for (const { author, entries } of group)
      for (const entry of entries)
        if (!asked.has(nameOf(author, entry.key)))
          asked.set(nameOf(author, entry.key), { author, entry });
    const entered = await enterEntries(
      this.#state,
      [...asked.values()].map(({ author, entry }) => ({
        author,
        dedupe_key: entry.key,
        said: saidJson(entry.said),
        made_at: plain(at),
      })),
    );
    const lines = new Map<string, InboxLine>();
    for (const { number, author, dedupe_key } of entered.sort((a, b) => a.number - b.number)) {
      const name = nameOf(author, dedupe_key);
      const said = asked.get(name)!.entry.said;
      const own = { state: 'pending', code: null, revision: null } as const;
      lines.set(name, { number, author, at: at.toISOString(), said, ...own });
    }
    const fresh = [...lines.values()];
    for (const [author, keys] of keysByAuthor(group)) {
      const known = keys.filter((key) => !lines.has(nameOf(author, key)));
      if (known.length === 0) continue;
      const rows = await this.#state.query<Row>(
        `SELECT ${columns} FROM inbox WHERE author = $1 AND dedupe_key IN (${known.map((_, i) => `$${i + 2}`).join(', ')})`,
        [author, ...known],
      );
      for (const row of rows) lines.set(nameOf(author, row.dedupe_key), lineOf(row));
    }
    const answers = group.map(({ author, entries }) =>
      entries.map(({ key }) => lines.get(nameOf(author, key))!),
    );
    return { answers, fresh };
  }

  #notify(lines: readonly InboxLine[]): void {
    for (const listener of this.#listeners) listener(lines);
  }
}

function nameOf(author: string, key: string): string {
  return `${author}\u001f${key}`;
}

function keysByAuthor(group: readonly Waiting[]): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const { author, entries } of group)
    keys.set(author, [...(keys.get(author) ?? []), ...entries.map((entry) => entry.key)]);
  return keys;
}

function lineOf(row: Row): InboxLine {
  return {
    number: row.number,
    author: row.author,
    at: row.made_at,
    said: parseSaid(row.said),
    state: row.state,
    code: row.code,
    revision: row.revision,
  };
}

/** Both engines keep time stamps without a zone, in UTC. */
function plain(date: Date): string {
  return date.toISOString().replace('T', ' ').replace('Z', '');
}
