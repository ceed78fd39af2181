/** Contract of the graph store: stream. */
import { describe, expect, it } from 'vitest';
import { entity, relation, all, type Subject } from './subject.ts';

export function describeStreaming(subject: Subject): void {
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
      await subject.put([...entities].reverse(), [...relations].reverse());
      expect(await all(subject.store.streamEntities())).toEqual(entities);
      expect(await all(subject.store.streamRelations())).toEqual(relations);
    });

    it('comes in batches for many rows', async () => {
      const count = 5_000;
      const entities = Array.from({ length: count }, (_, i) =>
        entity((i * 7919) % count, `企业${i}`),
      );
      const relations = Array.from({ length: count }, (_, i) =>
        relation((i * 6007) % count, i, (i + 1) % count),
      );
      await subject.put(entities, relations);
      const seen = (await all(subject.store.streamEntities())).map((e) => e.id);
      expect(seen).toEqual([...seen].sort());
      expect(seen.length).toBe(count);
      const seenRelations = (await all(subject.store.streamRelations())).map((r) => r.id);
      expect(seenRelations).toEqual([...seenRelations].sort());
      expect(seenRelations.length).toBe(count);
    });
  });
}
