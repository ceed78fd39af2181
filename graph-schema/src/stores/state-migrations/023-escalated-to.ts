/** State migration 23: which superiors were told that an alert is late. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function escalatedTo(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      // Contacts, separated by commas; NULL: nobody.
      `ALTER TABLE alert ADD COLUMN escalated_to TEXT`,
      `UPDATE alert SET escalated_to = (
         SELECT string_agg(DISTINCT CAST(d.contact_id AS VARCHAR), ',') FROM delivery d
         WHERE d.group_key IN ('escalation', 'digest|escalation') AND d.alerts LIKE concat('%', CAST(alert.alert_id AS VARCHAR), '%'))
       WHERE status = 'new' AND escalated_at IS NOT NULL`,
    ],
    [],
  );
}
