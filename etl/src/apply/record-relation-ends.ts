/** Part of step 6, on DuckDB: adds relations that came, went or end at another day to the rows that find them by their ends. */
import { endOf, relationEndRows } from '@phecda/graph-schema/truth/relation-ends';
import { list, type ApplyContext } from './apply-context.ts';
import { idRanges } from './id-ranges.ts';

/** Rows sorted at once: they keep within the database's memory. */
const relationsTogether = 400_000;

export async function recordRelationEnds(context: ApplyContext): Promise<void> {
  const { tx } = context;
  if (tx.engine !== 'duckdb') return;
  const { revision } = tx;
  const sums = list(context.kinds(({ aggregated }) => aggregated !== null));
  const periods = (of: string): string =>
    `CASE WHEN ${of}.kind IN ${sums} THEN '[]' ELSE ${of}.periods END`;
  const ends = await context.temp(
    't_end',
    `SELECT n.kind, n.source, n.target, ${periods('n')} AS periods, TRUE AS held, n.rev_from AS revision
     FROM relation n LEFT JOIN (SELECT * FROM relation WHERE rev_to = ${revision}) o ON o.relation_id = n.relation_id
     WHERE n.rev_from = ${revision} AND (o.relation_id IS NULL OR ${endOf(periods('o'))} IS DISTINCT FROM ${endOf(periods('n'))})
     UNION ALL
     SELECT o.kind, o.source, o.target, '[]', FALSE, o.rev_to
     FROM relation o WHERE o.rev_to = ${revision} AND NOT EXISTS (SELECT 1 FROM relation n WHERE n.rev_from = ${revision} AND n.relation_id = o.relation_id)`,
  );
  const parts = Math.ceil(ends / relationsTogether);
  for (const range of idRanges('entity_id', parts))
    await tx.execute(`INSERT INTO relation_end ${relationEndRows('t_end', range)}`);
  await context.drop('t_end');
}
