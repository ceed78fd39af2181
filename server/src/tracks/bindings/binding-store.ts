/** What people say of plates and terminals: which vehicle carries one, and from when to when. Nothing that was said is changed; a later saying ends it. */
import { randomUUID } from 'node:crypto';
import { sqlTime } from '@phecda/alerts/store/sql-time';
import type { StateStore, StateTransaction } from '@phecda/graph-schema/ports/state-store';
import type { DeviceScheme } from '@phecda/graph-schema/ports/position-store';

export interface Binding {
  readonly id: string;
  readonly scheme: DeviceScheme;
  readonly value: string;
  /** Of the vehicle or vessel. */
  readonly record: string;
  /** Milliseconds UTC, the second is not in it; null: open. */
  readonly from: number | null;
  readonly to: number | null;
  readonly author: string;
  readonly reason: string;
  readonly madeAt: string;
  /** By whom it holds no more, or is said in parts; null: in force. */
  readonly endedBy: string | null;
  readonly endedReason: string | null;
  readonly endedAt: string | null;
}

export interface BindingContent {
  readonly scheme: DeviceScheme;
  readonly value: string;
  readonly record: string;
  readonly from: number | null;
  readonly to: number | null;
}

const columns = `binding_id AS "id", scheme, value, record_id AS "record", valid_from AS "from", valid_to AS "to", author, reason, made_at AS "madeAt",
  ended_by AS "endedBy", ended_reason AS "endedReason", ended_at AS "endedAt"`;

export class BindingStore {
  readonly #state: StateStore;
  readonly #clock: () => Date;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#clock = clock;
  }

  /** Newest first; those that hold no more among them. */
  list(): Promise<Binding[]> {
    return this.#state.query<Binding>(
      `SELECT ${columns} FROM device_binding ORDER BY made_at DESC, binding_id`,
    );
  }

  /** What was said of the same device and overlaps holds only outside of it. @returns its id */
  bind(content: BindingContent, author: string, reason: string): Promise<string> {
    return this.#state.transaction(async (tx) => {
      const { scheme, value, from, to } = content;
      for (const other of await this.#inForce(tx, scheme, value))
        if (overlap(other, content)) await this.#cut(tx, other, from, to, author, reason);
      return this.#add(tx, content, author, reason);
    });
  }

  /** @param at from which it holds no more; null: it never did. @returns false when it does not hold any more */
  end(id: string, at: number | null, author: string, reason: string): Promise<boolean> {
    return this.#state.transaction(async (tx) => {
      const [known] = await tx.query<Binding>(
        `SELECT ${columns} FROM device_binding WHERE binding_id = CAST($1 AS UUID) AND ended_at IS NULL`,
        [id],
      );
      if (known === undefined) return false;
      await this.#cut(tx, known, at, null, author, reason);
      return true;
    });
  }

  #inForce(tx: StateTransaction, scheme: string, value: string): Promise<Binding[]> {
    return tx.query<Binding>(
      `SELECT ${columns} FROM device_binding WHERE scheme = $1 AND value = $2 AND ended_at IS NULL`,
      [scheme, value],
    );
  }

  /** What is left of it before and after the span is said anew. */
  async #cut(
    tx: StateTransaction,
    known: Binding,
    from: number | null,
    to: number | null,
    author: string,
    reason: string,
  ): Promise<void> {
    await tx.execute(
      `UPDATE device_binding SET ended_by = $2, ended_reason = $3, ended_at = CAST($4 AS TIMESTAMP) WHERE binding_id = CAST($1 AS UUID)`,
      [known.id, author, reason, sqlTime(this.#clock())],
    );
    const start = known.from ?? -Infinity;
    const end = known.to ?? Infinity;
    if (from !== null && start < from)
      await this.#add(tx, { ...known, to: Math.min(end, from) }, author, reason);
    if (to !== null && end > to)
      await this.#add(tx, { ...known, from: Math.max(start, to) }, author, reason);
  }

  async #add(
    tx: StateTransaction,
    { scheme, value, record, from, to }: BindingContent,
    author: string,
    reason: string,
  ): Promise<string> {
    const id = randomUUID();
    await tx.execute(
      `INSERT INTO device_binding (binding_id, scheme, value, record_id, valid_from, valid_to, author, reason, made_at)
       VALUES (CAST($1 AS UUID), $2, $3, CAST($4 AS UUID), CAST($5 AS BIGINT), CAST($6 AS BIGINT), $7, $8, CAST($9 AS TIMESTAMP))`,
      [id, scheme, value, record, from, to, author, reason, sqlTime(this.#clock())],
    );
    return id;
  }
}

function overlap(a: Binding, b: BindingContent): boolean {
  return (a.from ?? -Infinity) < (b.to ?? Infinity) && (b.from ?? -Infinity) < (a.to ?? Infinity);
}
