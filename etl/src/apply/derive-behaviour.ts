/** Part of step 7: behavioural attributes of entities, derived from declarations and roles; the text is the same on both engines. */
import { list, type ApplyContext } from './apply-context.ts';

/** Relations that make a person somebody in an enterprise. */
const roles = ['legalRepresentative', 'shareholder', 'officer', 'contact', 'filingAgent'];

/** t_behaved (entity_id): entities whose behaviour may be another now while their records stay as they are; adds them to t_dirty_entity. */
export async function findDirtyByBehaviour(context: ApplyContext): Promise<void> {
  await context.temp(
    't_dirty_role',
    `SELECT r.entity_id FROM record r WHERE r.entity_id IS NOT NULL AND r.record_id IN (
       SELECT source_record FROM t_touched_relation WHERE type IN ${list(roles)}
       ${context.counts.recordsRemoved > 0 ? `UNION SELECT v.source_record FROM t_change c JOIN version v ON v.record_id = c.record_id WHERE c.family = 'relation' AND NOT c.after` : ''})`,
  );
  await context.temp(
    't_behaved',
    `SELECT entity_id FROM (
       SELECT r.entity_id FROM record r WHERE r.family IN ('entity', 'reference') AND r.entity_id IS NOT NULL AND r.record_id IN (
         SELECT record_id FROM t_dirty_trader
         UNION SELECT record_id FROM t_dirty_vehicle
         UNION SELECT d.vehicle FROM declaration_version d JOIN t_moved m ON m.record_id = d.port WHERE d.current AND d.vehicle IS NOT NULL)
       UNION SELECT entity_id FROM t_dirty_role) d
     WHERE NOT EXISTS (SELECT 1 FROM t_dirty_entity k WHERE k.entity_id = d.entity_id)`,
  );
  await context.tx.execute(`INSERT INTO t_dirty_entity SELECT entity_id FROM t_behaved`);
  await context.drop('t_dirty_role');
}

/** t_behaviour (entity_id, behaviour) for the entities of t_member that have any; canonical JSON, keys sorted. */
export async function deriveBehaviour(context: ApplyContext): Promise<void> {
  const grounds = await context.value<boolean>(
    `SELECT EXISTS (SELECT 1 FROM pair_month) OR EXISTS (SELECT 1 FROM record WHERE family = 'relation' AND type IN ${list(roles)})
       OR EXISTS (SELECT 1 FROM declaration_version WHERE current AND vehicle IS NOT NULL) AS x`,
  );
  if (grounds !== true) {
    await context.temp('t_behaviour', `SELECT entity_id, behaviour FROM entity WHERE 1 = 0`);
    return;
  }
  const records = await context.temp(
    't_dirty_record',
    `SELECT record_id, entity_id, type FROM t_member WHERE anchor IS NULL`,
  );
  const activity = `SELECT d.entity_id, p.* FROM pair_month p JOIN t_dirty_record d ON d.record_id = p.source_record WHERE p.kind = 'activity'`;
  const few = records <= fewRecords;
  if (few) await context.temp('t_active', activity);
  const active = few ? 't_active p' : `(${activity}) p`;
  await sumActivity(context, active);
  await sumAmounts(context, active);
  await measureVolatility(context, active);
  await listCountries(context, active);
  if (few) await context.drop('t_active');
  await countRoles(context);
  await countTrips(context);
  // concat() takes NULL as nothing, || makes the whole NULL, on both engines.
  const part = (name: string, value: string): string =>
    `',"${name}":' || CAST(${value} AS VARCHAR)`;
  const quoted = (name: string, value: string): string =>
    `',"${name}":"' || CAST(${value} AS VARCHAR) || '"'`;
  const listed = (name: string, value: string): string => `',"${name}":[' || ${value} || ']'`;
  const parts = [
    listed('amountsIn', 'm.amounts_in'),
    listed('amountsOut', 'm.amounts_out'),
    part('converted', 'NULLIF(a.converted, 0)'),
    part('declarationsIn', 'a.declarations_in'),
    part('declarationsOut', 'a.declarations_out'),
    quoted('firstDeclared', 'a.first_day'),
    part('gates', 't.gates'),
    part('inspections', 'a.inspections'),
    quoted('lastDeclared', 'a.last_day'),
    part('massIn', 'a.mass_in'),
    part('massOut', 'a.mass_out'),
    part('monthlyVolatility', 'v.volatility'),
    part('quantityIn', 'a.quantity_in'),
    part('quantityOut', 'a.quantity_out'),
    part('rolesHeld', 'r.roles'),
    part('seizures', 'a.seizures'),
    listed('sourceCountries', 'c.countries'),
    part('trips', 't.trips'),
    part('unconverted', 'NULLIF(a.unconverted, 0)'),
    part('valueIn', 'a.value_in'),
    part('valueOut', 'a.value_out'),
  ];
  await context.temp(
    't_behaviour',
    `SELECT e.entity_id, concat('{', substr(concat(${parts.join(', ')}), 2), '}') AS behaviour
     FROM (SELECT entity_id FROM t_activity UNION SELECT entity_id FROM t_role UNION SELECT entity_id FROM t_trip) e
     LEFT JOIN t_activity a ON a.entity_id = e.entity_id LEFT JOIN t_volatility v ON v.entity_id = e.entity_id
     LEFT JOIN t_amount m ON m.entity_id = e.entity_id LEFT JOIN t_country c ON c.entity_id = e.entity_id LEFT JOIN t_role r ON r.entity_id = e.entity_id
     LEFT JOIN t_trip t ON t.entity_id = e.entity_id`,
  );
  await context.drop(
    't_dirty_record',
    't_activity',
    't_amount',
    't_volatility',
    't_country',
    't_role',
    't_trip',
  );
}

