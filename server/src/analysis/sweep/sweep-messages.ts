/** Messages between a sweep and its threads. */
import type { LeidenOptions } from '../algorithms/leiden.ts';
import type { ClusterRun } from '../algorithms/stable-communities.ts';
import type { WeightedGraph } from '../algorithms/weighted-graph.ts';

/** What a thread starts with; the arrays are shared, not copied. */
export interface SweepData {
  readonly graph: WeightedGraph;
  readonly objective: NonNullable<LeidenOptions['objective']>;
  readonly runs: readonly ClusterRun[];
  /** Number of the next run that nobody has taken. */
  readonly next: Int32Array;
}

export type SweepMessage =
  | { readonly kind: 'progress'; readonly run: number; readonly share: number }
  | {
      readonly kind: 'partition';
      readonly run: number;
      readonly membership: Uint32Array<ArrayBuffer>;
      readonly count: number;
    }
  | { readonly kind: 'failed'; readonly message: string };
