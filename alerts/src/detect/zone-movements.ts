/** The third way in: what vehicles and vessels did at zones, as the server finds it in their positions. Each is looked at once, and once more when a late fix takes it back. */
import type { StateReader, StateTransaction } from '@phecda/graph-schema';

export interface ZoneMovement {
  readonly number: number;
  readonly zone: string;
  readonly zoneName: string;
  /** Record of the vehicle or vessel. */
  readonly mover: string;
  readonly kind: 'enter' | 'exit' | 'cross';
  /** Milliseconds UTC, of the fix. */
  readonly at: number;
  /** Of an exit: how long it was inside. */
  readonly insideMs: number | null;
  /** False: a late fix has taken it back. */
  readonly standing: boolean;
}

const mostAtOnce = 500;

/** Oldest first. Movers that the graph does not know are nobody's target. */
export async function unseenMovements(state: StateReader): Promise<ZoneMovement[]> {
  return state.query<ZoneMovement>(
    `SELECT e.number, e.zone_id AS "zone", COALESCE(z.name, '') AS "zoneName", e.mover, e.kind, e.moment AS "at", e.inside_ms AS "insideMs", e.standing
     FROM zone_event e LEFT JOIN zone z ON z.zone_id = e.zone_id
     WHERE e.number > COALESCE((SELECT number FROM zone_cursor WHERE name = 'alerts'), 0) AND e.mover NOT LIKE 'device:%'
     ORDER BY e.number LIMIT ${mostAtOnce}`,
  );
}

/** @returns false when another daemon has taken them. */
export async function takeMovements(tx: StateTransaction, upTo: number): Promise<boolean> {
  return (
    (await tx.execute(
      `INSERT INTO zone_cursor (name, number) VALUES ('alerts', CAST($1 AS BIGINT))
       ON CONFLICT (name) DO UPDATE SET number = excluded.number WHERE zone_cursor.number < excluded.number`,
      [upTo],
    )) === 1
  );
}
