/** Alerts as people work on them: lists, one with its events, and the acts that change its status. */
import type { StateReader, StateStore, StateTransaction } from '@phecda/graph-schema';
import { z } from 'zod';
import { channelKinds } from '../channels/channel.ts';
import { alertFaults } from '../fault-kinds.ts';
import { sqlTime } from './sql-time.ts';

export const alertStatuses = [
  'new',
  'inProgress',
  'confirmed',
  'falseAlarm',
  'closed',
  'withdrawn',
] as const;
export type AlertStatus = (typeof alertStatuses)[number];
/** Open ones take later findings of the same subject under them. */
export const openStatuses: readonly AlertStatus[] = ['new', 'inProgress'];

/** Why nothing is sent; null: it is, or was. */
export const holds = [
  'inhibited',
  'silenced',
  'backDated',
  'noRecipient',
  'noAdministrator',
  'leftOut',
] as const;
export type Hold = (typeof holds)[number];

/** What the words of an alert are made from: types, tags and days, never names. */
export const alertDetail = z.object({
  targetType: z.string(),
  endType: z.string().nullable(),
  tags: z.array(z.string()),
  hops: z.number(),
  count: z.number(),
  /** Number of the case through which the target is watched. */
  caseNumber: z.string().nullable(),
  gang: z.string().nullable(),
  /** Relation that made it, and the kind. */
  relation: z.string().nullable(),
  kind: z.string().nullable(),
  /** Values of a changed attribute are read from the truth; here is only its name. */
  attribute: z.string().nullable(),
  /** Types along its path, and how each is reached from the one before: the kind is told of what is new. */
  steps: z
    .array(z.object({ type: z.string(), kind: z.string().nullable(), isNew: z.boolean() }))
    .default([]),
  /** AlertRow that says what is new. */
  source: z.object({ dataset: z.string(), row: z.number() }).exactOptional(),
  /** Rules that derive its tags, each with what of its figures may be told outside. */
  grounds: z
    .array(
      z.object({
        tag: z.string(),
        version: z.number(),
        figures: z.record(z.string(), z.union([z.number(), z.string()])),
      }),
    )
    .exactOptional(),
  /** Name of the zone at which it happened. */
  zone: z.string().exactOptional(),
  /** Between sparse fixes: nothing else is possible at any speed. */
  certain: z.boolean().exactOptional(),
  /** When the vehicle or vessel did it (of a silence, its last position), milliseconds UTC, and at which zone. */
  moved: z.object({ at: z.number(), zone: z.string().nullable() }).exactOptional(),
  /** Minutes of silence that are usual. */
  habit: z.number().exactOptional(),
  /** Of a stop, milliseconds UTC, and the hours around it that were looked at. */
  stay: z.object({ from: z.number(), to: z.number(), withinHours: z.number() }).exactOptional(),
  /** Of the alert system itself. */
  fault: z
    .object({
      kind: z.enum(alertFaults),
      channel: z.enum(channelKinds).nullable(),
      problem: z.string().nullable(),
    })
    .exactOptional(),
});
export type AlertDetail = z.output<typeof alertDetail>;

/** In place of a watch's condition: a fault of the alert system itself. */
export const systemCondition = 'systemFault';
export type AlertOrigin = 'watch' | 'system';

/** Declarations on which an alert rests. */
export interface Rest {
  /** Records. */
  readonly facts: readonly string[];
  readonly day: string | null;
  readonly count: number;
}

export interface AlertFacts {
  readonly id: string;
  readonly number: number;
  readonly key: string;
  readonly subject: string;
  readonly watch: string;
  readonly watchVersion: number;
  readonly condition: string;
  readonly level: number;
  /** Record. */
  readonly target: string;
  /** Records, from the target to what is new. */
  readonly path: readonly string[];
  /** Records of declarations. */
  readonly facts: readonly string[];
  readonly detail: AlertDetail;
  readonly revision: number;
  readonly factDay: string | null;
  readonly parent: string | null;
  readonly held: Hold | null;
  readonly status: AlertStatus;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
}

export const alertActs = [
  'found',
  'acknowledged',
  'confirmed',
  'falseAlarm',
  'closed',
  'reopened',
  'withdrawn',
  'leftOut',
  'followed',
  'escalated',
  'mended',
] as const;
export type AlertAct = (typeof alertActs)[number];

