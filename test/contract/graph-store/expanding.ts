/** Contract of the graph store: expand. */
import { beforeEach, describe, expect, it } from 'vitest';
import { uuid, entity, relation, ids, edges, type Subject } from './subject.ts';

export function describeExpanding(subject: Subject): void {
  describe('expand', () => {
    // 1 → 2 → 3 → 4 → 5 as a chain of owners; 6 and 7 are officers of 1; 8 is a hub that 1 and 3 lead to, with 20 leaves.
    const leaves = Array.from({ length: 20 }, (_, i) => 100 + i);
    beforeEach(async () =>
      subject.put(
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
      const answer = await subject.store.expand({ ids: ids(1), depth: 1, ...wide });
      expect(answer.entities[0]?.id).toBe(uuid('e', 1));
      expect(answer.entities.map((e) => e.id).sort()).toEqual(ids(1, 2, 6, 7, 8));
      expect(answer.entities.find((e) => e.id === uuid('e', 6))).toEqual({
        id: uuid('e', 6),
        record: uuid('c', 6),
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
      const answer = await subject.store.expand({ ids: ids(1), depth: 2, ...wide });
      expect(answer.entities.length).toBe(5 + 20 + 1);
      expect(answer.totals.filter((t) => t.hop === 2)).toEqual([
        { hop: 2, kind: 'registeredAt', type: 'Enterprise', total: 21, shown: 21 },
        { hop: 2, kind: 'shareholder', type: 'Enterprise', total: 1, shown: 1 },
      ]);
      expect(new Set(answer.relations.map((r) => r.id)).size).toBe(answer.relations.length);
      const deep = await subject.store.expand({ ids: ids(1), depth: 4, ...wide });
      expect(deep.entities.length).toBe(28);
      expect(deep.relations.length).toBe(28);
      expect(deep.totals.reduce((sum, t) => sum + t.total, 0)).toBe(28);
    });

    it('keeps a direction', async () => {
      expect(
        (await subject.store.expand({ ids: ids(1), depth: 1, direction: 'out', ...wide })).relations
          .map((r) => r.id)
          .sort(),
      ).toEqual(edges(1, 7));
      expect(
        (await subject.store.expand({ ids: ids(1), depth: 1, direction: 'in', ...wide })).relations
          .map((r) => r.id)
          .sort(),
      ).toEqual(edges(5, 6));
      expect(
        (
          await subject.store.expand({ ids: ids(5), depth: 4, direction: 'in', ...wide })
        ).entities.map((e) => e.id),
      ).toEqual(ids(5, 4, 3, 2, 1));
    });

    it('keeps to kinds, types, tags and sources', async () => {
      const one = async (scope: object): Promise<string[]> =>
        (await subject.store.expand({ ids: ids(1), depth: 2, scope, ...wide })).relations
          .map((r) => r.id)
          .sort();
      expect(await one({ kinds: ['shareholder'] })).toEqual(edges(1, 2));
      expect(await one({ kinds: [] })).toEqual([]);
      expect(await one({ types: ['Person'] })).toEqual(edges(5, 6));
      expect(await one({ tags: ['wanted-person'] })).toEqual(edges(5));
      expect(await one({ sources: ['cases', 'nothing'] })).toEqual(edges(5));
    });

    it('shows the most specific neighbours first when a kind has too many', async () => {
      const answer = await subject.store.expand({
        ids: ids(8),
        depth: 1,
        perKindLimit: 3,
        limit: 1000,
      });
      expect(answer.entities.map((e) => e.id)).toEqual(ids(8, 100, 101, 102));
      expect(answer.totals).toEqual([
        { hop: 1, kind: 'registeredAt', type: 'Enterprise', total: 22, shown: 3 },
      ]);
      expect(answer.cut).toBe('perKindLimit');
      // 3 (degree 3) and 1 (degree 4) come last.
      const most = await subject.store.expand({
        ids: ids(8),
        depth: 1,
        perKindLimit: 21,
        limit: 1000,
      });
      expect(most.entities.map((e) => e.id).slice(-2)).toEqual(ids(119, 3));
    });

    it('stops at the limit of entities and says so', async () => {
      const answer = await subject.store.expand({
        ids: ids(1),
        depth: 2,
        perKindLimit: 100,
        limit: 4,
      });
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
      const answer = await subject.store.expand({
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
      expect(await subject.store.expand({ ids: [uuid('e', 999)], depth: 1, ...wide })).toEqual({
        entities: [],
        relations: [],
        totals: [],
        cut: null,
      });
    });

    it('shows loops and parallel relations', async () => {
      await subject.put([], [relation(50, 5, 5), relation(51, 4, 5), relation(52, 5, 4)], 2);
      const answer = await subject.store.expand({ ids: ids(5), depth: 1, ...wide });
      expect(answer.relations.map((r) => r.id).sort()).toEqual(edges(4, 50, 51, 52));
      expect(answer.totals).toEqual([
        { hop: 1, kind: 'shareholder', type: 'Enterprise', total: 4, shown: 4 },
      ]);
      expect(answer.entities.find((e) => e.id === uuid('e', 5))?.degree).toBe(4);
    });
  });
}
