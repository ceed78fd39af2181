/** What the canvas holds, free of any renderer. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An entity as the server's `Node`, followed by one of its records: entity ids change with merges and splits. */
export interface NodeItem {
  /** Record or entity id by which it came onto the canvas; never changes there. */
  readonly id: string;
  /** Record by which the server is asked for it. */
  readonly record: string;
  /** Entity that holds the record now; null = nothing in the data does. Several nodes can share one after a merge: they are drawn as one. */
  readonly entity: string | null;
  readonly type: string;
  readonly label: string;
  readonly tags: readonly string[];
  readonly sources: readonly string[];
  /** Relations in the whole graph. */
  readonly degree: number;
}

export interface PeriodItem {
  readonly from: string | null;
  readonly to: string | null;
}

/** A relation as the server's `Link`: in its answers the ends are entity ids, on the canvas ids of nodes. Periods are half-open; none = always holds. */
export interface LinkItem {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly weight: number;
  readonly periods: readonly PeriodItem[];
  readonly sources: readonly string[];
  /** Said by an analyst and not taken in yet. */
  readonly pending?: 'adding' | 'removing' | null;
}

export type GroupBy = 'type' | 'community' | 'selection' | 'gang';

export interface Group {
  /** Starts with `g:`, so never equals an entity id. */
  readonly id: string;
  readonly by: GroupBy;
  /** Type name, name of a gang, or a number to tell communities and selections apart. */
  readonly key: string;
  readonly members: readonly string[];
  /** Drawn as one disc; otherwise as a hull around its members. */
  readonly collapsed: boolean;
}

export interface CanvasState {
  readonly nodes: ReadonlyMap<string, NodeItem>;
  readonly links: ReadonlyMap<string, LinkItem>;
  /** Of entities and of groups. */
  readonly positions: ReadonlyMap<string, Point>;
  readonly pinned: ReadonlySet<string>;
  /** Ids of entities and relations taken out of sight. */
  readonly hidden: ReadonlySet<string>;
  readonly groups: readonly Group[];
  /** Only the relations that carry the picture are drawn. */
  readonly backbone: boolean;
}

export const emptyCanvas: CanvasState = {
  nodes: new Map(),
  links: new Map(),
  positions: new Map(),
  pinned: new Set(),
  hidden: new Set(),
  groups: [],
  backbone: false,
};