export interface AlertEvent {
  readonly at: string;
  readonly actor: string;
  readonly act: AlertAct;
  readonly reason: string;
}

export interface AlertCounts {
  readonly all_found: number;
  readonly wrong: number;
  /** Closed, confirmed or judged false. */
  readonly judged: number;
  readonly open: number;
}

export interface AlertFilter {
  readonly statuses?: readonly AlertStatus[];
  readonly watch?: string;
  readonly minLevel?: number;
  readonly origin?: AlertOrigin;
  /** Those under another alert too. */
  readonly children?: boolean;
}

export interface AlertRow {
  readonly alert_id: string;
  readonly number: number;
  readonly key: string;
  readonly subject: string;
  readonly watch_id: string;
  readonly watch_version: number;
  readonly condition: string;
  readonly level: number;
  readonly target: string;
  readonly path: string;
  readonly facts: string;
  readonly detail: string;
  readonly revision: number;
  readonly fact_day: string | null;
  readonly parent: string | null;
  readonly held: Hold | null;
  readonly status: AlertStatus;
  readonly created_at: string;
  readonly updated_at: string;
  readonly acknowledged_by: string | null;
  readonly acknowledged_at: string | null;
}

/** What each act makes of an alert. */
const statusAfter: Readonly<Partial<Record<AlertAct, AlertStatus>>> = {
  acknowledged: 'inProgress',
  confirmed: 'confirmed',
  falseAlarm: 'falseAlarm',
  closed: 'closed',
  reopened: 'new',
  withdrawn: 'withdrawn',
  leftOut: 'withdrawn',
  mended: 'closed',
};

