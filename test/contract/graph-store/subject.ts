/** Rows for contract cases, and the store that a case runs on. */
import type {
  Chunk,
  GraphStore,
  ViewEntity,
  ViewRelation,
} from '@phecda/graph-schema/ports/graph-store';

/** The store under test, empty at the start of each case, and the token of its present writer. */
export interface Subject {
  readonly store: GraphStore;
  token: number;
  put(
    entities: readonly ViewEntity[],
    relations?: readonly ViewRelation[],
    revision?: number,
  ): Promise<void>;
}

/** Ids for people: uuid('e', 1) → e0000000-0000-4000-8000-000000000001. Groups sort by their letter. */
export function uuid(group: string, number: number): string {
  return `${group}0000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
export function entity(number: number, label: string, more: Partial<ViewEntity> = {}): ViewEntity {
  return {
    id: uuid('e', number),
    record: uuid('c', number),
    type: 'Enterprise',
    label,
    names: [],
    identifiers: [],
    texts: [],
    tags: [],
    sources: ['registry'],
    props: {},
    digest: `d${number}`,
    ...more,
  };
}
export function relation(
  number: number,
  source: number,
  target: number,
  more: Partial<ViewRelation> = {},
): ViewRelation {
  return {
    id: uuid('a', number),
    kind: 'shareholder',
    source: uuid('e', source),
    target: uuid('e', target),
    periods: [],
    weight: 1,
    sources: ['registry'],
    props: {},
    digest: `r${number}`,
    ...more,
  };
}
export function chunk(revision: number, more: Partial<Chunk> = {}): Chunk {
  return {
    revision,
    index: 0,
    last: true,
    removeRelations: [],
    removeEntities: [],
    upsertEntities: [],
    upsertRelations: [],
    ...more,
  };
}
export async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}
export const ids = (...numbers: number[]): string[] => numbers.map((number) => uuid('e', number));
export const edges = (...numbers: number[]): string[] => numbers.map((number) => uuid('a', number));
