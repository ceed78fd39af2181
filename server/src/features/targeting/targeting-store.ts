/** Targeting lists with what was done with each, in the small state. A change names the version that it was made on. */
import { randomUUID } from 'node:crypto';
import type { StateStore, StateTransaction } from '@phecda/graph-schema';
import { z } from 'zod';
import {
  targetingOrigin,
  targetLine,
  type ListAct,
  type ListState,
  type TargetingFacts,
} from './targeting-list.ts';

export interface TargetingEvent {
  readonly at: string;
  readonly actor: string;
  readonly act: ListAct;
  readonly reason: string;
  /** Of the list after the act. */
  readonly version: number;
  /** Lines. */
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

export type NewList = Pick<TargetingFacts, 'name' | 'origin' | 'lines' | 'reason' | 'draftedBy'>;
export type ListContent = Pick<TargetingFacts, 'name' | 'state' | 'lines'> & {
  /** Set by an approval. */
  readonly approvedBy: string | null;
};

interface Row {
  readonly list_id: string;
  readonly name: string;
  readonly state: ListState;
  readonly origin: string;
  readonly lines: string;
  readonly version: number;
  readonly reason: string;
  readonly drafted_by: string;
  readonly approved_by: string | null;
  readonly approved_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

const MOST_LISTED = 500;

export class TargetingStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => clock().toISOString().replace('T', ' ').replace('Z', '');
  }

  /** Last changed first. */
  async list(): Promise<TargetingFacts[]> {
    const rows = await this.#state.query<Row>(
      `SELECT * FROM targeting_list ORDER BY updated_at DESC, list_id LIMIT ${MOST_LISTED}`,
    );
    return rows.map(toList);
  }

  async find(id: string): Promise<TargetingFacts | null> {
    const [row] = await this.#state.query<Row>(
      `SELECT * FROM targeting_list WHERE list_id = CAST($1 AS UUID)`,
      [id],
    );
    return row ? toList(row) : null;
  }

  /** Newest first. */
  async history(id: string): Promise<TargetingEvent[]> {
    return this.#state.query<TargetingEvent>(
      `SELECT made_at AS at, actor, act, reason, version, added, removed, changed FROM targeting_event
       WHERE list_id = CAST($1 AS UUID) ORDER BY version DESC`,
      [id],
    );
  }

  async create(list: NewList): Promise<string> {
    const id = randomUUID();
    const at = this.#now();
    await this.#state.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO targeting_list (list_id, name, state, origin, lines, version, reason, drafted_by, created_at, updated_at)
         VALUES (CAST($1 AS UUID), $2, 'draft', $3, $4, 1, $5, $6, CAST($7 AS TIMESTAMP), CAST($7 AS TIMESTAMP))`,
        [
          id,
          list.name,
          JSON.stringify(list.origin),
          JSON.stringify(list.lines),
          list.reason,
          list.draftedBy,
          at,
        ],
      );
      await addEvent(tx, id, {
        at,
        actor: list.draftedBy,
        act: 'drafted',
        reason: list.reason,
        version: 1,
        added: list.lines.length,
        removed: 0,
        changed: 0,
      });
    });
    return id;
  }

  /** @returns false when somebody changed it meanwhile. */
  async change(
    id: string,
    version: number,
    next: ListContent,
    event: Omit<TargetingEvent, 'at' | 'version'>,
  ): Promise<boolean> {
    const at = this.#now();
    return this.#state.transaction(async (tx) => {
      const changed = await tx.execute(
        `UPDATE targeting_list SET name = $3, state = $4, lines = $5, version = version + 1, updated_at = CAST($6 AS TIMESTAMP),
           approved_by = COALESCE(CAST($7 AS TEXT), approved_by),
           approved_at = CASE WHEN CAST($7 AS TEXT) IS NULL THEN approved_at ELSE CAST($6 AS TIMESTAMP) END
         WHERE list_id = CAST($1 AS UUID) AND version = CAST($2 AS BIGINT)`,
        [id, version, next.name, next.state, JSON.stringify(next.lines), at, next.approvedBy],
      );
      if (changed === 0) return false;
      await addEvent(tx, id, { ...event, at, version: version + 1 });
      return true;
    });
  }
}

async function addEvent(tx: StateTransaction, id: string, event: TargetingEvent): Promise<void> {
  await tx.execute(
    `INSERT INTO targeting_event (list_id, version, made_at, actor, act, reason, added, removed, changed)
     VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), CAST($3 AS TIMESTAMP), $4, $5, $6, CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($9 AS BIGINT))`,
    [
      id,
      event.version,
      event.at,
      event.actor,
      event.act,
      event.reason,
      event.added,
      event.removed,
      event.changed,
    ],
  );
}

function toList(row: Row): TargetingFacts {
  return {
    id: row.list_id,
    name: row.name,
    state: row.state,
    origin: targetingOrigin.parse(JSON.parse(row.origin)),
    lines: z.array(targetLine).parse(JSON.parse(row.lines)),
    version: row.version,
    reason: row.reason,
    draftedBy: row.drafted_by,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
