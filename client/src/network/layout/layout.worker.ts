/** Runs layouts and community detection off the page's thread. */
import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import circlepack from 'graphology-layout/circlepack';
import { boundsOf } from '../core/geometry.ts';
import { pushedApart } from '../core/overlap.ts';
import { edgeLength } from '../core/placement.ts';
import {
  layered,
  radial,
  settle,
  type LayoutInput,
  type LayoutName,
  type Positions,
} from './layouts.ts';

export type LayoutRequest = { readonly task: LayoutName | 'detect'; readonly input: LayoutInput };
export type LayoutReply =
  | { readonly kind: 'progress'; readonly positions: Positions; readonly done: number }
  | { readonly kind: 'done'; readonly positions: Positions }
  | { readonly kind: 'communities'; readonly communities: Map<string, number> };

type Attributes = { x: number; y: number; size: number; fixed: boolean; community?: number };

const send = (reply: LayoutReply) => self.postMessage(reply);

function graphOf(input: LayoutInput): Graph<Attributes> {
  const graph = new Graph<Attributes>({ type: 'undirected', multi: false });
  for (const node of input.nodes) {
    graph.addNode(node.id, { x: node.x, y: node.y, size: node.radius, fixed: node.fixed });
  }
  for (const edge of input.edges) {
    if (edge.source === edge.target) continue;
    if (graph.hasEdge(edge.source, edge.target)) continue;
    graph.addEdge(edge.source, edge.target, { weight: 1 + Math.log2(edge.weight) });
  }
  return graph;
}

/** A seeded generator (mulberry32), so that the same canvas gives the same communities. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function communitiesOf(graph: Graph<Attributes>): Map<string, number> {
  if (graph.size === 0) return new Map(graph.nodes().map((id, index) => [id, index]));
  return new Map(Object.entries(louvain(graph, { rng: seeded(7) })));
}

function read(graph: Graph<Attributes>): Positions {
  const positions: Positions = new Map();
  graph.forEachNode((id, { x, y }) => positions.set(id, { x, y }));
  return positions;
}

/** Ground that a disc with its label wants, in canvas units. */
const room = 74;

/** Scales the picture so that a typical line has the canvas's usual length and there is room for all discs. */
function toUsualLength(graph: Graph<Attributes>, positions: Positions): Positions {
  const lengths: number[] = [];
  graph.forEachEdge((_edge, _attributes, source, target) => {
    const a = positions.get(source)!;
    const b = positions.get(target)!;
    lengths.push(Math.hypot(a.x - b.x, a.y - b.y));
  });
  if (!lengths.length) return positions;
  lengths.sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)]! || 1;
  const box = boundsOf(positions.values())!;
  const area = Math.max(1, (box.right - box.left) * (box.bottom - box.top));
  const factor = Math.max(edgeLength / median, Math.sqrt((positions.size * room * room) / area));
  return new Map(
    [...positions].map(([id, point]) => [id, { x: point.x * factor, y: point.y * factor }]),
  );
}

/** The result with discs pushed apart, where the picture was. */
function finish(input: LayoutInput, positions: Positions): void {
  const settled = settle(input, positions);
  const discs = input.nodes.flatMap((node) => {
    const point = settled.get(node.id);
    return point ? [{ ...node, ...point }] : [];
  });
  send({ kind: 'done', positions: pushedApart(discs) });
}

function force(input: LayoutInput): void {
  const graph = graphOf(input);
  const pinned = input.nodes.some((node) => node.fixed);
  const spread = 10;
  graph.forEachNode((id, node) => {
    graph.setNodeAttribute(id, 'x', node.x / spread + (pinned ? 0 : Math.sin(hash(id)) * 0.01));
    graph.setNodeAttribute(id, 'y', node.y / spread + (pinned ? 0 : Math.cos(hash(id)) * 0.01));
    graph.setNodeAttribute(id, 'size', node.size / spread);
  });
  const inferred = forceAtlas2.inferSettings(graph);
  const settings = {
    ...inferred,
    linLogMode: false,
    scalingRatio: 12,
    gravity: 0.6,
    barnesHutOptimize: graph.order > 800,
    edgeWeightInfluence: 0.3,
  };
  const total = graph.order > 5000 ? 120 : graph.order > 1000 ? 240 : 400;
  const scale = (positions: Positions) =>
    pinned
      ? new Map([...positions].map(([id, p]) => [id, { x: p.x * spread, y: p.y * spread }]))
      : toUsualLength(graph, positions);
  let shown = performance.now();
  for (let done = 0; done < total; done += 10) {
    forceAtlas2.assign(graph, { iterations: 10, settings, getEdgeWeight: 'weight' });
    if (performance.now() - shown > 120) {
      shown = performance.now();
      send({ kind: 'progress', positions: settle(input, scale(read(graph))), done: done / total });
    }
  }
  finish(input, scale(read(graph)));
}

function hash(text: string): number {
  let value = 0;
  for (let index = 0; index < text.length; index += 1)
    value = (Math.imul(value, 31) + text.charCodeAt(index)) | 0;
  return value;
}

function packed(input: LayoutInput): Positions {
  const graph = graphOf(input);
  for (const [id, community] of communitiesOf(graph))
    graph.setNodeAttribute(id, 'community', community);
  graph.forEachNode((id, node) => graph.setNodeAttribute(id, 'size', node.size + 16));
  return new Map(
    Object.entries(
      circlepack(graph, { hierarchyAttributes: ['community'], rng: seeded(7), scale: 1 }),
    ).map(([id, point]) => [id, { x: point['x'] ?? 0, y: point['y'] ?? 0 }]),
  );
}

self.addEventListener('message', (event: MessageEvent<LayoutRequest>) => {
  const { task, input } = event.data;
  if (task === 'detect') send({ kind: 'communities', communities: communitiesOf(graphOf(input)) });
  else if (task === 'force') force(input);
  else {
    const positions =
      task === 'layered' ? layered(input) : task === 'radial' ? radial(input) : packed(input);
    finish(input, positions);
  }
});
