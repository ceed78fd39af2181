/** Opens the embedded graph store. */
import type { GraphStore, PathFinder } from '../../ports/graph-store.ts';
import { EmbeddedGraph } from './embedded-graph.ts';

export type EmbeddedGraphStore = GraphStore & PathFinder;

export async function createEmbeddedGraphStore(): Promise<EmbeddedGraphStore> {
  return new EmbeddedGraph();
}