export class AlertStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => sqlTime(clock());
  }

  /** Newest first. */
  async list(
    filter: AlertFilter,
    limit: number,
    offset: number,
  ): Promise<{ alerts: AlertFacts[]; total: number }> {
    const conditions = ['TRUE'];
    const values: string[] = [];
    if (filter.statuses && filter.statuses.length > 0)
      conditions.push(`status IN (${filter.statuses.map((status) => `'${status}'`).join(', ')})`);
    if (filter.watch !== undefined) {
      values.push(filter.watch);
      conditions.push(`watch_id = CAST($${values.length} AS UUID)`);
    }
    if (filter.minLevel !== undefined) conditions.push(`level >= ${Math.trunc(filter.minLevel)}`);
    if (filter.origin !== undefined)
      conditions.push(`condition ${filter.origin === 'system' ? '=' : '<>'} '${systemCondition}'`);
    if (filter.children !== true) conditions.push('parent IS NULL');
    const where = conditions.join(' AND ');
    const [counted] = await this.#state.query<{ n: number }>(
      `SELECT count(*) AS n FROM alert WHERE ${where}`,
      values,
    );
    const rows = await this.#state.query<AlertRow>(
      `SELECT * FROM alert WHERE ${where} ORDER BY number DESC LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
      values,
    );
    return { alerts: rows.map(toAlert), total: counted?.n ?? 0 };
  }

  async find(id: string): Promise<AlertFacts | null> {
    const [row] = await this.#state.query<AlertRow>(
      `SELECT * FROM alert WHERE alert_id = CAST($1 AS UUID)`,
      [id],
    );
    return row ? toAlert(row) : null;
  }

  /** Those that stand under it, oldest first. */
  async children(id: string): Promise<AlertFacts[]> {
    const rows = await this.#state.query<AlertRow>(
      `SELECT * FROM alert WHERE parent = CAST($1 AS UUID) ORDER BY number LIMIT 500`,
      [id],
    );
    return rows.map(toAlert);
  }

  /** Oldest first. */
  events(id: string): Promise<AlertEvent[]> {
    return this.#state.query<AlertEvent>(
      `SELECT made_at AS at, actor, act, reason FROM alert_event WHERE alert_id = CAST($1 AS UUID) ORDER BY number`,
      [id],
    );
  }

  /** Alerts by watch. */
  async counts(): Promise<Map<string, AlertCounts>> {
    const rows = await this.#state.query<AlertCounts & { watch_id: string }>(
      `SELECT watch_id, count(*) AS all_found, count(CASE WHEN status = 'falseAlarm' THEN 1 END) AS wrong,
         count(CASE WHEN status IN ('falseAlarm', 'confirmed', 'closed') THEN 1 END) AS judged,
         count(CASE WHEN status IN ('new', 'inProgress') THEN 1 END) AS open FROM alert GROUP BY watch_id`,
    );
    return new Map(rows.map(({ watch_id, ...counts }) => [watch_id, counts]));
  }

  /** What each version of a watch found. */
  async foundByVersion(watch: string): Promise<Map<number, number>> {
    const rows = await this.#state.query<{ version: number; n: number }>(
      `SELECT watch_version AS version, count(*) AS n FROM alert WHERE watch_id = CAST($1 AS UUID) GROUP BY watch_version`,
      [watch],
    );
    return new Map(rows.map(({ version, n }) => [version, n]));
  }

  /** Of a watch, in these states, newest first. */
  async ofWatch(watch: string, statuses: readonly AlertStatus[]): Promise<AlertFacts[]> {
    const rows = await this.#state.query<AlertRow>(
      `SELECT * FROM alert WHERE watch_id = CAST($1 AS UUID) AND status IN (${statuses.map((status) => `'${status}'`).join(', ')})
       ORDER BY number DESC LIMIT 2000`,
      [watch],
    );
    return rows.map(toAlert);
  }

  /** New ones that stand under no other, when the newest came, and what changes when anything does. */
  async pulse(): Promise<{ unread: number; lastAt: string | null; mark: string }> {
    const [row] = await this.#state.query<{
      unread: number;
      lastAt: string | null;
      mark: string;
    }>(
      `SELECT count(CASE WHEN status = 'new' AND parent IS NULL THEN 1 END) AS unread,
         max(created_at) AS "lastAt", concat(count(*), '/', CAST(max(updated_at) AS TEXT)) AS mark FROM alert`,
    );
    return row ?? { unread: 0, lastAt: null, mark: '' };
  }

  /** @returns how many were changed: those that do not exist are passed over. */
  async act(ids: readonly string[], act: AlertAct, actor: string, reason: string): Promise<number> {
    const at = this.#now();
    return this.#state.transaction(async (tx) => {
      let changed = 0;
      for (const id of ids) changed += await actOn(tx, id, act, actor, reason, at);
      return changed;
    });
  }
}

/** One act on one alert and the line of its history, in the transaction of whoever acts. */
export async function actOn(
  tx: StateTransaction,
  id: string,
  act: AlertAct,
  actor: string,
  reason: string,
  at: string,
): Promise<number> {
  const status = statusAfter[act];
  const acknowledged =
    act === 'acknowledged' ? ', acknowledged_by = $4, acknowledged_at = CAST($2 AS TIMESTAMP)' : '';
  // Whoever was told that it was late has to hear it again.
  const anew = act === 'reopened' ? ', escalated_at = NULL, escalated_to = NULL' : '';
  const changed = await tx.execute(
    `UPDATE alert SET updated_at = CAST($2 AS TIMESTAMP), status = COALESCE(CAST($3 AS TEXT), status)${acknowledged}${anew} WHERE alert_id = CAST($1 AS UUID)`,
    [id, at, status ?? null, ...(acknowledged === '' ? [] : [actor])],
  );
  if (changed === 1) await addAlertEvent(tx, id, { at, actor, act, reason });
  return changed;
}

export async function addAlertEvent(
  tx: StateTransaction,
  id: string,
  { at, actor, act, reason }: AlertEvent,
): Promise<void> {
  await tx.execute(
    `INSERT INTO alert_event (alert_id, number, made_at, actor, act, reason)
     SELECT CAST($1 AS UUID), COALESCE(max(number), 0) + 1, CAST($2 AS TIMESTAMP), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT)
     FROM alert_event WHERE alert_id = CAST($1 AS UUID)`,
    [id, at, actor, act, reason],
  );
}

export async function alertByKey(state: StateReader, key: string): Promise<AlertFacts | null> {
  const [row] = await state.query<AlertRow>(`SELECT * FROM alert WHERE key = $1`, [key]);
  return row ? toAlert(row) : null;
}

/** What one statement asks for. */
export const keysAtOnce = 1_000;

/** By key. */
export async function alertsByKeys(
  state: StateReader,
  keys: readonly string[],
): Promise<Map<string, AlertFacts>> {
  const found = new Map<string, AlertFacts>();
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const rows = await state.query<AlertRow>(
      `SELECT * FROM alert WHERE key IN (SELECT unnest(string_to_array($1, ',')))`,
      [keys.slice(at, at + keysAtOnce).join(',')],
    );
    for (const row of rows) found.set(row.key, toAlert(row));
  }
  return found;
}

/** What was last found or said of an alert, by whomever, before it was withdrawn; null where there is none. */
export async function lastSaidOf(state: StateReader, key: string): Promise<AlertAct | null> {
  const [row] = await state.query<{ act: AlertAct }>(
    `SELECT e.act FROM alert_event e JOIN alert a ON a.alert_id = e.alert_id
     WHERE a.key = $1 AND e.act IN ('found', 'acknowledged', 'confirmed', 'falseAlarm', 'closed', 'reopened') ORDER BY e.number DESC LIMIT 1`,
    [key],
  );
  return row?.act ?? null;
}

/** Of an alert that rests on something that may have gone. */
export const mayEnd = `status IN ('new', 'inProgress', 'confirmed') AND condition <> '${systemCondition}'`;

/** Alerts that rest on something that may have gone. */
export async function openAlerts(state: StateReader): Promise<AlertFacts[]> {
  const rows = await state.query<AlertRow>(`SELECT * FROM alert WHERE ${mayEnd} ORDER BY number`);
  return rows.map(toAlert);
}

/** Whether no more than so many alerts may end. */
export async function fewOpen(state: StateReader, most: number): Promise<boolean> {
  const [row] = await state.query<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT number FROM alert WHERE ${mayEnd} LIMIT ${most + 1}) a`,
  );
  return (row?.n ?? 0) <= most;
}

