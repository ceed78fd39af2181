/** The graph store's contract on the embedded engine. */
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { describeGraphStore } from './graph-store.contract.ts';

describeGraphStore('embedded', createEmbeddedGraphStore);
