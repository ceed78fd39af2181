/** What deriving a rule's tag takes: over which relations a change is followed back to the entities that it may concern, and what is evaluated there. */
import { createHash } from 'node:crypto';
import { seedTags, strataOf, tagsRead } from '@phecda/graph-schema/ontology/check-rules';
import { reachOf } from '@phecda/graph-schema/ontology/rule-schema';
import type { RuleModel } from '@phecda/graph-schema/model';
import type { ApplyOntology } from '../apply/apply-context.ts';
import type { Ground } from './grounds/ground.ts';
import { grounds } from './grounds/list.ts';
import { planPath, type PlannedHop } from './plan-path.ts';

export interface PlannedRule {
  /** Within one run. */
  readonly no: number;
  readonly rule: RuleModel;
  readonly ground: Ground;
  readonly hops: readonly PlannedHop[];
  /** Tags at the end of the hops that it reads. */
  readonly reads: readonly string[];
  /** Tags whose assertion by a source it inherits from. */
  readonly seeds: readonly string[];
}

/** In strata: a rule comes after those whose tags it reads. */
export function planRules(ontology: ApplyOntology): PlannedRule[][] {
  let no = 0;
  return strataOf(ontology).map((stratum) =>
    stratum.map((rule) => ({
      no: ++no,
      rule,
      ground: grounds[rule.ground.kind],
      hops: planPath(reachOf(rule.ground), [rule.ground.of], ontology),
      reads: tagsRead(rule.ground, ontology.tagModels),
      seeds: seedTags(rule.ground, ontology.tagModels),
    })),
  );
}

/** Hash of what a rule says; its words are no part of it. */
export function fingerprintOf({ rule, reads, seeds }: PlannedRule): string {
  const { version, ground } = rule;
  return createHash('md5').update(JSON.stringify({ version, ground, reads, seeds })).digest('hex');
}
