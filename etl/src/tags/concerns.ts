/** Whether what changed concerns a rule. */
import type { PlannedRule } from './plan-rules.ts';

/** What changed, by what rules may rest on; the rows stand in t_tag_entity and t_tag_link. */
export type Content = 'came' | 'props' | 'tags' | 'behaviour';
/** Types of entities that came or went, or whose content changed; kinds of relations that did. */
export type Changes = Readonly<Record<Content | 'kinds', ReadonlySet<string>>>;

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
