/** What drift tracking reads of enterprises: when they came to be, and what they filed day by day. */
import type { BeginningColumn, FilingColumn } from '../analysis/questions/entity-columns.ts';
import { object } from '../truth-text.ts';
import { idList } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

export async function readBeginnings(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<BeginningColumn[]> {
  const rows = await truth.query<{ id: string; props: string; behaviour: string }>(
    `SELECT entity_id AS id, props, behaviour FROM entity
     WHERE rev_to IS NULL AND type = 'Enterprise' AND entity_id IN ${idList('$1')}`,
    [ids.join(',')],
  );
  return rows.map(({ id, props, behaviour }) => {
    const said = object(props);
    return {
      id,
      registered: firstDay(said['registrationDate']),
      customsRegistered: firstDay(said['customsRegistrationDate']),
      firstActivity: firstDay(object(behaviour)['firstDeclared']),
    };
  });
}

/** Several sources may differ: the earliest counts. Partial dates begin with their first day. */
export function firstDay(said: unknown): string | null {
  const days = (Array.isArray(said) ? said : [said])
    .filter((one): one is string => typeof one === 'string' && /^\d{4}(-\d\d){0,2}$/.test(one))
    .map((one) => `${one}-01-01`.slice(0, 10))
    .sort();
  return days[0] ?? null;
}

/** Yuan per kilogram; per piece where no mass is given. yuan in cents, mass in grams. */
const unitPrice = `CASE WHEN d.yuan > 0 AND d.mass > 0 THEN CAST(d.yuan AS DOUBLE PRECISION) * 10 / d.mass
  WHEN d.yuan > 0 AND d.quantity > 0 THEN CAST(d.yuan AS DOUBLE PRECISION) / d.quantity END`;

/** Where the goods come from, or go. */
const abroad = `COALESCE(CASE WHEN d.direction = 'export' THEN d.destination ELSE d.origin END, '')`;

export async function readFilings(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<FilingColumn[]> {
  return truth.query<FilingColumn>(
    `SELECT f.enterprise, CAST(f.date AS VARCHAR) AS day, p.entity_id AS port, COALESCE(e.label, '') AS "portLabel", f.heading, f.origin, f.mode, f.band AS "priceBand",
            CAST(sum(f.n) AS BIGINT) AS declarations, CAST(sum(f.amount) AS BIGINT) AS amount, CAST(sum(f.mass) AS BIGINT) AS mass
     FROM (
       SELECT r.entity_id AS enterprise, d.date, d.port, COALESCE(substr(d.hs_code, 1, 4), '') AS heading, ${abroad} AS origin, COALESCE(d.mode, '') AS mode,
              CAST(floor(ln(${unitPrice}) / ln(2.0)) AS INTEGER) AS band, count(*) AS n, COALESCE(sum(d.yuan), 0) AS amount, COALESCE(sum(d.mass), 0) AS mass
       FROM record r JOIN declaration d ON d.trader = r.record_id
       WHERE r.family IN ('entity', 'reference') AND d.date IS NOT NULL AND r.entity_id IN ${idList('$1')}
       GROUP BY 1, 2, 3, 4, 5, 6, 7) f
     LEFT JOIN record p ON p.record_id = f.port
     LEFT JOIN entity e ON e.entity_id = p.entity_id AND e.rev_to IS NULL
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 2, 1, 3, 5, 6, 7, 8`,
    [ids.join(',')],
  );
}
