/** Every kind of long work that this server does. A new one is its definition (`defineJobKind`) and a line here. */
import { createImportKinds } from '@phecda/etl/jobs/import-kinds';
import type { ImportSteps } from '@phecda/etl/jobs/import-job';
import type { JobKind } from '@phecda/etl/jobs/job-kind';
import { createRebuildKind } from '@phecda/etl/jobs/rebuild-kind';
import { createTagsKind } from '@phecda/etl/jobs/tags-kind';
import type { Sql } from '@phecda/graph-schema';
import { createAnalysisKind, type AnalysisParts } from '../features/analysis/analysis-kind.ts';

export interface JobKindParts {
  readonly sql: Sql;
  readonly importSteps: ImportSteps;
  readonly analysis: AnalysisParts;
  rebuild(onChanges: (count: number) => void): Promise<number>;
  /** Gives the revisions that it made. */
  refreshTags(): Promise<readonly number[]>;
}

export function jobKinds({
  sql,
  importSteps,
  analysis,
  rebuild,
  refreshTags,
}: JobKindParts): readonly JobKind[] {
  return [
    ...createImportKinds(sql, importSteps),
    createAnalysisKind(analysis),
    createRebuildKind(rebuild),
    createTagsKind(refreshTags),
  ];
}
