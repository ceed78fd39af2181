/** Every kind of long work that this server does. A new one is its definition (`defineJobKind`) and a line here. */
import { createImportKinds } from '@phecda/etl/jobs/import-kinds';
import type { ImportSteps } from '@phecda/etl/jobs/import-job';
import type { JobKind } from '@phecda/etl/jobs/job-kind';
import { createRebuildKind } from '@phecda/etl/jobs/rebuild-kind';
import { createTagsKind } from '@phecda/etl/jobs/tags-kind';
import { createPruneKind } from '@phecda/etl/history/prune-kind';
import { createPositionKinds } from '@phecda/etl/positions/position-kinds';
import { fixFileReaders } from '@phecda/etl/positions/fix-file-readers';
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
import type { Sql } from '@phecda/graph-schema';
import { createThinningKind, type RetentionParts } from '../tracks/retention/thin-positions.ts';
import { createAnalysisKind, type AnalysisParts } from '../features/analysis/analysis-kind.ts';

export interface JobKindParts {
  readonly sql: Sql;
  readonly importSteps: ImportSteps;
  readonly analysis: AnalysisParts;
  readonly positions: PositionStore;
  /** Ended rows of the graph are kept so many days; null: for ever. */
  readonly historyDays: number | null;
  readonly clock: () => Date;
  readonly retention: RetentionParts;
  /** Positions were stored or withdrawn. */
  onPositions(): void;
  rebuild(onChanges: (count: number) => void): Promise<number>;
  /** Gives the revisions that it made. */
  refreshTags(): Promise<readonly number[]>;
}

export function jobKinds({
  sql,
  importSteps,
  analysis,
  positions,
  onPositions,
  historyDays,
  clock,
  retention,
  rebuild,
  refreshTags,
}: JobKindParts): readonly JobKind[] {
  return [
    ...createImportKinds(sql, importSteps),
    ...createPositionKinds(positions, fixFileReaders, onPositions),
    createThinningKind(retention),
    createAnalysisKind(analysis),
    createRebuildKind(rebuild),
    createTagsKind(refreshTags),
    createPruneKind(sql, historyDays, clock),
  ];
}
