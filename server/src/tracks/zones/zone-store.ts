/** Zones with every version, in the small state. */
import { randomUUID } from 'node:crypto';
import type { StateStore, StateTransaction } from '@phecda/graph-schema/ports/state-store';
import {
  zoneCalendar,
  zoneGeometry,
  type ZoneCalendar,
  type ZoneGeometry,
} from './zone-geometry.ts';

export interface Zone {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly geometry: ZoneGeometry;
  readonly calendar: ZoneCalendar | null;
  readonly active: boolean;
  readonly author: string;
  readonly at: string;
}

export interface ZoneVersion extends Omit<Zone, 'id'> {
  readonly reason: string;
}

export interface ZoneContent {
  readonly name: string;
  readonly geometry: ZoneGeometry;
  readonly calendar: ZoneCalendar | null;
  readonly active: boolean;
}

interface Row {
  readonly zone_id: string;
  readonly version: number;
  readonly name: string;
  readonly geometry: string;
  readonly calendar: string | null;
  readonly active: boolean;
  readonly author: string;
  readonly at: string;
}

export class ZoneStore {
  readonly #state: StateStore;
  readonly #clock: () => Date;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#clock = clock;
  }

  /** By name. */
  async list(): Promise<Zone[]> {
    const rows = await this.#state.query<Row>(
      `SELECT zone_id, version, name, geometry, calendar, active, author, updated_at AS at FROM zone ORDER BY name, zone_id`,
    );
    return rows.map(toZone);
  }

  async find(id: string): Promise<Zone | null> {
    return (await this.list()).find((zone) => zone.id === id) ?? null;
  }

  async versions(id: string): Promise<ZoneVersion[]> {
    const rows = await this.#state.query<Row & { reason: string }>(
      `SELECT zone_id, version, name, geometry, calendar, active, author, reason, made_at AS at FROM zone_version WHERE zone_id = CAST($1 AS UUID) ORDER BY version DESC`,
      [id],
    );
    return rows.map((row) => ({ ...toZone(row), reason: row.reason }));
  }

  async create(content: ZoneContent, author: string, reason: string): Promise<string> {
    const id = randomUUID();
    await this.#state.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO zone (zone_id, version, name, geometry, calendar, active, author, updated_at)
         VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), $3, $4, $5, $6, $7, CAST($8 AS TIMESTAMP))`,
        [id, 1, ...this.#values(content, author)],
      );
      await this.#keep(tx, id, 1, content, author, reason);
    });
    return id;
  }

  /** @returns false when somebody changed it after `version` */
  change(
    id: string,
    version: number,
    content: ZoneContent,
    author: string,
    reason: string,
  ): Promise<boolean> {
    return this.#state.transaction(async (tx) => {
      const changed = await tx.execute(
        `UPDATE zone SET version = version + 1, name = $3, geometry = $4, calendar = $5, active = $6, author = $7, updated_at = CAST($8 AS TIMESTAMP)
         WHERE zone_id = CAST($1 AS UUID) AND version = CAST($2 AS BIGINT)`,
        [id, version, ...this.#values(content, author)],
      );
      if (changed === 0) return false;
      await this.#keep(tx, id, version + 1, content, author, reason);
      return true;
    });
  }

  async #keep(
    tx: StateTransaction,
    id: string,
    version: number,
    content: ZoneContent,
    author: string,
    reason: string,
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO zone_version (zone_id, version, name, geometry, calendar, active, author, made_at, reason)
       VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), $3, $4, $5, $6, $7, CAST($8 AS TIMESTAMP), $9)`,
      [id, version, ...this.#values(content, author), reason],
    );
  }

  #values(
    { name, geometry, calendar, active }: ZoneContent,
    author: string,
  ): (string | boolean | null)[] {
    return [
      name,
      JSON.stringify(geometry),
      calendar === null ? null : JSON.stringify(calendar),
      active,
      author,
      this.#clock().toISOString().replace('Z', ''),
    ];
  }
}

function toZone(row: Row): Zone {
  return {
    id: row.zone_id,
    version: row.version,
    name: row.name,
    geometry: zoneGeometry.parse(JSON.parse(row.geometry)),
    calendar: row.calendar === null ? null : zoneCalendar.parse(JSON.parse(row.calendar)),
    active: row.active,
    author: row.author,
    at: row.at,
  };
}
