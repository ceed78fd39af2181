/** What is selected and what that lets fade. Ids are those of discs and of drawn lines. */
import type { Display } from './display.ts';

export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

export const noSelection: Selection = { nodes: new Set(), edges: new Set() };

export function isEmpty(selection: Selection): boolean {
  return selection.nodes.size === 0 && selection.edges.size === 0;
}

export function selectNodes(ids: Iterable<string>): Selection {
  return { nodes: new Set(ids), edges: new Set() };
}

export function toggleNode(selection: Selection, id: string): Selection {
  const nodes = new Set(selection.nodes);
  if (!nodes.delete(id)) nodes.add(id);
  return { nodes, edges: new Set() };
}

/** Drops what is no longer drawn. */
export function keepDrawn(selection: Selection, display: Display): Selection {
  const nodes = [...selection.nodes].filter((id) => display.nodes.has(id));
  const edges = [...selection.edges].filter((id) => display.edges.has(id));
  if (nodes.length === selection.nodes.size && edges.length === selection.edges.size)
    return selection;
  return { nodes: new Set(nodes), edges: new Set(edges) };
}

export function neighboursOf(display: Display, ids: Iterable<string>): Set<string> {
  const result = new Set<string>();
  for (const id of ids) {
    for (const edgeId of display.incident.get(id) ?? []) {
      const edge = display.edges.get(edgeId)!;
      result.add(edge.source === id ? edge.target : edge.source);
    }
  }
  return result;
}

/** What keeps its colour; null = everything. */
export interface Lit {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

/** In the backbone of a picture hubs fade with their relations. */
function withoutHubs({ nodes, edges, thinned }: Display): Lit | null {
  const hubs = thinned?.hubs;
  if (!hubs?.size) return null;
  const isHub = (id: string) => hubs.has(id);
  return {
    nodes: new Set([...nodes.keys()].filter((id) => !isHub(id))),
    edges: new Set(
      [...edges.values()].flatMap(({ id, source, target }) =>
        isHub(source) || isHub(target) ? [] : [id],
      ),
    ),
  };
}

export function litBy(display: Display, selection: Selection, highlighted: Lit | null): Lit | null {
  if (highlighted) return highlighted;
  if (isEmpty(selection)) return withoutHubs(display);
  const nodes = new Set(selection.nodes);
  const edges = new Set(selection.edges);
  for (const id of selection.nodes) {
    for (const edgeId of display.incident.get(id) ?? []) {
      const edge = display.edges.get(edgeId)!;
      edges.add(edgeId);
      nodes.add(edge.source);
      nodes.add(edge.target);
    }
  }
  for (const edgeId of selection.edges) {
    const edge = display.edges.get(edgeId);
    if (edge) nodes.add(edge.source).add(edge.target);
  }
  return { nodes, edges };
}

/** The lines and discs of a path of entities and relations. */
export function litByPath(
  display: Display,
  nodeIds: readonly string[],
  linkIds: readonly string[],
): Lit {
  const nodes = new Set(nodeIds.flatMap((id) => display.discOf.get(id) ?? []));
  const wanted = new Set(linkIds);
  const edges = new Set<string>();
  for (const edge of display.edges.values()) {
    if (edge.links.some((link) => wanted.has(link.id))) edges.add(edge.id);
  }
  return { nodes, edges };
}

/** The neighbour lying most in the direction of an arrow key; screen axes, y down. */
export function neighbourTowards(
  display: Display,
  from: string,
  dx: number,
  dy: number,
): string | null {
  const origin = display.positions.get(from);
  if (!origin) return null;
  let best: string | null = null;
  let bestScore = 0.2;
  for (const id of neighboursOf(display, [from])) {
    const point = display.positions.get(id);
    if (!point) continue;
    const x = point.x - origin.x;
    const y = point.y - origin.y;
    const length = Math.hypot(x, y) || 1;
    const score = (x * dx + y * dy) / length - length / 100_000;
    if (score > bestScore) {
      best = id;
      bestScore = score;
    }
  }
  return best;
}
