/** A→B, multi-zone control and area search on planted worlds, against SQL that says the same from the definitions alone: 500 trucks in each run, 5,000 in the long one. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { cleanFixes } from '@phecda/etl/positions/clean-fixes';
import { FixRowBuilder } from '@phecda/etl/positions/fix-rows';
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import { compileRule } from '@phecda/server/features/zones/multi-zone-rule';
import { passages, presences, type Window } from '@phecda/server/tracks/questions/presence';
import { searchEveryone } from '@phecda/server/tracks/questions/search-tracks';
import { prepareZone } from '@phecda/server/tracks/zones/prepared-zone';
import type { Zone } from '@phecda/server/tracks/zones/zone-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../support/big-graph.ts';
import { times } from '../support/run-length.ts';

const trucks = times(500, 5_000);
/** The same trucks in both, in each run every tenth. */
const every = 5_000 / trucks;
const fixesEach = 160;
const start = Date.parse('2026-03-10T00:00:00Z');
const hour = 3_600_000;
const bound = 160;
const places = [
  [114.27, 22.58],
  [113.9, 22.5],
  [114.05, 22.75],
  [113.6, 22.95],
] as const;
const radius = [2_000, 1_500, 3_000, 2_500] as const;
const zones = places.map((place, i): Zone => ({
  id: `zone-${i}`,
  name: `zone ${i}`,
  geometry: { type: 'Point', coordinates: [...place], radius: radius[i] ?? 0 },
  calendar: null,
  version: 1,
  active: true,
  author: 'test',
  at: new Date(start).toISOString(),
}));
const circles = zones.map(({ geometry }) => prepareZone(geometry));
let positions: PositionStore;
let sql: DuckDBConnection;

/** From place to place at 20 to 90 km/h, some of them the zones' own, with rests and silences. */
function fixesOf(truck: number): [at: number, lng: number, lat: number][] {
  const random = randomFrom(truck + 1);
  const target = (): [number, number] => {
    const known = places[Math.floor(random() * 7)];
    return known
      ? [known[0] + (random() - 0.5) * 0.06, known[1] + (random() - 0.5) * 0.06]
      : [113.5 + random() * 0.9, 22.4 + random() * 0.7];
  };
  let [at, here, next] = [start + Math.floor(random() * 1_000) * 1_000, target(), target()];
  let rest = 0;
  return Array.from({ length: fixesEach }, () => {
    const seconds = Math.floor(random() < 0.04 ? 1_800 + random() * 5_400 : 60 + random() * 240);
    at += seconds * 1_000;
    const step = ((20 + random() * 70) * seconds) / 3_600 / 111;
    const [dx, dy] = [next[0] - here[0], next[1] - here[1]];
    const far = Math.hypot(dx, dy);
    if (rest > 0) rest--;
    else if (far <= step) {
      here = next;
      next = target();
      rest = Math.floor(random() * 8);
    } else here = [here[0] + (dx / far) * step, here[1] + (dy / far) * step];
    return [at, here[0], here[1]];
  });
}