/** Of so many records the rows of activity are looked up once; of more they are read where they stand. */
const fewRecords = 2_000;

/** @param active what stands after FROM: rows `p` of activity, with their entity_id */
async function sumActivity(context: ApplyContext, active: string): Promise<void> {
  const sum = (column: string, direction: 'import' | 'export'): string =>
    `CAST(COALESCE(sum(p.${column}) FILTER (WHERE p.direction = '${direction}'), 0) AS BIGINT)`;
  // No value in yuan is not one of nothing.
  const inYuan = (direction: 'import' | 'export'): string =>
    `CASE WHEN ${sum('yuan', direction)} <> 0 OR ${sum('unconverted', direction)} = 0 THEN ${sum('yuan', direction)} END`;
  await context.temp(
    't_activity',
    `SELECT p.entity_id, ${sum('n', 'import')} AS declarations_in, ${sum('n', 'export')} AS declarations_out,
       ${inYuan('import')} AS value_in, ${inYuan('export')} AS value_out,
       CAST(sum(p.converted) AS BIGINT) AS converted, CAST(sum(p.unconverted) AS BIGINT) AS unconverted, ${sum('mass', 'import')} AS mass_in, ${sum('mass', 'export')} AS mass_out,
       ${sum('quantity', 'import')} AS quantity_in, ${sum('quantity', 'export')} AS quantity_out,
       CAST(sum(p.inspected) AS BIGINT) AS inspections, CAST(sum(p.seized) AS BIGINT) AS seizures, min(p.first_day) AS first_day, max(p.last_day) AS last_day
     FROM ${active} GROUP BY p.entity_id`,
  );
}

/**
 * Standard deviation of monthly value in yuan over its mean, in thousandths, empty months between first and last counted as zero.
 * Months are taken as parts per million of the total, so that every number before the root is an exact integer on both engines.
 */
async function measureVolatility(context: ApplyContext, active: string): Promise<void> {
  const monthNumber = `(${context.divide('p.month', '100')} * 12 + p.month % 100)`;
  const scale = context.divide('t.total', '1000000000000');
  await context.temp(
    't_month',
    `SELECT p.entity_id, ${monthNumber} AS month_number, CAST(sum(p.yuan) AS BIGINT) AS value
     FROM ${active} WHERE p.month > 0 GROUP BY p.entity_id, ${monthNumber}`,
  );
  await context.temp(
    't_volatility',
    `SELECT entity_id, CAST(floor(1000 * sqrt(CAST(months * squares - parts * parts AS DOUBLE PRECISION)) / CAST(parts AS DOUBLE PRECISION)) AS BIGINT) AS volatility
     FROM (SELECT entity_id, max(last_month - first_month + 1) AS months, CAST(sum(part) AS BIGINT) AS parts, CAST(sum(part * part) AS BIGINT) AS squares
       FROM (SELECT m.entity_id, t.first_month, t.last_month,
           ${context.divide(`${context.divide('m.value', `(${scale} + 1)`)} * 1000000`, context.divide('t.total', `(${scale} + 1)`))} AS part
         FROM t_month m JOIN (SELECT entity_id, CAST(sum(value) AS BIGINT) AS total, min(month_number) AS first_month, max(month_number) AS last_month
           FROM t_month GROUP BY entity_id HAVING sum(value) > 0) t ON t.entity_id = m.entity_id) q
       GROUP BY entity_id) s
     WHERE parts > 0 AND months * squares >= parts * parts`,
  );
  await context.drop('t_month');
}

