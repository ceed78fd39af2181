/** What changes the truth: each command goes through the apply flow and answers with the same summary. */
import * as model from '@phecda/graph-schema/model';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import type {
  AnalystFact,
  ApplySummary,
  FileFacts,
  NewJudgement,
} from '@phecda/graph-schema/truth/types';
import type { ApplyOntology } from './apply/apply-context.ts';
import { judgementsToUnmerge } from './apply/judgements-to-unmerge.ts';
import { apply, type ApplyOptions } from './apply-flow.ts';

export interface CommandOptions extends Omit<ApplyOptions, 'ontology'> {
  /** Default: the generated model. A deployment with types of its own passes what it loaded. */
  readonly ontology?: ApplyOntology;
}

const complete = (options: CommandOptions): ApplyOptions => ({
  ...options,
  ontology: options.ontology ?? model,
});

/** Applies a prepared file. The same file read by the same mapping a second time changes nothing. */
export function applyFile(
  sql: Sql,
  input: {
    readonly scratch: string;
    readonly file: FileFacts;
    readonly actor: string;
  } & CommandOptions,
): Promise<ApplySummary> {
  const { scratch, file, actor, ...options } = input;
  return apply(sql, { kind: 'load', scratch, file }, actor, file.reason ?? '', complete(options));
}

/** What a withdrawn correction had corrected counts again. */
export function withdrawFile(
  sql: Sql,
  fileId: string,
  actor: string,
  reason: string,
  options: CommandOptions = {},
): Promise<ApplySummary> {
  return apply(sql, { kind: 'withdraw', fileIds: [fileId] }, actor, reason, complete(options));
}

/** Each fact becomes a file of the dataset 'analyst': `withdrawFile` takes it back. */
export function applyFacts(
  sql: Sql,
  facts: readonly AnalystFact[],
  actor: string,
  reason: string,
  options: CommandOptions = {},
): Promise<ApplySummary> {
  return apply(sql, { kind: 'facts', facts }, actor, reason, complete(options));
}

export function addJudgements(
  sql: Sql,
  judgements: readonly NewJudgement[],
  actor: string,
  reason: string,
  options: CommandOptions = {},
): Promise<ApplySummary> {
  return apply(
    sql,
    { kind: 'judge', add: judgements, retract: [] },
    actor,
    reason,
    complete(options),
  );
}

export function retractJudgement(
  sql: Sql,
  judgementId: string,
  actor: string,
  reason: string,
  options: CommandOptions = {},
): Promise<ApplySummary> {
  return apply(
    sql,
    { kind: 'judge', add: [], retract: [judgementId] },
    actor,
    reason,
    complete(options),
  );
}

/** Takes one record out of its entity: judgements of sameness on it are retracted, keys that it shares are ignored from now on. */
export async function unmergeRecord(
  sql: Sql,
  record: string,
  actor: string,
  reason: string,
  options: CommandOptions = {},
): Promise<ApplySummary> {
  const { add, retract } = await judgementsToUnmerge(sql, record);
  return apply(sql, { kind: 'judge', add, retract }, actor, reason, complete(options));
}
