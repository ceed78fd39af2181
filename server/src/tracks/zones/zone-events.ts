/** What vehicles did at zones, as events that stand until a late fix takes them back. */
import { lockNumbers } from '@phecda/alerts/store/alert-number-lock';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import type { SqlValue } from '@phecda/graph-schema';
import type { CorridorGate, CorridorPassage } from './corridor-passage.ts';

export const zoneEventKinds = ['enter', 'exit', 'cross'] as const;
export type ZoneEventKind = (typeof zoneEventKinds)[number];

export interface ZoneEventFacts {
  readonly zone: string;
  readonly zoneVersion: number;
  /** Record, or device:<scheme>:<value>. */
  readonly mover: string;
  readonly moverName: string;
  readonly kind: ZoneEventKind;
  /** Milliseconds UTC, of the fix. */
  readonly at: number;
  /** Of an exit: how long it was inside by its fixes. */
  readonly insideMs: number | null;
  /** Of an exit from a corridor. */
  readonly passage: CorridorPassage | null;
  readonly lng: number;
  readonly lat: number;
}

export interface ZoneEventLine extends ZoneEventFacts {
  readonly number: number;
  /** False: a late fix has taken it back. */
  readonly standing: boolean;
}

const columns = `number, zone_id AS "zone", zone_version AS "zoneVersion", mover, mover_name AS "moverName", kind, moment AS "at", inside_ms AS "insideMs", came_by AS "cameBy", left_by AS "leftBy", certain, lng, lat, standing`;
const textOf = ({ zone, zoneVersion, kind, at, insideMs, passage }: ZoneEventFacts): string =>
  `${zone} ${zoneVersion} ${kind} ${at} ${insideMs} ${passage?.cameBy} ${passage?.leftBy} ${passage?.certain}`;

type Row = Omit<ZoneEventLine, 'passage'> & {
  readonly cameBy: CorridorGate | null;
  readonly leftBy: CorridorGate | null;
  readonly certain: boolean | null;
};

function lineOf({ cameBy, leftBy, certain, ...rest }: Row): ZoneEventLine {
  const passage = leftBy === null ? null : { cameBy, leftBy, certain: certain === true };
  return { ...rest, passage };
}

export class ZoneEvents {
  readonly #state: StateStore;
  readonly #clock: () => Date;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#clock = clock;
  }

  async cursor(): Promise<number> {
    const [row] = await this.#state.query<{ number: number }>(
      `SELECT number FROM zone_cursor WHERE name = 'zones'`,
    );
    return row?.number ?? 0;
  }

  /** Moves the cursor with what was found. */
  async moveCursor(batch: number): Promise<void> {
    await this.#state.execute(
      `INSERT INTO zone_cursor (name, number) VALUES ('zones', CAST($1 AS BIGINT)) ON CONFLICT (name) DO UPDATE SET number = excluded.number`,
      [batch],
    );
  }

  /** Makes what stands of a mover within a span equal to what was found anew. @returns what is new and what is taken back */
  replace(
    mover: string,
    from: number,
    to: number,
    found: readonly ZoneEventFacts[],
  ): Promise<ZoneEventLine[]> {
    return this.#state.transaction(async (tx) => {
      const rows = await tx.query<Row>(
        `SELECT ${columns} FROM zone_event WHERE mover = $1 AND standing AND moment BETWEEN CAST($2 AS BIGINT) AND CAST($3 AS BIGINT)`,
        [mover, from, to],
      );
      const known = rows.map(lineOf);
      const wanted = new Map(found.map((one) => [textOf(one), one]));
      const gone = known.filter((one) => !wanted.delete(textOf(one)));
      if (gone.length === 0 && wanted.size === 0) return [];
      await lockNumbers(tx, this.#state.engine);
      const [last] = await tx.query<{ n: number | null }>(
        `SELECT max(number) AS n FROM zone_event`,
      );
      let number = last?.n ?? 0;
      const changed: ZoneEventLine[] = [];
      for (const one of gone) {
        number++;
        await tx.execute(
          `UPDATE zone_event SET standing = false, number = CAST($2 AS BIGINT) WHERE number = CAST($1 AS BIGINT)`,
          [one.number, number],
        );
        changed.push({ ...one, number, standing: false });
      }
      const at = this.#clock().toISOString().replace('Z', '');
      for (const one of wanted.values()) {
        number++;
        await tx.execute(
          `INSERT INTO zone_event (number, zone_id, zone_version, mover, mover_name, kind, moment, inside_ms, came_by, left_by, certain, lng, lat, standing, found_at)
           VALUES (CAST($1 AS BIGINT), CAST($2 AS UUID), CAST($3 AS BIGINT), $4, $5, $6, CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($12 AS TEXT), CAST($13 AS TEXT), CAST($14 AS BOOLEAN), $9, $10, true, CAST($11 AS TIMESTAMP))`,
          [
            number,
            one.zone,
            one.zoneVersion,
            one.mover,
            one.moverName,
            one.kind,
            one.at,
            one.insideMs,
            one.lng,
            one.lat,
            at,
            one.passage?.cameBy ?? null,
            one.passage?.leftBy ?? null,
            one.passage?.certain ?? null,
          ],
        );
        changed.push({ ...one, number, standing: true });
      }
      return changed;
    });
  }

  /** Newest first. */
  async list(
    filter: { readonly zone?: string; readonly mover?: string },
    limit: number,
  ): Promise<{ total: number; events: ZoneEventLine[] }> {
    const parameters: SqlValue[] = [];
    const where = ['standing'];
    if (filter.zone !== undefined)
      where.push(`zone_id = CAST($${parameters.push(filter.zone)} AS UUID)`);
    if (filter.mover !== undefined) where.push(`mover = $${parameters.push(filter.mover)}`);
    const from = `FROM zone_event WHERE ${where.join(' AND ')}`;
    const [count] = await this.#state.query<{ n: number }>(
      `SELECT count(*) AS n ${from}`,
      parameters,
    );
    const events = await this.#state.query<Row>(
      `SELECT ${columns} ${from} ORDER BY moment DESC, number DESC LIMIT ${Math.trunc(limit)}`,
      parameters,
    );
    return { total: count?.n ?? 0, events: events.map(lineOf) };
  }
}
