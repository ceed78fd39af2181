/** Alerts about declarations whose target still takes part in one of them: after an un-merge it may not. */
import type { AlertFacts } from '../store/alert-store.ts';
import type { Change } from './change.ts';
import { declarationRoles } from './declarations-of-change.ts';

const idList = `(SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))`;

/** @returns ids of alerts */
export async function stillParties(
  { sql, graph }: Change,
  alerts: readonly AlertFacts[],
): Promise<Set<string>> {
  const records = [...new Set(alerts.flatMap(({ facts }) => facts))];
  if (records.length === 0) return new Set();
  const parties = await sql.query<{ record: string; entity: string }>(
    declarationRoles
      .map(
        (role) =>
          `SELECT d.record_id AS record, r.entity_id AS entity FROM declaration d JOIN record r ON r.record_id = d.${role}
           WHERE r.entity_id IS NOT NULL AND d.record_id IN ${idList}`,
      )
      .join(' UNION '),
    [records.join(',')],
  );
  const known = new Set(parties.map(({ record, entity }) => `${record} ${entity}`));
  const entities = await graph
    .at(Number.MAX_SAFE_INTEGER)
    .entitiesOf(alerts.map(({ target }) => target));
  return new Set(
    alerts
      .filter(({ target, facts }) =>
        facts.some((record) => known.has(`${record} ${entities.get(target) ?? ''}`)),
      )
      .map(({ id }) => id),
  );
}
