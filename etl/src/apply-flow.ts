/** The apply flow: from staged tables to the new graph, in one transaction of the one writer. Read the list of steps first. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { Sql, SqlTransaction } from '@phecda/graph-schema/ports/sql';
import type { ApplySummary, FileFacts } from '@phecda/graph-schema/truth/types';
import {
  ApplyContext,
  noCounts,
  NothingToApply,
  type ApplyOntology,
  type Change,
  type Load,
} from './apply/apply-context.ts';
import { aggregateDeclarations } from './apply/aggregate-declarations.ts';
import { findCurrentRecords } from './apply/find-current-records.ts';
import { materialiseEntities } from './apply/materialise-entities.ts';
import { materialiseRelations } from './apply/materialise-relations.ts';
import { recordChange } from './apply/record-change.ts';
import { resolveEntities } from './apply/resolve-entities.ts';
import { stageChange } from './apply/stage-change.ts';
import { tagEntities } from './tags/tag-entities.ts';
import { writeRevision } from './apply/write-revision.ts';

interface ApplyStep {
  readonly name: string;
  run(context: ApplyContext): Promise<void>;
}

export const applyFlow: readonly ApplyStep[] = [
  { name: 'stage', run: stageChange }, // make the prepared tables (or an analyst's facts) readable
  { name: 'record', run: recordChange }, // the file, what it asserts, which files count; or the judgement
  { name: 'current', run: findCurrentRecords }, // which version of each touched record holds now
  { name: 'resolve', run: resolveEntities }, // which records are one entity
  { name: 'aggregate', run: aggregateDeclarations }, // sums per pair of records and month
  { name: 'relations', run: materialiseRelations }, // rows of relations that changed
  { name: 'entities', run: materialiseEntities }, // rows of entities that changed
  { name: 'tags', run: tagEntities }, // what rules derive from all that
  { name: 'revision', run: writeRevision }, // who, when, why, how much
];

export type ApplyStepName =
  | 'stage'
  | 'record'
  | 'current'
  | 'resolve'
  | 'aggregate'
  | 'relations'
  | 'entities'
  | 'tags'
  | 'revision';

export interface ApplyOptions {
  readonly ontology: ApplyOntology;
  readonly onStep?: (step: ApplyStepName, number: number, of: number) => void;
  /** In the transaction, after the last step: throws where it must not be committed any more. */
  readonly beforeCommit?: (tx: SqlTransaction) => Promise<void>;
}

/** @throws NothingToApply before anything is written. */
export async function runSteps(
  context: ApplyContext,
  { onStep }: Pick<ApplyOptions, 'onStep'>,
): Promise<void> {
  for (const [index, step] of applyFlow.entries()) {
    onStep?.(step.name as ApplyStepName, index + 1, applyFlow.length);
    await step.run(context);
    failpoint(`apply:${step.name}`);
  }
}

const noChange = {
  rowsRead: 0,
  rowsLoaded: 0,
  rowsQuarantined: 0,
  ...noCounts,
  revision: null,
  filesTogether: 0,
  judgementIds: [],
};

export async function apply(
  sql: Sql,
  change: Exclude<Change, { kind: 'load' }>,
  actor: string,
  reason: string,
  options: ApplyOptions,
): Promise<ApplySummary> {
  try {
    return await write(sql, change, actor, reason, options, (context) => ({
      ...noChange,
      ...context.counts,
      revision: context.tx.revision,
      unchanged: null,
      fileId: context.fileId,
      judgementIds: context.judgementIds,
    }));
  } catch (error) {
    if (!(error instanceof NothingToApply)) throw error;
    return { ...noChange, unchanged: error.why, fileId: error.fileId };
  }
}

/**
 * Applies prepared files in one revision, in their order: what several of them say of one entity is merged once.
 * @returns what came of each, in the same order
 */
export async function applyLoads(
  sql: Sql,
  loads: readonly Load[],
  actor: string,
  reason: string,
  options: ApplyOptions,
): Promise<ApplySummary[]> {
  const there = new Map<Load, NothingToApply>();
  const change: Change = { kind: 'load', loads, there };
  const rowsOf = ({ rowsRead, rowsLoaded, rowsQuarantined }: FileFacts) => ({
    rowsRead,
    rowsLoaded,
    rowsQuarantined,
  });
  const unchanged = (load: Load, { why, fileId }: NothingToApply): ApplySummary => ({
    ...noChange,
    ...rowsOf(load.file),
    unchanged: why,
    fileId,
  });
  try {
    return await write(sql, change, actor, reason, options, ({ tx, counts, newFiles }) =>
      loads.map((load) => {
        const known = there.get(load);
        if (known !== undefined) return unchanged(load, known);
        return {
          ...noChange,
          ...rowsOf(load.file),
          ...counts,
          revision: tx.revision,
          unchanged: null,
          fileId: newFiles.find((added) => added.load === load)?.fileId ?? null,
          filesTogether: newFiles.length,
        };
      }),
    );
  } catch (error) {
    if (!(error instanceof NothingToApply)) throw error;
    return loads.map((load) => unchanged(load, there.get(load) ?? error));
  }
}

function write<T>(
  sql: Sql,
  change: Change,
  actor: string,
  reason: string,
  options: ApplyOptions,
  summaryOf: (context: ApplyContext) => T,
): Promise<T> {
  return sql.write(async (tx) => {
    const context = new ApplyContext(tx, change, actor, reason, options.ontology);
    await runSteps(context, options);
    await options.beforeCommit?.(tx);
    return summaryOf(context);
  });
}
