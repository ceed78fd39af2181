/** What deriving a rule's tag takes: over which relations a change is followed back to the entities that it may concern, and what is evaluated there. */
import { createHash } from 'node:crypto';
import { seedTags, strataOf, tagsRead } from '@phecda/graph-schema/ontology/check-rules';
import { kindsRead, reachOf } from '@phecda/graph-schema/ontology/rule-schema';
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
  /** Of relations, wherever it reads them. */
  readonly kinds: readonly string[];
  /** Tags at the end of the hops that it reads. */
  readonly reads: readonly string[];
  /** By place on its path, what of the content of an entity there it reads. That an entity came or went matters where there is no path: others come and go with relations. */
  readonly looks: readonly Look[];
  /** Tags whose assertion by a source it inherits from. */
  readonly seeds: readonly string[];
}

interface Look {
  readonly place: number;
  readonly types: readonly string[];
  readonly came: boolean;
  readonly props: boolean;
  readonly tags: boolean;
  readonly behaviour: boolean;
}

function looksOf({ ground: model }: RuleModel, ground: Ground): Look[] {
  const path = reachOf(model);
  const compares =
    model.kind === 'related' && Object.keys(model.where).length + Object.keys(model.not).length > 0;
  const inherits = model.kind === 'inherited';
  const own: Look = {
    place: 0,
    types: [model.of],
    came: path.length === 0,
    props: ground.own === true,
    tags: inherits,
    behaviour: ground.behaviour === true,
  };
  const others = path.map(({ to }, index): Look => {
    const last = index === path.length - 1;
    return {
      place: index + 1,
      types: to,
      came: false,
      props: last && compares,
      tags: inherits || (last && model.kind === 'related' && model.tagged.length > 0),
      behaviour: false,
    };
  });
  return [own, ...others.filter(({ props, tags }) => props || tags)];
}

/** In strata: a rule comes after those whose tags it reads. */
export function planRules(ontology: ApplyOntology): PlannedRule[][] {
  let no = 0;
  return strataOf(ontology).map((stratum) =>
    stratum.map((rule) => ({
      no: ++no,
      rule,
      ground: grounds[rule.ground.kind],
      looks: looksOf(rule, grounds[rule.ground.kind]),
      hops: planPath(reachOf(rule.ground), [rule.ground.of], ontology),
      kinds: kindsRead(rule.ground),
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
