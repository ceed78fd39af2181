/** What the server may change in the truth by hand; each call is one revision and answers once the graph view shows it. */
import {
  addJudgements,
  applyFacts,
  retractJudgement,
  unmergeRecord,
  withdrawFile,
} from '@phecda/etl/commands';
import type { Ontology, Sql } from '@phecda/graph-schema';
import type { AnalystFact, ApplySummary, NewJudgement } from '@phecda/graph-schema/truth/types';

export interface TruthWriter {
  addFacts(facts: readonly AnalystFact[], actor: string, reason: string): Promise<ApplySummary>;
  /** Facts set by hand are files of the dataset 'analyst': withdrawing one takes it back. */
  withdrawFiles(fileIds: readonly string[], actor: string, reason: string): Promise<void>;
  judge(judgements: readonly NewJudgement[], actor: string, reason: string): Promise<ApplySummary>;
  unmerge(recordId: string, actor: string, reason: string): Promise<ApplySummary>;
  retract(judgementId: string, actor: string, reason: string): Promise<ApplySummary>;
}

/** @param shown waits until the graph view has everything committed so far. */
export function createTruthWriter(
  sql: Sql,
  ontology: Ontology,
  shown: () => Promise<void>,
): TruthWriter {
  const then = async (summary: ApplySummary): Promise<ApplySummary> => {
    if (summary.revision !== null) await shown();
    return summary;
  };
  const options = { ontology };
  return {
    addFacts: async (facts, actor, reason) =>
      then(await applyFacts(sql, facts, actor, reason, options)),
    withdrawFiles: async (fileIds, actor, reason) => {
      for (const id of fileIds) await withdrawFile(sql, id, actor, reason, options);
      await shown();
    },
    judge: async (judgements, actor, reason) =>
      then(await addJudgements(sql, judgements, actor, reason, options)),
    unmerge: async (record, actor, reason) =>
      then(await unmergeRecord(sql, record, actor, reason, options)),
    retract: async (id, actor, reason) =>
      then(await retractJudgement(sql, id, actor, reason, options)),
  };
}
