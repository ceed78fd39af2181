/** Carries over what changed between two canvases into a third, id by id: undo, and joining what two tabs did. */
import { prune } from './canvas-state.ts';
import type { CanvasState, Group } from './types.ts';

/** Whose value stays where the third one changed as well: `change` for undo, `mine` when two people worked. */
export type Winner = 'change' | 'mine';

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

function changeMap<V>(
  mine: ReadonlyMap<string, V>,
  from: ReadonlyMap<string, V>,
  to: ReadonlyMap<string, V>,
  winner: Winner,
): ReadonlyMap<string, V> {
  if (from === to) return mine;
  const next = new Map(mine);
  for (const id of from.keys()) if (!to.has(id)) next.delete(id);
  for (const [id, value] of to) {
    const before = from.get(id);
    if (same(before, value)) continue;
    const changedByMe = winner === 'mine' && before !== undefined && !same(mine.get(id), before);
    if (!changedByMe) next.set(id, value);
  }
  return next;
}

function changeSet(
  mine: ReadonlySet<string>,
  from: ReadonlySet<string>,
  to: ReadonlySet<string>,
): ReadonlySet<string> {
  if (from === to) return mine;
  const next = new Set(mine);
  for (const id of from) if (!to.has(id)) next.delete(id);
  for (const id of to) if (!from.has(id)) next.add(id);
  return next;
}

const byId = (groups: readonly Group[]) => new Map(groups.map((group) => [group.id, group]));

/** What is gone in `to` goes, what is new in it comes, what is neither stays as it is in `mine`. */
export function changeById(
  mine: CanvasState,
  from: CanvasState,
  to: CanvasState,
  winner: Winner,
): CanvasState {
  if (mine === from) return to;
  const groups =
    from.groups === to.groups
      ? mine.groups
      : [...changeMap(byId(mine.groups), byId(from.groups), byId(to.groups), winner).values()];
  return prune({
    nodes: changeMap(mine.nodes, from.nodes, to.nodes, winner),
    links: changeMap(mine.links, from.links, to.links, winner),
    positions: changeMap(mine.positions, from.positions, to.positions, winner),
    pinned: changeSet(mine.pinned, from.pinned, to.pinned),
    hidden: changeSet(mine.hidden, from.hidden, to.hidden),
    groups,
    backbone: from.backbone === to.backbone ? mine.backbone : to.backbone,
  });
}
