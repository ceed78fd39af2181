/** The third way in: what vehicles and vessels did, as the server finds it in their positions. Each is looked at once, and once more when a late fix takes it back. */
import type { StateReader, StateTransaction } from '@phecda/graph-schema';

interface Common {
  readonly number: number;
  /** Record of the vehicle or vessel. */
  readonly mover: string;
  /** Milliseconds UTC, of the fix. */
  readonly at: number;
  /** False: a late fix has taken it back. */
  readonly standing: boolean;
}

/** End of a corridor, as drawn. */
export type CorridorGate = 'start' | 'end' | 'side';

export interface ZoneMovement extends Common {
  readonly kind: 'enter' | 'exit' | 'cross';
  readonly zone: string;
  readonly zoneName: string;
  /** Of an exit: how long it was inside. */
  readonly insideMs: number | null;
  /** Of an exit from a corridor: over which end, or its side; null: not known. */
  readonly cameBy: CorridorGate | null;
  readonly leftBy: CorridorGate | null;
  /** It cannot have gone by the end to which the way leads. */
  readonly certain: boolean | null;
}

/** `at`: the last fix before it. */
export interface Silence extends Common {
  readonly kind: 'silent';
  /** Settings of the watches that ask for it. */
  readonly minutes: number;
  readonly times: number;
  /** Milliseconds on duty: its own usual, and the least that counts. */
  readonly habitMs: number;
  readonly limitMs: number;
}

export type Movement = ZoneMovement | Silence;

const mostAtOnce = 500;
/** Newest ones that a forecast looks at. */
const mostForecast = 50_000;

const zoneColumns = `e.number, e.zone_id AS "zone", COALESCE(z.name, '') AS "zoneName", e.mover, e.kind, e.moment AS "at", e.inside_ms AS "insideMs",
  e.came_by AS "cameBy", e.left_by AS "leftBy", e.certain, e.standing`;
const zoneRows = `zone_event e LEFT JOIN zone z ON z.zone_id = e.zone_id`;
const ofZones = `${zoneColumns} FROM ${zoneRows}`;
const ofSilences = `number, mover, 'silent' AS kind, since AS "at", minutes, times, habit_ms AS "habitMs", limit_ms AS "limitMs", standing FROM mover_silence`;
const unseen = (cursor: string): string =>
  `number > COALESCE((SELECT c.number FROM zone_cursor c WHERE c.name = '${cursor}'), 0) AND mover NOT LIKE 'device:%' ORDER BY number LIMIT ${mostAtOnce}`;

/** Where they lie, and the name under which is kept how far they were looked at. */
const sources = {
  alerts: `SELECT ${ofZones} WHERE e.${unseen('alerts')}`,
  silences: `SELECT ${ofSilences} WHERE ${unseen('silences')}`,
} as const;
export type MovementSource = keyof typeof sources;
export const movementSources = Object.keys(sources) as readonly MovementSource[];

/** Oldest first. Movers that the graph does not know are nobody's target. */
export async function unseenMovements(
  state: StateReader,
  source: MovementSource,
): Promise<Movement[]> {
  return state.query<Movement>(sources[source]);
}

/** What stands of zones since then, newest first. */
export async function movementsSince(state: StateReader, since: number): Promise<Movement[]> {
  return state.query<ZoneMovement>(
    `SELECT ${ofZones} WHERE e.standing AND e.moment >= CAST($1 AS BIGINT) AND e.mover NOT LIKE 'device:%' ORDER BY e.moment DESC LIMIT ${mostForecast}`,
    [since],
  );
}

/** Of these movers at zones what stands, was looked at, and was found since then; oldest first. */
export async function movementsSeen(
  state: StateReader,
  movers: readonly string[],
  since: string,
): Promise<(ZoneMovement & { readonly foundAt: string })[]> {
  if (movers.length === 0) return [];
  return state.query(
    `SELECT ${zoneColumns}, e.found_at AS "foundAt" FROM ${zoneRows} WHERE e.standing AND e.mover IN (SELECT unnest(string_to_array($1, ','))) AND e.found_at >= CAST($2 AS TIMESTAMP)
       AND e.number <= COALESCE((SELECT c.number FROM zone_cursor c WHERE c.name = 'alerts'), 0) ORDER BY e.number`,
    [movers.join(','), since],
  );
}

/** @returns false when another daemon has taken them. */
export async function takeMovements(
  tx: StateTransaction,
  source: MovementSource,
  upTo: number,
): Promise<boolean> {
  return (
    (await tx.execute(
      `INSERT INTO zone_cursor (name, number) VALUES ($2, CAST($1 AS BIGINT))
       ON CONFLICT (name) DO UPDATE SET number = excluded.number WHERE zone_cursor.number < excluded.number`,
      [upTo, source],
    )) === 1
  );
}
