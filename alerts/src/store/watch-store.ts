/** Watches in the small state. Every version stays: an edit never changes what was found under an earlier one. */
import { randomUUID } from 'node:crypto';
import type { StateReader, StateStore, StateTransaction } from '@phecda/graph-schema';
import { contentOf, watchContent, type Watch, type WatchContent } from '../watch.ts';
import { sqlTime } from './sql-time.ts';

export interface WatchVersion {
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly name: string;
  readonly active: boolean;
  readonly content: WatchContent;
}

export interface WatchDraft {
  readonly name: string;
  readonly active: boolean;
  readonly content: WatchContent;
  /** Whether it is known to keep to its weekly allowance; false: that is still to be counted; absent: as it was before. */
  readonly counted?: boolean;
}

/** A watch that does not keep to its weekly allowance, as far as is known. */
export interface WatchAllowance {
  readonly id: string;
  readonly version: number;
  /** What it would bring a week, for which it was switched off; null: not counted yet. */
  readonly perWeek: number | null;
}

interface Row {
  readonly watch_id: string;
  readonly version: number;
  readonly name: string;
  readonly active: boolean;
  readonly content: string;
  readonly owner: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly news_after: number | null;
}

/** Durable cursor of the daemon in the feed. */
export const alertConsumer = 'alerts';

const mostListed = 20_000;

export class WatchStore {
  readonly #state: StateStore;
  readonly #now: () => string;
  #kept: { readonly mark: string; readonly watches: readonly Watch[] } | null = null;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => sqlTime(clock());
  }

  /** Last changed first. */
  async list(): Promise<Watch[]> {
    const rows = await this.#state.query<Row>(
      `SELECT * FROM watch ORDER BY updated_at DESC, watch_id LIMIT ${mostListed}`,
    );
    return rows.map(toWatch);
  }

  /** Another one whenever somebody has changed a watch. */
  async mark(): Promise<string> {
    const [row] = await this.#state.query<{ mark: string }>(
      `SELECT concat(count(*), '/', CAST(max(updated_at) AS TEXT), '/', sum(version)) AS mark FROM watch`,
    );
    return row?.mark ?? '';
  }

  /** The same list, object by object, until somebody changes a watch. */
  async current(): Promise<readonly Watch[]> {
    const mark = await this.mark();
    if (this.#kept?.mark !== mark) this.#kept = { mark, watches: await this.list() };
    return this.#kept.watches;
  }

  async find(id: string): Promise<Watch | null> {
    const [row] = await this.#state.query<Row>(
      `SELECT * FROM watch WHERE watch_id = CAST($1 AS UUID)`,
      [id],
    );
    return row ? toWatch(row) : null;
  }

  /** Newest first. */
  async history(id: string): Promise<WatchVersion[]> {
    const rows = await this.#state.query<Omit<WatchVersion, 'content'> & { content: string }>(
      `SELECT version, made_at AS at, actor, reason, name, active, content FROM watch_version
       WHERE watch_id = CAST($1 AS UUID) ORDER BY version DESC`,
      [id],
    );
    return rows.map((row) => ({ ...row, content: watchContent.parse(JSON.parse(row.content)) }));
  }

  async create(
    draft: WatchDraft,
    actor: string,
    reason: string,
    id: string = randomUUID(),
  ): Promise<string> {
    const at = this.#now();
    await this.#state.transaction(async (tx) => {
      const made = await tx.execute(
        `INSERT INTO watch (watch_id, version, name, active, content, owner, created_at, updated_at, news_after)
         VALUES (CAST($1 AS UUID), 1, $2, $3, $4, $5, CAST($6 AS TIMESTAMP), CAST($6 AS TIMESTAMP), (SELECT max(revision) FROM feed_cursor WHERE consumer = '${alertConsumer}')) ON CONFLICT DO NOTHING`,
        [id, draft.name, draft.active, JSON.stringify(draft.content), actor, at],
      );
      if (made === 1) await addVersion(tx, { id, version: 1, at, actor, reason, draft });
    });
    return id;
  }

  /** @returns false when somebody changed it after `version`. */
  async change(
    id: string,
    version: number,
    draft: WatchDraft,
    actor: string,
    reason: string,
  ): Promise<boolean> {
    return this.#state.transaction((tx) =>
      changeIn(tx, { id, version: version + 1, at: this.#now(), actor, reason, draft }),
    );
  }

  /** Watches that are not known to keep to their allowance. */
  async allowances(): Promise<WatchAllowance[]> {
    const rows = await this.#state.query<{
      watch_id: string;
      version: number;
      per_week: number | null;
    }>(`SELECT watch_id, version, per_week FROM watch_allowance ORDER BY watch_id`);
    return rows.map((row) => ({ id: row.watch_id, version: row.version, perWeek: row.per_week }));
  }

  /** Its forecast is within its allowance. */
  async keeps(id: string, version: number): Promise<void> {
    await this.#state.execute(
      `DELETE FROM watch_allowance WHERE watch_id = CAST($1 AS UUID) AND version = CAST($2 AS BIGINT) AND per_week IS NULL`,
      [id, version],
    );
  }

  /** Switches off what would bring so many a week. @returns false when somebody changed it meanwhile. */
  refuse(watch: Watch, perWeek: number): Promise<boolean> {
    const { id, name, version, weekly } = watch;
    const made = {
      id,
      version: version + 1,
      at: this.#now(),
      actor: 'Phecda',
      reason: `每周约 ${perWeek} 条，额度 ${weekly} 条 · ${perWeek} a week, allowance ${weekly}`,
      draft: { name, active: false, content: contentOf(watch) },
      perWeek,
    };
    return this.#state.transaction((tx) => changeIn(tx, made));
  }
}

