/** A closed loop in one generation of the graph, before it is ranked and described. */
import type { Loop } from './result.ts';

export interface FoundLoop {
  readonly kind: Loop['kind'];
  /** Nodes of the projection in order around it. */
  readonly nodes: readonly number[];
  /** From each node to the next; forward slots of the projection, and whether the relation points that way. */
  readonly links: readonly { readonly slot: number; readonly forward: boolean }[];
  /** 0 to 1: the less, the more others share what closes it. */
  readonly tightness: number;
}
