/** Contract of the graph store: valid time. */
import { beforeEach, describe, expect, it } from 'vitest';
import { uuid, entity, relation, ids, edges, type Subject } from './subject.ts';

export function describeValidTime(subject: Subject): void {
  describe('valid time', () => {
    beforeEach(async () =>
      subject.put(
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
      const answer = await subject.store.expand({
        ids: ids(1),
        depth: 1,
        scope,
        perKindLimit: 10,
        limit: 100,
      });
      expect(answer.relations.map((r) => r.id).sort()).toEqual(edges(...expected));
      expect((await subject.store.between(ids(1, 2, 3, 4, 5, 6), scope)).map((r) => r.id)).toEqual(
        edges(...expected),
      );
      expect(
        (await subject.store.counts(uuid('e', 1), scope)).reduce(
          (sum, count) => sum + count.count,
          0,
        ),
      ).toBe(expected.length);
    });
  });
}
