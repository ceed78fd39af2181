/** Declarations that name a truck, a line for each number, with the entities of truck, office and declared party. */
import { idList } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

export interface DeclaredTruck {
  /** Of its first item. */
  readonly record: string;
  readonly number: string;
  /** 'YYYY-MM-DD' */
  readonly day: string;
  readonly direction: 'import' | 'export';
  readonly vehicle: string;
  readonly office: string | null;
  readonly party: string | null;
}

export interface DeclaredTrucksAsked {
  /** Days, half-open. */
  readonly from: string;
  readonly to: string;
  /** Entity. */
  readonly vehicle: string | null;
}

/** Ascending by day and number; those without a day are in no period. */
export async function readDeclaredTrucks(
  truth: ViewedTruth,
  { from, to, vehicle }: DeclaredTrucksAsked,
): Promise<DeclaredTruck[]> {
  const where = vehicle === null ? '' : ' AND v.entity_id = CAST($3 AS UUID)';
  const rows = await truth.query<DeclaredTruck & Record<string, string | null>>(
    `SELECT CAST(d.record_id AS TEXT) AS "record", COALESCE(d.number, '') AS "number", CAST(d.date AS TEXT) AS "day", d.direction AS "direction",
            v.entity_id AS "vehicle", p.entity_id AS "office", t.entity_id AS "party"
     FROM declaration d JOIN record v ON v.record_id = d.vehicle
     LEFT JOIN record p ON p.record_id = d.port LEFT JOIN record t ON t.record_id = d.trader
     WHERE v.entity_id IS NOT NULL AND d.direction IN ('import', 'export')
       AND d.date >= CAST($1 AS DATE) AND d.date < CAST($2 AS DATE)${where}
     ORDER BY d.date, d.number, d.record_id`,
    [from, to, ...(vehicle === null ? [] : [vehicle])],
  );
  const byNumber = new Map<string, DeclaredTruck>();
  for (const row of rows) {
    const key = row.number === '' ? row.record : `${row.number} ${row.vehicle}`;
    if (!byNumber.has(key)) byNumber.set(key, row);
  }
  return [...byNumber.values()];
}

/** Vehicles that these parties own, operate or lease: party → vehicles. */
export async function vehiclesOf(
  truth: ViewedTruth,
  parties: readonly string[],
): Promise<Map<string, string[]>> {
  if (parties.length === 0) return new Map();
  const rows = await truth.query<{ party: string; vehicle: string }>(
    `SELECT DISTINCT r.source AS "party", r.target AS "vehicle" FROM relation r JOIN entity e ON e.entity_id = r.target AND e.rev_to IS NULL
     WHERE r.rev_to IS NULL AND e.type = 'Vehicle' AND r.kind IN ('owns', 'operates', 'leases') AND r.source IN ${idList('$1')} ORDER BY 1, 2`,
    [parties.join(',')],
  );
  const found = new Map<string, string[]>();
  for (const { party, vehicle } of rows) found.set(party, [...(found.get(party) ?? []), vehicle]);
  return found;
}

/** Entity → what it is called. */
export async function labelsOf(
  truth: ViewedTruth,
  entities: readonly string[],
): Promise<Map<string, string>> {
  const rows = await truth.query<{ id: string; label: string }>(
    `SELECT entity_id AS "id", label AS "label" FROM entity WHERE rev_to IS NULL AND entity_id IN ${idList('$1')}`,
    [[...new Set(entities)].join(',')],
  );
  return new Map(rows.map(({ id, label }) => [id, label]));
}
