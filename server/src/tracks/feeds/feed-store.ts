/** Feeds, and what of them was quarantined, in the small state. */
import { randomUUID } from 'node:crypto';
import type { StateStore } from '@phecda/graph-schema';
import type { Datum } from '../fix.ts';
import { feedSettings, type Feed, type FeedKind } from './feed.ts';
import type { FeedCount } from './feed-figures.ts';

export type NewFeed = Pick<
  Feed,
  'name' | 'kind' | 'datum' | 'settings' | 'perMinute' | 'active' | 'keyHash' | 'changedBy'
>;
export type FeedChange = Partial<
  Pick<Feed, 'datum' | 'settings' | 'perMinute' | 'active' | 'keyHash'>
> & { readonly changedBy: string };

export interface QuarantinedMessage {
  readonly feed: string;
  readonly receivedAt: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly place: string;
  readonly sample: string | null;
}

export interface RefusalCount {
  readonly feed: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly count: number;
  readonly lastAt: string;
}

export interface StoredCount extends FeedCount {
  /** When the first of it was counted. */
  readonly since: string;
}

interface Row {
  readonly feed_id: string;
  readonly name: string;
  readonly kind: FeedKind;
  readonly datum: Datum;
  readonly settings: string;
  readonly per_minute: number;
  readonly active: boolean;
  readonly key_hash: string | null;
  readonly version: number;
  readonly changed_by: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Messages of one feed that are kept to be looked at. */
const maxKept = 500;

export class FeedStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => sqlTime(clock());
  }

  async list(): Promise<Feed[]> {
    const rows = await this.#state.query<Row>(`SELECT * FROM position_feed ORDER BY name, feed_id`);
    return rows.map((row) => ({
      id: row.feed_id,
      name: row.name,
      kind: row.kind,
      datum: row.datum,
      settings: feedSettings.parse(JSON.parse(row.settings)),
      perMinute: Number(row.per_minute),
      active: row.active,
      keyHash: row.key_hash,
      version: Number(row.version),
      changedBy: row.changed_by,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }));
  }

  /** @returns its id, or null where the name is taken. */
  async create(feed: NewFeed): Promise<string | null> {
    const id = randomUUID();
    return this.#state.transaction(async (tx) => {
      const [taken] = await tx.query(`SELECT 1 AS one FROM position_feed WHERE name = $1`, [
        feed.name,
      ]);
      if (taken) return null;
      await tx.execute(
        `INSERT INTO position_feed (feed_id, name, kind, datum, settings, per_minute, active, key_hash, version, changed_by, created_at, updated_at)
         VALUES (CAST($1 AS UUID), $2, $3, $4, $5, CAST($6 AS BIGINT), CAST($7 AS BOOLEAN), CAST($8 AS TEXT), 1, $9, CAST($10 AS TIMESTAMP), CAST($10 AS TIMESTAMP))`,
        [
          id,
          feed.name,
          feed.kind,
          feed.datum,
          JSON.stringify(feed.settings),
          feed.perMinute,
          feed.active,
          feed.keyHash,
          feed.changedBy,
          this.#now(),
        ],
      );
      return id;
    });
  }

  /** @returns false when somebody changed it after `version`. */
  async change(feed: Feed, change: FeedChange): Promise<boolean> {
    const next = { ...feed, ...change };
    const changed = await this.#state.execute(
      `UPDATE position_feed SET datum = $3, settings = $4, per_minute = CAST($5 AS BIGINT), active = CAST($6 AS BOOLEAN),
         key_hash = CAST($7 AS TEXT), version = version + 1, changed_by = $8, updated_at = CAST($9 AS TIMESTAMP)
       WHERE feed_id = CAST($1 AS UUID) AND version = CAST($2 AS BIGINT)`,
      [
        feed.id,
        feed.version,
        next.datum,
        JSON.stringify(next.settings),
        next.perMinute,
        next.active,
        next.keyHash,
        next.changedBy,
        this.#now(),
      ],
    );
    return changed > 0;
  }

  /** By feed, of all servers together. */
  async counts(): Promise<Map<string, StoredCount>> {
    const rows = await this.#state.query<StoredCount & { readonly feed: string }>(
      `SELECT feed_id AS feed, stored, duplicate, marked, last_fix AS "lastFix", last_received AS "lastReceived", since FROM position_feed_count`,
    );
    return new Map(rows.map(({ feed, ...count }) => [feed, count]));
  }

  async addCounts(counts: ReadonlyMap<string, FeedCount>): Promise<void> {
    await this.#state.transaction(async (tx) => {
      for (const [feed, { stored, duplicate, marked, lastFix, lastReceived }] of counts)
        await tx.execute(
          `INSERT INTO position_feed_count (feed_id, stored, duplicate, marked, last_fix, last_received, since)
           VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS TIMESTAMP))
           ON CONFLICT (feed_id) DO UPDATE SET stored = position_feed_count.stored + EXCLUDED.stored,
             duplicate = position_feed_count.duplicate + EXCLUDED.duplicate, marked = position_feed_count.marked + EXCLUDED.marked,
             last_fix = GREATEST(position_feed_count.last_fix, EXCLUDED.last_fix), last_received = GREATEST(position_feed_count.last_received, EXCLUDED.last_received)`,
          [feed, stored, duplicate, marked, lastFix, lastReceived, this.#now()],
        );
    });
  }

  async refusals(): Promise<RefusalCount[]> {
    const rows = await this.#state.query<{
      feed_id: string;
      code: string;
      zh: string;
      en: string;
      refused: number;
      last_at: string;
    }>(`SELECT * FROM position_refusal ORDER BY refused DESC, code`);
    return rows.map((row) => ({
      feed: row.feed_id,
      code: row.code,
      zh: row.zh,
      en: row.en,
      count: Number(row.refused),
      lastAt: row.last_at,
    }));
  }

  /** Newest first. */
  async quarantined(feed: string, limit: number): Promise<Omit<QuarantinedMessage, 'feed'>[]> {
    return this.#state.query(
      `SELECT q.received_at AS "receivedAt", q.code, r.zh, r.en, q.place, q.sample FROM position_quarantine q
       JOIN position_refusal r ON r.feed_id = q.feed_id AND r.code = q.code
       WHERE q.feed_id = CAST($1 AS UUID) ORDER BY q.number DESC LIMIT ${limit}`,
      [feed],
    );
  }

  /** @param counts of all that were refused since the last call; `messages` may hold fewer */
  async addQuarantined(
    counts: readonly RefusalCount[],
    messages: readonly QuarantinedMessage[],
  ): Promise<void> {
    await this.#state.transaction(async (tx) => {
      for (const one of counts) {
        await tx.execute(
          `INSERT INTO position_refusal (feed_id, code, zh, en, refused, last_at)
           VALUES (CAST($1 AS UUID), $2, $3, $4, CAST($5 AS BIGINT), CAST($6 AS TIMESTAMP))
           ON CONFLICT (feed_id, code) DO UPDATE SET refused = position_refusal.refused + EXCLUDED.refused, last_at = EXCLUDED.last_at`,
          [one.feed, one.code, one.zh, one.en, one.count, one.lastAt],
        );
      }
      for (const feed of new Set(messages.map((one) => one.feed))) {
        const [last] = await tx.query<{ number: number }>(
          `SELECT COALESCE(max(number), 0) AS number FROM position_quarantine WHERE feed_id = CAST($1 AS UUID)`,
          [feed],
        );
        let number = Number(last?.number ?? 0);
        for (const one of messages.filter((message) => message.feed === feed)) {
          await tx.execute(
            `INSERT INTO position_quarantine (feed_id, number, received_at, code, place, sample)
             VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), CAST($3 AS TIMESTAMP), $4, $5, CAST($6 AS TEXT))`,
            [feed, ++number, one.receivedAt, one.code, one.place, one.sample],
          );
        }
        await tx.execute(
          `DELETE FROM position_quarantine WHERE feed_id = CAST($1 AS UUID) AND number <= CAST($2 AS BIGINT)`,
          [feed, number - maxKept],
        );
      }
    });
  }

  async clearQuarantine(feed: string): Promise<void> {
    await this.#state.transaction(async (tx) => {
      for (const table of ['position_quarantine', 'position_refusal'])
        await tx.execute(`DELETE FROM ${table} WHERE feed_id = CAST($1 AS UUID)`, [feed]);
    });
  }
}

export function sqlTime(date: Date): string {
  return date.toISOString().replace('T', ' ').replace('Z', '');
}
