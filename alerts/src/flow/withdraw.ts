/** Withdraw: open alerts whose path or declarations the truth does not hold any more. */
import type { SqlReader } from '@phecda/graph-schema';
import { openAlerts, type AlertFacts } from '../store/alert-store.ts';
import type { ReadContext } from './flow-context.ts';

/** @returns ids of the alerts */
export async function withdraw({ change, sql, ontology }: ReadContext): Promise<string[]> {
  if (!change.takesOut) return [];
  const alerts = await openAlerts(sql.state);
  if (alerts.length === 0) return [];
  const held = await heldDeclarations(sql, alerts);
  const records = [...new Set(alerts.flatMap(({ path }) => path))];
  const { graph } = change;
  const entities = await graph.entitiesOf(records);
  const kinds = Object.keys(ontology.relationKinds);
  const edges = new Set<string>();
  const linked = alerts.filter(({ path }) => path.length > 1).flatMap(({ path }) => path);
  const ids = [...new Set(linked.flatMap((record) => entities.get(record) ?? []))];
  for (const { source, target } of await graph.edges(ids, kinds)) {
    edges.add(`${source} ${target}`);
    edges.add(`${target} ${source}`);
  }
  const stands = ({ path, facts }: AlertFacts): boolean => {
    if (facts.length > 0 && !facts.some((record) => held.has(record))) return false;
    return path.every((record, index) => {
      const here = entities.get(record);
      const last = entities.get(path[index - 1] ?? '');
      return here !== undefined && (index === 0 || edges.has(`${last} ${here}`));
    });
  };
  return alerts.filter((alert) => !stands(alert)).map(({ id }) => id);
}

async function heldDeclarations(
  sql: SqlReader,
  alerts: readonly AlertFacts[],
): Promise<Set<string>> {
  const records = [...new Set(alerts.flatMap(({ facts }) => facts))];
  if (records.length === 0) return new Set();
  const rows = await sql.query<{ record_id: string }>(
    `SELECT DISTINCT record_id FROM declaration WHERE record_id IN (SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))`,
    [records.join(',')],
  );
  return new Set(rows.map(({ record_id }) => record_id));
}
