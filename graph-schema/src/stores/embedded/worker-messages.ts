/** Messages between the graph worker and its host. */
import type { SearchedAttributes } from '../../truth/row-texts.ts';
import type { EmbeddedGraph } from './embedded-graph.ts';

/** What the worker starts with. */
export interface GraphWorkerData {
  readonly keep: 'all' | 'graph';
  readonly searched: SearchedAttributes;
}

/** Methods that the host calls in the worker; streams are apart. */
export type GraphMethod =
  | 'prepare'
  | 'cursor'
  | 'applyPiece'
  | 'clear'
  | 'search'
  | 'entities'
  | 'between'
  | 'counts'
  | 'expand'
  | 'expandWritten'
  | 'paths'
  | 'statistics'
  | 'pin'
  | 'memory'
  | 'close';
export type GraphArguments<M extends GraphMethod> = Parameters<EmbeddedGraph[M]>;
export type GraphResult<M extends GraphMethod> = Awaited<ReturnType<EmbeddedGraph[M]>>;

export type GraphRequest =
  /** Tells the question of an earlier call to end. */
  | { readonly call: number; readonly cancel: number }
  | { readonly call: number; readonly method: GraphMethod; readonly args: readonly unknown[] }
  | {
      readonly call: number;
      readonly stream: number;
      readonly open: 'streamEntities' | 'streamRelations';
    }
  | { readonly call: number; readonly stream: number; readonly step: 'next' | 'return' };

export type GraphReply =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly error: { readonly name: string; readonly message: string } };
