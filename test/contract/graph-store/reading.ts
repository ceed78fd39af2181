/** Contract of the graph store: entities, counts and relations between. */
import { beforeEach, describe, expect, it } from 'vitest';
import { uuid, entity, relation, ids, edges, type Subject } from './subject.ts';

export function describeReading(subject: Subject): void {
  describe('entities, counts and relations between', () => {
    beforeEach(async () =>
      subject.put(
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
      expect(await subject.store.entities([...ids(3), uuid('e', 99), 'no id', ...ids(1)])).toEqual([
        {
          id: uuid('e', 3),
          record: uuid('c', 3),
          type: 'Person',
          label: '丙',
          tags: [],
          sources: ['registry'],
          degree: 2,
        },
        {
          id: uuid('e', 1),
          record: uuid('c', 1),
          type: 'Enterprise',
          label: '甲',
          tags: ['blacklist'],
          sources: ['registry'],
          degree: 5,
        },
      ]);
    });

    it('counts by kind, direction and type; a loop once, as going out', async () => {
      expect(await subject.store.counts(uuid('e', 1))).toEqual([
        { kind: 'officer', direction: 'in', type: 'Person', count: 2 },
        { kind: 'possiblySameAs', direction: 'out', type: 'Enterprise', count: 1 },
        { kind: 'shareholder', direction: 'out', type: 'Enterprise', count: 1 },
        { kind: 'shareholder', direction: 'in', type: 'Enterprise', count: 1 },
      ]);
      expect(
        await subject.store.counts(uuid('e', 1), { types: ['Person'], tags: ['watch-focus'] }),
      ).toEqual([{ kind: 'officer', direction: 'in', type: 'Person', count: 1 }]);
      expect(await subject.store.counts(uuid('e', 1), { sources: ['cases'] })).toEqual([
        { kind: 'officer', direction: 'in', type: 'Person', count: 1 },
      ]);
      expect(
        await subject.store.counts(uuid('e', 1), { kinds: ['shareholder'], from: 20 }),
      ).toEqual([{ kind: 'shareholder', direction: 'in', type: 'Enterprise', count: 1 }]);
      expect(await subject.store.counts(uuid('e', 99))).toEqual([]);
    });

    it('finds the relations between entities, ascending by id', async () => {
      expect(
        (await subject.store.between([...ids(1, 2, 3), uuid('e', 99)])).map((r) => r.id),
      ).toEqual(edges(1, 2, 4, 5));
      expect(
        await subject.store.between(ids(1, 2), { from: 10, to: 11, kinds: ['shareholder'] }),
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
        (await subject.store.between(ids(1, 2, 3, 4), { types: ['Person'] })).map((r) => r.id),
      ).toEqual(edges(6));
      expect(await subject.store.between([])).toEqual([]);
    });
  });
}
