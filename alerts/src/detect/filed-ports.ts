/** At which ports entities have filed, before a revision and with it, and which of them are others than the first. */
import type { Change } from './change.ts';
import { isPast, touchedSql, versionsBefore } from './declarations-of-change.ts';

export interface PortFiled {
  /** Port, entity as of the revision. */
  readonly port: string;
  /** Known when the watch began, of the demo world, or of a file of the past. */
  readonly isKnown: boolean;
  /** 'YYYY-MM-DD' of the earliest declaration there; null: none is dated. */
  readonly first: string | null;
  /** Smallest record of the port that a declaration names. */
  readonly record: string;
}

export interface FiledPorts {
  readonly before: readonly PortFiled[];
  readonly now: readonly PortFiled[];
}

interface Row {
  readonly entity: string;
  readonly port: string;
  readonly known_before: boolean;
  readonly known_now: boolean;
  readonly first_before: string | null;
  readonly first_now: string | null;
  readonly n_before: number;
  readonly n_now: number;
}

const idList = (parameter: string): string =>
  `(SELECT CAST(unnest(string_to_array(${parameter}, ',')) AS UUID))`;

/** @param entities of today. @returns by entity of today; those without are left out */
export async function filedPorts(
  change: Change,
  entities: readonly string[],
): Promise<Map<string, FiledPorts>> {
  if (entities.length === 0) return new Map();
  const { sql, revision, graph } = change;
  const past = isPast(change);
  const touched = touchedSql(change) ?? `SELECT a.record_id FROM assertion_run a WHERE FALSE`;
  const rows = await sql.query<Row>(
    `WITH touched AS (${touched}),
     mine AS (
       SELECT d.record_id, r.entity_id, d.port, d.date, TRUE AS is_now, t.record_id IS NULL AS is_before
       FROM declaration_version d JOIN record r ON r.record_id = d.trader LEFT JOIN touched t ON t.record_id = d.record_id
       WHERE d.current AND r.entity_id IN ${idList('$1')}
       UNION ALL
       SELECT d.record_id, r.entity_id, d.port, d.date, FALSE, TRUE FROM (${versionsBefore(change, 'SELECT record_id FROM touched')}) b
       JOIN declaration_version d ON d.record_id = b.record_id AND d.version = b.version
       JOIN record r ON r.record_id = d.trader WHERE r.entity_id IN ${idList('$1')}),
     said AS (
       SELECT a.record_id, min(f.revision) AS first_revision, max(CASE WHEN f.revision < ${revision} AND ${past} THEN 1 ELSE 0 END) AS known_before,
         max(CASE WHEN ${past} THEN 1 ELSE 0 END) AS known_now
       FROM assertion_run a JOIN file f ON f.file_no = a.from_file JOIN revision v ON v.revision = f.revision
       WHERE f.revision <= ${revision} AND a.record_id IN (SELECT record_id FROM mine) GROUP BY a.record_id)
     SELECT m.entity_id AS entity, m.port, max(CASE WHEN m.is_before THEN s.known_before ELSE 0 END) = 1 AS known_before,
       max(CASE WHEN m.is_now THEN s.known_now ELSE 0 END) = 1 AS known_now,
       CAST(min(CASE WHEN m.is_before AND s.first_revision < ${revision} THEN m.date END) AS TEXT) AS first_before,
       CAST(min(CASE WHEN m.is_now THEN m.date END) AS TEXT) AS first_now,
       count(CASE WHEN m.is_before AND s.first_revision < ${revision} THEN 1 END) AS n_before,
       count(CASE WHEN m.is_now THEN 1 END) AS n_now
     FROM mine m JOIN said s ON s.record_id = m.record_id WHERE m.port IS NOT NULL GROUP BY m.entity_id, m.port`,
    [entities.join(',')],
  );
  const ports = await graph.entitiesOf([...new Set(rows.map(({ port }) => port))]);
  const answer = new Map<string, { before: PortFiled[]; now: PortFiled[] }>();
  for (const row of rows) {
    const port = ports.get(row.port);
    if (port === undefined) continue;
    const filed = answer.get(row.entity) ?? { before: [], now: [] };
    answer.set(row.entity, filed);
    const one = { port, record: row.port };
    if (row.n_before > 0)
      filed.before.push({ ...one, isKnown: row.known_before, first: row.first_before });
    if (row.n_now > 0) filed.now.push({ ...one, isKnown: row.known_now, first: row.first_now });
  }
  return answer;
}

/**
 * Ports that are others than those a target is known to file at: where none was known, than that of its earliest
 * declaration (of one day: the one with the smallest record), in whatever order the declarations came.
 */
export function otherPorts(filed: readonly PortFiled[]): Set<string> {
  const known = new Set(filed.filter(({ isKnown }) => isKnown).map(({ port }) => port));
  const rank = ({ first, record }: PortFiled): string => `${first ?? '9999'} ${record}`;
  const [earliest] = [...filed].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  if (known.size === 0 && earliest !== undefined) known.add(earliest.port);
  return new Set(filed.map(({ port }) => port).filter((port) => !known.has(port)));
}
