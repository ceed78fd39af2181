/** Entities with all their tags, asserted and derived, as the feed and its readers take them from the truth. */
import type { SqlDialect } from '../ports/sql.ts';

const derived = (held: string, only: string): string =>
  `(SELECT entity_id, string_agg(tag, chr(10) ORDER BY tag) AS tags FROM derived_tag WHERE ${held} ${only} GROUP BY entity_id)`;

const columns = `e.entity_id, e.record, e.type, e.label, e.props, e.sources, e.behaviour, e.tags AS asserted,
  CASE WHEN d.tags IS NULL THEN e.tags WHEN e.tags = '' THEN d.tags ELSE e.tags || chr(10) || d.tags END AS tags,
  CASE WHEN d.tags IS NULL THEN e.digest ELSE CAST(md5(concat(e.digest, chr(31), d.tags)) AS UUID) END AS digest, e.rev_from, e.rev_to`;

const heldAt = (revision: number): string =>
  `rev_from <= ${revision} AND (rev_to IS NULL OR rev_to > ${revision})`;

/**
 * Query of rows of `entity`, `tags` with the derived ones among them (a tag that is both asserted and derived stands twice), `asserted` without them: all that held at a revision,
 * or, where `ids` is a query of ids, those among them.
 */
export function taggedEntitiesSql(dialect: SqlDialect, revision: number, ids?: string): string {
  const held = heldAt(revision);
  const among = ids === undefined ? '' : `AND entity_id IN (${ids})`;
  const rows =
    ids === undefined
      ? `SELECT * FROM entity WHERE ${held}`
      : dialect.fewRows('entity', `${held} ${among}`);
  return `SELECT ${columns} FROM (${rows}) e LEFT JOIN ${derived(held, among)} d ON d.entity_id = e.entity_id`;
}

/** Query of the ids of entities whose derived tags began or ended after one revision and up to another. */
export function retaggedSql(after: number, upTo: number): string {
  const since = (column: string): string => `${column} > ${after} AND ${column} <= ${upTo}`;
  return `SELECT entity_id FROM derived_tag WHERE ${since('rev_from')} UNION SELECT entity_id FROM derived_tag WHERE ${since('rev_to')}`;
}

/** Distinct and in order, as `lines` reads them. */
export function distinctTags(tags: string): string {
  return tags.includes('\n') ? [...new Set(tags.split('\n'))].sort().join('\n') : tags;
}
