/** What alone holds a graph together: articulation points, bridges and biconnected components (Hopcroft and Tarjan 1973), O(n + m), without recursion. */
import type { WeightedGraph } from './weighted-graph.ts';

export interface Biconnectivity {
  /** 1 = without this node its component falls apart. */
  readonly articulation: Uint8Array;
  /** Edges without which their component falls apart, smaller node first, ascending. Parallel edges were summed before: they count as one. */
  readonly bridges: readonly (readonly [number, number])[];
  /** Nodes of each component that no single node takes apart, ascending; a bridge is a component of two. */
  readonly components: readonly (readonly number[])[];
}

export function biconnectivity(graph: WeightedGraph): Biconnectivity {
  if (graph.directed) throw new Error('biconnectivity takes an undirected graph');
  const { nodeCount, start, target } = graph;
  const articulation = new Uint8Array(nodeCount);
  const bridges: [number, number][] = [];
  const components: number[][] = [];
  const entered = new Uint32Array(nodeCount); // 0 = not yet
  const low = new Uint32Array(nodeCount);
  const parent = new Int32Array(nodeCount).fill(-1);
  const next = start.slice(0, nodeCount);
  const path = new Uint32Array(nodeCount);
  const open = new Uint32Array(nodeCount);
  let clock = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (entered[root] !== 0) continue;
    let depth = 1;
    let openCount = 0;
    let children = 0;
    path[0] = root;
    open[openCount++] = root;
    entered[root] = low[root] = ++clock;
    while (depth > 0) {
      const node = path[depth - 1] as number;
      if ((next[node] as number) < (start[node + 1] as number)) {
        const neighbour = target[next[node]!++] as number;
        if (entered[neighbour] === 0) {
          parent[neighbour] = node;
          entered[neighbour] = low[neighbour] = ++clock;
          path[depth++] = neighbour;
          open[openCount++] = neighbour;
        } else if (neighbour !== parent[node])
          low[node] = Math.min(low[node] as number, entered[neighbour] as number);
        continue;
      }
      depth--;
      if (depth === 0) break;
      const above = path[depth - 1] as number;
      low[above] = Math.min(low[above] as number, low[node] as number);
      if ((low[node] as number) < (entered[above] as number)) continue;
      if (above === root) children++;
      else articulation[above] = 1;
      if ((low[node] as number) > (entered[above] as number))
        bridges.push(above < node ? [above, node] : [node, above]);
      const component = [above];
      for (let member = -1; member !== node;) {
        member = open[--openCount] as number;
        component.push(member);
      }
      components.push(component.sort((a, b) => a - b));
    }
    if (children > 1) articulation[root] = 1;
  }
  bridges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { articulation, bridges, components };
}
