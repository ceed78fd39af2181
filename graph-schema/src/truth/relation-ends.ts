/** Relations by the entities at their ends: rows in the order of one end, of which DuckDB reads only the parts that may hold an entity. */

/** SQL: the day, counted from 1970-01-01, on which the last of the periods of a relation ends; NULL = it goes on. */
export const endOf = (periods: string): string =>
  `CASE WHEN ${periods} <> '[]' THEN CAST(NULLIF(regexp_replace(${periods}, '^.*,([^,]+)\\]\\]$', '\\1'), 'null') AS BIGINT) END`;

/** Query of rows of relation_end, of those of `relations` (kind, source, target, periods, held, revision) of which the condition `within` holds of entity_id. */
export function relationEndRows(relations: string, within = 'TRUE'): string {
  const side = (entity: string, other: string, inbound: boolean): string =>
    `SELECT ${entity} AS entity_id, ${other} AS other, ${inbound} AS inbound, kind, ${endOf('periods')} AS until, held, revision FROM ${relations} r`;
  return `SELECT * FROM (${side('source', 'target', false)} UNION ALL ${side('target', 'source', true)} WHERE source <> target) e WHERE ${within} ORDER BY entity_id`;
}

/** Entities up to which rows are looked for one by one: DuckDB compares each row with the whole of a list, but skips what a single value cannot be in. */
const few = 20;

/** Query of (relation_id, kind, source, target, until): relations that hold now at these entities. */
export function relationsAtEnds(entities: readonly string[]): string {
  const columns = 'kind, other, entity_id, inbound, until, held, revision';
  const chosen =
    entities.length <= few
      ? entities
          .map((id) => `SELECT ${columns} FROM relation_end WHERE entity_id = '${id}'::uuid`)
          .join(' UNION ALL ')
      : `SELECT ${columns} FROM relation_end WHERE entity_id IN (${entities.map((id) => `'${id}'::uuid`).join(', ')})`;
  return `SELECT md5(concat(kind, '|', source, '|', target))::uuid AS relation_id, kind, source, target, until
    FROM (SELECT kind, source, target, until, held, row_number() OVER (PARTITION BY kind, source, target ORDER BY revision DESC) AS place
      FROM (SELECT *, CASE WHEN inbound THEN other ELSE entity_id END AS source, CASE WHEN inbound THEN entity_id ELSE other END AS target FROM (${chosen}) c) e) l
    WHERE place = 1 AND held`;
}
