/** Random graphs in both graph stores: every question gets the same answer from both, and what was written comes back the same. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Chunk,
  ExpandQuery,
  GraphStore,
  Period,
  PropertyValue,
  Scope,
  ViewEntity,
  ViewRelation,
} from '@phecda/graph-schema/ports/graph-store';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { times } from '../support/run-length.ts';
import { canRunNeo4j, emptyNeo4j } from '../support/test-servers.ts';
import { uuid } from './graph-store/subject.ts';

const runs = times(2, 40);

const types = ['Enterprise', 'Person', 'Address', 'Phone'];
const kinds = ['shareholder', 'officer', 'registeredAt', 'hasPhone', 'family'];
const datasets = ['registry', 'cases', 'declarations'];
const tagNames = ['blacklist', 'cleared', 'tax-arrears'];
const words = [
  '深圳',
  '华鑫',
  '进出口',
  '有限公司',
  '广州',
  '曾国强',
  '重庆',
  'Sunrise',
  'Trading',
  'Ltd',
  'Müller',
  '華興',
  'Sun',
  '66号',
  '長安',
];
const queries = [
  '深圳',
  '华',
  '华鑫',
  '鑫进',
  'sun',
  'sunrise',
  'trad',
  'tradnig',
  'szhx',
  'shenzhen',
  'zengguo',
  'cq',
  '9144',
  '91440300',
  '44030',
  '66',
  'muller',
  '深圳 有限',
  'gongsi',
  '广州华鑫有限',
  'l',
  '公司',
];

const sets = (of: readonly string[]): fc.Arbitrary<string[]> =>
  fc.subarray([...of]).map((chosen) => chosen.sort());
const scalar = fc.oneof(
  fc.integer({ min: -1000, max: 2 ** 50 }),
  fc.string({ maxLength: 6 }),
  fc.boolean(),
  fc.constant(0.25),
);
const value: fc.Arbitrary<PropertyValue> = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const props = fc.dictionary(
  fc.constantFrom(
    'name',
    'status',
    'type',
    'id',
    'from',
    'weight',
    'capital',
    'roles',
    'label',
    'tokens',
  ),
  value,
  { maxKeys: 4, noNullPrototype: true },
);
const name = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const identifier = fc.constantFrom(
  '91440300MA5F12345X',
  '91440101MA59ABCD1Y',
  '13812345678',
  '粤B12345',
  '4403',
);
/** Disjoint, ascending, open only at the very ends. */
const periods: fc.Arbitrary<Period[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 6 })
  .chain((days) => {
    const sorted = days.sort((a, b) => a - b);
    const pairs: Period[] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2)
      pairs.push({ from: sorted[i] ?? 0, to: sorted[i + 1] ?? 0 });
    return fc.tuple(fc.boolean(), fc.boolean()).map(([openFrom, openTo]) =>
      pairs.map((period, i) => ({
        from: openFrom && i === 0 ? null : period.from,
        to: openTo && i === pairs.length - 1 && !(openFrom && i === 0) ? null : period.to,
      })),
    );
  });

interface World {
  readonly entities: readonly ViewEntity[];
  readonly relations: readonly ViewRelation[];
}
const NODES = 24;
const world: fc.Arbitrary<World> = fc
  .record({
    entities: fc
      .array(
        fc.record({
          type: fc.constantFrom(...types),
          label: name,
          names: fc.array(name, { maxLength: 2 }),
          identifiers: fc.array(identifier, { maxLength: 1 }),
          texts: fc.array(name, { maxLength: 1 }),
          tags: sets(tagNames),
          sources: sets(datasets),
          props,
        }),
        { minLength: 3, maxLength: NODES },
      )
      .map((list) =>
        list.map((entity, i): ViewEntity => ({
          id: uuid('e', i),
          record: uuid('c', i),
          digest: `d${i}`,
          ...entity,
        })),
      ),
    relations: fc
      // Some nodes are met much more often than others.
      .array(
        fc.record({
          a: fc.oneof(fc.nat(2), fc.nat(NODES - 1)),
          b: fc.nat(NODES - 1),
          kind: fc.constantFrom(...kinds),
          periods,
          weight: fc.integer({ min: 1, max: 9 }),
          sources: sets(datasets),
          props,
        }),
        { maxLength: 70 },
      )
      .map((list) =>
        list.map(({ a, b, ...rest }, i): ViewRelation => ({
          id: uuid('a', i),
          digest: `r${i}`,
          source: uuid('e', a),
          target: uuid('e', b),
          ...rest,
        })),
      ),
  })
  .map(({ entities, relations }) => {
    const known = new Set(entities.map((entity) => entity.id));
    return {
      entities,
      relations: relations.filter(({ source, target }) => known.has(source) && known.has(target)),
    };
  });

