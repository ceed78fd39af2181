/** From canvas to drawing: visible entities and closed groups as discs, relations as lines fanned out or merged. */
import { clipLabel } from './label-text.ts';
import { visibleOf, type Scope, type Visible } from './scope.ts';
import type { CanvasState, Group, LinkItem, NodeItem, Point } from './types.ts';

/** What drawing must know of the legend. */
export interface Style {
  typeColour(type: string): string;
  kindColour(kind: string): string;
  iconPath(type: string): string;
  level(tags: readonly string[]): number;
  kind(name: string): { readonly directed: boolean } | undefined;
  kindLabel(name: string): string;
  groupLabel(group: Group): string;
  readonly palette: {
    readonly ground: string;
    readonly canvas: string;
    readonly text: string;
    readonly dark: boolean;
  };
}

export type SizeMeasure = 'degree' | 'shown' | 'risk' | 'same';

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
  readonly label: string;
  readonly fullLabel: string;
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
}

const minRadius = 7;
const maxRadius = 18;
const fanOut = 4;
const hullColours = [
  '#4C8DAE',
  '#8D6CAB',
  '#5E9C6B',
  '#B0785A',
  '#A06580',
  '#7C8A3C',
  '#5B73B5',
  '#3F9A93',
];

function measureOf(
  node: NodeItem,
  measure: SizeMeasure,
  shownDegree: number,
  level: number,
): number {
  if (measure === 'degree') return Math.log2(1 + node.degree) / 10;
  if (measure === 'shown') return Math.log2(1 + shownDegree) / 6;
  if (measure === 'risk') return level / 5;
  return 0.35;
}

function edgeWidth(weight: number): number {
  return Math.min(5, 1 + Math.log10(Math.max(1, weight)) * 1.25);
}

interface Bundle {
  readonly a: string;
  readonly b: string;
  readonly links: LinkItem[];
}

function bundlesOf(
  visible: Visible,
  discOf: ReadonlyMap<string, string>,
): { bundles: Bundle[]; loops: Map<string, number> } {
  const bundles = new Map<string, Bundle>();
  const loops = new Map<string, number>();
  for (const link of visible.links) {
    const source = discOf.get(link.source)!;
    const target = discOf.get(link.target)!;
    if (source === target) {
      if (link.source === link.target) loops.set(source, (loops.get(source) ?? 0) + 1);
      continue;
    }
    const [a, b] = source < target ? [source, target] : [target, source];
    const key = `${a} ${b}`;
    const bundle = bundles.get(key);
    if (bundle) bundle.links.push(link);
    else bundles.set(key, { a, b, links: [link] });
  }
  return { bundles: [...bundles.values()], loops };
}

function dominantKind(links: readonly LinkItem[]): string {
  const counts = new Map<string, number>();
  for (const link of links) counts.set(link.kind, (counts.get(link.kind) ?? 0) + 1);
  return [...counts].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1))[0]![0];
}

function edgesOf(bundle: Bundle, discOf: ReadonlyMap<string, string>, style: Style): DisplayEdge[] {
  const { a, b, links } = bundle;
  const ends = (link: LinkItem) => {
    const forward = discOf.get(link.source) === a;
    const directed = style.kind(link.kind)?.directed ?? true;
    return { forward, directed };
  };
  if (links.length > fanOut) {
    const directions = links.map(ends);
    return [
      {
        id: `m:${a}:${b}`,
        source: a,
        target: b,
        links,
        colour: style.kindColour(dominantKind(links)),
        width: edgeWidth(links.reduce((sum, link) => sum + link.weight, 0)),
        arrowToTarget: directions.some((one) => one.directed && one.forward),
        arrowToSource: directions.some((one) => one.directed && !one.forward),
        curvature: 0,
        label: `×${links.length}`,
      },
    ];
  }
  const sorted = [...links].sort((x, y) =>
    x.kind < y.kind ? -1 : x.kind > y.kind ? 1 : x.id < y.id ? -1 : 1,
  );
  return sorted.map((link, index) => {
    const { forward, directed } = ends(link);
    const offset = (index - (sorted.length - 1) / 2) * 0.24;
    return {
      id: link.id,
      source: forward ? a : b,
      target: forward ? b : a,
      links: [link],
      colour: style.kindColour(link.kind),
      width: edgeWidth(link.weight),
      arrowToTarget: directed,
      arrowToSource: false,
      curvature: forward ? offset : -offset,
      label: style.kindLabel(link.kind),
    };
  });
}

function groupDisc(
  group: Group,
  members: readonly NodeItem[],
  style: Style,
  pinned: boolean,
): DisplayNode {
  const counts = new Map<string, number>();
  for (const member of members) counts.set(member.type, (counts.get(member.type) ?? 0) + 1);
  const sorted = [...counts].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
  const label = style.groupLabel(group);
  return {
    id: group.id,
    type: sorted[0]?.[0] ?? '',
    radius: Math.min(34, 18 + Math.log2(1 + members.length) * 2.2),
    colour: style.palette.dark ? '#3A4656' : '#E3E8EF',
    icon: null,
    level: members.reduce((most, member) => Math.max(most, style.level(member.tags)), 0),
    label: clipLabel(label),
    fullLabel: label,
    unseen: 0,
    pinned,
    loops: 0,
    group: {
      count: members.length,
      shares: sorted.map(([type, count]) => ({
        colour: style.typeColour(type),
        share: count / members.length,
      })),
    },
  };
}

export function displayOf(
  state: CanvasState,
  scope: Scope,
  style: Style,
  measure: SizeMeasure,
): Display {
  const visible = visibleOf(state, scope);
  const discOf = new Map(visible.nodes.map((node) => [node.entity ?? node.id, node.id]));
  for (const node of visible.nodes) discOf.set(node.id, node.id);
  const byId = new Map(visible.nodes.map((node) => [node.id, node]));
  const nodes = new Map<string, DisplayNode>();
  const hulls: Hull[] = [];
  state.groups.forEach((group, index) => {
    const members = group.members.flatMap((id) => byId.get(id) ?? []);
    if (!members.length) return;
    if (!group.collapsed) {
      hulls.push({
        id: group.id,
        label: style.groupLabel(group),
        members: members.map((member) => member.id),
        colour: hullColours[index % hullColours.length]!,
      });
      return;
    }
    for (const member of members)
      discOf.set(member.entity ?? member.id, group.id).set(member.id, group.id);
    nodes.set(group.id, groupDisc(group, members, style, state.pinned.has(group.id)));
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
  for (const link of visible.links) {
    drawn.set(link.source, (drawn.get(link.source) ?? 0) + 1);
    if (link.target !== link.source) drawn.set(link.target, (drawn.get(link.target) ?? 0) + 1);
  }
  for (const node of visible.nodes) {
    if (discOf.get(node.id) !== node.id) continue;
    const level = style.level(node.tags);
    const shown = drawn.get(node.id) ?? 0;
    const share = Math.min(1, measureOf(node, measure, shown, level));
    nodes.set(node.id, {
      id: node.id,
      type: node.type,
      radius: minRadius + (maxRadius - minRadius) * share,
      colour: style.typeColour(node.type),
      icon: node.type,
      level,
      label: clipLabel(node.label),
      fullLabel: node.label,
      unseen: Math.max(0, node.degree - shown),
      pinned: state.pinned.has(node.id),
      loops: loops.get(node.id) ?? 0,
      group: null,
    });
  }
  return { nodes, edges, hulls, positions: state.positions, incident, discOf, visible };
}

/** Discs and lines drawn: what the limit of the canvas counts. */
export function elementCount(display: Display): number {
  return display.nodes.size + display.edges.size;
}
