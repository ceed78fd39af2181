/** From canvas to drawing: visible entities and closed groups as discs, relations as lines fanned out or merged. */
import { mixColours } from '../../app/mix-colours.ts';
import type { ScoreName } from '../scores/scores.ts';
import { bowed, bundlesOf, edgesOf } from './display-edges.ts';
import { groupDisc, hullOf, topMember } from './display-groups.ts';
import { clipLabel } from './label-text.ts';
import { measured, plainLook, thinned, type Look } from './look.ts';
import { roomBetween, type Disc } from './overlap.ts';
import { visibleOf, type Scope, type Visible } from './scope.ts';
import type { CanvasState, Group, LinkItem, NodeItem, Point } from './types.ts';

/** What drawing must know of the legend. */
export interface Style {
  typeColour(type: string): string;
  kindColour(kind: string): string;
  iconPath(type: string): string;
  level(tags: readonly string[]): number;
  inherits(tags: readonly string[]): boolean;
  kind(name: string): { readonly directed: boolean } | undefined;
  kindLabel(name: string): string;
  /** `top` is the member that names it. */
  groupLabel(group: Group, top: NodeItem | undefined): string;
  readonly palette: {
    readonly ground: string;
    readonly canvas: string;
    readonly text: string;
    readonly dark: boolean;
  };
}

export interface DisplayNode {
  readonly id: string;
  readonly type: string;
  /** Radius in pixels at zoom 1: 7 to 18. */
  readonly radius: number;
  readonly colour: string;
  /** Icon's type, null for a group. */
  readonly icon: string | null;
  /** Highest tag level, 0 to 5. */
  readonly level: number;
  /** Inherited risk: a dashed ring, whatever the level. */
  readonly inherited: boolean;
  readonly label: string;
  readonly fullLabel: string;
  /** Share of a ring to draw around it for a score; null = none. */
  readonly gauge: number | null;
  /** Relations in the whole graph that are not drawn. */
  readonly unseen: number;
  readonly pinned: boolean;
  /** Relations to itself. */
  readonly loops: number;
  readonly group: {
    readonly count: number;
    readonly shares: readonly { colour: string; share: number }[];
  } | null;
}

export interface DisplayEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Relations behind the line. */
  readonly links: readonly LinkItem[];
  readonly colour: string;
  /** Pixels, 1 to 5. */
  readonly width: number;
  readonly arrowToSource: boolean;
  readonly arrowToTarget: boolean;
  /** Offset of the bow as a share of its length; 0 = straight. */
  readonly curvature: number;
  readonly label: string;
}

export interface Hull {
  readonly id: string;
  readonly label: string;
  readonly members: readonly string[];
  readonly colour: string;
}

export interface Display {
  readonly nodes: ReadonlyMap<string, DisplayNode>;
  readonly edges: ReadonlyMap<string, DisplayEdge>;
  readonly hulls: readonly Hull[];
  readonly positions: ReadonlyMap<string, Point>;
  /** Edge ids at each node. */
  readonly incident: ReadonlyMap<string, readonly string[]>;
  /** Entity or node id → the disc that stands for it. */
  readonly discOf: ReadonlyMap<string, string>;
  readonly visible: Visible;
  /** How many times larger discs could be drawn before two touch. */
  readonly room: number;
  /** Values of everything in scope, by node. */
  score(name: ScoreName): ReadonlyMap<string, number>;
  /** How many relations the backbone keeps of how many; null = it is off. */
  readonly thinned: {
    readonly kept: number;
    readonly total: number;
    readonly hubs: ReadonlySet<string>;
  } | null;
}

const minRadius = 7;
const maxRadius = 18;
/** Discs coloured by a score: from the least to the most. */
export const scoreColours = {
  light: ['#A3B3C6', '#5B2A86'],
  dark: ['#4A586A', '#D9B8F7'],
} as const;

export interface DisplayInput {
  readonly state: CanvasState;
  readonly scope: Scope;
  readonly style: Style;
  readonly look?: Look;
  /** Relations of the path that is shown. */
  readonly path?: ReadonlySet<string>;
}

const noPath: ReadonlySet<string> = new Set();

