/** What every graph store promises, as cases that each engine must pass with the same answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  StaleWriterError,
  type Chunk,
  type GraphStore,
  type ViewEntity,
  type ViewRelation,
} from '@phecda/graph-schema/ports/graph-store';

/** Ids for people: uuid('e', 1) → e0000000-0000-4000-8000-000000000001. Groups sort by their letter. */
export function uuid(group: string, number: number): string {
  return `${group}0000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
export function entity(number: number, label: string, more: Partial<ViewEntity> = {}): ViewEntity {
  return {
    id: uuid('e', number),
    type: 'Enterprise',
    label,
    names: [],
    identifiers: [],
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
async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}
const ids = (...numbers: number[]): string[] => numbers.map((number) => uuid('e', number));
const edges = (...numbers: number[]): string[] => numbers.map((number) => uuid('a', number));

/** `create` gives a store on an empty engine; the cases clear it between them. */
export function describeGraphStore(name: string, create: () => Promise<GraphStore>): void {
  describe(`graph store: ${name}`, () => {
    let store: GraphStore;
    let token = 1;
    beforeAll(async () => {
      store = await create();
      await store.prepare();
    });
    afterAll(async () => store.close());
    beforeEach(async () => {
      await store.clear(++token);
    });
    const put = (
      entities: readonly ViewEntity[],
      relations: readonly ViewRelation[] = [],
      revision = 1,
    ): Promise<void> =>
      store.apply(chunk(revision, { upsertEntities: entities, upsertRelations: relations }), token);

    describe('chunks and cursor', () => {
      it('starts without a cursor, and prepare can be repeated', async () => {
        await store.prepare();
        expect(await store.cursor()).toBeNull();
        expect(await store.statistics()).toEqual({
          entities: 0,
          relations: 0,
          byType: {},
          byKind: {},
        });
      });

      it('moves the cursor with each chunk', async () => {
        await store.apply(chunk(3, { last: false, upsertEntities: [entity(1, '甲')] }), token);
        expect(await store.cursor()).toEqual({ revision: 3, chunk: 0, complete: false });
        await store.apply(
          chunk(3, {
            index: 1,
            upsertEntities: [entity(2, '乙')],
            upsertRelations: [relation(1, 1, 2)],
          }),
          token,
        );
        expect(await store.cursor()).toEqual({ revision: 3, chunk: 1, complete: true });
        expect(await store.statistics()).toEqual({
          entities: 2,
          relations: 1,
          byType: { Enterprise: 2 },
          byKind: { shareholder: 1 },
        });
      });

      it('does nothing for a chunk at or before the cursor', async () => {
        await put([entity(1, '甲')], [], 5);
        await store.apply(chunk(5, { upsertEntities: [entity(1, '乙')] }), token);
        await store.apply(chunk(4, { upsertEntities: [entity(2, '丙')] }), token);
        await store.apply(chunk(5, { index: 1, upsertEntities: [entity(3, '丁')] }), token);
        expect((await all(store.streamEntities())).map((e) => e.label)).toEqual(['甲']);
        expect(await store.cursor()).toEqual({ revision: 5, chunk: 0, complete: true });
      });

      it('goes on after a break between two chunks', async () => {
        const first = chunk(2, { last: false, upsertEntities: [entity(1, '甲'), entity(2, '乙')] });
        const second = chunk(2, { index: 1, upsertRelations: [relation(1, 1, 2)] });
        await store.apply(first, token);
        const cursor = await store.cursor();
        expect(cursor?.complete).toBe(false);
        for (const again of [first, second]) await store.apply(again, token);
        for (const again of [first, second]) await store.apply(again, token);
        expect(await store.statistics()).toMatchObject({ entities: 2, relations: 1 });
        expect(await store.entities(ids(1))).toMatchObject([{ degree: 1 }]);
      });

      it('refuses a writer that was overtaken', async () => {
        await put([entity(1, '甲')]);
        const stale = token - 1;
        await expect(
          store.apply(chunk(2, { upsertEntities: [entity(2, '乙')] }), stale),
        ).rejects.toBeInstanceOf(StaleWriterError);
        await expect(store.clear(stale)).rejects.toBeInstanceOf(StaleWriterError);
        expect(await store.cursor()).toMatchObject({ revision: 1 });
        expect(await store.statistics()).toMatchObject({ entities: 1 });
        await store.apply(chunk(2, { upsertEntities: [entity(2, '乙')] }), ++token);
        expect(await store.statistics()).toMatchObject({ entities: 2 });
      });

      it('replaces what it knows', async () => {
        await put(
          [entity(1, '旧名', { tags: ['tax-arrears'], props: { a: 1 } }), entity(2, '乙')],
          [relation(1, 1, 2, { periods: [{ from: 1, to: 2 }], props: { share: 5000 } })],
        );
        await put(
          [entity(1, '新名', { type: 'OverseasParty', props: { b: [1, 'x', true] } })],
          [relation(1, 1, 2, { weight: 7, props: { role: '董事' } })],
          2,
        );
        expect(await store.entities(ids(1, 2))).toMatchObject([
          { type: 'OverseasParty', label: '新名', tags: [], degree: 1 },
          { degree: 1 },
        ]);
        expect((await store.search({ text: '旧名', limit: 10 })).total).toBe(0);
        expect((await store.search({ text: '新名', limit: 10 })).total).toBe(1);
        expect(await all(store.streamRelations())).toEqual([
          relation(1, 1, 2, { weight: 7, props: { role: '董事' } }),
        ]);
        expect((await all(store.streamEntities()))[0]?.props).toEqual({ b: [1, 'x', true] });
        expect(await store.statistics()).toEqual({
          entities: 2,
          relations: 1,
          byType: { Enterprise: 1, OverseasParty: 1 },
          byKind: { shareholder: 1 },
        });
      });

      it('removes relations and entities, also unknown ones, and takes them back', async () => {
        await put(
          [entity(1, '甲'), entity(2, '乙'), entity(3, '丙')],
          [relation(1, 1, 2), relation(2, 2, 3)],
        );
        await store.apply(
          chunk(2, {
            removeRelations: [...edges(1), uuid('a', 99)],
            removeEntities: [...ids(1), uuid('e', 99)],
          }),
          token,
        );
        expect(await store.entities(ids(1, 2, 3))).toMatchObject([
          { label: '乙', degree: 1 },
          { label: '丙', degree: 1 },
        ]);
        expect((await store.search({ text: '甲', limit: 10 })).total).toBe(0);
        await put([entity(1, '甲')], [relation(1, 1, 2)], 3);
        expect(await store.statistics()).toMatchObject({ entities: 3, relations: 2 });
        expect((await store.search({ text: '甲', limit: 10 })).hits).toMatchObject([
          { id: uuid('e', 1) },
        ]);
        expect(await store.between(ids(1, 2, 3))).toMatchObject([
          { id: uuid('a', 1) },
          { id: uuid('a', 2) },
        ]);
      });

      it('removes within a chunk before it adds', async () => {
        await put([entity(1, '甲'), entity(2, '乙')], [relation(1, 1, 2)]);
        await store.apply(
          chunk(2, {
            removeRelations: edges(1),
            removeEntities: ids(2),
            upsertEntities: [entity(2, '乙二'), entity(3, '丙')],
            upsertRelations: [relation(1, 2, 3)],
          }),
          token,
        );
        expect(await store.between(ids(1, 2, 3))).toMatchObject([
          { source: uuid('e', 2), target: uuid('e', 3) },
        ]);
      });

      it('forgets everything when cleared, and can be rebuilt', async () => {
        await put([entity(1, '甲'), entity(2, '乙')], [relation(1, 1, 2)], 9);
        await store.clear(token);
        expect(await store.cursor()).toBeNull();
        expect(await store.statistics()).toEqual({
          entities: 0,
          relations: 0,
          byType: {},
          byKind: {},
        });
        expect((await store.search({ text: '甲', limit: 10 })).total).toBe(0);
        await put([entity(1, '甲')], [], 1);
        expect(await store.cursor()).toEqual({ revision: 1, chunk: 0, complete: true });
        expect(await store.entities(ids(1))).toMatchObject([{ degree: 0 }]);
      });
    });

    describe('stream', () => {
      it('gives back everything as it came, ascending by id', async () => {
        const entities = [
          entity(1, '深圳市华鑫进出口有限公司', {
            names: ['Huaxin Trading'],
            identifiers: ['91440300MA5F12345X', '4403161234'],
            tags: ['blacklist', 'tax-arrears'],
            sources: ['cases', 'registry'],
            props: {
              capital: 12_345_678_900,
              roles: ['consignee', 'broker'],
              active: true,
              note: '引号"与\\反斜线',
              list: [1, 'a', false],
            },
            digest: '0123456789abcdef0123456789abcdef',
          }),
          entity(2, '', { type: 'Person' }),
          entity(300, '𬭸 e\u0301 \n tab\t', { type: 'Person', sources: [] }),
        ];
        const relations = [
          relation(1, 1, 2, {
            periods: [
              { from: null, to: 10 },
              { from: 20, to: 30 },
              { from: 40, to: null },
            ],
            weight: 12,
            sources: ['a', 'b'],
            props: { share: 5000 },
            digest: 'ffffffffffffffffffffffffffffffff',
          }),
          relation(2, 2, 1, { kind: 'officer', periods: [{ from: -10_000, to: 2_932_896 }] }),
          relation(3, 1, 1),
          relation(4, 300, 1, { periods: [{ from: null, to: 5 }] }),
        ];
        await put([...entities].reverse(), [...relations].reverse());
        expect(await all(store.streamEntities())).toEqual(entities);
        expect(await all(store.streamRelations())).toEqual(relations);
      });

      it('comes in batches for many rows', async () => {
        const count = 5_000;
        const entities = Array.from({ length: count }, (_, i) =>
          entity((i * 7919) % count, `企业${i}`),
        );
        const relations = Array.from({ length: count }, (_, i) =>
          relation((i * 6007) % count, i, (i + 1) % count),
        );
        await put(entities, relations);
        const seen = (await all(store.streamEntities())).map((e) => e.id);
        expect(seen).toEqual([...seen].sort());
        expect(seen.length).toBe(count);
        const seenRelations = (await all(store.streamRelations())).map((r) => r.id);
        expect(seenRelations).toEqual([...seenRelations].sort());
        expect(seenRelations.length).toBe(count);
      });
    });

    describe('search', () => {
      const huaxin = entity(1, '深圳市华鑫进出口有限公司', {
        names: ['Shenzhen Sunrise Trading Co., Ltd.'],
        identifiers: ['91440300MA5F12345X'],
        tags: ['blacklist'],
      });
      const others = [
        entity(2, '广州华鑫物流有限公司', {
          identifiers: ['91440101MA59ABCD1Y'],
          sources: ['cases'],
        }),
        entity(3, '重庆长安远洋', { type: 'OverseasParty' }),
        entity(4, '粤B·12345', { type: 'Vehicle', identifiers: ['粤B12345'] }),
        entity(5, '曾国强', { type: 'Person', identifiers: ['13812345678'] }),
        entity(6, 'Müller Spedition GmbH', { type: 'OverseasParty' }),
      ];
      beforeEach(async () => put([huaxin, ...others], [relation(1, 2, 3)]));
      const find = async (text: string): Promise<string[]> =>
        (await store.search({ text, limit: 10 })).hits.map(
          (hit) => `${Number(hit.id.slice(-3))} ${hit.reason}`,
        );

      it.each([
        ['深圳市华鑫进出口有限公司', ['1 exact']],
        ['深圳', ['1 prefix']],
        ['鑫', ['2 substring', '1 substring']],
        ['華鑫進出口', ['1 substring']],
        ['szshx', ['1 initials']],
        ['szhx', ['1 initials']],
        ['cqca', ['3 initials']],
        ['shenzhenshihuaxin', ['1 pinyin']],
        ['huaxinjinchuk', ['1 pinyin']],
        ['chongqing', ['3 pinyin']],
        ['zengguoqiang', ['5 pinyin']],
        ['91440300ma5f12345x', ['1 identifier']],
        ['91440300', ['1 identifier']],
        ['A59ABCD', ['2 identifier']],
        ['91440300MA5F12354X', ['1 fuzzy']],
        ['粤b1234', ['4 identifier']],
        ['粤B12346', ['4 fuzzy']],
        ['2345', ['4 identifier', '5 identifier', '1 identifier']],
        ['rise', ['1 substring']],
        ['ＳＵＮＲＩＳＥ', ['1 substring']],
        ['sunrsie', ['1 fuzzy']],
        ['traidng', ['1 fuzzy']],
        ['muller', ['6 prefix']],
        ['深圳华鑫', ['1 fuzzy']],
        ['深圳市华新进出口', ['1 fuzzy']],
        ['深圳 进出口', ['1 substring']],
        ['北京', []],
        ['', []],
        ['!?', []],
        ['+-&|(){}[]^"~*?:\\/ AND OR', []],
      ])('%s', async (text, expected) => {
        expect(await find(text)).toEqual(expected);
      });

      it('says what matched', async () => {
        expect((await store.search({ text: 'sunrise', limit: 1 })).hits[0]).toMatchObject({
          id: huaxin.id,
          type: 'Enterprise',
          label: huaxin.label,
          matched: 'Shenzhen Sunrise Trading Co., Ltd.',
          reason: 'substring',
        });
      });

      it('keeps to the scope and counts all matches', async () => {
        await put(
          Array.from({ length: 300 }, (_, i) =>
            entity(100 + i, `华鑫分公司${i}`, { type: i % 2 === 0 ? 'Enterprise' : 'Person' }),
          ),
          [],
          2,
        );
        const answer = await store.search({ text: '华鑫', limit: 20 });
        expect(answer.hits.length).toBe(20);
        expect(answer.total).toBe(302);
        expect((await store.search({ text: '华鑫', limit: 500 })).hits.length).toBe(200);
        expect(
          (await store.search({ text: '华鑫', limit: 5, scope: { types: ['Person'] } })).total,
        ).toBe(150);
        expect(
          (await store.search({ text: '华鑫', limit: 5, scope: { sources: ['cases'] } })).hits,
        ).toMatchObject([{ id: uuid('e', 2) }]);
        expect(
          (await store.search({ text: '华鑫', limit: 5, scope: { tags: ['blacklist', 'other'] } }))
            .hits,
        ).toMatchObject([{ id: uuid('e', 1) }]);
        expect((await store.search({ text: '华鑫', limit: 5, scope: { tags: [] } })).total).toBe(0);
      });

      it('orders equal scores by degree, then id', async () => {
        await put(
          [entity(20, '同名公司'), entity(21, '同名公司'), entity(22, '同名公司')],
          [relation(20, 22, 1), relation(21, 22, 2)],
          2,
        );
        expect(
          (await store.search({ text: '同名公司', limit: 5 })).hits.map((hit) => hit.id),
        ).toEqual(ids(22, 20, 21));
      });
    });

    describe('entities, counts and relations between', () => {
      beforeEach(async () =>
        put(
          [
            entity(1, '甲', { tags: ['blacklist'] }),
            entity(2, '乙'),
            entity(3, '丙', { type: 'Person' }),
            entity(4, '丁', { type: 'Person', tags: ['watch-focus'] }),
          ],
          [
            relation(1, 1, 2, { weight: 3, periods: [{ from: 10, to: 20 }] }),
            relation(2, 3, 1, { kind: 'officer', sources: ['cases'] }),
            relation(3, 4, 1, { kind: 'officer' }),
            relation(4, 1, 1, { kind: 'possiblySameAs' }),
            relation(5, 2, 1),
            relation(6, 3, 4, { kind: 'family' }),
          ],
        ),
      );

      it('answers known ids in the order asked', async () => {
        expect(await store.entities([...ids(3), uuid('e', 99), 'no id', ...ids(1)])).toEqual([
          {
            id: uuid('e', 3),
            type: 'Person',
            label: '丙',
            tags: [],
            sources: ['registry'],
            degree: 2,
          },
          {
            id: uuid('e', 1),
            type: 'Enterprise',
            label: '甲',
            tags: ['blacklist'],
            sources: ['registry'],
            degree: 5,
          },
        ]);
      });

      it('counts by kind, direction and type; a loop once, as going out', async () => {
        expect(await store.counts(uuid('e', 1))).toEqual([
          { kind: 'officer', direction: 'in', type: 'Person', count: 2 },
          { kind: 'possiblySameAs', direction: 'out', type: 'Enterprise', count: 1 },
          { kind: 'shareholder', direction: 'out', type: 'Enterprise', count: 1 },
          { kind: 'shareholder', direction: 'in', type: 'Enterprise', count: 1 },
        ]);
        expect(
          await store.counts(uuid('e', 1), { types: ['Person'], tags: ['watch-focus'] }),
        ).toEqual([{ kind: 'officer', direction: 'in', type: 'Person', count: 1 }]);
        expect(await store.counts(uuid('e', 1), { sources: ['cases'] })).toEqual([
          { kind: 'officer', direction: 'in', type: 'Person', count: 1 },
        ]);
        expect(await store.counts(uuid('e', 1), { kinds: ['shareholder'], from: 20 })).toEqual([
          { kind: 'shareholder', direction: 'in', type: 'Enterprise', count: 1 },
        ]);
        expect(await store.counts(uuid('e', 99))).toEqual([]);
      });

      it('finds the relations between entities, ascending by id', async () => {
        expect((await store.between([...ids(1, 2, 3), uuid('e', 99)])).map((r) => r.id)).toEqual(
          edges(1, 2, 4, 5),
        );
        expect(
          await store.between(ids(1, 2), { from: 10, to: 11, kinds: ['shareholder'] }),
        ).toEqual([
          {
            id: uuid('a', 1),
            kind: 'shareholder',
            source: uuid('e', 1),
            target: uuid('e', 2),
            periods: [{ from: 10, to: 20 }],
            weight: 3,
            sources: ['registry'],
          },
          {
            id: uuid('a', 5),
            kind: 'shareholder',
            source: uuid('e', 2),
            target: uuid('e', 1),
            periods: [],
            weight: 1,
            sources: ['registry'],
          },
        ]);
        expect(
          (await store.between(ids(1, 2, 3, 4), { types: ['Person'] })).map((r) => r.id),
        ).toEqual(edges(6));
        expect(await store.between([])).toEqual([]);
      });
    });

    describe('valid time', () => {
      beforeEach(async () =>
        put(
          [entity(1, '甲'), ...[2, 3, 4, 5, 6].map((n) => entity(n, `乙${n}`))],
          [
            relation(1, 1, 2),
            relation(2, 1, 3, { periods: [{ from: 100, to: 200 }] }),
            relation(3, 1, 4, { periods: [{ from: null, to: 100 }] }),
            relation(4, 1, 5, { periods: [{ from: 200, to: null }] }),
            relation(5, 1, 6, {
              periods: [
                { from: 0, to: 50 },
                { from: 150, to: 160 },
                { from: 300, to: 310 },
              ],
            }),
          ],
        ),
      );
      it.each([
        [undefined, undefined, [1, 2, 3, 4, 5]],
        [100, 200, [1, 2, 5]],
        [99, 100, [1, 3]],
        [199, 201, [1, 2, 4]],
        [200, undefined, [1, 4, 5]],
        [undefined, 100, [1, 3, 5]],
        [undefined, 0, [1, 3]],
        [50, 150, [1, 2, 3]],
        [160, 300, [1, 2, 4]],
        [310, 311, [1, 4]],
        [-5_000, -4_999, [1, 3]],
      ])('from %s to %s', async (from, to, expected) => {
        const scope = {
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        };
        const answer = await store.expand({
          ids: ids(1),
          depth: 1,
          scope,
          perKindLimit: 10,
          limit: 100,
        });
        expect(answer.relations.map((r) => r.id).sort()).toEqual(edges(...expected));
        expect((await store.between(ids(1, 2, 3, 4, 5, 6), scope)).map((r) => r.id)).toEqual(
          edges(...expected),
        );
        expect(
          (await store.counts(uuid('e', 1), scope)).reduce((sum, count) => sum + count.count, 0),
        ).toBe(expected.length);
      });
    });

    describe('expand', () => {
      // 1 → 2 → 3 → 4 → 5 as a chain of owners; 6 and 7 are officers of 1; 8 is a hub that 1 and 3 lead to, with 20 leaves.
      const leaves = Array.from({ length: 20 }, (_, i) => 100 + i);
      beforeEach(async () =>
        put(
          [
            ...[1, 2, 3, 4, 5].map((n) => entity(n, `企业${n}`)),
            entity(6, '张三', { type: 'Person', tags: ['wanted-person'] }),
            entity(7, '李四', { type: 'Person' }),
            entity(8, '园区', { type: 'Address' }),
            ...leaves.map((n) => entity(n, `叶${n}`)),
          ],
          [
            relation(1, 1, 2),
            relation(2, 2, 3),
            relation(3, 3, 4),
            relation(4, 4, 5),
            relation(5, 6, 1, { kind: 'officer', sources: ['cases'] }),
            relation(6, 7, 1, { kind: 'officer' }),
            relation(7, 1, 8, { kind: 'registeredAt' }),
            relation(8, 3, 8, { kind: 'registeredAt' }),
            ...leaves.map((n) => relation(n, n, 8, { kind: 'registeredAt' })),
          ],
        ),
      );
      const wide = { perKindLimit: 100, limit: 1000 };

      it('shows one hop whole', async () => {
        const answer = await store.expand({ ids: ids(1), depth: 1, ...wide });
        expect(answer.entities[0]?.id).toBe(uuid('e', 1));
        expect(answer.entities.map((e) => e.id).sort()).toEqual(ids(1, 2, 6, 7, 8));
        expect(answer.entities.find((e) => e.id === uuid('e', 6))).toEqual({
          id: uuid('e', 6),
          type: 'Person',
          label: '张三',
          tags: ['wanted-person'],
          sources: ['registry'],
          degree: 1,
        });
        expect(answer.relations.map((r) => r.id).sort()).toEqual(edges(1, 5, 6, 7));
        expect(answer.totals).toEqual([
          { hop: 1, kind: 'officer', type: 'Person', total: 2, shown: 2 },
          { hop: 1, kind: 'registeredAt', type: 'Address', total: 1, shown: 1 },
          { hop: 1, kind: 'shareholder', type: 'Enterprise', total: 1, shown: 1 },
        ]);
        expect(answer.cut).toBeNull();
      });

      it('goes hop by hop, each relation counted once', async () => {
        const answer = await store.expand({ ids: ids(1), depth: 2, ...wide });
        expect(answer.entities.length).toBe(5 + 20 + 1);
        expect(answer.totals.filter((t) => t.hop === 2)).toEqual([
          { hop: 2, kind: 'registeredAt', type: 'Enterprise', total: 21, shown: 21 },
          { hop: 2, kind: 'shareholder', type: 'Enterprise', total: 1, shown: 1 },
        ]);
        expect(new Set(answer.relations.map((r) => r.id)).size).toBe(answer.relations.length);
        const deep = await store.expand({ ids: ids(1), depth: 4, ...wide });
        expect(deep.entities.length).toBe(28);
        expect(deep.relations.length).toBe(28);
        expect(deep.totals.reduce((sum, t) => sum + t.total, 0)).toBe(28);
      });

      it('keeps a direction', async () => {
        expect(
          (await store.expand({ ids: ids(1), depth: 1, direction: 'out', ...wide })).relations
            .map((r) => r.id)
            .sort(),
        ).toEqual(edges(1, 7));
        expect(
          (await store.expand({ ids: ids(1), depth: 1, direction: 'in', ...wide })).relations
            .map((r) => r.id)
            .sort(),
        ).toEqual(edges(5, 6));
        expect(
          (await store.expand({ ids: ids(5), depth: 4, direction: 'in', ...wide })).entities.map(
            (e) => e.id,
          ),
        ).toEqual(ids(5, 4, 3, 2, 1));
      });

      it('keeps to kinds, types, tags and sources', async () => {
        const one = async (scope: object): Promise<string[]> =>
          (await store.expand({ ids: ids(1), depth: 2, scope, ...wide })).relations
            .map((r) => r.id)
            .sort();
        expect(await one({ kinds: ['shareholder'] })).toEqual(edges(1, 2));
        expect(await one({ kinds: [] })).toEqual([]);
        expect(await one({ types: ['Person'] })).toEqual(edges(5, 6));
        expect(await one({ tags: ['wanted-person'] })).toEqual(edges(5));
        expect(await one({ sources: ['cases', 'nothing'] })).toEqual(edges(5));
      });

      it('shows the most specific neighbours first when a kind has too many', async () => {
        const answer = await store.expand({ ids: ids(8), depth: 1, perKindLimit: 3, limit: 1000 });
        expect(answer.entities.map((e) => e.id)).toEqual(ids(8, 100, 101, 102));
        expect(answer.totals).toEqual([
          { hop: 1, kind: 'registeredAt', type: 'Enterprise', total: 22, shown: 3 },
        ]);
        expect(answer.cut).toBe('perKindLimit');
        // 3 (degree 3) and 1 (degree 4) come last.
        const most = await store.expand({ ids: ids(8), depth: 1, perKindLimit: 21, limit: 1000 });
        expect(most.entities.map((e) => e.id).slice(-2)).toEqual(ids(119, 3));
      });

      it('stops at the limit of entities and says so', async () => {
        const answer = await store.expand({ ids: ids(1), depth: 2, perKindLimit: 100, limit: 4 });
        // Degrees: 6 and 7 have 1, 2 has 2, 8 has 22.
        expect(answer.entities.map((e) => e.id)).toEqual(ids(1, 6, 7, 2));
        expect(answer.relations.map((r) => r.id)).toEqual(edges(5, 6, 1));
        expect(answer.totals.find((t) => t.kind === 'registeredAt')).toEqual({
          hop: 1,
          kind: 'registeredAt',
          type: 'Address',
          total: 1,
          shown: 0,
        });
        expect(answer.totals.find((t) => t.hop === 2)).toEqual({
          hop: 2,
          kind: 'shareholder',
          type: 'Enterprise',
          total: 1,
          shown: 0,
        });
        expect(answer.cut).toBe('limit');
      });

      it('takes several origins, each relation between them once', async () => {
        const answer = await store.expand({
          ids: [...ids(1, 3, 2), uuid('e', 999), ...ids(1)],
          depth: 1,
          scope: { kinds: ['shareholder'] },
          ...wide,
        });
        expect(answer.entities.map((e) => e.id)).toEqual(ids(1, 3, 2, 4));
        expect(answer.relations.map((r) => r.id).sort()).toEqual(edges(1, 2, 3));
        expect(answer.totals).toEqual([
          { hop: 1, kind: 'shareholder', type: 'Enterprise', total: 3, shown: 3 },
        ]);
        expect(await store.expand({ ids: [uuid('e', 999)], depth: 1, ...wide })).toEqual({
          entities: [],
          relations: [],
          totals: [],
          cut: null,
        });
      });

      it('shows loops and parallel relations', async () => {
        await put([], [relation(50, 5, 5), relation(51, 4, 5), relation(52, 5, 4)], 2);
        const answer = await store.expand({ ids: ids(5), depth: 1, ...wide });
        expect(answer.relations.map((r) => r.id).sort()).toEqual(edges(4, 50, 51, 52));
        expect(answer.totals).toEqual([
          { hop: 1, kind: 'shareholder', type: 'Enterprise', total: 4, shown: 4 },
        ]);
        expect(answer.entities.find((e) => e.id === uuid('e', 5))?.degree).toBe(4);
      });
    });
  });
}
