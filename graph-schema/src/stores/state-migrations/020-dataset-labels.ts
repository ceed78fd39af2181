/** State migration 20: what datasets are called, for messages that are written where no mapping is at hand. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function datasetLabels(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [`CREATE TABLE dataset_label (dataset TEXT PRIMARY KEY, zh TEXT NOT NULL, en TEXT NOT NULL)`],
    [],
  );
}
