/** Nodes of merged entities are drawn as one: which of them stands for the entity. */
import type { CanvasState, NodeItem } from './types.ts';

/** Entity → the node that stands for it: the first that is not hidden, else the first. */
export function representativesOf(state: CanvasState): Map<string, string> {
  const found = new Map<string, string>();
  for (const { id, entity } of state.nodes.values()) {
    if (entity === null) continue;
    const known = found.get(entity);
    if (known === undefined || (state.hidden.has(known) && !state.hidden.has(id)))
      found.set(entity, id);
  }
  return found;
}

/** One node per entity; those that the data no longer has are left out. */
export function distinctNodes(state: CanvasState): NodeItem[] {
  return [...representativesOf(state).values()].map((id) => state.nodes.get(id)!);
}

/** Nodes waiting for data that is gone. */
export function absentNodes(state: CanvasState): NodeItem[] {
  return [...state.nodes.values()].filter((node) => node.entity === null);
}

/** These nodes and those merged with them. */
export function withMerged(state: CanvasState, ids: Iterable<string>): Set<string> {
  const all = new Set(ids);
  const entities = new Set([...all].flatMap((id) => state.nodes.get(id)?.entity ?? []));
  for (const node of state.nodes.values())
    if (node.entity !== null && entities.has(node.entity)) all.add(node.id);
  return all;
}