/** What the daemon finds when it first runs is no news to the watches that are there. */
export async function beginNews(tx: StateTransaction, revision: number): Promise<void> {
  await tx.execute(`UPDATE watch SET news_after = CAST($1 AS BIGINT) WHERE news_after IS NULL`, [
    revision,
  ]);
}

/** A watch that brings more at once than its readers have time for in a week is held against its allowance again. */
export async function countAnew(
  tx: StateTransaction,
  { id, version }: Pick<Watch, 'id' | 'version'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO watch_allowance (watch_id, version, per_week) VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), NULL) ON CONFLICT (watch_id) DO NOTHING`,
    [id, version],
  );
}

/** What a watch said in one of its versions. */
export async function watchAt(
  state: StateReader,
  id: string,
  version: number,
): Promise<WatchContent | null> {
  const [row] = await state.query<{ content: string }>(
    `SELECT content FROM watch_version WHERE watch_id = CAST($1 AS UUID) AND version = CAST($2 AS BIGINT)`,
    [id, version],
  );
  return row ? watchContent.parse(JSON.parse(row.content)) : null;
}

interface NewVersion {
  readonly id: string;
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly draft: WatchDraft;
  /** It is refused, because it would bring so many. */
  readonly perWeek?: number;
}

/** @returns false when it is not at the version before. */
async function changeIn(tx: StateTransaction, made: NewVersion): Promise<boolean> {
  const { id, version, at, draft } = made;
  const changed = await tx.execute(
    `UPDATE watch SET version = CAST($2 AS BIGINT), name = $3, active = $4, content = $5, updated_at = CAST($6 AS TIMESTAMP)
     WHERE watch_id = CAST($1 AS UUID) AND version = CAST($2 AS BIGINT) - 1`,
    [id, version, draft.name, draft.active, JSON.stringify(draft.content), at],
  );
  if (changed === 1) await addVersion(tx, made);
  return changed === 1;
}

async function addVersion(tx: StateTransaction, made: NewVersion): Promise<void> {
  const { id, version, at, actor, reason, draft } = made;
  const { name, active, content, counted } = draft;
  await tx.execute(
    `INSERT INTO watch_version (watch_id, version, made_at, actor, reason, name, active, content)
     VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), CAST($3 AS TIMESTAMP), $4, $5, $6, $7, $8)`,
    [id, version, at, actor, reason, name, active, JSON.stringify(content)],
  );
  const [waiting] = await tx.query(
    `SELECT 1 AS one FROM watch_allowance WHERE watch_id = CAST($1 AS UUID) AND per_week IS NULL`,
    [id],
  );
  // One that waits to be counted goes on waiting as it is now.
  const waits = active && !(counted ?? waiting === undefined);
  if (waits || made.perWeek !== undefined)
    await tx.execute(
      `INSERT INTO watch_allowance (watch_id, version, per_week) VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), CAST($3 AS DOUBLE PRECISION))
       ON CONFLICT (watch_id) DO UPDATE SET version = EXCLUDED.version, per_week = EXCLUDED.per_week`,
      [id, version, made.perWeek ?? null],
    );
  else await tx.execute(`DELETE FROM watch_allowance WHERE watch_id = CAST($1 AS UUID)`, [id]);
}

function toWatch(row: Row): Watch {
  return {
    ...watchContent.parse(JSON.parse(row.content)),
    id: row.watch_id,
    version: row.version,
    name: row.name,
    active: row.active,
    owner: row.owner,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    newsAfter: row.news_after ?? 0,
  };
}
