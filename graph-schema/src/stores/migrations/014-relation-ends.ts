/** Migration 14: relations by the entities at their ends, for DuckDB, which has no index to find them by. */
import type { SqlDialect } from '../../ports/sql.ts';
import { relationEndRows } from '../../truth/relation-ends.ts';

export function relationEnds({ engine }: SqlDialect): string[] {
  if (engine !== 'duckdb') return [];
  return [
    // Added to, each time in the order of entity_id, and pruned with the history: of the same relation the row of the latest revision counts. held: whether it stands since then.
    // until: the day, counted from 1970-01-01, on which its last period ends; NULL = it goes on, or sums declarations.
    `CREATE TABLE relation_end (
      entity_id UUID NOT NULL, other UUID NOT NULL, inbound BOOLEAN NOT NULL, kind TEXT NOT NULL, until BIGINT, held BOOLEAN NOT NULL, revision BIGINT NOT NULL)`,
    // A sixteenth at a time: what is sorted at once keeps within the database's memory.
    ...Array.from(
      { length: 16 },
      (_, part) =>
        `INSERT INTO relation_end ${relationEndRows(
          `(SELECT kind, source, target, periods, TRUE AS held, rev_from AS revision FROM relation WHERE rev_to IS NULL)`,
          `entity_id >= '${part.toString(16)}0000000-0000-0000-0000-000000000000'::uuid AND entity_id <= '${part.toString(16)}fffffff-ffff-ffff-ffff-ffffffffffff'::uuid`,
        )}`,
    ),
  ];
}
