/** Whether what changed concerns a rule. */
import type { PlannedRule } from './plan-rules.ts';

/** What changed, by what rules may rest on; the rows stand in t_tag_entity and t_tag_link. */
export type Content = 'came' | 'props' | 'tags' | 'behaviour';
/** Types of entities that came or went, or whose content changed; kinds of relations that did. */
export type Changes = Readonly<Record<Content | 'kinds', ReadonlySet<string>>> & {
  /** All of both tables, where they are few. */
  readonly few: FewChanges | null;
};

export interface FewChanges {
  readonly entities: readonly ChangedEntity[];
  readonly links: readonly ChangedLink[];
}

/** A row of t_tag_entity. */
export interface ChangedEntity extends Readonly<Record<Content, boolean>> {
  readonly entity_id: string;
  readonly type: string;
  /** Tags before and after, in the order of their texts. */
  readonly least_tags: string;
  readonly greatest_tags: string;
}

/** A row of t_tag_link. */
export interface ChangedLink {
  readonly kind: string;
  readonly source: string;
  readonly target: string;
}

export const contents = ['came', 'props', 'tags', 'behaviour'] as const;

/** @param tags that were derived or taken back in this step */
export function concerns(
  { hops, looks, reads }: PlannedRule,
  changes: Changes,
  tags: ReadonlySet<string> = new Set(),
): boolean {
  return (
    looks.some((look) =>
      contents.some(
        (content) => look[content] && look.types.some((type) => changes[content].has(type)),
      ),
    ) ||
    hops.some(({ ways }) => ways.some(({ kind }) => changes.kinds.has(kind))) ||
    reads.some((tag) => tags.has(tag))
  );
}
