/** Migration 3: PostgreSQL finds the declarations of a port, good, overseas party, broker or carrier without reading all of them. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function declarationRoleIndexes(dialect: SqlDialect): string[] {
  return forEngine(dialect, [], indexes);
}

/** `trader` has its index since migration 1. Most declarations name no vehicle, vessel or container. */
const indexes = [
  ...['port', 'hs', 'overseas', 'declarant'].map(
    (role) =>
      `CREATE INDEX declaration_${role} ON declaration_version (${role}, month) WHERE current`,
  ),
  ...['carrier', 'vehicle', 'vessel', 'container'].map(
    (role) =>
      `CREATE INDEX declaration_${role} ON declaration_version (${role}, month) WHERE current AND ${role} IS NOT NULL`,
  ),
];
