/** The daily canary: a fact that is stored nowhere goes through detection, words and outbox, so that a daemon that only seems to live is noticed. */
import { randomUUID } from 'node:crypto';
import type { Ontology, Sql, SqlReader } from '@phecda/graph-schema';
import { conditionNamed } from './conditions/conditions.ts';
import { GraphAt } from './detect/graph-at.ts';
import { noNewcomers } from './detect/change.ts';
import { renderMessage } from './message/render-message.ts';
import { addDelivery } from './store/outbox.ts';
import { sqlTime } from './store/sql-time.ts';

const groupKey = 'canary';
/** Later than this it did not come through. */
export const canaryLateMs = 15 * 60_000;
const target = '00000000-0000-4000-8000-00000000ca01';
const end = '00000000-0000-4000-8000-00000000ca02';

export interface CanaryRun {
  readonly day: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly millis: number | null;
  readonly problem: string | null;
}

export interface CanaryOptions {
  readonly sql: Sql;
  readonly ontology: Ontology;
  /** null: it ends before the outbox. */
  readonly email: string | null;
  readonly name: string;
  readonly now: Date;
}

/** Of several daemons one runs it, once a day. */
export async function runCanary({ sql, ontology, email, name, now }: CanaryOptions): Promise<void> {
  const day = now.toISOString().slice(0, 10);
  const mine = await sql.state.execute(
    `INSERT INTO alert_canary (day, daemon, started_at) VALUES ($1, $2, CAST($3 AS TIMESTAMP)) ON CONFLICT DO NOTHING`,
    [day, name, sqlTime(now)],
  );
  if (mine !== 1) return;
  const began = performance.now();
  let problem: string | null = null;
  try {
    if (!(await isFound(sql, ontology))) problem = 'detect';
  } catch {
    problem = 'detect';
  }
  if (problem === null && email !== null) {
    await sql.state.transaction((tx) =>
      addDelivery(tx, {
        groupKey: `${groupKey}|${day}`,
        contact: randomUUID(),
        contactName: groupKey,
        channel: 'email',
        address: email,
        language: 'en',
        level: 1,
        alerts: [],
        nextAt: now,
        now,
        state: 'pending',
        problem: null,
      }),
    );
    return;
  }
  await sql.state.execute(
    `UPDATE alert_canary SET finished_at = CAST($2 AS TIMESTAMP), millis = CAST($3 AS BIGINT), problem = $4 WHERE day = $1`,
    [day, sqlTime(now), Math.round(performance.now() - began), problem],
  );
}

/** Writes down when its message was taken, or that it was not in time; one that comes late has come. */
export async function settleCanary(sql: Sql, now: Date): Promise<void> {
  const [open] = await sql.state.query<{ day: string; started_at: string; problem: string | null }>(
    `SELECT day, started_at, problem FROM alert_canary WHERE finished_at IS NULL AND (problem IS NULL OR problem = 'deliver')
       AND day = (SELECT max(day) FROM alert_canary)`,
  );
  if (open === undefined) return;
  const [message] = await sql.state.query<{ state: string; updated_at: string }>(
    `SELECT state, updated_at FROM delivery WHERE group_key = $1 ORDER BY created_at LIMIT 1`,
    [`${groupKey}|${open.day}`],
  );
  const started = new Date(open.started_at).getTime();
  if (message?.state === 'sent') {
    const at = new Date(message.updated_at);
    await sql.state.execute(
      `UPDATE alert_canary SET finished_at = CAST($2 AS TIMESTAMP), millis = CAST($3 AS BIGINT), problem = NULL WHERE day = $1`,
      [open.day, sqlTime(at), Math.max(0, at.getTime() - started)],
    );
  } else if (
    open.problem === null &&
    (message?.state === 'dead' || now.getTime() - started > canaryLateMs)
  )
    await sql.state.execute(`UPDATE alert_canary SET problem = 'deliver' WHERE day = $1`, [
      open.day,
    ]);
}

export async function lastCanary(state: Pick<SqlReader, 'query'>): Promise<CanaryRun | null> {
  const [row] = await state.query<{
    day: string;
    started_at: string;
    finished_at: string | null;
    millis: number | null;
    problem: string | null;
  }>(
    `SELECT day, started_at, finished_at, millis, problem FROM alert_canary ORDER BY day DESC LIMIT 1`,
  );
  return row === undefined
    ? null
    : {
        day: row.day,
        startedAt: new Date(row.started_at),
        finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
        millis: row.millis,
        problem: row.problem,
      };
}

/** The condition itself, over two synthetic rows: names of common table expressions stand before those of tables. */
async function isFound(sql: SqlReader, ontology: Ontology): Promise<boolean> {
  const tag = Object.keys(ontology.tagModels)[0] ?? '';
  const row = (id: string, tags: string, from: number): string =>
    `SELECT CAST('${id}' AS UUID) AS entity_id, CAST('${id}' AS UUID) AS record, 'Enterprise' AS type, 'canary' AS label, '${tags}' AS tags, '{}' AS props, '' AS sources, '{}' AS behaviour, CAST('${id}' AS UUID) AS digest, ${from} AS rev_from, CAST(NULL AS BIGINT) AS rev_to`;
  const shadow = `WITH entity AS (${row(target, '', 1)} UNION ALL ${row(end, tag, 2)}),
    relation AS (SELECT CAST('${groupId}' AS UUID) AS relation_id, 'shareholder' AS kind, CAST('${end}' AS UUID) AS source, CAST('${target}' AS UUID) AS target, 2 AS rev_from, CAST(NULL AS BIGINT) AS rev_to),
    record AS (SELECT record AS record_id, entity_id, 'entity' AS family FROM entity),
    lineage AS (SELECT record AS record_id, entity_id AS entity_before, entity_id AS entity_after, 2 AS revision FROM entity WHERE FALSE) `;
  const shadowed: SqlReader = {
    // These rows have no places in a table.
    dialect: {
      ...sql.dialect,
      fewRows: (table, condition) => `SELECT * FROM ${table} WHERE ${condition}`,
    },
    query: (text, values) => sql.query(shadow + text, values),
    stream: (text, values, batch) => sql.stream(shadow + text, values, batch),
  };
  const condition = conditionNamed('newAssociation');
  if (condition === undefined) return false;
  const found = await condition.detect(
    {
      revision: 2,
      at: '',
      cause: 'fact',
      files: null,
      touchedFiles: [],
      held: {
        entities: [
          {
            id: end,
            before: null,
            after: { type: 'Enterprise', tags: [tag], asserted: [tag], registered: false },
          },
        ],
        added: [{ id: groupId, kind: 'shareholder', source: end, target, since: null }],
        removed: [],
        regrouped: [],
      },
      history: false,
      takesOut: false,
      screening: false,
      newsAfter: 0,
      newcomers: noNewcomers,
      leavers: new Set(),
      graph: new GraphAt(shadowed, 2),
      sql: shadowed,
      ontology,
    },
    new Map([[target, { record: target, entity: target, gang: null, caseNumber: null }]]),
    condition.settings.parse({ minLevel: 1, kinds: ['shareholder'], hops: 1 }),
  );
  const [one] = found;
  if (found.length !== 1 || one?.target !== target) return false;
  const alert = {
    id: target,
    number: 0,
    condition: 'newAssociation',
    level: 1,
    watchVersion: 1,
    detail: one.detail,
  };
  const message = renderMessage([alert], { id: target, language: 'zh', url: '', ontology });
  return message.text !== '';
}
const groupId = '00000000-0000-4000-8000-00000000ca03';
