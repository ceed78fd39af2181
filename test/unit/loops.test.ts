/** Closed loops in planted districts and beside brute force: every ring of shares and every round trip under one hand, none where an edge is missing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { DomainError } from '@phecda/server/domain-error';
import { loops } from '@phecda/server/analysis/questions/loops/question';
import type { Loop, LoopResult } from '@phecda/server/analysis/questions/loops/result';
import { Builder } from '../support/customs-world.ts';
import { plainColumns, tagLevels } from '../support/run-gangs.ts';
import { longRun, times } from '../support/run-length.ts';

function runLoops(
  projection: PinnedProjection,
  parameters: Parameters<typeof loops.parameters.parse>[0] = {},
  columns = plainColumns,
  memoryLimit = 1 << 30,
): Promise<LoopResult> {
  return loops.run(
    {
      projection,
      revision: 1,
      tagLevels,
      columns,
      progress: () => undefined,
      memoryLimit,
      workers: 1,
    },
    loops.parameters.parse(parameters),
  );
}

const membersOf = ({ members }: Loop): string[] => members.map(({ id }) => id);
const setOf = (ids: readonly string[]): string => [...ids].sort().join();

function pinned(world: Builder): PinnedProjection {
  for (const _ of world.projection.compact());
  return world.projection.pin();
}

interface Planted {
  readonly world: PinnedProjection;
  /** Members in order. */
  readonly rings: readonly (readonly string[])[];
  readonly trips: readonly (readonly string[])[];
  /** What lacks one edge. */
  readonly near: readonly (readonly string[])[];
}

/** Honest firms with holdings above them and parties abroad that many share; rings of 2 to 6, round trips owned, and under one person. */
function district(seed: number, enterprises: number): Planted {
  const world = new Builder(seed);
  const parties = world.many(enterprises / 3, 'OverseasParty');
  const holdings = world.many(enterprises / 40, 'Enterprise');
  const owners = world.many(enterprises * 0.8, 'Person');
  const firm = (): string => {
    const enterprise = world.entity('Enterprise', world.chance(0.05) ? ['tax-arrears'] : []);
    world.relate('legalRepresentative', world.pick(owners), enterprise);
    for (const kind of ['importsFrom', 'exportsTo'])
      if (world.chance(0.6)) world.relate(kind, enterprise, world.pickSkewed(parties));
    return enterprise;
  };
  for (let i = 0; i < enterprises; i++) {
    const enterprise = firm();
    world.relate(
      'shareholder',
      world.chance(0.2) ? world.pickSkewed(holdings) : world.pick(owners),
      enterprise,
    );
  }
  const chain = (length: number, closed: boolean): string[] => {
    const members = Array.from({ length }, firm);
    for (let i = 0; i < (closed ? length : length - 1); i++)
      world.relate('shareholder', members[i]!, members[(i + 1) % length]!);
    return members;
  };
  const trip = (by: 'share' | 'person' | 'nobody'): string[] => {
    const [seller, buyer] = [firm(), firm()];
    const party = world.entity('OverseasParty');
    world.relate('exportsTo', seller, party);
    world.relate('importsFrom', buyer, party);
    if (by === 'share') world.relate('shareholder', seller, buyer);
    if (by !== 'person') return [seller, party, buyer];
    const boss = world.entity('Person');
    world.relate('shareholder', boss, seller);
    world.relate('legalRepresentative', boss, buyer);
    return [seller, party, buyer, boss];
  };
  const rings = [2, 3, 4, 5, 6].map((length) => chain(length, true));
  const trips = [trip('share'), trip('person'), trip('share')];
  const near = [chain(3, false), chain(4, false), trip('nobody')];
  return { world: pinned(world), rings, trips, near };
}

