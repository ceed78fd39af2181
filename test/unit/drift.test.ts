/** What a run of drift tracking promises beyond ranking planted shells: what it refuses, hides, marks and replays. */
import { describe, expect, it } from 'vitest';
import { driftWorld } from '../support/drift-world.ts';
import { runDrift } from '../support/run-drift.ts';

const world = driftWorld({ seed: 31, enterprises: 400, gangs: 2, kept: 0.6, shared: 0.8 });
const gang = world.gangs[0]!;
const found = await runDrift(world, gang);
const planted = found.candidates.filter(({ id }) => gang.newShells.has(id));

describe('drift tracking', () => {
  it('gives the same answer for the same gang and day', async () => {
    expect(await runDrift(world, gang)).toEqual(found);
  });

  it('counts bought shells, says why each is new, and never lists a former shell', () => {
    const bought = planted.filter(({ id }) => gang.bought.has(id));
    expect(bought.length).toBe(gang.bought.size);
    for (const { newness, registered } of bought) {
      expect(newness).toContain('linked');
      expect((registered ?? '') < world.day).toBe(true);
    }
    for (const { id, newness } of planted)
      if (!gang.bought.has(id)) expect(newness).toContain('registered');
    const listed = new Set(found.candidates.map(({ id }) => id));
    expect(gang.shells.filter((id) => listed.has(id))).toEqual([]);
  });

  it('proves each with chains that begin in the gang, pass what persists and end at the candidate', () => {
    const persistent = new Set(found.persistent.map(({ id }) => id));
    const inGang = new Set([...gang.shells, ...gang.people, ...persistent]);
    for (const { id, paths } of planted) {
      expect(paths.length).toBeGreaterThan(0);
      for (const { entities, relations } of paths) {
        expect(entities.at(-1)).toBe(id);
        expect(inGang.has(entities[0]!)).toBe(true);
        expect(entities.some((one) => persistent.has(one))).toBe(true);
        expect(relations.length).toBeGreaterThanOrEqual(entities.length - 1);
      }
    }
  });

  it('leaves a hidden member out of chains and restarts, and tells it', async () => {
    const kept = new Set(gang.keptThings);
    const [first] = found.persistent.filter(({ id }) => kept.has(id));
    const without = await runDrift(world, gang, { hidden: [first!.id] });
    expect(without.persistent.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual([
      first!.id,
    ]);
    const named = without.candidates.flatMap(({ paths }) => paths.flatMap((p) => p.entities));
    expect(named).not.toContain(first!.id);
    const scores = (run: typeof found): number[] => run.candidates.map(({ score }) => score);
    expect(scores(without)).not.toEqual(scores(found));
  });

  it('scores nobody when all that persists is hidden', async () => {
    const hidden = found.persistent.map(({ id }) => id);
    expect((await runDrift(world, gang, { hidden })).candidates).toEqual([]);
  });

  it('leaves out what people have judged to tie nobody, as though it were not there, and names nobody for it', async () => {
    const kept = new Set(gang.keptThings);
    const [first] = found.persistent.filter(({ id }) => kept.has(id));
    const without = await runDrift(world, gang, { leftOut: [[first!.id]] });
    expect(without.persistent.map(({ id }) => id)).not.toContain(first!.id);
    const named = without.candidates.flatMap(({ paths }) => paths.flatMap((p) => p.entities));
    expect(named).not.toContain(first!.id);
    // The relation between two alone: both stay, but no chain leads from one to the other.
    const [one, path] = planted.flatMap(({ id, paths }) =>
      paths.filter(({ entities }) => entities.length === 3).map((p) => [id, p] as const),
    )[0]!;
    const thing = path.entities[1]!;
    const apart = await runDrift(world, gang, { leftOut: [[one, thing]] });
    expect(apart.persistent.map(({ id }) => id)).toContain(thing);
    const chains = apart.candidates.flatMap(({ paths }) => paths.map((p) => p.entities.join(' ')));
    expect(chains.some((chain) => chain.endsWith(`${thing} ${one}`))).toBe(false);
    expect(
      found.candidates.flatMap(({ paths }) => paths.map((p) => p.entities.join(' '))),
    ).toContain(path.entities.join(' '));
  });

  it('marks members that came after the day instead of taking them for former shells', async () => {
    const late = [...gang.newShells].find((id) => !gang.bought.has(id))!;
    const again = await runDrift(world, gang, { members: [...gang.shells, ...gang.people, late] });
    expect(again.shells.map(({ id }) => id)).not.toContain(late);
    expect(again.candidates.find(({ id }) => id === late)).toMatchObject({ member: true });
  });

  it('replays no day before the seizure, and what was filed after the day fits what was filed at all', () => {
    for (const { replay, declarations, score } of planted) {
      if (score < found.threshold) continue;
      expect(replay).not.toBeNull();
      expect(replay!.day >= world.day).toBe(true);
      expect(replay!.score).toBeGreaterThanOrEqual(found.threshold);
      expect(replay!.declarations).toBeLessThanOrEqual(declarations);
    }
  });

  it('tells the share of ports month by month, and first declarations elsewhere after the day alone', () => {
    expect(found.firstFilings.length).toBeGreaterThan(0);
    const usual = new Set(
      found.portMonths
        .filter(({ month, old }) => old > 0 && month < world.day.slice(0, 7))
        .map(({ port }) => port),
    );
    for (const { day, port } of found.firstFilings) {
      expect(day >= world.day).toBe(true);
      expect(usual.has(port)).toBe(false);
    }
  });

  it('refuses a gang without members or day, and a run that would not fit, with the figure', async () => {
    await expect(runDrift(world, gang, { members: [] })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(runDrift(world, gang, { day: null })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(runDrift(world, gang, {}, 1 << 20)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      params: { limitMb: 1 },
    });
  });
});
