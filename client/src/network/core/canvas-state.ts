/** Pure changes of the canvas: each takes a state and returns the next, so that undo only has to remember states. */
import { communityMinimum } from './communities.ts';
import { placeNewNodes } from './placement.ts';
import { representativesOf, withMerged } from './representatives.ts';
import type { CanvasState, Group, GroupBy, LinkItem, NodeItem, Point } from './types.ts';

/** Adds entities and relations as the server answers them; what was there keeps its place, new ones appear around their origins. */
export function addToCanvas(
  state: CanvasState,
  nodes: readonly NodeItem[],
  links: readonly LinkItem[],
  origins: readonly string[] = [],
): CanvasState {
  const nextNodes = new Map(state.nodes);
  const nodeOf = representativesOf(state);
  const fresh: NodeItem[] = [];
  const hidden = new Set(state.hidden);
  for (const node of nodes) {
    const known = (node.entity !== null && nodeOf.get(node.entity)) || node.id;
    const before = nextNodes.get(known);
    const next = before ? { ...node, id: known, record: before.record } : node;
    if (!before) fresh.push(next);
    nextNodes.set(known, next);
    hidden.delete(known);
    if (node.entity !== null) nodeOf.set(node.entity, known);
  }
  const nextLinks = new Map(state.links);
  for (const link of onCanvas(links, nodeOf)) nextLinks.set(link.id, link);
  const positions = placeNewNodes(state.positions, fresh, [...nextLinks.values()], origins);
  return { ...state, nodes: nextNodes, links: nextLinks, positions, hidden };
}

/** Relations between entities as lines between nodes; those with an end elsewhere are left out. */
function onCanvas(links: readonly LinkItem[], nodeOf: ReadonlyMap<string, string>): LinkItem[] {
  return links.flatMap((link): LinkItem[] => {
    const source = nodeOf.get(link.source);
    const target = nodeOf.get(link.target);
    return source !== undefined && target !== undefined ? [{ ...link, source, target }] : [];
  });
}

/** Takes entities (with their relations) and relations off the canvas. */
export function removeFromCanvas(state: CanvasState, ids: ReadonlySet<string>): CanvasState {
  const gone = withMerged(state, membersOf(state, ids));
  const nodes = new Map([...state.nodes].filter(([id]) => !gone.has(id)));
  const links = new Map([...state.links].filter(([id]) => !ids.has(id)));
  return prune({ ...state, nodes, links });
}

export function hideOnCanvas(state: CanvasState, ids: ReadonlySet<string>): CanvasState {
  const linkIds = [...ids].filter((id) => state.links.has(id));
  const nodeIds = withMerged(state, membersOf(state, ids));
  return { ...state, hidden: new Set([...state.hidden, ...nodeIds, ...linkIds]) };
}

export function showOnCanvas(state: CanvasState, ids?: ReadonlySet<string>): CanvasState {
  return {
    ...state,
    hidden: ids ? new Set([...state.hidden].filter((id) => !ids.has(id))) : new Set(),
  };
}

export function setPinned(state: CanvasState, ids: Iterable<string>, on: boolean): CanvasState {
  const pinned = new Set(state.pinned);
  for (const id of ids) {
    if (on) pinned.add(id);
    else pinned.delete(id);
  }
  return { ...state, pinned };
}

export function movePositions(state: CanvasState, moved: ReadonlyMap<string, Point>): CanvasState {
  return { ...state, positions: new Map([...state.positions, ...moved]) };
}

/** Entities behind these ids: the ids themselves, a collapsed group's members for a group. */
export function membersOf(state: CanvasState, ids: Iterable<string>): Set<string> {
  const result = new Set<string>();
  for (const id of ids) {
    const group = state.groups.find((one) => one.id === id);
    if (group) for (const member of group.members) result.add(member);
    else if (state.nodes.has(id)) result.add(id);
  }
  return result;
}

function centroid(state: CanvasState, ids: readonly string[]): Point {
  let x = 0;
  let y = 0;
  let count = 0;
  for (const id of ids) {
    const point = state.positions.get(id);
    if (!point) continue;
    x += point.x;
    y += point.y;
    count += 1;
  }
  return count ? { x: x / count, y: y / count } : { x: 0, y: 0 };
}

