/** Which rules all entities have been looked at by. */
import type { ApplyContext } from '../apply/apply-context.ts';
import { fingerprintOf, type PlannedRule } from './plan-rules.ts';

/** The first revision derives everything as it comes; later, what a new rule says of what is there already is found by a job. */
export async function recordRules(
  context: ApplyContext,
  rules: readonly PlannedRule[],
): Promise<void> {
  await context.tx.execute('DELETE FROM tag_rule');
  await context.tx.append(
    'tag_rule',
    ['tag', 'fingerprint'],
    rules.map((rule) => [rule.rule.tag, fingerprintOf(rule)]),
  );
}

export interface RuleDifference {
  /** Tags of rules that are new, or say something else than what entities were looked at by. */
  readonly changed: ReadonlySet<string>;
  /** Tags of rules that are no more. */
  readonly retired: readonly string[];
}

export async function compareRules(
  context: ApplyContext,
  rules: readonly PlannedRule[],
): Promise<RuleDifference> {
  const rows = await context.tx.query<{ tag: string; fingerprint: string }>(
    'SELECT tag, fingerprint FROM tag_rule',
  );
  const known = new Map(rows.map(({ tag, fingerprint }) => [tag, fingerprint]));
  const deployed = new Set(rules.map(({ rule }) => rule.tag));
  return {
    changed: new Set(
      rules
        .filter((rule) => known.get(rule.rule.tag) !== fingerprintOf(rule))
        .map(({ rule }) => rule.tag),
    ),
    retired: [...known.keys()].filter((tag) => !deployed.has(tag)).sort(),
  };
}