/** t_amount: sums per currency, as `"USD:1250"` in the order of codes. Texts are put together only where there are several. */
async function sumAmounts(context: ApplyContext, active: string): Promise<void> {
  await context.temp(
    't_amount_row',
    `SELECT p.entity_id, p.direction, p.currency, CAST(sum(p.value) AS BIGINT) AS value
     FROM ${active} WHERE p.currency <> '' GROUP BY p.entity_id, p.direction, p.currency HAVING sum(p.value) <> 0`,
  );
  await context.temp(
    't_several_amount',
    `SELECT r.entity_id, r.direction, string_agg(concat('"', r.currency, ':', r.value, '"'), ',' ORDER BY r.currency) AS amounts
     FROM t_amount_row r JOIN (SELECT entity_id, direction FROM t_amount_row GROUP BY entity_id, direction HAVING count(*) > 1) m
       ON m.entity_id = r.entity_id AND m.direction = r.direction GROUP BY r.entity_id, r.direction`,
  );
  const inDirection = (direction: 'import' | 'export'): string =>
    `max(CASE WHEN r.direction = '${direction}' THEN COALESCE(s.amounts, concat('"', r.currency, ':', r.value, '"')) END)`;
  await context.temp(
    't_amount',
    `SELECT r.entity_id, ${inDirection('import')} AS amounts_in, ${inDirection('export')} AS amounts_out
     FROM t_amount_row r LEFT JOIN t_several_amount s ON s.entity_id = r.entity_id AND s.direction = r.direction GROUP BY r.entity_id`,
  );
  await context.drop('t_amount_row', 't_several_amount');
}

async function listCountries(context: ApplyContext, active: string): Promise<void> {
  await context.temp(
    't_country',
    `SELECT entity_id, string_agg('"' || replace(replace(detail, '\\', '\\\\'), '"', '\\"') || '"', ',' ORDER BY detail) AS countries
     FROM (SELECT DISTINCT p.entity_id, p.detail FROM ${active} WHERE p.direction = 'import' AND p.detail <> '') c GROUP BY entity_id`,
  );
}

async function countRoles(context: ApplyContext): Promise<void> {
  await context.temp(
    't_role',
    `SELECT d.entity_id, count(DISTINCT CAST(t.entity_id AS VARCHAR)) AS roles
     FROM record r JOIN t_dirty_record d ON d.record_id = r.source_record JOIN record t ON t.record_id = r.target_record
     WHERE r.family = 'relation' AND r.type IN ${list(roles)} AND d.type = 'Person' AND t.entity_id IS NOT NULL GROUP BY d.entity_id`,
  );
}

/**
 * Trips of a vehicle: days on which it is declared at a port in one direction, however many declarations it carries; an undated declaration is a trip of its own.
 * Gates: the ports among them. A port that no record describes counts too.
 */
async function countTrips(context: ApplyContext): Promise<void> {
  const port = `COALESCE(CAST(COALESCE(p.entity_id, v.port) AS VARCHAR), '')`;
  await context.temp(
    't_trip',
    `SELECT d.entity_id, count(DISTINCT ${port} || ' ' || COALESCE(v.direction, '') || ' ' || COALESCE(CAST(v.date AS VARCHAR), CAST(v.record_id AS VARCHAR))) AS trips,
       count(DISTINCT NULLIF(${port}, '')) AS gates
     FROM declaration_version v JOIN t_dirty_record d ON d.record_id = v.vehicle LEFT JOIN record p ON p.record_id = v.port
     WHERE v.current AND d.type = 'Vehicle' GROUP BY d.entity_id`,
  );
}