/** Puts each set of entities into a group of its own; an entity leaves the group it was in. */
export function addGroups(
  state: CanvasState,
  by: GroupBy,
  sets: readonly { readonly key: string; readonly members: readonly string[] }[],
  collapsed: boolean,
): CanvasState {
  const taken = new Set(sets.flatMap((set) => set.members));
  const kept = state.groups
    .map((group) => withMembers(group, (id) => !taken.has(id)))
    .filter((group) => group.members.length > 1);
  const used = new Set(kept.map((group) => group.id));
  const added: Group[] = [];
  for (const set of sets) {
    let id = `g:${by}:${set.key}`;
    for (let copy = 2; used.has(id); copy += 1) id = `g:${by}:${set.key}:${copy}`;
    used.add(id);
    added.push({ id, by, key: set.key, members: set.members, collapsed });
  }
  const positions = new Map(state.positions);
  for (const group of added) positions.set(group.id, centroid(state, group.members));
  return { ...state, groups: [...kept, ...added], positions };
}

/** The group without those that left; a community that became small opens. */
function withMembers(group: Group, stays: (id: string) => boolean): Group {
  const members = group.members.filter(stays);
  if (members.length === group.members.length) return group;
  const small = group.by === 'community' && members.length < communityMinimum;
  return { ...group, members, collapsed: group.collapsed && !small };
}

export function removeGroups(state: CanvasState, ids: ReadonlySet<string>): CanvasState {
  const leaving = state.groups.filter((group) => ids.has(group.id));
  return prune(
    leaving.reduce((next, group) => setCollapsed(next, group.id, false), {
      ...state,
      groups: state.groups,
    }),
    ids,
  );
}

/** Opens or closes a group in place: members move along when the disc was moved while closed. */
export function setCollapsed(state: CanvasState, id: string, collapsed: boolean): CanvasState {
  const group = state.groups.find((one) => one.id === id);
  if (!group || group.collapsed === collapsed) return state;
  const positions = new Map(state.positions);
  const centre = centroid(state, group.members);
  if (collapsed) positions.set(id, centre);
  else {
    const disc = positions.get(id) ?? centre;
    for (const member of group.members) {
      const point = positions.get(member);
      if (point)
        positions.set(member, { x: point.x + disc.x - centre.x, y: point.y + disc.y - centre.y });
    }
  }
  const groups = state.groups.map((one) => (one.id === id ? { ...one, collapsed } : one));
  return { ...state, groups, positions };
}

/**
 * Takes over what the server now says of the nodes that were asked about, by id: what came or went meanwhile stays as it is.
 * A node whose entity was merged shares that of another from now on, one whose entity is gone waits for it; both keep their place.
 * @param links all relations among the nodes asked about.
 */
export function followEntities(
  state: CanvasState,
  asked: ReadonlyMap<string, NodeItem | null>,
  links: readonly LinkItem[],
): CanvasState {
  const nodes = new Map(state.nodes);
  for (const [id, found] of asked) {
    const before = nodes.get(id);
    if (before) nodes.set(id, found ? { ...found, id } : { ...before, entity: null });
  }
  const kept = [...state.links].filter(
    ([, link]) => !asked.has(link.source) || !asked.has(link.target),
  );
  const nodeOf = representativesOf({ ...state, nodes });
  const next = new Map(kept);
  for (const link of onCanvas(links, nodeOf)) next.set(link.id, link);
  return { ...state, nodes, links: next };
}

/** Leaves out what hangs on nodes that are not there. */
export function prune(
  state: CanvasState,
  dropGroups: ReadonlySet<string> = new Set(),
): CanvasState {
  const groups = state.groups
    .filter((group) => !dropGroups.has(group.id))
    .map((group) => withMembers(group, (id) => state.nodes.has(id)))
    .filter((group) => group.members.length > 1);
  const links = new Map(
    [...state.links].filter(
      ([, link]) => state.nodes.has(link.source) && state.nodes.has(link.target),
    ),
  );
  const alive = new Set([...state.nodes.keys(), ...groups.map((group) => group.id)]);
  return {
    ...state,
    links,
    groups,
    positions: new Map([...state.positions].filter(([id]) => alive.has(id))),
    pinned: new Set([...state.pinned].filter((id) => alive.has(id))),
    hidden: new Set([...state.hidden].filter((id) => state.nodes.has(id) || links.has(id))),
  };
}