export function displayOf({
  state,
  scope,
  style,
  look = plainLook,
  path = noPath,
}: DisplayInput): Display {
  const {
    visible: all,
    score,
    share,
  } = measured(visibleOf(state, scope), (tags) => style.level(tags), look.filter);
  const backbone = state.backbone ? thinned(all, path) : null;
  const visible = backbone?.visible ?? all;
  const discOf = new Map(visible.nodes.map((node) => [node.entity ?? node.id, node.id]));
  for (const node of visible.nodes) discOf.set(node.id, node.id);
  const byId = new Map(visible.nodes.map((node) => [node.id, node]));
  const nodes = new Map<string, DisplayNode>();
  const hulls: Hull[] = [];
  state.groups.forEach((group, index) => {
    const members = group.members.flatMap((id) => byId.get(id) ?? []);
    if (!members.length) return;
    const top = topMember(members, visible.links, (tags) => style.level(tags));
    const label = style.groupLabel(group, top);
    if (!group.collapsed) {
      hulls.push(hullOf(group, index, members, label));
      return;
    }
    for (const member of members)
      discOf.set(member.entity ?? member.id, group.id).set(member.id, group.id);
    nodes.set(group.id, groupDisc(group, members, label, style, state.pinned.has(group.id)));
  });
  const { bundles, loops } = bundlesOf(visible, discOf);
  const edges = new Map<string, DisplayEdge>();
  const incident = new Map<string, string[]>();
  const note = (node: string, edge: string) => {
    const list = incident.get(node);
    if (list) list.push(edge);
    else incident.set(node, [edge]);
  };
  for (const bundle of bundles) {
    for (const edge of edgesOf(bundle, discOf, style)) {
      edges.set(edge.id, edge);
      note(edge.source, edge.id);
      note(edge.target, edge.id);
    }
  }
  const drawn = new Map<string, number>();
  for (const link of all.links) {
    drawn.set(link.source, (drawn.get(link.source) ?? 0) + 1);
    if (link.target !== link.source) drawn.set(link.target, (drawn.get(link.target) ?? 0) + 1);
  }
  const [low, high] = scoreColours[style.palette.dark ? 'dark' : 'light'];
  for (const node of visible.nodes) {
    if (discOf.get(node.id) !== node.id) continue;
    const size = look.size === 'same' ? 0.35 : share(look.size, node.id);
    nodes.set(node.id, {
      id: node.id,
      type: node.type,
      radius: minRadius + (maxRadius - minRadius) * size,
      colour: look.colour
        ? mixColours(low, high, share(look.colour, node.id))
        : style.typeColour(node.type),
      icon: node.type,
      level: style.level(node.tags),
      inherited: style.inherits(node.tags),
      label: clipLabel(node.label),
      fullLabel: node.label,
      gauge: look.ring ? share(look.ring, node.id) : null,
      unseen: Math.max(0, node.degree - (drawn.get(node.id) ?? 0)),
      pinned: state.pinned.has(node.id),
      loops: loops.get(node.id) ?? 0,
      group: null,
    });
  }
  const discs = discsOf({ nodes, positions: state.positions });
  const room = roomBetween([...discs.values()]);
  // Zoomed out discs are drawn larger than their ground, up to the room there is.
  const asDrawn = new Map(
    [...discs].map(([id, disc]) => [id, { ...disc, radius: disc.radius * room }]),
  );
  return {
    nodes,
    edges: bowed(edges, asDrawn, path),
    hulls,
    positions: state.positions,
    incident,
    discOf,
    visible,
    room,
    score,
    thinned: backbone && {
      kept: visible.links.length,
      total: all.links.length,
      hubs: new Set([...backbone.hubs].flatMap((id) => discOf.get(id) ?? [])),
    },
  };
}

/** Discs with the ground they stand on. */
export function discsOf({
  nodes,
  positions,
}: Pick<Display, 'nodes' | 'positions'>): Map<string, Disc> {
  return new Map(
    [...nodes.values()].map(({ id, radius }) => [
      id,
      { id, radius, ...(positions.get(id) ?? { x: 0, y: 0 }) },
    ]),
  );
}

/** Discs and lines drawn: what the limit of the canvas counts. */
export function elementCount(display: Display): number {
  return display.nodes.size + display.edges.size;
}
