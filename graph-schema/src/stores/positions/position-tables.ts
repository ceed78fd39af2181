/** Tables of the positions, the same on both engines. DuckDB keeps what was sorted by mover and time apart from what came in since. */
import type { Migration } from '../migrate.ts';
import { forEngine } from '../migrations/for-engine.ts';

export const fixColumns =
  'mover, moment, device, source, file, lng, lat, own_lng, own_lat, kmh, course, received, flags, cell';

/** moment, received: milliseconds UTC; own_*: as the source gave it, NULL where that is WGS-84; file: 0 = a feed. */
const fix = `mover INTEGER NOT NULL, moment BIGINT NOT NULL, device INTEGER NOT NULL, source INTEGER NOT NULL, file INTEGER NOT NULL,
    lng DOUBLE PRECISION NOT NULL, lat DOUBLE PRECISION NOT NULL, own_lng DOUBLE PRECISION, own_lat DOUBLE PRECISION,
    kmh REAL, course REAL, received BIGINT, flags INTEGER NOT NULL, cell BIGINT NOT NULL`;

const common = [
  `CREATE TABLE position_counter (name TEXT NOT NULL, value BIGINT NOT NULL)`,
  `CREATE TABLE position_source (source INTEGER NOT NULL, name TEXT NOT NULL)`,
  // first_at NULL: a device was named that has no fix (any more).
  `CREATE TABLE position_mover (
    mover INTEGER NOT NULL, kind TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, name TEXT NOT NULL,
    first_at BIGINT, last_at BIGINT, fixes BIGINT NOT NULL)`,
  `CREATE TABLE position_device (device INTEGER NOT NULL, mover INTEGER NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, terminal TEXT NOT NULL)`,
  // The last fix of each mover that is not marked as future.
  `CREATE TABLE position_last (${fix})`,
  // What a file said of a device and time that another file or feed had said too: counts when that is withdrawn.
  `CREATE TABLE position_again (${fix})`,
  `CREATE TABLE position_touched (batch BIGINT NOT NULL, mover INTEGER NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL)`,
  `CREATE TABLE position_file (
    file_id UUID NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, source INTEGER NOT NULL, sha256 TEXT NOT NULL, datum TEXT NOT NULL,
    actor TEXT NOT NULL, made_at TIMESTAMP NOT NULL, state TEXT NOT NULL, rows_read BIGINT NOT NULL, stored BIGINT NOT NULL,
    duplicate BIGINT NOT NULL, refused BIGINT NOT NULL)`,
  `CREATE TABLE position_refused (file INTEGER NOT NULL, row_no BIGINT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, code TEXT NOT NULL)`,
];

/** Of the device `scheme value` the fixes from the one moment up to the other are the mover's. */
const bindings = `CREATE TABLE position_binding (scheme TEXT NOT NULL, value TEXT NOT NULL, mover INTEGER NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL)`;

/** Touched spans that the thinning has yet to look at again. */
const late = `CREATE TABLE position_late (batch BIGINT NOT NULL, mover INTEGER NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL)`;

/** All of them in PostgreSQL: they lie beside the truth's and are not in its back-ups. */
export const positionTableNames = [
  'position',
  'position_schema_version',
  'position_binding',
  'position_late',
  ...common.map((statement) => /^CREATE TABLE (\w+)/.exec(statement)?.[1] ?? ''),
];

export const positionMigrations: Migration[] = [
  {
    version: 1,
    name: 'positions',
    statements: (dialect) =>
      dialect.engine === 'duckdb'
        ? [
            ...forEngine(dialect, common, []),
            `CREATE TABLE position_recent (${fix})`,
            `CREATE TABLE position_settled (${fix})`,
            `CREATE VIEW position AS SELECT * FROM position_settled UNION ALL SELECT * FROM position_recent`,
          ]
        : forEngine(
            dialect,
            [...common, `CREATE TABLE position (${fix})`],
            [
              `CREATE UNIQUE INDEX position_key ON position (device, moment, source)`,
              `CREATE INDEX position_track ON position (mover, moment)`,
              `CREATE INDEX position_time ON position USING brin (moment)`,
              `CREATE INDEX position_cell ON position (cell, moment)`,
              `CREATE INDEX position_file_no ON position (file) WHERE file > 0`,
              `CREATE UNIQUE INDEX position_mover_pk ON position_mover (mover)`,
              `CREATE UNIQUE INDEX position_mover_name ON position_mover (scheme, value)`,
              `CREATE UNIQUE INDEX position_device_pk ON position_device (device)`,
              `CREATE INDEX position_touched_batch ON position_touched (batch)`,
              `CREATE INDEX position_refused_file ON position_refused (file, row_no)`,
            ],
          ),
  },
  {
    version: 2,
    name: 'bindings',
    statements: (dialect) =>
      forEngine(
        dialect,
        // imo: said by a vessel that goes by its MMSI, NULL = unknown.
        [`ALTER TABLE position_mover ADD COLUMN imo TEXT`, bindings],
        [`CREATE INDEX position_mover_imo ON position_mover (imo) WHERE imo IS NOT NULL`],
      ),
  },
  { version: 3, name: 'late', statements: (dialect) => forEngine(dialect, [late], []) },
];
