/** What changes the truth: each command goes through the apply flow and answers with the same summary. */
import * as model from '@phecda/graph-schema/model';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import type { Said } from '@phecda/graph-schema/truth/inbox';
import type {
  AnalystFact,
  ApplySummary,
  FileFacts,
  NewJudgement,
} from '@phecda/graph-schema/truth/types';
import type { ApplyOntology, Load } from './apply/apply-context.ts';
import { apply, applyLoads, type ApplyOptions } from './apply-flow.ts';

export interface CommandOptions extends Omit<ApplyOptions, 'ontology'> {
  /** Default: the generated model. A deployment with types of its own passes what it loaded. */
  readonly ontology?: ApplyOntology;
}

const complete = (options: CommandOptions): ApplyOptions => ({
  ...options,
  ontology: options.ontology ?? model,
});

/** Applies a prepared file. The same file read by the same mapping a second time changes nothing. */
export async function applyFile(
  sql: Sql,
  input: {
    readonly scratch: string;
    readonly file: FileFacts;
    readonly actor: string;
  } & CommandOptions,
): Promise<ApplySummary> {
  const { scratch, file, actor, ...options } = input;
  const [summary] = await applyFiles(sql, { loads: [{ scratch, file }], actor, ...options });
  return summary!;
}

/** Several in one revision, whose reason is the first one's; what came of each in their order. What names another file needs it loaded before. */
export function applyFiles(
  sql: Sql,
  input: { readonly loads: readonly Load[]; readonly actor: string } & CommandOptions,
): Promise<ApplySummary[]> {
  const { loads, actor, ...options } = input;
  return applyLoads(sql, loads, actor, loads[0]?.file.reason ?? '', complete(options));
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
  return say(sql, facts, actor, reason, options);
}

export function addJudgements(
  sql: Sql,
  judgements: readonly NewJudgement[],
  actor: string,
  reason: string,
  options: CommandOptions = {},
): Promise<ApplySummary> {
  const said = judgements.map(({ kind, left, right, key }): Said => {
    if (kind === 'ignoreKey') return { kind, record: left, key: key ?? '', reason };
    return { kind, left, right: right ?? left, reason };
  });
  return say(sql, said, actor, reason, options);
}

export function retractJudgement(
  sql: Sql,
  judgementId: string,
  actor: string,
  reason: string,
  options: CommandOptions = {},
): Promise<ApplySummary> {
  const said: Said = { kind: 'retract', numbers: [], files: [], judgements: [judgementId], reason };
  return say(sql, [said], actor, reason, options);
}

/** Takes one record out of its entity: judgements of sameness on it are retracted, keys that it shares are ignored from now on. */
export function unmergeRecord(
  sql: Sql,
  record: string,
  actor: string,
  reason: string,
  options: CommandOptions = {},
): Promise<ApplySummary> {
  return say(sql, [{ kind: 'unmerge', record, reason }], actor, reason, options);
}

/** At once, past the inbox. @throws ApplyRefused when any of it cannot be applied; then nothing is. */
function say(
  sql: Sql,
  said: readonly Said[],
  author: string,
  reason: string,
  options: CommandOptions,
): Promise<ApplySummary> {
  const at = new Date().toISOString();
  const entries = said.map((one, i) => ({ number: i + 1, author, at, said: one }));
  return apply(sql, { kind: 'said', entries, fromInbox: false }, author, reason, complete(options));
}
