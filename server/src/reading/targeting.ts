/** What targeting asks of declarations: where enterprises declare what most, and which declarations lines have met. */
import { object } from '../truth-text.ts';
import { idList } from './entity-ids.ts';
import { rolesOfType } from './declaration-roles.ts';
import type { ViewedTruth } from './truth.ts';

export interface UsualTrade {
  readonly enterprise: string;
  /** Record of the port. */
  readonly port: string | null;
  /** Heading: four digits. */
  readonly hs: string | null;
  readonly declarations: number;
}

/** Pairs of port and HS heading that each enterprise, in whatever role, declares most often, at most `most` of each. */
export async function readUsualTrade(
  truth: ViewedTruth,
  enterprises: readonly string[],
  most: number,
): Promise<UsualTrade[]> {
  if (enterprises.length === 0) return [];
  const inRoles = roles(truth)
    .map(
      (
        role,
      ) => `SELECT e.entity_id AS enterprise, d.record_id, d.port, substr(d.hs_code, 1, 4) AS hs
        FROM record e JOIN declaration d ON d.${role} = e.record_id
        WHERE e.family IN ('entity', 'reference') AND e.entity_id IN ${idList('$1')}`,
    )
    .join(' UNION ALL ');
  return truth.query<UsualTrade>(
    `SELECT enterprise, port, hs, declarations FROM (
       SELECT c.*, row_number() OVER (PARTITION BY enterprise ORDER BY declarations DESC, COALESCE(CAST(port AS TEXT), ''), COALESCE(hs, '')) AS place
       FROM (SELECT d.enterprise, pe.record AS port, d.hs, count(DISTINCT d.record_id) AS declarations
             FROM (${inRoles}) d LEFT JOIN record p ON p.record_id = d.port
             LEFT JOIN entity pe ON pe.entity_id = p.entity_id AND pe.rev_to IS NULL
             GROUP BY d.enterprise, pe.record, d.hs) c) r
     WHERE place <= ${Math.trunc(most)} ORDER BY enterprise, place`,
    [enterprises.join(',')],
  );
}

/** Entities; null = any. Days inclusive. A declaration counts once in each of the groups. */
export interface MatchLine {
  readonly enterprise: string;
  readonly port: string | null;
  readonly hs: string | null;
  readonly from: string;
  readonly until: string;
  readonly groups: readonly string[];
}

export interface MatchFigures {
  readonly matched: number;
  readonly inspected: number;
  readonly found: number;
}

export const noMatches: MatchFigures = { matched: 0, inspected: 0, found: 0 };

/** What an inspection says that found nothing, in the words of the ontology's cases. */
const CLEAN = 'clean';
/** Stands for "any": an empty text would be taken apart differently by the two engines. */
const ANY = '*';

/** By group; groups that met nothing are left out. A result stands in the declaration itself or in an inspection or seizure of the enterprise that names it. */
export async function readMatches(
  truth: ViewedTruth,
  lines: readonly MatchLine[],
): Promise<Map<string, MatchFigures>> {
  if (lines.length === 0) return new Map();
  const members = lines.flatMap(({ groups }, n) => groups.map((group) => [String(n), group]));
  const column = (values: readonly string[]): string => values.join('\n');
  const list = (parameter: number): string => `unnest(string_to_array($${parameter}, chr(10)))`;
  const hits = roles(truth)
    .map(
      (role) => `SELECT l.n, d.record_id, d.inspection, f.kind, f.result
        FROM line l JOIN record e ON e.entity_id = l.enterprise AND e.family IN ('entity', 'reference')
        JOIN declaration d ON d.${role} = e.record_id LEFT JOIN record p ON p.record_id = d.port
          LEFT JOIN finding f ON f.number = d.number
        WHERE d.date >= l.day_from AND d.date <= l.day_until AND (l.hs = '${ANY}' OR starts_with(d.hs_code, l.hs))
          AND (l.port = '${ANY}' OR CAST(p.entity_id AS TEXT) = l.port)`,
    )
    .join(' UNION ');
  const rows = await truth.query<MatchFigures & { grp: string }>(
    `WITH line AS (SELECT CAST(n AS INTEGER) AS n, CAST(enterprise AS UUID) AS enterprise, port, hs, CAST(day_from AS DATE) AS day_from, CAST(day_until AS DATE) AS day_until
       FROM (SELECT ${list(1)} AS n, ${list(2)} AS enterprise, ${list(3)} AS port, ${list(4)} AS hs, ${list(5)} AS day_from, ${list(6)} AS day_until) t),
     member AS (SELECT CAST(n AS INTEGER) AS n, grp FROM (SELECT ${list(7)} AS n, ${list(8)} AS grp) t),
     finding AS (SELECT DISTINCT (CAST(c.props AS JSON) ->> 'declarationNumber') AS number, (CAST(c.props AS JSON) ->> 'caseKind') AS kind, (CAST(c.props AS JSON) ->> 'result') AS result
       FROM relation r JOIN entity c ON c.entity_id = r.target AND c.type = 'Case' AND c.rev_to IS NULL
       WHERE r.kind = 'subjectOf' AND r.rev_to IS NULL AND r.source IN (SELECT enterprise FROM line)
         AND (CAST(c.props AS JSON) ->> 'caseKind') IN ('inspection', 'seizure')),
     hit AS (${hits})
     SELECT m.grp, count(DISTINCT h.record_id) AS matched,
       count(DISTINCT CASE WHEN h.inspection IS NOT NULL OR h.kind IS NOT NULL THEN h.record_id END) AS inspected,
       count(DISTINCT CASE WHEN h.inspection IN (SELECT unnest(string_to_array($9, chr(10)))) OR h.kind = 'seizure' OR (h.kind = 'inspection' AND h.result <> '${CLEAN}') THEN h.record_id END) AS found
     FROM hit h JOIN member m ON m.n = h.n GROUP BY m.grp`,
    [
      column(lines.map((_, n) => String(n))),
      column(lines.map(({ enterprise }) => enterprise)),
      column(lines.map(({ port }) => port ?? ANY)),
      column(lines.map(({ hs }) => hs ?? ANY)),
      column(lines.map(({ from }) => from)),
      column(lines.map(({ until }) => until)),
      column(members.map(([n]) => n ?? '')),
      column(members.map(([, group]) => group ?? '')),
      column(truth.ontology.eventTypes['Declaration']?.found ?? []),
    ],
  );
  return new Map(rows.map(({ grp, ...figures }) => [grp, figures]));
}

/** Winning values of attributes, by entity. */
export async function readValues(
  truth: ViewedTruth,
  entities: readonly string[],
): Promise<Map<string, Readonly<Record<string, unknown>>>> {
  const rows = await truth.query<{ entity_id: string; props: string }>(
    `SELECT entity_id, props FROM entity WHERE rev_to IS NULL AND entity_id IN ${idList('$1')}`,
    [entities.join(',')],
  );
  return new Map(rows.map(({ entity_id, props }) => [entity_id, object(props)]));
}

function roles(truth: ViewedTruth): readonly string[] {
  return rolesOfType(truth.ontology, 'Enterprise');
}
