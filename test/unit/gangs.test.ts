/** What a run of gang analysis promises beyond finding planted gangs: scopes, doubts, the weak link, equal answers, refusals, its thread. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Period } from '@phecda/graph-schema/ports/graph-store';
import { Projection, type PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { DomainError } from '@phecda/server/domain-error';
import { estimateGangMemory } from '@phecda/server/analysis/questions/gangs/memory-estimate';
import { gangs } from '@phecda/server/analysis/questions/gangs/question';
import { runQuestion, type RunProgress } from '@phecda/server/analysis/run-question';
import { customsWorld } from '../support/customs-world.ts';
import { f1, membersOf, plainColumns, runGangs, tagLevels } from '../support/run-gangs.ts';

const world = customsWorld({
  seed: 5,
  enterprises: 500,
  gangs: 6,
  shells: [5, 9],
  shared: 0.8,
  tagged: [0.3, 0.05],
});
const gang = world.gangs[0]!;
const oneOf = (type: string): string => [...gang].find((id) => world.typeOf.get(id) === type)!;

const idOf = (name: string): string => {
  const hex = createHash('md5').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
};

/** `kind source target`, where the first letter names the type. */
function graphOf(
  relations: readonly string[],
  tags: Readonly<Record<string, string>> = {},
  periods: Readonly<Record<string, readonly Period[]>> = {},
): PinnedProjection {
  const types: Record<string, string> = {
    e: 'Enterprise',
    p: 'Person',
    t: 'Phone',
    a: 'Address',
    d: 'Device',
    o: 'Port',
    h: 'HSCode',
  };
  const projection = new Projection();
  const rows = relations.map((text) => text.split(' ') as [string, string, string]);
  for (const name of new Set(rows.flatMap(([, source, target]) => [source, target])))
    projection.upsertEntity({
      id: idOf(name),
      type: types[name[0]!]!,
      tags: tags[name] ?? '',
      sources: ['test'],
    });
  for (const [kind, source, target] of rows)
    projection.upsertRelation({
      id: idOf(`${kind} ${source} ${target}`),
      kind,
      source: idOf(source),
      target: idOf(target),
      periods: periods[`${kind} ${source} ${target}`] ?? [],
      weight: 1,
      sources: ['test'],
    });
  for (const _ of projection.compact());
  return projection.pin();
}

/** Four enterprises of two fronts that share phone, address and device. */
const crew = (n: number): string[] =>
  [0, 1, 2, 3].flatMap((i) => [
    `legalRepresentative p${n}${i % 2} e${n}${i}`,
    `hasPhone e${n}${i} t${n}`,
    `registeredAt e${n}${i} a${n}`,
    `hasDevice e${n}${i} d${n}`,
  ]);

