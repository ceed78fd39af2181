/** Contract of the graph store: chunks and cursor. */
import { describe, expect, it } from 'vitest';
import { StaleWriterError } from '@phecda/graph-schema/ports/graph-store';
import { uuid, entity, relation, chunk, all, ids, edges, type Subject } from './subject.ts';

export function describeWriting(subject: Subject): void {
  describe('chunks and cursor', () => {
    it('starts without a cursor, and prepare can be repeated', async () => {
      await subject.store.prepare();
      expect(await subject.store.cursor()).toBeNull();
      expect(await subject.store.statistics()).toEqual({
        entities: 0,
        relations: 0,
        byType: {},
        byKind: {},
      });
    });

    it('moves the cursor with each chunk', async () => {
      await subject.store.apply(
        chunk(3, { last: false, upsertEntities: [entity(1, '甲')] }),
        subject.token,
      );
      expect(await subject.store.cursor()).toEqual({ revision: 3, chunk: 0, complete: false });
      await subject.store.apply(
        chunk(3, {
          index: 1,
          upsertEntities: [entity(2, '乙')],
          upsertRelations: [relation(1, 1, 2)],
        }),
        subject.token,
      );
      expect(await subject.store.cursor()).toEqual({ revision: 3, chunk: 1, complete: true });
      expect(await subject.store.statistics()).toEqual({
        entities: 2,
        relations: 1,
        byType: { Enterprise: 2 },
        byKind: { shareholder: 1 },
      });
    });

    it('does nothing for a chunk at or before the cursor', async () => {
      await subject.put([entity(1, '甲')], [], 5);
      await subject.store.apply(chunk(5, { upsertEntities: [entity(1, '乙')] }), subject.token);
      await subject.store.apply(chunk(4, { upsertEntities: [entity(2, '丙')] }), subject.token);
      await subject.store.apply(
        chunk(5, { index: 1, upsertEntities: [entity(3, '丁')] }),
        subject.token,
      );
      expect((await all(subject.store.streamEntities())).map((e) => e.label)).toEqual(['甲']);
      expect(await subject.store.cursor()).toEqual({ revision: 5, chunk: 0, complete: true });
    });

    it('goes on after a break between two chunks', async () => {
      const first = chunk(2, { last: false, upsertEntities: [entity(1, '甲'), entity(2, '乙')] });
      const second = chunk(2, { index: 1, upsertRelations: [relation(1, 1, 2)] });
      await subject.store.apply(first, subject.token);
      const cursor = await subject.store.cursor();
      expect(cursor?.complete).toBe(false);
      for (const again of [first, second]) await subject.store.apply(again, subject.token);
      for (const again of [first, second]) await subject.store.apply(again, subject.token);
      expect(await subject.store.statistics()).toMatchObject({ entities: 2, relations: 1 });
      expect(await subject.store.entities(ids(1))).toMatchObject([{ degree: 1 }]);
    });

    it('shows on the cursor only what is found, while it writes', async () => {
      const nameAt = (revision: number): string => `第${String.fromCharCode(0x4e00 + revision)}号`;
      const last = 30;
      const writing = (async () => {
        for (let revision = 1; revision <= last; revision++) {
          const others = Array.from({ length: 60 }, (_, i) => entity(2 + i, `乙${revision}`));
          await subject.put([...others, entity(1, nameAt(revision))], [], revision);
        }
      })();
      let seen = 0;
      const missed: string[] = [];
      while (seen < last) {
        const { revision = 0 } = (await subject.store.cursor()) ?? {};
        if (revision === seen) continue;
        seen = revision;
        const { hits } = await subject.store.search({ text: nameAt(revision), limit: 1 });
        if (hits.length > 0) continue;
        const [now] = await subject.store.entities(ids(1));
        if (now?.label === nameAt(revision)) missed.push(nameAt(revision));
      }
      await writing;
      expect(missed).toEqual([]);
    });

    it('refuses a writer that was overtaken', async () => {
      await subject.put([entity(1, '甲')]);
      const stale = subject.token - 1;
      await expect(
        subject.store.apply(chunk(2, { upsertEntities: [entity(2, '乙')] }), stale),
      ).rejects.toBeInstanceOf(StaleWriterError);
      await expect(subject.store.clear(stale)).rejects.toBeInstanceOf(StaleWriterError);
      expect(await subject.store.cursor()).toMatchObject({ revision: 1 });
      expect(await subject.store.statistics()).toMatchObject({ entities: 1 });
      await subject.store.apply(chunk(2, { upsertEntities: [entity(2, '乙')] }), ++subject.token);
      expect(await subject.store.statistics()).toMatchObject({ entities: 2 });
    });

    it('replaces what it knows', async () => {
      await subject.put(
        [entity(1, '旧名', { tags: ['tax-arrears'], props: { a: 1 } }), entity(2, '乙')],
        [relation(1, 1, 2, { periods: [{ from: 1, to: 2 }], props: { share: 5000 } })],
      );
      await subject.put(
        [entity(1, '新名', { type: 'OverseasParty', props: { b: [1, 'x', true] } })],
        [relation(1, 1, 2, { weight: 7, props: { role: '董事' } })],
        2,
      );
      expect(await subject.store.entities(ids(1, 2))).toMatchObject([
        { type: 'OverseasParty', label: '新名', tags: [], degree: 1 },
        { degree: 1 },
      ]);
      expect((await subject.store.search({ text: '旧名', limit: 10 })).total).toBe(0);
      expect((await subject.store.search({ text: '新名', limit: 10 })).total).toBe(1);
      expect(await all(subject.store.streamRelations())).toEqual([
        relation(1, 1, 2, { weight: 7, props: { role: '董事' } }),
      ]);
      expect((await all(subject.store.streamEntities()))[0]?.props).toEqual({ b: [1, 'x', true] });
      expect(await subject.store.statistics()).toEqual({
        entities: 2,
        relations: 1,
        byType: { Enterprise: 1, OverseasParty: 1 },
        byKind: { shareholder: 1 },
      });
    });

    it('removes relations and entities, also unknown ones, and takes them back', async () => {
      await subject.put(
        [entity(1, '甲'), entity(2, '乙'), entity(3, '丙')],
        [relation(1, 1, 2), relation(2, 2, 3)],
      );
      await subject.store.apply(
        chunk(2, {
          removeRelations: [...edges(1), uuid('a', 99)],
          removeEntities: [...ids(1), uuid('e', 99)],
        }),
        subject.token,
      );
      expect(await subject.store.entities(ids(1, 2, 3))).toMatchObject([
        { label: '乙', degree: 1 },
        { label: '丙', degree: 1 },
      ]);
      expect((await subject.store.search({ text: '甲', limit: 10 })).total).toBe(0);
      await subject.put([entity(1, '甲')], [relation(1, 1, 2)], 3);
      expect(await subject.store.statistics()).toMatchObject({ entities: 3, relations: 2 });
      expect((await subject.store.search({ text: '甲', limit: 10 })).hits).toMatchObject([
        { id: uuid('e', 1) },
      ]);
      expect(await subject.store.between(ids(1, 2, 3))).toMatchObject([
        { id: uuid('a', 1) },
        { id: uuid('a', 2) },
      ]);
    });

    it('removes within a chunk before it adds', async () => {
      await subject.put([entity(1, '甲'), entity(2, '乙')], [relation(1, 1, 2)]);
      await subject.store.apply(
        chunk(2, {
          removeRelations: edges(1),
          removeEntities: ids(2),
          upsertEntities: [entity(2, '乙二'), entity(3, '丙')],
          upsertRelations: [relation(1, 2, 3)],
        }),
        subject.token,
      );
      expect(await subject.store.between(ids(1, 2, 3))).toMatchObject([
        { source: uuid('e', 2), target: uuid('e', 3) },
      ]);
    });

    it('forgets everything when cleared, and can be rebuilt', async () => {
      await subject.put([entity(1, '甲'), entity(2, '乙')], [relation(1, 1, 2)], 9);
      await subject.store.clear(subject.token);
      expect(await subject.store.cursor()).toBeNull();
      expect(await subject.store.statistics()).toEqual({
        entities: 0,
        relations: 0,
        byType: {},
        byKind: {},
      });
      expect((await subject.store.search({ text: '甲', limit: 10 })).total).toBe(0);
      await subject.put([entity(1, '甲')], [], 1);
      expect(await subject.store.cursor()).toEqual({ revision: 1, chunk: 0, complete: true });
      expect(await subject.store.entities(ids(1))).toMatchObject([{ degree: 0 }]);
    });
  });
}
