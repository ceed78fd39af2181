/** An expansion as JSON, for a graph store that writes it faster than others could make objects of it: whoever asks says what stands between the values. */
import type { EntitySummary, ExpandAnswer, ExpandQuery, RelationSummary } from './graph-store.ts';

export type NodeColumn = keyof EntitySummary;
export type RelationColumn = keyof RelationSummary;
export type PeriodColumn = 'from' | 'to';

/** A row as JSON: the values of the columns, each between two texts. */
export interface RowShape<Column extends string> {
  readonly columns: readonly Column[];
  /** One more than there are columns. */
  readonly texts: readonly string[];
}

export interface ExpansionShape {
  readonly node: RowShape<NodeColumn>;
  readonly relation: RowShape<RelationColumn>;
  /** Days as `YYYY-MM-DD`. */
  readonly period: RowShape<PeriodColumn>;
  /** Types of which no label is written: their place is a gap. */
  readonly unlabelled: readonly string[];
}

/** A label that is to be put into the list of nodes. */
export interface LabelGap {
  /** Byte before which it belongs. */
  readonly at: number;
  readonly id: string;
  /** What the graph calls it. */
  readonly label: string;
}

/** Whom an answer shows, eight words each: the entity's id and its record's, most significant first; of a record that is no UUID zeros. */
export interface ShownSubjects {
  readonly words: Uint32Array;
  /** Places in `typeNames`. */
  readonly types: Uint8Array;
  readonly typeNames: readonly string[];
}

export interface WrittenExpansion extends Pick<ExpandAnswer, 'totals' | 'cut'> {
  /** JSON lists in UTF-8, in the order of the port. */
  readonly nodes: Uint8Array;
  readonly relations: Uint8Array;
  /** Ascending by place; for each node as often as its label is among the columns. */
  readonly gaps: readonly LabelGap[];
  readonly subjects: ShownSubjects;
  /** How many of the entities asked about the graph holds. */
  readonly origins: number;
}

export type ExpansionWriter = (
  query: ExpandQuery,
  shape: ExpansionShape,
) => Promise<WrittenExpansion>;
