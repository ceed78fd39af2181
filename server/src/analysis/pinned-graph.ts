/** What a run looks at. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';

/** One unchanging generation of the graph in shared memory, and the revision that it shows. */
export interface PinnedGraph {
  readonly projection: PinnedProjection;
  readonly revision: number;
}
