/** Saved investigations: small state with an optimistic version; deleting only marks. */
import { randomUUID } from 'node:crypto';
import type { SqlValue, StateStore } from '@phecda/graph-schema';
import type { Investigation, InvestigationSummary } from '../../generated/resolvers.ts';

interface Row {
  readonly investigation_id: string;
  readonly title: string;
  readonly notes: string;
  readonly version: number;
  readonly actor: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly state: string;
}

export interface InvestigationChange {
  readonly title: string | null;
  readonly notes: string | null;
  readonly state: unknown;
}

export class InvestigationStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => clock().toISOString().replace('T', ' ').replace('Z', '');
  }

  async list(): Promise<InvestigationSummary[]> {
    const rows = await this.#state.query<Row & { nodes: number }>(
      `SELECT investigation_id, title, actor, updated_at, nodes FROM investigation
       WHERE deleted_at IS NULL ORDER BY updated_at DESC, investigation_id LIMIT 1000`,
    );
    return rows.map((row) => ({
      id: row.investigation_id,
      title: row.title,
      actor: row.actor,
      updatedAt: row.updated_at,
      nodes: row.nodes,
    }));
  }

  async find(id: string): Promise<Investigation | null> {
    const [row] = await this.#state.query<Row>(
      `SELECT investigation_id, title, notes, version, actor, created_at, updated_at, state FROM investigation
       WHERE investigation_id = CAST($1 AS UUID) AND deleted_at IS NULL`,
      [id],
    );
    if (!row) return null;
    return {
      id: row.investigation_id,
      title: row.title,
      notes: row.notes,
      version: row.version,
      actor: row.actor,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      state: JSON.parse(row.state) as unknown,
    };
  }

  async create(title: string, state: unknown, actor: string): Promise<string> {
    const id = randomUUID();
    const now = this.#now();
    await this.#state.execute(
      `INSERT INTO investigation (investigation_id, title, notes, version, actor, nodes, created_at, updated_at, state)
       VALUES (CAST($1 AS UUID), $2, '', 1, $3, CAST($4 AS BIGINT), CAST($5 AS TIMESTAMP), CAST($5 AS TIMESTAMP), $6)`,
      [id, title, actor, countNodes(state), now, JSON.stringify(state)],
    );
    return id;
  }

  /** False when `version` is not the stored one. */
  async save(
    id: string,
    version: number,
    change: InvestigationChange,
    actor: string,
  ): Promise<boolean> {
    const sets = ['version = version + 1', 'actor = $1', 'updated_at = CAST($2 AS TIMESTAMP)'];
    const parameters: SqlValue[] = [actor, this.#now()];
    const set = (column: string, value: SqlValue, type: string): void => {
      parameters.push(value);
      sets.push(`${column} = CAST($${parameters.length} AS ${type})`);
    };
    if (change.title !== null) set('title', change.title, 'TEXT');
    if (change.notes !== null) set('notes', change.notes, 'TEXT');
    if (change.state !== undefined && change.state !== null) {
      set('state', JSON.stringify(change.state), 'TEXT');
      set('nodes', countNodes(change.state), 'BIGINT');
    }
    parameters.push(id, version);
    const where = `investigation_id = CAST($${parameters.length - 1} AS UUID) AND version = CAST($${parameters.length} AS BIGINT) AND deleted_at IS NULL`;
    return (
      (await this.#state.execute(
        `UPDATE investigation SET ${sets.join(', ')} WHERE ${where}`,
        parameters,
      )) === 1
    );
  }

  async setDeleted(id: string, deleted: boolean): Promise<boolean> {
    const changed = await this.#state.execute(
      `UPDATE investigation SET deleted_at = CAST($2 AS TIMESTAMP)
       WHERE investigation_id = CAST($1 AS UUID) AND deleted_at IS ${deleted ? '' : 'NOT '}NULL`,
      [id, deleted ? this.#now() : null],
    );
    return changed === 1;
  }
}

/** The client keeps the canvas's nodes as a list named `nodes`. */
function countNodes(state: unknown): number {
  if (typeof state !== 'object' || state === null || !('nodes' in state)) return 0;
  const { nodes } = state;
  if (Array.isArray(nodes)) return nodes.length;
  return typeof nodes === 'object' && nodes !== null ? Object.keys(nodes).length : 0;
}