beforeAll(async () => {
  positions = await openPositions({ engine: 'duckdb', path: ':memory:' });
  sql = await (await DuckDBInstance.create(':memory:')).connect();
  await sql.run('create table written (plate varchar, t double, lng double, lat double)');
  const appender = await sql.createAppender('written');
  const source = await positions.source('test');
  const rows = new FixRowBuilder(60_000);
  const flush = async (): Promise<void> => {
    const part = rows.take();
    const clean = await cleanFixes(part, await positions.devices(part.keys), start + 1e10);
    await positions.append({ source, file: 0 }, clean);
  };
  for (let truck = 0; truck < 5_000; truck += every) {
    const plate = `粤B${10_000 + truck}`;
    const key = rows.keyOf(plate, () => ({
      scheme: 'plate',
      value: plate,
      terminal: '',
      name: '',
    }));
    for (const [at, lng, lat] of fixesOf(truck)) {
      rows.add(key, at, NaN, lng, lat, 0, NaN, NaN);
      if (rows.full) await flush();
    }
  }
  await flush();
  await positions.settle();
  // The store keeps places in steps of its own: the same numbers are asked, by other means.
  const { movers } = await positions.movers({ limit: trucks });
  const plates = new Map(movers.map(({ mover, value }) => [mover, value]));
  for await (const part of positions.scan(start, start + 1e10)) {
    const plate = plates.get(part.mover[0] ?? -1) ?? '';
    for (let i = 0; i < part.count; i++) {
      appender.appendVarchar(plate);
      appender.appendDouble(part.at[i] ?? 0);
      appender.appendDouble(part.lng[i] ?? 0);
      appender.appendDouble(part.lat[i] ?? 0);
      appender.endRow();
    }
  }
  appender.closeSync();
  await sql.run(`
    create macro km(lng1, lat1, lng2, lat2) as
      6371.0088 * acos(least(1, sin(radians(lat1)) * sin(radians(lat2))
        + cos(radians(lat1)) * cos(radians(lat2)) * cos(radians(lng1 - lng2))));
    create table circle (zone integer, lng double, lat double, radius double);
    create table fix as select *, row_number() over (partition by plate order by t) as n from written;
  `);
  for (const [i, [lng, lat]] of places.entries())
    await sql.run(`insert into circle values (${i}, ${lng}, ${lat}, ${(radius[i] ?? 0) / 1_000})`);
  // Visits are islands of fixes inside; a possible time is a pair of fixes outside with time enough to touch the circle.
  await sql.run(`
    create table near as
      select f.plate, f.n, f.t, c.zone, km(f.lng, f.lat, c.lng, c.lat) - c.radius as away
      from fix f, circle c;
    create table step as
      select *, lead(t) over w as next_t, lead(away) over w as next_away
      from near window w as (partition by plate, zone order by n);
    create table stay as
      select plate, zone, min(t) as first, max(t) as last, min(n) as n1, max(n) as n2
      from (select *, n - row_number() over (partition by plate, zone order by n) as island
            from near where away <= 0)
      group by plate, zone, island;
    create table perhaps as
      select plate, zone, t as first, next_t as last,
        t + away / ${bound} * ${hour} as soonest, next_t - next_away / ${bound} * ${hour} as latest
      from step
      where away > 0 and next_away > 0 and (away + next_away) / ${bound} * ${hour} <= next_t - t;
  `);
}, 300_000);

afterAll(async () => {
  sql.closeSync();
  await positions.close();
});

async function rows(text: string): Promise<unknown[][]> {
  return (await sql.runAndReadAll(text)).getRowsJson();
}

async function asked<T>(
  window: Window,
  ask: (track: Parameters<typeof presences>[0]) => T[],
): Promise<{ plate: string; answer: T }[]> {
  const { found } = await searchEveryone(
    positions,
    window,
    null,
    new AbortController().signal,
    (track) => {
      expect(track.leftOut).toBe(0);
      const answer = ask(track);
      return answer.length === 0 ? null : answer;
    },
  );
  return found.flatMap(({ facts, answer }) =>
    answer.map((one) => ({ plate: facts.value, answer: one })),
  );
}

const sorted = (lines: readonly unknown[][]): string[] => lines.map((one) => one.join(' ')).sort();

test('A→B in time is the self-join of exits and entries, certain and possible', async () => {
  const window = { from: start + 2 * hour, to: start + 9 * hour };
  for (const [from, to, hours] of [
    [0, 1, 2],
    [2, 3, 1],
  ] as const) {
    const within = hours * hour;
    const read = { from: window.from, to: window.to + within };
    const found = await asked(read, (track) =>
      passages(track, circles[from]!, circles[to]!, within, window, bound),
    );
    const certain = await rows(`
      select a.plate, a.last::bigint, min(b.first)::bigint
      from stay a join stay b on a.plate = b.plate and b.first > a.last
      where a.zone = ${from} and b.zone = ${to} and a.last between ${window.from} and ${window.to}
      group by a.plate, a.last having min(b.first) - a.last <= ${within}`);
    expect(certain.length).toBeGreaterThan(trucks / 50);
    expect(
      sorted(
        found
          .filter(({ answer }) => answer.certainty === 'CERTAIN')
          .map(({ plate, answer }) => [plate, answer.left, answer.reached]),
      ),
    ).toEqual(sorted(certain));
    // Who can have done it at all: some time in A, and after it some entry into B.
    const possible = await rows(`
      with within_a as (
        select s.plate, s.last as out_from,
          coalesce(n.t - n.away / ${bound} * ${hour}, s.last) as out_until
        from stay s left join near n on n.plate = s.plate and n.zone = s.zone and n.n = s.n2 + 1
        where s.zone = ${from} and s.last <= ${window.to}
          and coalesce(n.t - n.away / ${bound} * ${hour}, s.last) >= ${window.from}
        union all
        select plate, soonest, latest from perhaps
        where zone = ${from} and soonest <= ${window.to} and latest >= ${window.from}),
      within_b as (
        select s.plate, s.first as in_until,
          coalesce(n.t + n.away / ${bound} * ${hour}, s.first) as in_from
        from stay s left join near n on n.plate = s.plate and n.zone = s.zone and n.n = s.n1 - 1
        where s.zone = ${to}
        union all
        select plate, latest, soonest from perhaps where zone = ${to})
      select distinct a.plate from within_a a join within_b b on a.plate = b.plate
      where b.in_until > a.out_from and b.in_from - a.out_until <= ${within}`);
    expect([...new Set(found.map(({ plate }) => plate))].sort()).toEqual(sorted(possible));
    expect(possible.length).toBeLessThan(trucks);
  }
});

