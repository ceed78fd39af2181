/** What a kind of ground rests on, and how it is looked for among the entities that a change may concern. */
import type { GroundModel, GroundOf } from '@phecda/graph-schema/ontology/rule-schema';
import type { ApplyContext } from '../../apply/apply-context.ts';
import type { Changes } from '../concerns.ts';
import type { Ids, Near } from '../near.ts';
import type { PlannedRule } from '../plan-rules.ts';
import type { Traders } from '../traders.ts';

/** A row of t_tag_target. */
export interface Target {
  readonly no: number;
  readonly entity_id: string;
}

/** What grounds are looked for in; it reads each thing once. */
export interface Derivation {
  readonly context: ApplyContext;
  readonly near: Near;
  readonly traders: Traders;
  /** All of t_tag_target, where they are few. */
  readonly targets: readonly Target[] | null;
  /** Makes t_tag_target and t_tag_start, unless they are there. */
  tables(): Promise<void>;
}

export interface Ground {
  /** Whether it reads what is asserted of the entity itself. */
  readonly own?: boolean;
  /** Whether it rests on the entity's behaviour. */
  readonly behaviour?: boolean;
  /** Whether few targets are looked at in memory: it asks for the tables itself where it needs them. */
  readonly walks?: boolean;
  /** Whether it depends on the as-of day. */
  readonly clock?: boolean;
  /** What is usual, where it compares with that: hands on a query of (name, key, rank, value, count), of which `name` begins with the rule's tag. @returns what `take` says */
  readonly usual?: (
    context: ApplyContext,
    rule: PlannedRule,
    take: (query: string) => Promise<boolean>,
  ) => Promise<boolean>;
  /** Whether anything of what a change reaches of this rule's path, `reached`, may lead to or from a ground; asked before it is followed back. */
  readonly matters?: (
    context: ApplyContext,
    near: Near,
    rule: PlannedRule,
    changes: Changes,
    reached: Ids,
  ) => Promise<boolean>;
  /**
   * Adds (no, entity_id, ground, score) to t_tag_now for those of t_tag_target (no, entity_id) that have it; t_tag_start has their content. Called once with all rules of its kind.
   * The text of a ground is the same on both engines: integers, ids, and texts of the facts.
   */
  find(derivation: Derivation, rules: readonly PlannedRule[]): Promise<void>;
}

export function modelOf<K extends GroundModel['kind']>(
  { rule }: PlannedRule,
  kind: K,
): GroundOf<K> {
  if (rule.ground.kind !== kind) throw new Error(`${rule.tag} has no ground of kind ${kind}`);
  return rule.ground as GroundOf<K>;
}

/** Paths that a ground names. */
export const shownPaths = 5;

/** SQL, over a window `w` that orders `text` among its own: of the row that comes first, the first few one after the other. No aggregate of text: its memory grows with what it is grouped by. */
export function firstOf(text: string, most: number = shownPaths): string {
  const later = Array.from(
    { length: most - 1 },
    (_, i) => `COALESCE(',' || lead(${text}, ${i + 1}) OVER w, '')`,
  );
  return `concat(${[text, ...later].join(', ')})`;
}

/** Of these targets, those of a rule. */
export const idsOf = (targets: readonly Target[] | null, rule: number): string[] | null =>
  targets?.filter(({ no }) => no === rule).map(({ entity_id: id }) => id) ?? null;