const scope: fc.Arbitrary<Scope> = fc.record(
  {
    types: sets(types),
    kinds: sets(kinds),
    from: fc.integer({ min: -5, max: 65 }),
    to: fc.integer({ min: -5, max: 65 }),
    sources: sets(datasets),
    tags: sets(tagNames),
  },
  { requiredKeys: [] },
);
/** Questions rarely narrow everything at once. */
const anyScope = fc.oneof(
  { weight: 2, arbitrary: fc.constant({} as Scope) },
  { weight: 1, arbitrary: scope },
  {
    weight: 2,
    arbitrary: scope.map((whole): Scope => Object.fromEntries(Object.entries(whole).slice(0, 1))),
  },
);
const expansion: fc.Arbitrary<ExpandQuery> = fc.record(
  {
    ids: fc.array(
      fc.nat(NODES).map((i) => uuid('e', i)),
      { minLength: 1, maxLength: 4 },
    ),
    depth: fc.integer({ min: 1, max: 4 }),
    direction: fc.constantFrom('out' as const, 'in' as const, 'both' as const),
    scope: anyScope,
    perKindLimit: fc.integer({ min: 1, max: 8 }),
    limit: fc.integer({ min: 1, max: 30 }),
  },
  { requiredKeys: ['ids', 'depth', 'perKindLimit', 'limit'] },
);

async function everything(store: GraphStore): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const batch of store.streamEntities()) rows.push(...batch);
  for await (const batch of store.streamRelations()) rows.push(...batch);
  return rows;
}

describe.skipIf(!canRunNeo4j())('both graph stores answer the same', () => {
  let stores: readonly [GraphStore, GraphStore];
  let token = 1_000;
  beforeAll(async () => {
    stores = [await createEmbeddedGraphStore(), createNeo4jGraphStore(await emptyNeo4j())];
    for (const store of stores) await store.prepare();
  });
  afterAll(() => Promise.all(stores.map((store) => store.close())));

  const same = async <T>(ask: (store: GraphStore) => Promise<T>, about: unknown): Promise<void> => {
    const [embedded, neo4j] = [await ask(stores[0]), await ask(stores[1])];
    expect(neo4j, JSON.stringify(about)).toEqual(embedded);
  };
  const chunkOf = (revision: number, more: Partial<Chunk>): Chunk => ({
    revision,
    index: 0,
    last: true,
    removeRelations: [],
    removeEntities: [],
    upsertEntities: [],
    upsertRelations: [],
    ...more,
  });

  it('for random graphs, also after random changes', { timeout: 600_000 }, async () => {
    const property = fc.asyncProperty(
      world,
      fc.array(expansion, { minLength: 12, maxLength: 12 }),
      fc.array(
        fc.record({
          text: fc.constantFrom(...queries),
          scope: anyScope,
          limit: fc.constantFrom(1, 3, 50),
        }),
        { minLength: 8, maxLength: 8 },
      ),
      fc.array(anyScope, { minLength: 4, maxLength: 4 }),
      fc.record({
        relations: fc.subarray(Array.from({ length: 70 }, (_, i) => i)),
        entities: fc.subarray(
          Array.from({ length: NODES }, (_, i) => i),
          { maxLength: 4 },
        ),
      }),
      async ({ entities, relations }, expansions, searches, scopes, changed) => {
        token++;
        for (const store of stores) {
          await store.clear(token);
          await store.apply(
            chunkOf(1, { upsertEntities: entities, upsertRelations: relations }),
            token,
          );
        }
        const ask = async (): Promise<void> => {
          await same(everything, 'stream');
          await same((store) => store.statistics(), 'statistics');
          for (const query of expansions) await same((store) => store.expand(query), query);
          for (const query of searches) await same((store) => store.search(query), query);
          const ids = entities.map((entity) => entity.id);
          await same((store) => store.entities([...ids].reverse()), 'entities');
          for (const within of scopes) {
            await same((store) => store.between(ids.slice(0, 12), within), within);
            for (const id of ids.slice(0, 3))
              await same((store) => store.counts(id, within), { id, within });
          }
        };
        await ask();
        // Some entities and relations go, some of the others change.
        const gone = new Set(changed.entities.map((i) => uuid('e', i)));
        const removed = changed.relations.map((i) => uuid('a', i));
        const kept = relations.filter(
          (relation) =>
            !removed.includes(relation.id) &&
            !gone.has(relation.source) &&
            !gone.has(relation.target),
        );
        const change = chunkOf(2, {
          removeRelations: removed,
          removeEntities: [...gone],
          upsertEntities: entities
            .filter((entity, i) => i % 3 === 0 && !gone.has(entity.id))
            .map((entity, i) => ({
              ...entity,
              type: i % 2 === 0 ? 'Person' : entity.type,
              label: `${entity.label}新`,
              tags: ['cleared'],
              digest: 'new',
            })),
          upsertRelations: kept
            .filter((_, i) => i % 2 === 0)
            .map((relation) => ({ ...relation, weight: relation.weight + 1, periods: [] })),
        });
        for (const store of stores) await store.apply(change, token);
        await ask();
      },
    );
    await fc.assert(property, { numRuns: runs });
  });
});
