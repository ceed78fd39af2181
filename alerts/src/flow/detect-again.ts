/** Detect, of what vehicles did before: what the truth did not bear out then and does now, because a declaration was taken back or says otherwise, or records went apart. */
import { conditionNamed } from '../conditions/conditions.ts';
import type { Change } from '../detect/change.ts';
import { touchedSql } from '../detect/declarations-of-change.ts';
import { movementsSeen } from '../detect/movements.ts';
import { TargetFinder } from '../detect/targets.ts';
import { alertsByKeys } from '../store/alert-store.ts';
import { sqlTime } from '../store/sql-time.ts';
import { draftOf } from './draft-of.ts';
import { entitiesOf, findingsOfMovements } from './detect-movement.ts';
import type { Draft, ReadContext } from './flow-context.ts';

/** What is open, or was judged by people, is told already. */
export async function detectAgain({ change, watches, sql, now }: ReadContext): Promise<Draft[]> {
  const today = now.toISOString().slice(0, 10);
  const asking = watches.filter(
    ({ active, expires, condition }) =>
      active &&
      (expires === null || expires >= today) &&
      conditionNamed(condition)?.borneOut !== undefined,
  );
  const began = asking.map(({ createdAt }) => sqlTime(new Date(createdAt))).sort()[0];
  if (began === undefined) return [];
  const movements = await movementsSeen(sql.state, await moversOf(change), began);
  const finder = new TargetFinder(sql.state, change.graph);
  const entities = await entitiesOf(movements, change.graph);
  const drafts: Draft[] = [];
  for (const watch of asking) {
    const since = new Date(watch.createdAt);
    const seen = movements.filter(({ foundAt }) => new Date(foundAt) >= since);
    const context = { sql, graph: change.graph, finder, entities };
    for (const { finding } of await findingsOfMovements(seen, watch, context))
      drafts.push(draftOf(watch, { ...finding, saidBefore: true }, { now }));
  }
  const known = await alertsByKeys(
    sql.state,
    drafts.map(({ key }) => key),
  );
  return drafts.filter(({ key }) => (known.get(key)?.status ?? 'withdrawn') === 'withdrawn');
}

/** Records of vehicles that declarations name which the change touches, and of what went together or apart. */
async function moversOf(change: Change): Promise<string[]> {
  const { sql, revision } = change;
  const declared = touchedSql(change) ?? `SELECT NULL::uuid AS record_id WHERE FALSE`;
  const rows = await sql.query<{ record: string }>(
    `WITH near AS (
       SELECT r.entity_id FROM (${declared}) t JOIN declaration_version d ON d.record_id = t.record_id JOIN record r ON r.record_id = d.vehicle WHERE r.entity_id IS NOT NULL
       UNION SELECT r.entity_id FROM lineage l JOIN record r ON r.record_id = l.record_id WHERE l.revision = ${revision} AND r.entity_id IS NOT NULL
       UNION SELECT l.entity_before FROM lineage l WHERE l.revision = ${revision}
       UNION SELECT l.entity_after FROM lineage l WHERE l.revision = ${revision})
     SELECT r.record_id AS record FROM record r JOIN near n ON n.entity_id = r.entity_id WHERE r.type = 'Vehicle' ORDER BY record`,
  );
  return rows.map(({ record }) => record);
}