/** Taken off the desk because they rest on facts that people have judged to tie nobody. */
export async function alertsLeftOut(state: StateReader): Promise<AlertFacts[]> {
  const rows = await state.query<AlertRow>(
    `SELECT a.* FROM alert a WHERE a.status = 'withdrawn' AND 'leftOut' = (
       SELECT e.act FROM alert_event e WHERE e.alert_id = a.alert_id ORDER BY e.number DESC LIMIT 1) ORDER BY a.number`,
  );
  return rows.map(toAlert);
}

/** Locks the alert; false when somebody changed its status meanwhile. */
export async function statusIn(
  tx: StateTransaction,
  id: string,
  statuses: readonly AlertStatus[],
): Promise<boolean> {
  const among = statuses.map((status) => `'${status}'`).join(', ');
  return (
    (await tx.execute(
      `UPDATE alert SET status = status WHERE alert_id = CAST($1 AS UUID) AND status IN (${among})`,
      [id],
    )) === 1
  );
}

/** Whether there is any of them. */
export async function isAnyOpen(state: StateReader): Promise<boolean> {
  return (await state.query(`SELECT alert_id FROM alert WHERE ${mayEnd} LIMIT 1`)).length > 0;
}

export async function alertsByIds(
  state: StateReader,
  ids: readonly string[],
): Promise<AlertFacts[]> {
  if (ids.length === 0) return [];
  const rows = await state.query<AlertRow>(
    `SELECT * FROM alert WHERE alert_id IN (SELECT CAST(unnest(string_to_array($1, ',')) AS UUID)) ORDER BY number`,
    [ids.join(',')],
  );
  return rows.map(toAlert);
}

const strings = z.array(z.string());

export function toAlert(row: AlertRow): AlertFacts {
  return {
    id: row.alert_id,
    number: row.number,
    key: row.key,
    subject: row.subject,
    watch: row.watch_id,
    watchVersion: row.watch_version,
    condition: row.condition,
    level: row.level,
    target: row.target,
    path: strings.parse(JSON.parse(row.path)),
    facts: strings.parse(JSON.parse(row.facts)),
    detail: alertDetail.parse(JSON.parse(row.detail)),
    revision: row.revision,
    factDay: row.fact_day,
    parent: row.parent,
    held: row.held,
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: row.acknowledged_at,
  };
}

/** What it rests on is another than it says. */
export async function restOn(
  tx: StateTransaction,
  id: string,
  { facts, day, count }: Rest,
): Promise<void> {
  const [row] = await tx.query<{ detail: string }>(
    `SELECT detail FROM alert WHERE alert_id = CAST($1 AS UUID)`,
    [id],
  );
  if (row === undefined) return;
  const detail = { ...alertDetail.parse(JSON.parse(row.detail)), count };
  await tx.execute(
    `UPDATE alert SET facts = $2, detail = $3, fact_day = $4 WHERE alert_id = CAST($1 AS UUID)`,
    [id, JSON.stringify(facts), JSON.stringify(detail), day],
  );
}