describe('gang analysis', () => {
  it('gives the same answer for the same seed', async () => {
    const [a, b] = [await runGangs(world.pinned), await runGangs(world.pinned)];
    expect(b).toEqual(a);
  });

  it('finds the gang around one of its members, and among the entities of a canvas', async () => {
    const around = await runGangs(world.pinned, {
      scope: { kind: 'neighbourhood', entity: oneOf('Enterprise'), hops: 2 },
    });
    expect(f1(membersOf(around.groups[0]!), gang)).toBeGreaterThan(0.85);
    expect(around.actors).toBeLessThan(gang.size * 4);
    const canvas = await runGangs(world.pinned, { scope: { kind: 'entities', ids: [...gang] } });
    expect(canvas.groups).toHaveLength(1);
    expect([...membersOf(canvas.groups[0]!)].filter((id) => !gang.has(id))).toEqual([]);
  });

  it('refuses an entity that the graph does not hold', async () => {
    const scope = { kind: 'neighbourhood' as const, entity: idOf('nobody'), hops: 1 };
    await expect(runGangs(world.pinned, { scope })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('names the one phone that holds two crews together, with both halves', async () => {
    const pinned = graphOf([
      ...crew(1),
      ...crew(2),
      ...['e10', 'e11', 'e20', 'e21'].map((enterprise) => `hasPhone ${enterprise} t0`),
    ]);
    // At a very low resolution both crews are one group.
    const { groups } = await runGangs(pinned, { resolutions: [0.0001, 0.0002] });
    expect(groups).toHaveLength(1);
    const link = groups[0]!.weakLink;
    expect(link).toMatchObject({ kind: 'shared', entity: { id: idOf('t0'), type: 'Phone' } });
    expect(link?.relations.sort()).toEqual(
      ['e10', 'e11', 'e20', 'e21'].map((enterprise) => idOf(`hasPhone ${enterprise} t0`)).sort(),
    );
    const side = (n: number): string[] =>
      [`e${n}0`, `e${n}1`, `e${n}2`, `e${n}3`, `p${n}0`, `p${n}1`].map(idOf).sort();
    expect(link?.sides.map((ids) => [...ids].sort()).sort()).toEqual([side(1), side(2)].sort());
  });

  it('takes the halves apart where the fact that holds them together was judged to tie nobody', async () => {
    const phone = [
      ...crew(1),
      ...crew(2),
      ...['e10', 'e11', 'e20', 'e21'].map((enterprise) => `hasPhone ${enterprise} t0`),
    ];
    const low = { resolutions: [0.0001, 0.0002] };
    const halves = async (
      relations: readonly string[],
      kind: string,
      ...fact: string[]
    ): Promise<void> => {
      const pinned = graphOf(relations);
      const together = await runGangs(pinned, low);
      expect(together.groups).toHaveLength(1);
      expect(together.groups[0]?.weakLink?.kind).toBe(kind);
      expect([...(together.groups[0]?.weakLink?.fact ?? [])].sort()).toEqual(fact.map(idOf).sort());
      const apart = await runGangs(pinned, { ...low, leftOut: [fact.map(idOf)] });
      expect(apart.groups).toHaveLength(2);
      for (const group of apart.groups) expect(group.weakLink).toBeNull();
    };
    await halves(phone, 'shared', 't0');
    await halves(
      [...crew(1), ...crew(2), 'shareholder e10 e20', 'officer e20 e10'],
      'relation',
      'e10',
      'e20',
    );
    await halves(
      [...crew(1), ...crew(2), ...['e10', 'e11', 'e20', 'e21'].map((e) => `officer p0 ${e}`)],
      'member',
      'p0',
    );
    // What the graph no longer holds is left out of nothing.
    const gone = await runGangs(graphOf(phone), { ...low, leftOut: [[idOf('nobody')]] });
    expect(gone.groups).toHaveLength(1);
  });

  it('doubts whom one phone alone ties to the rest, and does not count it', async () => {
    const pinned = graphOf([...crew(1), 'hasPhone e1x t1', 'legalRepresentative p1x e1x']);
    const [group] = (await runGangs(pinned)).groups;
    const stranger = group?.members.find(({ id }) => id === idOf('e1x'));
    expect(stranger).toMatchObject({ role: 'doubtful', doubt: 'oneThing' });
    expect(group?.enterprises).toBe(4);
  });

  it('does not list a business park: one address holds all of it', async () => {
    const park = Array.from({ length: 5 }, (_, i) => [
      `registeredAt e${i} a`,
      `legalRepresentative p${i} e${i}`,
    ]).flat();
    const { groups, left } = await runGangs(graphOf(park));
    expect(groups).toEqual([]);
    expect(left.weakEvidence).toBe(1);
  });

  it('leaves ports, HS codes and brokers out: they bring nobody closer', async () => {
    const both = [...crew(1), ...crew(2)];
    const everywhere = [0, 1, 2, 3].flatMap((i) =>
      [1, 2].flatMap((n) => [
        `filesAt e${n}${i} o`,
        `dealsIn e${n}${i} h`,
        `declaresFor ebroker e${n}${i}`,
      ]),
    );
    const [with_, without] = [
      await runGangs(graphOf([...both, ...everywhere])),
      await runGangs(graphOf(both)),
    ];
    expect(with_.groups.map(({ key }) => key).sort()).toEqual(
      without.groups.map(({ key }) => key).sort(),
    );
    expect(with_.groups).toHaveLength(2);
    expect(with_.ties).toBe(without.ties);
  });

  it('names the hubs that it left out, and leaves out kinds without weight and relations of other days', async () => {
    const shared = Array.from({ length: 6 }, (_, i) => `hasPhone e1x${i} t1`);
    const { hubs, groups } = await runGangs(graphOf([...crew(1), ...shared]), { maxSharers: 8 });
    expect(hubs).toMatchObject([
      { type: 'Phone', count: 1, sharers: 10, largest: { id: idOf('t1') } },
    ]);
    expect(groups[0]?.ties.map(({ thing }) => thing?.id)).not.toContain(idOf('t1'));
    const weights = { hasPhone: 0, registeredAt: 0, hasDevice: 0 };
    expect((await runGangs(graphOf(crew(1)), { weights })).ties).toBe(4);
    const dated = graphOf(crew(1), {}, { 'hasPhone e10 t1': [{ from: 100, to: 200 }] });
    const sharersOn = async (from: string): Promise<number | undefined> =>
      (await runGangs(dated, { from })).groups[0]?.ties.find(
        ({ thing }) => thing?.id === idOf('t1'),
      )?.sharers;
    expect([await sharersOn('1970-04-01'), await sharersOn('1971-01-01')]).toEqual([4, 3]);
  });

  it('says what ties a group, what closes in a ring, and ranks tags first', async () => {
    const pinned = graphOf(
      [...crew(1), 'shareholder e10 e11', 'shareholder e11 e12', 'shareholder e12 e10', ...crew(2)],
      { e20: 'filed-smuggling-case' },
    );
    const { groups } = await runGangs(pinned);
    expect(groups.map(({ tags }) => tags)).toEqual([
      [{ tag: 'filed-smuggling-case', level: 5, members: 1 }],
      [],
    ]);
    expect(groups[1]?.loops.rings).toHaveLength(1);
    expect(new Set(groups[1]?.loops.rings[0])).toEqual(new Set(['e10', 'e11', 'e12'].map(idOf)));
    const phone = groups[0]?.ties.find(({ thing }) => thing?.id === idOf('t2'));
    expect(phone).toMatchObject({ kind: 'shared', kinds: ['hasPhone'], sharers: 4 });
    expect(phone?.members.length).toBe(4);
    const screened = await runGangs(pinned, { tags: ['filed-smuggling-case'] });
    expect(screened.groups.map(({ key }) => key)).toEqual([groups[0]?.key]);
    expect(screened.left.otherTags).toBe(1);
  });

  it('refuses a run that would not fit, with the figure', async () => {
    await expect(runGangs(world.pinned, {}, 1 << 20)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      params: { limitMb: 1, neededMb: expect.any(Number) as number },
    });
  });
});

describe('a run in its own thread', () => {
  const request = {
    question: 'gangs' as const,
    parameters: {},
    projection: world.pinned,
    revision: 7,
    tagLevels,
    columns: plainColumns,
  };

  it('answers as in this one, with progress that never goes back', async () => {
    const told: RunProgress[] = [];
    const answer = await runQuestion({ ...request, onProgress: (progress) => told.push(progress) });
    expect(answer).toEqual({ ...(await runGangs(world.pinned)), revision: 7 });
    const shares = told.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(new Set(told.map(({ step }) => step)).size).toBeGreaterThanOrEqual(4);
  });

  it('answers the same however many threads share its runs, and takes them with it when it is stopped', async () => {
    // So many runs that threads are worth their start.
    const many = {
      ...request,
      parameters: {
        seeds: 8,
        resolutions: Array.from({ length: 16 }, (_, i) => 0.0005 * 1.5 ** i),
      },
    };
    const threads = (): number => readdirSync('/proc/self/task').length;
    const before = threads();
    const most = { value: 0 };
    const watched = {
      onProgress: () => {
        most.value = Math.max(most.value, threads() - before);
      },
    };
    const one = await runQuestion({ ...many, ...watched });
    const alone = most.value;
    const three = await runQuestion({ ...many, ...watched, workers: 3 });
    expect(JSON.stringify(three)).toBe(JSON.stringify(one));
    expect(most.value).toBeGreaterThanOrEqual(alone + 3);
    const stop = new AbortController();
    const run = runQuestion({
      ...many,
      workers: 3,
      signal: stop.signal,
      onProgress: ({ step, share }) => {
        if (step === 'sweep' && share > 0.12) stop.abort(new Error('stopped'));
      },
    });
    await expect(run).rejects.toThrow('stopped');
    expect(threads()).toBeLessThanOrEqual(before);
  });

  it('takes fewer threads where more would not fit, before it refuses', async () => {
    const alone = estimateGangMemory(world.pinned, gangs.parameters.parse({}));
    expect(estimateGangMemory(world.pinned, gangs.parameters.parse({}), 4)).toBeGreaterThan(
      alone + (64 << 20),
    );
    const answer = await runQuestion({ ...request, workers: 4, memoryLimit: alone + (1 << 20) });
    expect(answer.groups.length).toBeGreaterThan(0);
  });

  it('ends when it is stopped, with the reason', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped by the analyst');
    const run = runQuestion({
      ...request,
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(run).rejects.toBe(reason);
  });

  it('says which parameters are wrong, and what columns could not be read', async () => {
    const wrong = runQuestion({ ...request, parameters: { seeds: 99, colour: 'red' } });
    await expect(wrong).rejects.toBeInstanceOf(DomainError);
    await expect(wrong).rejects.toMatchObject({ code: 'BAD_INPUT', params: { count: 2 } });
    const columns = { ...plainColumns, entities: () => Promise.reject(new Error('no database')) };
    await expect(runQuestion({ ...request, columns })).rejects.toThrow('no database');
    await expect(runQuestion({ ...request, memoryLimit: 64 << 20 })).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
  });
});
