/** Gangs that people confirmed, with their history, and the verdicts on proposed groups. Members are records, which outlive merging. */
import { randomUUID } from 'node:crypto';
import type { SqlValue, StateStore, StateTransaction } from '@phecda/graph-schema';
import { z } from 'zod';

const member = z.object({ record: z.string(), role: z.enum(['core', 'periphery', 'doubtful']) });
const origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), run: z.string(), group: z.string() }),
  z.object({ kind: z.literal('case'), record: z.string() }),
  z.object({ kind: z.literal('selection') }),
]);
export type GangMember = z.output<typeof member>;
export type GangOrigin = z.output<typeof origin>;
export type GangAct = 'confirmed' | 'renamed' | 'added' | 'removed' | 'closed' | 'reopened';

export interface GangFacts {
  readonly id: string;
  readonly name: string;
  readonly monitored: boolean;
  readonly members: readonly GangMember[];
  readonly origin: GangOrigin;
  readonly version: number;
  readonly actor: string;
  readonly reason: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface GangEvent {
  readonly at: string;
  readonly actor: string;
  readonly act: GangAct;
  readonly reason: string;
  /** Records that came or went. */
  readonly records: readonly string[];
}

export interface Verdict {
  readonly group: string;
  readonly verdict: 'confirmed' | 'dismissed';
  readonly reason: string;
  readonly actor: string;
  readonly at: string;
  readonly gang: string | null;
}

interface GangRow {
  readonly gang_id: string;
  readonly name: string;
  readonly monitored: boolean;
  readonly members: string;
  readonly origin: string;
  readonly version: number;
  readonly actor: string;
  readonly reason: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface NewGang {
  readonly name: string;
  readonly members: readonly GangMember[];
  readonly origin: GangOrigin;
  readonly reason: string;
  readonly actor: string;
}

export class GangStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => clock().toISOString().replace('T', ' ').replace('Z', '');
  }

  /** Monitored ones first, then by the last change. */
  async list(): Promise<GangFacts[]> {
    const rows = await this.#state.query<GangRow>(
      `SELECT * FROM gang ORDER BY monitored DESC, updated_at DESC, gang_id LIMIT 1000`,
    );
    return rows.map(toGang);
  }

  async find(id: string): Promise<GangFacts | null> {
    const [row] = await this.#state.query<GangRow>(
      `SELECT * FROM gang WHERE gang_id = CAST($1 AS UUID)`,
      [id],
    );
    return row ? toGang(row) : null;
  }

  /** Newest first. */
  async history(id: string): Promise<GangEvent[]> {
    const rows = await this.#state.query<{
      made_at: string;
      actor: string;
      act: GangAct;
      reason: string;
      records: string;
    }>(
      `SELECT made_at, actor, act, reason, records FROM gang_line WHERE gang_id = CAST($1 AS UUID) ORDER BY number DESC`,
      [id],
    );
    return rows.map(({ made_at: at, records, ...line }) => ({
      ...line,
      at,
      records: z.array(z.string()).parse(JSON.parse(records)),
    }));
  }

  /** A gang that a group of a run became is also the verdict on that group. */
  async create(gang: NewGang): Promise<string> {
    const id = randomUUID();
    const at = this.#now();
    const records = gang.members.map(({ record }) => record);
    await this.#state.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO gang (gang_id, name, monitored, members, origin, version, actor, reason, created_at, updated_at)
         VALUES (CAST($1 AS UUID), $2, TRUE, $3, $4, 1, $5, $6, CAST($7 AS TIMESTAMP), CAST($7 AS TIMESTAMP))`,
        [
          id,
          gang.name,
          JSON.stringify(gang.members),
          JSON.stringify(gang.origin),
          gang.actor,
          gang.reason,
          at,
        ],
      );
      await addLine(tx, id, {
        at,
        actor: gang.actor,
        act: 'confirmed',
        reason: gang.reason,
        records,
      });
      if (gang.origin.kind === 'run')
        await putVerdict(tx, {
          group: gang.origin.group,
          verdict: 'confirmed',
          reason: gang.reason,
          actor: gang.actor,
          at,
          gang: id,
        });
    });
    return id;
  }

  /** @returns false when somebody changed it meanwhile. */
  async change(
    id: string,
    version: number,
    next: Pick<GangFacts, 'name' | 'monitored' | 'members'>,
    line: Omit<GangEvent, 'at'>,
  ): Promise<boolean> {
    const at = this.#now();
    return this.#state.transaction(async (tx) => {
      const changed = await tx.execute(
        `UPDATE gang SET name = $3, monitored = $4, members = $5, version = version + 1, updated_at = CAST($6 AS TIMESTAMP)
         WHERE gang_id = CAST($1 AS UUID) AND version = CAST($2 AS BIGINT)`,
        [id, version, next.name, next.monitored, JSON.stringify(next.members), at],
      );
      if (changed === 0) return false;
      await addLine(tx, id, { ...line, at });
      return true;
    });
  }

  /** By the key of the group. */
  async verdicts(groups: readonly string[]): Promise<Map<string, Verdict>> {
    if (groups.length === 0) return new Map();
    const rows = await this.#state.query<Omit<Verdict, 'group'> & { group_key: string }>(
      `SELECT group_key, verdict, reason, actor, made_at AS at, gang_id AS gang FROM group_verdict
       WHERE group_key IN (SELECT unnest(string_to_array($1, ',')))`,
      [groups.join(',')],
    );
    return new Map(rows.map(({ group_key: group, ...verdict }) => [group, { ...verdict, group }]));
  }

  async dismiss(group: string, reason: string, actor: string): Promise<void> {
    const at = this.#now();
    await this.#state.transaction((tx) =>
      putVerdict(tx, { group, verdict: 'dismissed', reason, actor, at, gang: null }),
    );
  }

  /** Takes a dismissal back; a confirmed group stays what it became. */
  async forget(group: string): Promise<boolean> {
    return (
      (await this.#state.execute(
        `DELETE FROM group_verdict WHERE group_key = $1 AND verdict = 'dismissed'`,
        [group],
      )) > 0
    );
  }
}

async function addLine(tx: StateTransaction, id: string, line: GangEvent): Promise<void> {
  const values: SqlValue[] = [
    id,
    line.at,
    line.actor,
    line.act,
    line.reason,
    JSON.stringify(line.records),
  ];
  await tx.execute(
    `INSERT INTO gang_line (gang_id, number, made_at, actor, act, reason, records)
     SELECT CAST($1 AS UUID), COALESCE(max(number), 0) + 1, CAST($2 AS TIMESTAMP), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT)
     FROM gang_line WHERE gang_id = CAST($1 AS UUID)`,
    values,
  );
}

async function putVerdict(tx: StateTransaction, verdict: Verdict): Promise<void> {
  await tx.execute(`DELETE FROM group_verdict WHERE group_key = $1`, [verdict.group]);
  await tx.execute(
    `INSERT INTO group_verdict (group_key, verdict, reason, actor, made_at, gang_id)
     VALUES ($1, $2, $3, $4, CAST($5 AS TIMESTAMP), CAST($6 AS UUID))`,
    [verdict.group, verdict.verdict, verdict.reason, verdict.actor, verdict.at, verdict.gang],
  );
}

function toGang(row: GangRow): GangFacts {
  return {
    id: row.gang_id,
    name: row.name,
    monitored: row.monitored,
    members: z.array(member).parse(JSON.parse(row.members)),
    origin: origin.parse(JSON.parse(row.origin)),
    version: row.version,
    actor: row.actor,
    reason: row.reason,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
