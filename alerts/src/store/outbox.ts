/** The outbox: every message with its state, taken by lease so that of several senders one sends it. */
import { randomUUID } from 'node:crypto';
import type { StateReader, StateStore, StateTransaction } from '@phecda/graph-schema';
import { z } from 'zod';
import type { ChannelKind, Language, Message, Outcome } from '../channels/channel.ts';
import { withoutTokens } from './alert-link.ts';
import {
  endPause,
  firstPauseMs,
  pauseChannel,
  pausedChannels,
  tryChannelNow,
} from './channel-pause.ts';
import { sqlTime } from './sql-time.ts';

/** `local`: shown in the app alone, because no provider is set. */
export const deliveryStates = [
  'pending',
  'sending',
  'retry',
  'sent',
  'local',
  'dead',
  'unknown',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface DeliveryDraft {
  readonly groupKey: string;
  readonly contact: string;
  readonly contactName: string;
  readonly channel: ChannelKind;
  readonly address: string;
  readonly language: Language;
  readonly level: number;
  readonly alerts: readonly string[];
  readonly nextAt: Date;
  readonly now: Date;
  /** `dead`: it can never be sent, for the problem named. */
  readonly state: 'pending' | 'dead';
  /** What it waits for; null: nothing. */
  readonly problem: string | null;
}

export interface Delivery {
  readonly id: string;
  readonly groupKey: string;
  readonly contact: string;
  readonly contactName: string;
  readonly channel: ChannelKind;
  readonly address: string;
  readonly language: Language;
  readonly level: number;
  /** Empty: a test. */
  readonly alerts: readonly string[];
  readonly message: Message | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAt: string;
  readonly peerId: string | null;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Leased extends Delivery {
  readonly lease: string;
  /** The peer may have it: a sender had it and never said what became of it, or could not tell. */
  readonly doubtful: boolean;
}

interface Row {
  readonly delivery_id: string;
  readonly group_key: string;
  readonly contact_id: string;
  readonly contact_name: string;
  readonly channel: ChannelKind;
  readonly address: string;
  readonly language: Language;
  readonly level: number;
  readonly alerts: string;
  readonly message: string | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly next_at: string;
  readonly peer_id: string | null;
  readonly problem: string | null;
  readonly doubts: number | null;
  readonly lease: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

const strings = z.array(z.string());
const message = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  short: z.string(),
  variables: z.record(z.string(), z.string()).optional(),
});

export async function addDelivery(tx: StateTransaction, draft: DeliveryDraft): Promise<string> {
  const id = randomUUID();
  await tx.execute(
    `INSERT INTO delivery (delivery_id, group_key, contact_id, contact_name, channel, address, language, level, alerts, state, attempts, next_at, created_at, updated_at, problem)
     VALUES (CAST($1 AS UUID), $2, CAST($3 AS UUID), $4, $5, $6, $7, CAST($8 AS BIGINT), $9, $12, 0, CAST($10 AS TIMESTAMP), CAST($11 AS TIMESTAMP), CAST($11 AS TIMESTAMP), $13)`,
    [
      id,
      draft.groupKey,
      draft.contact,
      draft.contactName,
      draft.channel,
      draft.address,
      draft.language,
      draft.level,
      JSON.stringify(draft.alerts),
      sqlTime(draft.nextAt),
      sqlTime(draft.now),
      draft.state,
      draft.problem,
    ],
  );
  return id;
}

/** Adds alerts to a message of the group that waits and was not tried yet; level 5 to none that may wait for the morning. @returns false when there is none */
export async function joinDelivery(
  tx: StateTransaction,
  groupKey: string,
  contact: string,
  channel: ChannelKind,
  alerts: readonly string[],
  level: number,
): Promise<boolean> {
  const [open] = await tx.query<{ delivery_id: string; alerts: string; level: number }>(
    `SELECT delivery_id, alerts, level FROM delivery
     WHERE group_key = $1 AND contact_id = CAST($2 AS UUID) AND channel = $3 AND state = 'pending' AND message IS NULL
       AND (level = 5 OR CAST($4 AS BIGINT) < 5) ORDER BY created_at LIMIT 1`,
    [groupKey, contact, channel, level],
  );
  if (open === undefined) return false;
  const all = [...new Set([...strings.parse(JSON.parse(open.alerts)), ...alerts])];
  const joined = await tx.execute(
    `UPDATE delivery SET alerts = $2, level = CAST($3 AS BIGINT) WHERE delivery_id = CAST($1 AS UUID) AND state = 'pending' AND message IS NULL`,
    [open.delivery_id, JSON.stringify(all), Math.max(level, open.level)],
  );
  return joined === 1;
}

/** When the newest message of the group was made. */
export async function lastOfGroup(
  tx: StateReader,
  groupKey: string,
  contact: string,
  channel: ChannelKind,
): Promise<Date | null> {
  const [row] = await tx.query<{ at: string | null }>(
    `SELECT max(created_at) AS at FROM delivery WHERE group_key = $1 AND contact_id = CAST($2 AS UUID) AND channel = $3`,
    [groupKey, contact, channel],
  );
  return row?.at == null ? null : new Date(row.at);
}

/** Messages of one group by these channels. */
export interface OutboxPart {
  readonly group: string;
  readonly channels: readonly ChannelKind[];
}

/** Tests go to addresses that are in no book. */
const addressNow = `COALESCE((SELECT CASE delivery.channel WHEN 'email' THEN c.email WHEN 'sms' THEN c.phone ELSE c.webhook END FROM contact c WHERE c.contact_id = delivery.contact_id), delivery.address)`;

/** Waits between attempts: 1, 2, 4 … minutes up to an hour, with up to a fifth more. */
const firstWaitMs = 60_000;
const longestWaitMs = 3_600_000;
/** SMTP servers expect four to five days (RFC 5321, 4.5.4.1). */
const giveUpAfterMs = 5 * 24 * 3_600_000;
/** Longer than any channel takes for one message. */
const leaseMs = 90_000;

export class Outbox {
  readonly #state: StateStore;
  readonly #clock: () => Date;
  readonly #monotonic: () => number;
  /** Leases of others and when they were first seen here: neither a clock that jumps nor one that differs ends them. */
  #seen = new Map<string, number>();

  /** @param monotonic milliseconds that no change of the clock moves; by them the lease of another is over */
  constructor(state: StateStore, clock: () => Date, monotonic = () => performance.now()) {
    this.#state = state;
    this.#clock = clock;
    this.#monotonic = monotonic;
  }

  /**
   * Takes the next message that is due, the gravest and then the oldest first, also one whose sender went away.
   * @param render makes the message at its first attempt; every later one sends the same
   * @param only messages of this part alone
   */
  async take(
    render: (tx: StateTransaction, delivery: Delivery) => Promise<Message>,
    only?: OutboxPart,
  ): Promise<Leased | null> {
    // Whoever changes something waits behind a transaction, and mostly there is nothing to be sent.
    if (!(await this.#isAnythingOpen())) {
      this.#seen.clear();
      return null;
    }
    const at = sqlTime(this.#clock());
    const lease = randomUUID();
    return this.#state.transaction(async (tx) => {
      const over = await this.#leasesThatAreOver(tx);
      const [row] = await tx.query<Row>(
        `SELECT * FROM delivery d WHERE ((state IN ('pending', 'retry') AND (next_at <= CAST($1 AS TIMESTAMP) OR next_at > CAST($1 AS TIMESTAMP) + INTERVAL '26 hours'
             OR (state = 'retry' AND next_at > CAST($1 AS TIMESTAMP) + INTERVAL '73 minutes')))
           OR (state = 'sending' AND (lease IS NULL OR lease IN (SELECT unnest(string_to_array($2, ','))))))
           AND channel NOT IN (${pausedChannels})${only === undefined ? '' : ` AND group_key = $3 AND channel IN (SELECT unnest(string_to_array($4, ',')))`}
           AND NOT EXISTS (SELECT 1 FROM channel_pause p, delivery s WHERE p.channel = d.channel AND s.channel = d.channel AND s.state = 'sending' AND s.delivery_id <> d.delivery_id
             AND s.lease NOT IN (SELECT unnest(string_to_array($2, ','))))
         ORDER BY level DESC, created_at, delivery_id LIMIT 1${this.#state.engine === 'postgres' ? ' FOR UPDATE OF d SKIP LOCKED' : ''}`,
        [at, over.join(','), ...(only === undefined ? [] : [only.group, only.channels.join(',')])],
      );
      if (row === undefined) return null;
      const delivery = toDelivery(row);
      const made = delivery.message ?? (await render(tx, delivery));
      await tx.execute(
        `UPDATE delivery SET state = 'sending', attempts = attempts + 1, message = $2, lease = $3, lease_until = NULL, updated_at = CAST($4 AS TIMESTAMP)
         WHERE delivery_id = CAST($1 AS UUID)`,
        [delivery.id, JSON.stringify(made), lease, at],
      );
      return {
        ...delivery,
        message: made,
        attempts: delivery.attempts + 1,
        lease,
        doubtful: row.state === 'sending' || (row.doubts ?? 0) > 0,
      };
    });
  }

  async #isAnythingOpen(): Promise<boolean> {
    const rows = await this.#state.query(
      `SELECT delivery_id FROM delivery WHERE state IN ('pending', 'retry', 'sending') LIMIT 1`,
    );
    return rows.length > 0;
  }

  async #leasesThatAreOver(tx: StateReader): Promise<string[]> {
    const now = this.#monotonic();
    const rows = await tx.query<{ lease: string }>(
      `SELECT lease FROM delivery WHERE state = 'sending' AND lease IS NOT NULL`,
    );
    this.#seen = new Map(rows.map(({ lease }) => [lease, this.#seen.get(lease) ?? now]));
    return [...this.#seen].filter(([, since]) => now - since >= leaseMs).map(([lease]) => lease);
  }

  /** Only who holds the lease says what became of it. */
  async finish(
    { id, lease, attempts, channel, createdAt, message: sent }: Leased,
    outcome: Outcome | 'local',
  ): Promise<boolean> {
    const now = this.#clock();
    const settled = outcome === 'local' || outcome.state === 'sent';
    const down = settled ? undefined : outcome.down;
    if (!settled && down !== undefined)
      await pauseChannel(this.#state, channel, now, { ...down, problem: outcome.problem });
    const next = nextState(outcome, attempts, now.getTime() - Date.parse(createdAt));
    const doubt = !settled && outcome.state === 'unknown';
    const changed = await this.#state.execute(
      // Looked up or sent again once; what cannot be told even then is for a person.
      `UPDATE delivery SET state = ${doubt ? `CASE WHEN COALESCE(doubts, 0) > 0 THEN 'unknown' ELSE $3 END, doubts = COALESCE(doubts, 0) + 1` : '$3'},
         next_at = CAST($4 AS TIMESTAMP), peer_id = COALESCE(CAST($5 AS TEXT), peer_id), problem = $6, message = COALESCE(CAST($8 AS TEXT), message), lease = NULL, lease_until = NULL, updated_at = CAST($7 AS TIMESTAMP)
       WHERE delivery_id = CAST($1 AS UUID) AND lease = $2`,
      [
        id,
        lease,
        next.state,
        sqlTime(new Date(now.getTime() + (down === undefined ? next.waitMs : firstPauseMs))),
        outcome !== 'local' && outcome.state === 'sent' ? outcome.peerId : null,
        settled ? null : outcome.problem,
        sqlTime(now),
        outcome !== 'local' && outcome.state === 'sent' && sent !== null
          ? withoutTokens(JSON.stringify(sent))
          : null,
      ],
    );
    if (down === undefined && !doubt) await endPause(this.#state, channel);
    return changed === 1;
  }

  /** What the provider says of a message that it took; one that it could not bring is given up. */
  async receipt(id: string, status: string, failed: string | null): Promise<boolean> {
    return (
      (await this.#state.execute(
        `UPDATE delivery SET receipt = $2, updated_at = CAST($3 AS TIMESTAMP)${failed === null ? '' : `, state = 'dead', problem = $4`}
         WHERE delivery_id = CAST($1 AS UUID) AND state IN ('sent', 'unknown', 'retry')`,
        [id, status, sqlTime(this.#clock()), ...(failed === null ? [] : [failed])],
      )) === 1
    );
  }

  /** By hand: a message that was given up, or whose fate is not known, is tried again at once, at the address that the book has by now. @returns false where there is none */
  async retry(id: string): Promise<boolean> {
    const now = this.#clock();
    const at = sqlTime(now);
    const changed =
      (await this.#state.execute(
        `UPDATE delivery SET state = 'retry', address = ${addressNow}, next_at = CAST($2 AS TIMESTAMP), updated_at = CAST($2 AS TIMESTAMP)
         WHERE delivery_id = CAST($1 AS UUID) AND state IN ('dead', 'unknown', 'retry') AND ${addressNow} <> ''`,
        [id, at],
      )) === 1;
    const channel = changed ? (await this.find(id))?.channel : undefined;
    if (channel !== undefined) await tryChannelNow(this.#state, channel, now);
    return changed;
  }

  /** Newest first. */
  async list(
    states: readonly DeliveryState[],
    limit: number,
    offset: number,
  ): Promise<{ deliveries: Delivery[]; total: number }> {
    const where =
      states.length === 0
        ? ''
        : `WHERE state IN (${states.map((state) => `'${state}'`).join(', ')})`;
    const [counted] = await this.#state.query<{ n: number }>(
      `SELECT count(*) AS n FROM delivery ${where}`,
    );
    const rows = await this.#state.query<Row>(
      `SELECT * FROM delivery ${where} ORDER BY created_at DESC, delivery_id LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    );
    return { deliveries: rows.map(toDelivery), total: counted?.n ?? 0 };
  }

  async find(id: string): Promise<Delivery | null> {
    const [row] = await this.#state.query<Row>(
      `SELECT * FROM delivery WHERE delivery_id = CAST($1 AS UUID)`,
      [id],
    );
    return row ? toDelivery(row) : null;
  }

  /** Messages about an alert, oldest first. */
  async about(alert: string): Promise<Delivery[]> {
    const rows = await this.#state.query<Row>(
      `SELECT * FROM delivery WHERE alerts LIKE concat('%', CAST($1 AS TEXT), '%') ORDER BY created_at, delivery_id LIMIT 200`,
      [alert],
    );
    return rows.map(toDelivery);
  }

  /** By state. */
  async counts(): Promise<Record<DeliveryState, number>> {
    const rows = await this.#state.query<{ state: DeliveryState; n: number }>(
      `SELECT state, count(*) AS n FROM delivery GROUP BY state`,
    );
    const counts = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Record<
      DeliveryState,
      number
    >;
    for (const { state, n } of rows) counts[state] = n;
    return counts;
  }

  /** A message to one contact that is about no alert. */
  test(
    draft: Pick<DeliveryDraft, 'contact' | 'contactName' | 'channel' | 'address' | 'language'>,
  ): Promise<string> {
    const now = this.#clock();
    const groupKey = `test|${randomUUID()}`;
    return this.#state.transaction(async (tx) => {
      await tryChannelNow(tx, draft.channel, now);
      return addDelivery(tx, {
        ...draft,
        groupKey,
        alerts: [],
        level: 1,
        nextAt: now,
        now,
        state: 'pending',
        problem: null,
      });
    });
  }
}

function nextState(
  outcome: Outcome | 'local',
  attempts: number,
  ageMs: number,
): { readonly state: DeliveryState; readonly waitMs: number } {
  if (outcome === 'local') return { state: 'local', waitMs: 0 };
  if (outcome.state === 'sent') return { state: 'sent', waitMs: 0 };
  if (outcome.state === 'refused') return { state: 'dead', waitMs: 0 };
  if (ageMs > giveUpAfterMs) return { state: 'dead', waitMs: 0 };
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts - 1, 10));
  return { state: 'retry', waitMs: Math.round(wait * (1 + Math.random() / 5)) };
}

function toDelivery(row: Row): Delivery {
  return {
    id: row.delivery_id,
    groupKey: row.group_key,
    contact: row.contact_id,
    contactName: row.contact_name,
    channel: row.channel,
    address: row.address,
    language: row.language,
    level: row.level,
    alerts: strings.parse(JSON.parse(row.alerts)),
    message: row.message === null ? null : message.parse(JSON.parse(row.message)),
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at,
    peerId: row.peer_id,
    problem: row.problem,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
