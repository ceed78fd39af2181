/** State migration 11: zones (监控围栏) with their versions, and what vehicles did at them. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function zoneTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, [
    `CREATE INDEX zone_event_mover ON zone_event (mover, moment)`,
    `CREATE INDEX zone_event_zone ON zone_event (zone_id, moment)`,
  ]);
}

const tables = [
  // geometry: GeoJSON, with radius (circle) or width (corridor) in metres; calendar: JSON, NULL = always.
  `CREATE TABLE zone (
    zone_id UUID PRIMARY KEY, version BIGINT NOT NULL, name TEXT NOT NULL, geometry TEXT NOT NULL, calendar TEXT, active BOOLEAN NOT NULL,
    author TEXT NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE zone_version (
    zone_id UUID NOT NULL, version BIGINT NOT NULL, name TEXT NOT NULL, geometry TEXT NOT NULL, calendar TEXT, active BOOLEAN NOT NULL,
    author TEXT NOT NULL, reason TEXT NOT NULL, made_at TIMESTAMP NOT NULL, PRIMARY KEY (zone_id, version))`,
  // number: in the order of finding; mover: record, or device:<scheme>:<value>; moment: milliseconds UTC of the fix; inside_ms: of a visit that is over;
  // standing: false once a late fix has taken it back, which gives the row a new number.
  `CREATE TABLE zone_event (
    number BIGINT NOT NULL, zone_id UUID NOT NULL, zone_version BIGINT NOT NULL, mover TEXT NOT NULL, mover_name TEXT NOT NULL, kind TEXT NOT NULL,
    moment BIGINT NOT NULL, inside_ms BIGINT, lng DOUBLE PRECISION NOT NULL, lat DOUBLE PRECISION NOT NULL, standing BOOLEAN NOT NULL, found_at TIMESTAMP NOT NULL)`,
  // batch: of the position store up to which zones have been looked at; number: of the events up to which alerts were.
  `CREATE TABLE zone_cursor (name TEXT PRIMARY KEY, number BIGINT NOT NULL)`,
];
