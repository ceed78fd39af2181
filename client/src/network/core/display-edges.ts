/** Lines of the picture: parallel relations fan out, many merge into one, and all bow around discs that are not their ends. */
import { bowOf } from './bow.ts';
import type { DisplayEdge, Style } from './display.ts';
import type { Disc } from './overlap.ts';
import type { Visible } from './scope.ts';
import type { LinkItem } from './types.ts';

/** Beyond this many relations between two they merge into one line. */
const fanOut = 4;
/** In a picture of more pairs only shown paths bow: nobody follows a single line there. */
const bowedPairs = 500;
/** In a picture of so few each line is kept clear. */
const fewPairs = 40;

function edgeWidth(weight: number): number {
  return Math.min(5, 1 + Math.log10(Math.max(1, weight)) * 1.25);
}

interface Bundle {
  readonly a: string;
  readonly b: string;
  readonly links: LinkItem[];
}

export function bundlesOf(
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

export function edgesOf(
  bundle: Bundle,
  discOf: ReadonlyMap<string, string>,
  style: Style,
): DisplayEdge[] {
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

/** The same lines, bowed around discs that are not their ends: all of them, in a large picture those of `paths` alone. */
export function bowed(
  edges: ReadonlyMap<string, DisplayEdge>,
  discs: ReadonlyMap<string, Disc>,
  paths: ReadonlySet<string>,
): Map<string, DisplayEdge> {
  const lanes = new Map<string, DisplayEdge[]>();
  for (const edge of edges.values()) {
    const key = [edge.source, edge.target].sort().join(' ');
    lanes.set(key, [...(lanes.get(key) ?? []), edge]);
  }
  const result = new Map(edges);
  for (const lane of lanes.values()) {
    const onPath = lane.some((edge) => edge.links.some((link) => paths.has(link.id)));
    if (lanes.size > bowedPairs && !onPath) continue;
    const { source: a, target: b } = lane[0]!;
    const sign = (edge: DisplayEdge) => (edge.source === a ? 1 : -1);
    const bow = bowOf(
      { a, b, curvatures: lane.map((edge) => sign(edge) * edge.curvature) },
      discs,
      onPath || lanes.size <= fewPairs,
    );
    if (bow === 0) continue;
    for (const edge of lane)
      result.set(edge.id, { ...edge, curvature: edge.curvature + sign(edge) * bow });
  }
  return result;
}