test('several zones by AND, OR and NOT, each with its window, are the joins that say so', async () => {
  const at = (hours: number): string => new Date(start + hours * hour).toISOString();
  const term = (zone: number, from: number, to: number) => ({
    zone: `zone-${zone}`,
    from: at(from),
    to: at(to),
  });
  const rule = {
    all: [term(0, 1, 5), { any: [term(1, 0, 4), term(2, 3, 6)] }, { not: term(3, 0, 3) }],
  };
  const { ask, window } = compileRule(rule, zones);
  const found = await asked(window, (track) => [ask(track, bound).certainty]);
  // A fix inside; else a pair of fixes, or a way to or from the next visit, with time enough; else a time before the first fix or after the last.
  const level = (zone: number, from: number, to: number): string => {
    const [w0, w1] = [start + from * hour, start + to * hour];
    const own = `plate = x.plate and zone = ${zone}`;
    return `
    case when exists (select 1 from stay where ${own} and first <= ${w1} and last >= ${w0}) then 4
      when exists (select 1 from perhaps where ${own} and soonest <= ${w1} and latest >= ${w0})
        or exists (select 1 from step where ${own} and (away <= 0) <> (next_away <= 0)
          and t + greatest(away, 0) / ${bound} * ${hour} <= ${w1}
          and next_t - greatest(next_away, 0) / ${bound} * ${hour} >= ${w0}) then 3
      when exists (select 1 from step where ${own} and n = 1 and t > ${w0}
          and greatest(away, 0) / ${bound} * ${hour} <= t - ${w0})
        or exists (select 1 from step where ${own} and next_t is null and t < ${w1}
          and greatest(away, 0) / ${bound} * ${hour} <= ${w1} - t) then 1
      else 0 end`;
  };
  const expected = await rows(`
    select plate, level from (
      select plate, ['EXCLUDED', 'UNKNOWN', 'OPEN', 'POSSIBLE', 'CERTAIN'][1 + least(
        ${level(0, 1, 5)}, greatest(${level(1, 0, 4)}, ${level(2, 3, 6)}),
        [4, 2, 1, 3, 0][1 + ${level(3, 0, 3)}])] as level
      from (select distinct plate from fix) x)`);
  expect(sorted(found.map(({ plate, answer }) => [plate, answer]))).toEqual(sorted(expected));
  expect(new Set(expected.map(([, one]) => one)).size).toBe(5);
});

test('who was in an area is every island of fixes inside', async () => {
  const window = { from: start + 2 * hour, to: start + 4 * hour };
  const found = await asked(window, (track) => presences(track, circles[2]!, window, bound));
  const expected = await rows(`
    select plate, first::bigint, last::bigint from stay
    where zone = 2 and first <= ${window.to} and last >= ${window.from}`);
  expect(
    sorted(
      found
        .filter(({ answer }) => answer.certainty === 'CERTAIN')
        .map(({ plate, answer }) => [plate, answer.from, answer.to]),
    ),
  ).toEqual(sorted(expected));
  expect(expected.length).toBeGreaterThan(trucks / 10);
});

test('NOT in a zone: certain where no speed leads there, possible where a silence or no position at all leaves it open', async () => {
  const not = async (zone: number, from: number, to: number) => {
    const rule = { not: { zone: `zone-${zone}`, from: iso(from), to: iso(to) } };
    const { ask, window } = compileRule(rule, zones);
    const found = await asked(window, (track) => [ask(track, bound).certainty]);
    expect(found).toHaveLength(trucks);
    const count = (level: string): number => found.filter(({ answer }) => answer === level).length;
    return ['CERTAIN', 'POSSIBLE', 'OPEN', 'EXCLUDED'].map(count);
  };
  const iso = (hours: number): string => new Date(start + hours * hour).toISOString();
  // Two days after the last fix of all, and two before the first: everybody can be anywhere.
  expect(await not(0, 48, 50)).toEqual([0, 0, trucks, 0]);
  expect(await not(0, -50, -48)).toEqual([0, 0, trucks, 0]);
  // A minute before the first fix of all: who is ten kilometres off cannot have been there.
  const [certain = 0, possible = 0, open = 0] = await not(0, -1 / 60, 0);
  expect(possible).toBe(0);
  expect(certain).toBeGreaterThan(open);
});
