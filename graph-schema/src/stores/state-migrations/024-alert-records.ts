/** State migration 24: by record, the alerts that are about it, so that a change finds those that it may end. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function alertRecords(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      // place: 'target', 'between' or 'end' of its path.
      `CREATE TABLE alert_record (record TEXT NOT NULL, alert_id UUID NOT NULL, place TEXT NOT NULL)`,
      `INSERT INTO alert_record (record, alert_id, place)
       SELECT DISTINCT record, alert_id, CASE WHEN record = target THEN 'target' WHEN path LIKE concat('%"', record, '"]') THEN 'end' ELSE 'between' END
       FROM (SELECT alert_id, target, path, unnest(string_to_array(concat(target, ',', replace(replace(replace(path, '[', ''), ']', ''), '"', '')), ',')) AS record FROM alert) r
       WHERE record <> ''`,
    ],
    [
      `CREATE INDEX alert_record_record ON alert_record (record)`,
      `CREATE INDEX alert_record_alert ON alert_record (alert_id)`,
    ],
  );
}