describe('closed loops', () => {
  const seeds = longRun ? [1, 2, 3, 4, 5, 6].map((i) => (Date.now() % 1e6) + i) : [21, 22];
  for (const seed of seeds)
    it(`are found whole and near the top in a planted district, and near-rings are none, seed ${seed}`, async () => {
      const { world, rings, trips, near } = district(seed, longRun ? 5_000 : 1_200);
      const { loops: found } = await runLoops(world);
      const rankOf = (members: readonly string[]): number =>
        found.find((loop) => setOf(membersOf(loop)) === setOf(members))?.rank ?? Infinity;
      for (const planted of [...rings, ...trips])
        expect(rankOf(planted)).toBeLessThanOrEqual(2 * (rings.length + trips.length));
      for (const members of near) expect(rankOf(members)).toBe(Infinity);
      for (const loop of found) {
        expect(loop.links).toHaveLength(loop.members.length);
        if (loop.kind === 'shareholding')
          expect(loop.links.every(({ forward, kind }) => forward && kind === 'shareholder')).toBe(
            true,
          );
      }
    });

  it('of shares are those that brute force finds', async () => {
    const shares = fc.uniqueArray(
      fc.tuple(fc.nat(6), fc.nat(6)).filter(([a, b]) => a !== b),
      { selector: (pair) => pair.join(), maxLength: 14 },
    );
    await fc.assert(
      fc.asyncProperty(shares, fc.integer({ min: 2, max: 6 }), async (pairs, maxLength) => {
        const world = new Builder(1);
        const firms = Array.from({ length: 7 }, () => world.entity('Enterprise'));
        for (const [holder, held] of pairs)
          world.relate('shareholder', firms[holder]!, firms[held]!);
        const { loops: found, complete } = await runLoops(pinned(world), { maxLength, limit: 500 });
        const expected = new Set<string>();
        const walk = (path: readonly number[]): void => {
          for (const [holder, held] of pairs) {
            if (holder !== path.at(-1)) continue;
            if (held === path[0]) expected.add(ringName(path.map((at) => firms[at]!)));
            else if (!path.includes(held) && path.length < maxLength) walk([...path, held]);
          }
        };
        firms.forEach((_, at) => walk([at]));
        expect(complete).toBe(true);
        expect(found.map((loop) => ringName(membersOf(loop))).sort()).toEqual([...expected].sort());
      }),
      { numRuns: times(40, 400) },
    );
  });

  it('close over no party abroad and no controller that too many have', async () => {
    const world = new Builder(3);
    const boss = world.entity('Person');
    const party = world.entity('OverseasParty');
    const [seller, buyer, ...others] = Array.from({ length: 12 }, () => world.entity('Enterprise'));
    for (const firm of [seller!, buyer!]) world.relate('legalRepresentative', boss, firm);
    world.relate('exportsTo', seller!, party);
    world.relate('importsFrom', buyer!, party);
    for (const firm of others) world.relate('legalRepresentative', boss, firm);
    const graph = pinned(world);
    const few = await runLoops(graph, { maxSharers: 11, minTightness: 0 });
    expect(few).toMatchObject({ loops: [], hubs: 1 });
    const many = await runLoops(graph, { maxSharers: 12, minTightness: 0 });
    expect(many.loops.map(membersOf)).toEqual([[seller, party, buyer, boss]]);
    expect(many.loops[0]?.links.map(({ forward }) => forward)).toEqual([true, false, false, true]);
    const tight = await runLoops(graph, { minTightness: 0.2 });
    expect(tight).toMatchObject({ loops: [], found: 1, left: { loose: 1 } });
  });

  it('look around one entity, among those of a canvas, past what people have judged, and for tags', async () => {
    const { world, rings, trips } = district(31, 400);
    const [ring, other] = [rings[1]!, rings[2]!];
    const around = await runLoops(world, {
      scope: { kind: 'neighbourhood', entity: ring[0]!, hops: 1 },
    });
    expect(around.loops.map((loop) => setOf(membersOf(loop)))).toContain(setOf(ring));
    expect(around.loops.map((loop) => setOf(membersOf(loop)))).not.toContain(setOf(other));
    const among = await runLoops(world, { scope: { kind: 'entities', ids: [...trips[0]!] } });
    expect(among.loops.map(membersOf)).toEqual([trips[0]]);
    const without = await runLoops(world, { leftOut: [[ring[0]!, ring[1]!], [trips[0]![1]!]] });
    const left = without.loops.map((loop) => setOf(membersOf(loop)));
    expect(left).not.toContain(setOf(ring));
    expect(left).not.toContain(setOf(trips[0]!));
    expect(left).toContain(setOf(other));
    const tagged = await runLoops(world, { tags: ['tax-arrears'] });
    for (const { tags } of tagged.loops)
      expect(tags.map(({ tag }) => tag)).toContain('tax-arrears');
    expect(tagged.left.otherTags + tagged.loops.length).toBeGreaterThan(tagged.loops.length);
  });

  it('rank by goods in common where round trips are equally tight', async () => {
    const { world, trips } = district(41, 200);
    const [plain, same] = [trips[0]!, trips[2]!];
    const { loops: found } = await runLoops(
      world,
      {},
      {
        ...plainColumns,
        trade: (ids) =>
          Promise.resolve(
            ids.map((enterprise) => ({
              enterprise,
              kind: 'goods' as const,
              id: same.includes(enterprise) ? 'meat' : enterprise,
              label: 'goods',
              declarations: 1,
              amount: 1,
            })),
          ),
      },
    );
    const of = (members: readonly string[]): Loop | undefined =>
      found.find((loop) => setOf(membersOf(loop)) === setOf(members));
    expect(of(same)?.goods).toEqual([{ id: 'meat', label: 'goods' }]);
    expect(of(same)?.parts.goods).toBe(1);
    expect(of(plain)?.parts.goods).toBe(0);
    expect(of(same)!.rank).toBeLessThan(of(plain)!.rank);
  });

  it('are refused with the figure where memory would not suffice', async () => {
    const { world } = district(51, 100);
    await expect(runLoops(world, {}, plainColumns, 1 << 20)).rejects.toSatisfy(
      (error) =>
        error instanceof DomainError &&
        error.code === 'TOO_LARGE' &&
        Number(error.params['neededMb']) > 1,
    );
  });
});

/** A ring begins anywhere. */
function ringName(ids: readonly string[]): string {
  const least = ids.indexOf([...ids].sort()[0]!);
  return [...ids.slice(least), ...ids.slice(0, least)].join();
}
