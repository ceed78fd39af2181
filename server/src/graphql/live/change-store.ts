/** What one revision did, for those who watch. */
import type { SqlReader } from '@phecda/graph-schema';
import type { Change } from '../../generated/resolvers.ts';

const mostTouched = 1000;

export async function readChange(sql: SqlReader, revision: number): Promise<Change | null> {
  const [row] = await sql.query<{
    made_at: string;
    actor: string;
    reason: string;
    entities: number;
    relations: number;
  }>(
    `SELECT made_at, actor, reason, entities_added + entities_changed + entities_removed AS entities,
            relations_added + relations_changed + relations_removed AS relations
     FROM revision WHERE revision = CAST($1 AS BIGINT)`,
    [revision],
  );
  if (!row) return null;
  const touched = await sql.query<{ entity_id: string }>(
    `SELECT entity_id FROM entity WHERE rev_from = CAST($1 AS BIGINT) OR rev_to = CAST($1 AS BIGINT)
     GROUP BY entity_id ORDER BY entity_id LIMIT ${mostTouched + 1}`,
    [revision],
  );
  return {
    revision,
    at: row.made_at,
    actor: row.actor,
    reason: row.reason,
    entities: row.entities,
    relations: row.relations,
    touched: touched.slice(0, mostTouched).map((entity) => entity.entity_id),
    more: touched.length > mostTouched,
  };
}
