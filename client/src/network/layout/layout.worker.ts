/** Runs layouts and community detection off the page's thread. */
import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import circlepack from 'graphology-layout/circlepack';
import { boundsOf } from '../core/geometry.ts';
import { edgeLength } from '../core/placement.ts';
import {
  layered,
  radial,
  settle,
  type LayoutInput,
  type LayoutName,
  type LayoutNode,
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

/** Pushes overlapping discs apart, neighbours found in a grid; fixed ones stay. */
function apart(input: LayoutInput, positions: Positions): Positions {
  const nodes = input.nodes.filter((node) => positions.has(node.id));
  const cell = 64;
  const gap = 16;
  for (let round = 0; round < (nodes.length > 3000 ? 12 : 60); round += 1) {
    const grid = new Map<number, LayoutNode[]>();
    const key = (x: number, y: number) => Math.floor(x / cell) * 65_536 + Math.floor(y / cell);
    for (const node of nodes) {
      const { x, y } = positions.get(node.id)!;
      const list = grid.get(key(x, y));
      if (list) list.push(node);
      else grid.set(key(x, y), [node]);
    }
    let moved = false;
    for (const node of nodes) {
      const at = positions.get(node.id)!;
      for (let dx = -cell; dx <= cell; dx += cell) {
        for (let dy = -cell; dy <= cell; dy += cell) {
          for (const other of grid.get(key(at.x + dx, at.y + dy)) ?? []) {
            if (other.id <= node.id) continue;
            const here = positions.get(node.id)!;
            const there = positions.get(other.id)!;
            const wanted = node.radius + other.radius + gap;
            const distance = Math.hypot(there.x - here.x, there.y - here.y);
            if (distance >= wanted) continue;
            moved = true;
            const angle =
              distance > 0.01 ? Math.atan2(there.y - here.y, there.x - here.x) : hash(node.id) % 6;
            const by = (wanted - distance) * (node.fixed || other.fixed ? 1 : 0.5);
            if (!node.fixed)
              positions.set(node.id, {
                x: here.x - Math.cos(angle) * by,
                y: here.y - Math.sin(angle) * by,
              });
            if (!other.fixed)
              positions.set(other.id, {
                x: there.x + Math.cos(angle) * by,
                y: there.y + Math.sin(angle) * by,
              });
          }
        }
      }
    }
    if (!moved) break;
  }
  return positions;
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
  send({ kind: 'done', positions: apart(input, settle(input, scale(read(graph)))) });
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
    send({ kind: 'done', positions: settle(input, positions) });
  }
});
