/** The answer of an expansion in columns: thousands of small objects take longer from thread to thread than to find. */
import type {
  EntitySummary,
  ExpandAnswer,
  ExpandTotal,
  Period,
  RelationSummary,
} from '../../ports/graph-store.ts';
import type { Expansion } from '../../projection/expand.ts';
import type { Projection } from '../../projection/projection.ts';
import { UUID_LENGTH, writeUuid } from '../../projection/uuid.ts';

/** The day of an open end. */
const OPEN = -0x80000000;

export interface PackedExpansion {
  /** Ids one after the other, 36 characters each. */
  readonly entityIds: string;
  /** A record of each entity, likewise. */
  readonly records: string;
  readonly relationIds: string;
  readonly typeNames: readonly string[];
  readonly kindNames: readonly string[];
  /** Sets of tags and of sources that occur, by the numbers in the columns. */
  readonly tagSets: readonly (readonly string[])[];
  readonly sourceSets: readonly (readonly string[])[];
  readonly labels: readonly string[];
  readonly types: Uint8Array;
  readonly tags: Uint32Array;
  readonly sources: Uint32Array;
  readonly degrees: Uint32Array;
  readonly kinds: Uint8Array;
  /** Ends of the relations as places in the list of entities. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weights: Uint32Array;
  readonly relationSources: Uint32Array;
  /** Periods of each relation: how many, and their days one after the other. */
  readonly periodCounts: Uint16Array;
  readonly days: Int32Array;
  readonly totals: readonly ExpandTotal[];
  readonly cut: ExpandAnswer['cut'];
}

/** Numbers the sets that occur, in the order of their first use. */
class Used {
  readonly #places = new Map<number, number>();
  readonly sets: (readonly string[])[] = [];
  readonly #names: (set: number) => readonly string[];
  constructor(names: (set: number) => readonly string[]) {
    this.#names = names;
  }
  place(set: number): number {
    let place = this.#places.get(set);
    if (place === undefined) {
      place = this.sets.length;
      this.#places.set(set, place);
      this.sets.push(this.#names(set));
    }
    return place;
  }
}

/** Both ends of each relation must be among the entities. */
export function packExpansion(
  projection: Projection,
  { nodes, edges, totals, cut }: Expansion,
  contentOf: (node: number) => Pick<EntitySummary, 'label' | 'record'>,
): PackedExpansion {
  const table = projection.nodes;
  const contents = nodes.map(contentOf);
  const periodCounts = new Uint16Array(edges.length);
  const days: number[] = [];
  edges.forEach((edge, place) => {
    const periods = projection.periods(edge);
    periodCounts[place] = periods.length;
    for (const { from, to } of periods) days.push(from ?? OPEN, to ?? OPEN);
  });
  const placeOf = new Map(nodes.map((node, place) => [node, place]));
  const tagSets = new Used((set) => projection.tagSets.names(set));
  const sourceSets = new Used((set) => projection.sourceSets.names(set));
  return {
    entityIds: idsInARow(nodes, (node, buffer, at) => writeUuid(table.ids, node, buffer, at)),
    relationIds: idsInARow(edges, (edge, buffer, at) => projection.writeEdgeId(edge, buffer, at)),
    typeNames: projection.types.names,
    kindNames: projection.kinds.names,
    records: contents.map(({ record }) => record).join(''),
    labels: contents.map(({ label }) => label),
    types: Uint8Array.from(nodes, (node) => table.types[node] as number),
    tags: Uint32Array.from(nodes, (node) => tagSets.place(table.tagSets[node] as number)),
    sources: Uint32Array.from(nodes, (node) => sourceSets.place(table.sourceSets[node] as number)),
    degrees: Uint32Array.from(nodes, (node) => table.degrees[node] as number),
    kinds: Uint8Array.from(edges, (edge) => projection.kind(edge)),
    from: Uint32Array.from(edges, (edge) => placeOf.get(projection.source(edge)) as number),
    to: Uint32Array.from(edges, (edge) => placeOf.get(projection.target(edge)) as number),
    weights: Uint32Array.from(edges, (edge) => projection.weight(edge)),
    relationSources: Uint32Array.from(edges, (edge) =>
      sourceSets.place(projection.sourceSet(edge)),
    ),
    periodCounts,
    days: Int32Array.from(days),
    tagSets: tagSets.sets,
    sourceSets: sourceSets.sets,
    totals,
    cut,
  };
}

/** One text for all: a text of its own for each would be made twice, here and where it arrives. */
function idsInARow(
  rows: readonly number[],
  write: (row: number, buffer: Buffer, at: number) => void,
): string {
  const buffer = Buffer.allocUnsafe(rows.length * UUID_LENGTH);
  rows.forEach((row, place) => write(row, buffer, place * UUID_LENGTH));
  return buffer.toString('latin1');
}

export function unpackExpansion(packed: PackedExpansion): ExpandAnswer {
  const { entityIds, records, relationIds, totals, cut } = packed;
  const entities = packed.labels.map((label, place): EntitySummary => ({
    id: entityIds.slice(place * UUID_LENGTH, (place + 1) * UUID_LENGTH),
    record: records.slice(place * UUID_LENGTH, (place + 1) * UUID_LENGTH),
    type: packed.typeNames[packed.types[place] as number] as string,
    label,
    tags: packed.tagSets[packed.tags[place] as number] as readonly string[],
    sources: packed.sourceSets[packed.sources[place] as number] as readonly string[],
    degree: packed.degrees[place] as number,
  }));
  const idOf = (place: number): string => (entities[place] as EntitySummary).id;
  let at = 0;
  const day = (): number | null => {
    const value = packed.days[at++] as number;
    return value === OPEN ? null : value;
  };
  const relations: RelationSummary[] = [];
  for (let place = 0; place < packed.periodCounts.length; place++) {
    const periods: Period[] = [];
    for (let i = packed.periodCounts[place] as number; i > 0; i--)
      periods.push({ from: day(), to: day() });
    relations.push({
      id: relationIds.slice(place * UUID_LENGTH, (place + 1) * UUID_LENGTH),
      kind: packed.kindNames[packed.kinds[place] as number] as string,
      source: idOf(packed.from[place] as number),
      target: idOf(packed.to[place] as number),
      periods,
      weight: packed.weights[place] as number,
      sources: packed.sourceSets[packed.relationSources[place] as number] as readonly string[],
    });
  }
  return { entities, relations, totals, cut };
}
