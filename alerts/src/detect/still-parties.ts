/** Alerts about declarations whose target still takes part in one of them on the day that they are about: after an un-merge or a correction it may not. */
import type { AlertFacts } from '../store/alert-store.ts';
import type { Change } from './change.ts';
import { declarationRoles } from './declarations-of-change.ts';

const idList = `(SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))`;

/** @param onDay of the day of the alert alone. @returns by alert the declarations in which its target still is; those without are left out */
export async function stillParties(
  { sql, graph }: Change,
  alerts: readonly AlertFacts[],
  { onDay = true } = {},
): Promise<Map<string, readonly string[]>> {
  const records = [...new Set(alerts.flatMap(({ facts }) => facts))];
  if (records.length === 0) return new Map();
  const parties = await sql.query<{ record: string; entity: string; day: string | null }>(
    declarationRoles
      .map(
        (role) =>
          `SELECT d.record_id AS record, r.entity_id AS entity, CAST(d.date AS TEXT) AS day FROM declaration d JOIN record r ON r.record_id = d.${role}
           WHERE r.entity_id IS NOT NULL AND d.record_id IN ${idList}`,
      )
      .join(' UNION '),
    [records.join(',')],
  );
  const days = new Map(parties.map(({ record, entity, day }) => [`${record} ${entity}`, day]));
  const entities = await graph
    .at(Number.MAX_SAFE_INTEGER)
    .entitiesOf(alerts.map(({ target }) => target));
  return new Map(
    alerts.flatMap(({ id, target, facts, factDay }) => {
      const left = facts.filter((record) => {
        const day = days.get(`${record} ${entities.get(target) ?? ''}`);
        return day !== undefined && (!onDay || day === factDay);
      });
      return left.length === 0 ? [] : [[id, left] as const];
    }),
  );
}
