/** Makers of small entities and relations for tests. */
import type { LinkItem, NodeItem } from './types.ts';

export function node(id: string, part: Partial<NodeItem> = {}): NodeItem {
  return {
    id,
    record: id,
    entity: id,
    type: 'Enterprise',
    label: id,
    tags: [],
    sources: ['registry'],
    degree: 5,
    ...part,
  };
}

export function link(
  id: string,
  source: string,
  target: string,
  part: Partial<LinkItem> = {},
): LinkItem {
  return {
    id,
    kind: 'shareholder',
    source,
    target,
    weight: 1,
    periods: [],
    sources: ['registry'],
    ...part,
  };
}
