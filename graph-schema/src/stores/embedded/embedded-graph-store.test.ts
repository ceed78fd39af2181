/** The worker behind the embedded graph store: errors cross the thread, a pinned generation is shared, the projection alone finds paths. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  StaleWriterError,
  type Chunk,
  type ViewEntity,
  type ViewRelation,
} from '../../ports/graph-store.ts';
import {
  createEmbeddedGraphStore,
  createProjectionPathFinder,
  type ProjectionHost,
} from './embedded-graph-store.ts';

const id = (group: string, n: number): string =>
  `${group}0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const entity = (n: number): ViewEntity => ({
  id: id('e', n),
  record: id('c', n),
  type: 'Person',
  label: `人${n}`,
  names: [],
  identifiers: [],
  texts: [],
  tags: [],
  sources: ['s'],
  props: { n },
  digest: `${n}`,
});
const relation = (n: number, source: number, target: number): ViewRelation => ({
  id: id('a', n),
  kind: 'family',
  source: id('e', source),
  target: id('e', target),
  periods: [],
  weight: 1,
  sources: ['s'],
  props: {},
  digest: `${n}`,
});
const chunk = (
  revision: number,
  entities: readonly ViewEntity[],
  relations: readonly ViewRelation[] = [],
): Chunk => ({
  revision,
  index: 0,
  last: true,
  removeRelations: [],
  removeEntities: [],
  upsertEntities: entities,
  upsertRelations: relations,
});

const open: ProjectionHost[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

describe('embedded graph store', () => {
  it('answers from its thread, also errors', async () => {
    const store = await createEmbeddedGraphStore();
    open.push(store);
    await store.apply(
      chunk(
        1,
        Array.from({ length: 2_000 }, (_, i) => entity(i)),
        Array.from({ length: 1_999 }, (_, i) => relation(i, i, i + 1)),
      ),
      5,
    );
    expect(await store.cursor()).toEqual({ revision: 1, chunk: 0, complete: true });
    await expect(store.apply(chunk(2, []), 4)).rejects.toBeInstanceOf(StaleWriterError);
    await expect(store.apply(chunk(2, [], [relation(1, 1, 9_999)]), 5)).rejects.toThrow(
      /unknown entity/,
    );
    expect(await store.cursor()).toMatchObject({ revision: 1 });
    for await (const batch of store.streamEntities()) {
      expect(batch[0]).toEqual(entity(0));
      break;
    }
    expect((await store.search({ text: '人1999', limit: 3 })).hits).toMatchObject([
      { id: id('e', 1_999) },
    ]);
  });

  it('shares a generation that later changes leave alone', async () => {
    const store = await createEmbeddedGraphStore();
    open.push(store);
    await store.apply(chunk(1, [entity(1), entity(2)], [relation(1, 1, 2)]), 1);
    const pinned = await store.pin();
    expect(pinned).toMatchObject({
      nodeCount: 2,
      edgeCount: 1,
      kindNames: ['family'],
      typeNames: ['Person'],
    });
    expect(pinned.target.buffer).toBeInstanceOf(SharedArrayBuffer);
    await store.apply(
      { ...chunk(2, [entity(3)], [relation(2, 3, 2)]), removeEntities: [id('e', 1)] },
      1,
    );
    const later = await store.pin();
    expect([...pinned.degrees.slice(0, 2)]).toEqual([1, 1]);
    expect(later.generation).toBeGreaterThan(pinned.generation);
    expect(later.edgeCount).toBe(1);
  });

  it('finds paths on a projection alone', async () => {
    const finder = await createProjectionPathFinder();
    open.push(finder);
    await finder.apply(
      chunk(1, [entity(1), entity(2), entity(3)], [relation(1, 1, 2), relation(2, 2, 3)]),
      1,
    );
    await finder.apply(
      {
        ...chunk(2, [entity(4)], [relation(3, 1, 4), relation(4, 4, 3)]),
        removeRelations: [id('a', 99)],
      },
      1,
    );
    const answer = await finder.paths({
      from: id('e', 1),
      to: id('e', 3),
      maxLength: 4,
      limit: 1,
      mode: 'shortest',
    });
    expect(answer.paths).toEqual([
      {
        nodes: [1, 2, 3].map((n) => id('e', n)),
        relations: [1, 2].map((n) => id('a', n)),
        cost: 2,
      },
    ]);
    expect(answer.more).toBe(true);
    expect(answer.entities.map((e) => e.label)).toEqual(['人1', '人2', '人3']);
    await finder.apply({ ...chunk(3, []), removeEntities: [id('e', 2)] }, 1);
    expect(
      (
        await finder.paths({
          from: id('e', 1),
          to: id('e', 3),
          maxLength: 4,
          limit: 5,
          mode: 'specific',
        })
      ).paths.map((path) => path.nodes[1]),
    ).toEqual([id('e', 4)]);
  });

  it('fails calls under way when it is closed', async () => {
    const store = await createEmbeddedGraphStore();
    await store.prepare();
    await store.close();
    await expect(store.statistics()).rejects.toThrow(/closed/);
    await store.close();
  });
});
