/** What became of the entities and relations that a revision removed, told from lineage: merged into which, split from which. */
import type { Ontology } from '../model.ts';

/** The removed `from` lives on in `into`: it was merged into it, or only renamed. */
export interface Succession {
  readonly from: string;
  readonly into: string;
}

/** Records that were in `from` are in `entity` now, which is not what `from` lives on in. */
export interface Split {
  readonly entity: string;
  readonly from: string;
}

/** How many records went where; an entity that still stands lives on in itself, one that is gone in the entity that got most of its records, of equals the least. */
const moves = (revision: number): string => `
  moves AS (
    SELECT m.before, m.after, e.entity_id IS NOT NULL AS stands, row_number() OVER (PARTITION BY m.before ORDER BY m.n DESC, m.after) AS place
    FROM (SELECT entity_before AS before, entity_after AS after, count(*) AS n FROM lineage WHERE revision = ${revision} GROUP BY entity_before, entity_after) m
    LEFT JOIN (SELECT entity_id FROM entity WHERE rev_from <= ${revision} AND (rev_to IS NULL OR rev_to > ${revision})
      AND entity_id IN (SELECT entity_before FROM lineage WHERE revision = ${revision})) e ON e.entity_id = m.before)`;

/** Rows of Succession, ascending. */
export function mergedIntoSql(revision: number): string {
  return `WITH ${moves(revision)}
    SELECT before AS "from", after AS "into" FROM moves WHERE place = 1 AND NOT stands ORDER BY before`;
}

/** Rows of Split, ascending. */
export function splitFromSql(revision: number): string {
  return `WITH ${moves(revision)}
    SELECT after AS entity, before AS "from" FROM moves WHERE place > 1 OR stands ORDER BY after, before`;
}

/** Rows of Succession of relations: a removed one lives on in the one of its kind between what its ends live on in. */
export function relationsMergedIntoSql(revision: number, kinds: Ontology['relationKinds']): string {
  const undirected = Object.values(kinds)
    .filter(({ directed }) => !directed)
    .map(({ name }) => `'${name}'`);
  const swaps = undirected.length === 0 ? 'FALSE' : `kind IN (${undirected.join(', ')})`;
  const holds = `rev_from <= ${revision} AND (rev_to IS NULL OR rev_to > ${revision})`;
  return `WITH ${moves(revision)},
    merged AS (SELECT before, after FROM moves WHERE place = 1 AND NOT stands),
    ends AS (
      SELECT r.relation_id AS id, r.kind, COALESCE(s.after, r.source) AS source, COALESCE(t.after, r.target) AS target
      FROM relation r LEFT JOIN merged s ON s.before = r.source LEFT JOIN merged t ON t.before = r.target
      WHERE r.rev_to = ${revision} AND (s.after IS NOT NULL OR t.after IS NOT NULL)),
    heirs AS (
      SELECT id, md5(concat(kind, '|', CASE WHEN ${swaps} THEN LEAST(source, target) ELSE source END, '|',
        CASE WHEN ${swaps} THEN GREATEST(source, target) ELSE target END))::uuid AS heir FROM ends)
    SELECT h.id AS "from", h.heir AS "into" FROM heirs h JOIN relation r ON r.relation_id = h.heir AND ${holds.replaceAll('rev_', 'r.rev_')} ORDER BY h.id`;
}
