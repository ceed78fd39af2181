/** What the demo's positions hide of the kinds that the map's questions cover is found by asking what the screen asks. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrackAnswers, WrittenPlace, WrittenSpan } from '@phecda/etl/demo/answers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyDemoFolder, copyDemoPositions } from '../support/demo-world.ts';
import { Browser, startPhecda, type PhecdaServer } from '../support/phecda-server.ts';
import { longRun } from '../support/run-length.ts';

const minute = 60_000;
const days = 28;
/** Of the demo world, unless told otherwise. */
const lastDay = '2026-10-31';
let folder = '';
let server: PhecdaServer;
let api: Browser;
let hidden: TrackAnswers;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-answers-'));
  const dataDir = join(folder, 'data');
  await copyDemoFolder(dataDir);
  hidden = await copyDemoPositions(dataDir, days);
  server = await startPhecda({ dataDir });
  api = new Browser(server.url);
  await api.ask('mutation { signIn(name: "test") { name } }');
}, 400_000);

afterAll(async () => {
  api.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Of the clock in China. */
const instant = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);
const around = ({ from, until }: WrittenSpan, minutes: number) => ({
  from: new Date(instant(from) - minutes * minute).toISOString(),
  to: new Date(instant(until) + minutes * minute).toISOString(),
});
const plateOf = (ref: string): string => ref.replace('Vehicle:plate:', '');

interface Journey {
  readonly number: string;
  readonly verdict: string;
  readonly stops: readonly { from: string; to: string; lng: number; lat: number }[];
}

interface Asked {
  readonly api: Browser;
  readonly hidden: TrackAnswers;
}

/** Asks as the screen does, by kilometres and by hours; each hidden stay is told by its own declaration, with place and hours, before nearly everybody. */
async function findShed({ api, hidden: { shed } }: Asked): Promise<void> {
  if (shed === null) throw new Error('Nothing is hidden.');
  expect(shed.stays.length).toBeGreaterThan(2);
  const last = Date.parse(lastDay);
  const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const [lng, lat] = shed.place;
  for (const by of ['KILOMETRES', 'HOURS']) {
    const { declaredDriven } = await api.ask<{ declaredDriven: { lines: Journey[] } }>(
      `query ($from: Date!, $to: Date!, $by: UnexplainedOrder!) {
        declaredDriven(from: $from, to: $to, by: $by) { lines { number verdict stops { from to lng lat } } }
      }`,
      { from: dayAt(last - (days - 1) * 1_440 * minute), to: dayAt(last + 1_440 * minute), by },
    );
    const { lines } = declaredDriven;
    for (const stay of shed.stays) {
      const rank = lines.findIndex(({ number }) => number === stay.declaration);
      const near = lines[rank]?.stops.filter(
        (stop) => Math.hypot(stop.lng - lng, stop.lat - lat) < 0.005,
      );
      expect(lines[rank]?.verdict, stay.declaration).not.toBe('UNKNOWN');
      expect(
        near?.map(({ from, to }) => [
          Math.abs(Date.parse(from) - instant(stay.from)) < 10 * minute,
          Math.abs(Date.parse(to) - instant(stay.until)) < 10 * minute,
        ]),
        stay.declaration,
      ).toEqual([[true, true]]);
      // Above it stand others that really drove elsewhere: the truck that goes dark, journeys that never arrive.
      expect(rank, `${stay.declaration} of ${lines.length}`).toBeLessThan(
        Math.max(10, lines.length / 5),
      );
    }
  }
}

async function circle(
  api: Browser,
  name: string,
  [lng, lat]: WrittenPlace,
  radius: number,
): Promise<string> {
  const { saveZone } = await api.ask<{ saveZone: { id: string } }>(
    'mutation ($input: ZoneInput!) { saveZone(input: $input) { id } }',
    { input: { name, geometry: { type: 'Point', coordinates: [lng, lat], radius } } },
  );
  return saveZone.id;
}

async function idOf(api: Browser, ref: string): Promise<string> {
  const { movers } = await api.ask<{ movers: { movers: { id: string }[] } }>(
    'query ($search: String) { movers(search: $search) { movers { id } } }',
    { search: plateOf(ref) },
  );
  return movers.movers[0]?.id ?? '';
}

interface Line {
  readonly mover: { readonly name: string };
  readonly certainty: string;
}
const certain = (lines: readonly Line[]): string[] => [
  ...new Set(lines.filter((one) => one.certainty === 'CERTAIN').map((one) => one.mover.name)),
];

async function findConvoy({ api, hidden }: Asked): Promise<void> {
  const { members, from, to, nights } = hidden.convoy;
  expect(nights.length).toBeGreaterThan(1);
  const [dock, market] = [
    await circle(api, 'dock', from, 1_500),
    await circle(api, 'market', to, 1_500),
  ];
  const wanted = members.map(plateOf);
  for (const night of nights) {
    const { zoneSequence } = await api.ask<{ zoneSequence: { passages: Line[] } }>(
      `query ($first: ID!, $second: ID!, $minutes: Float!, $from: DateTime!, $to: DateTime!) {
        zoneSequence(first: $first, second: $second, withinMinutes: $minutes, from: $from, to: $to) {
          passages { mover { name } certainty }
        }
      }`,
      {
        first: dock,
        second: market,
        minutes: (instant(night.until) - instant(night.from)) / minute + 30,
        ...around(night, 45),
      },
    );
    expect(certain(zoneSequence.passages)).toEqual(expect.arrayContaining(wanted));
  }
  const { multiZone } = await api.ask<{ multiZone: { total: number; lines: Line[] } }>(
    'query ($rule: MultiZoneInput!) { multiZone(rule: $rule) { total lines { mover { name } certainty } } }',
    {
      rule: {
        all: nights.flatMap((night) => [
          { zone: dock, ...around(night, 45) },
          { zone: market, ...around(night, 45) },
        ]),
      },
    },
  );
  const found = certain(multiZone.lines);
  expect(found).toEqual(expect.arrayContaining(wanted));
  // Hardly anybody else was at both ends on all of these nights.
  expect(found.length).toBeLessThanOrEqual(wanted.length + 2);
}

async function findDark({ api, hidden }: Asked): Promise<void> {
  const { vehicle, gaps } = hidden.dark;
  expect(gaps.length).toBeGreaterThan(0);
  const id = await idOf(api, vehicle);
  for (const gap of gaps) {
    const span = around(gap, 30);
    const { areaSearch, track } = await api.ask<{
      areaSearch: { lines: Line[] };
      track: { time: number[]; gap: number[] };
    }>(
      `query ($id: ID!, $area: GeoJSON!, $seen: DateTime!, $from: DateTime!, $to: DateTime!) {
        areaSearch(area: $area, from: $from, to: $seen) { lines { mover { name } certainty } }
        track(id: $id, from: $from, to: $to) { time gap }
      }`,
      {
        id,
        area: { type: 'Point', coordinates: gap.lastSeen, radius: 3_000 },
        seen: new Date(instant(gap.from)).toISOString(),
        ...span,
      },
    );
    expect(certain(areaSearch.lines)).toContain(plateOf(vehicle));
    const silences = track.time.flatMap((at, i) =>
      track.gap[i] === 1 ? [[track.time[i - 1] ?? 0, at] as const] : [],
    );
    expect(
      silences.some(
        ([from, to]) =>
          Math.abs(from - instant(gap.from)) < 10 * minute &&
          Math.abs(to - instant(gap.until)) < 10 * minute,
      ),
    ).toBe(true);
  }
}

async function findLookAlikes({ api, hidden }: Asked): Promise<void> {
  const commuters = hidden.lookAlikes.find(
    ({ of, places }) => of === 'convoy' && places.length === 2,
  );
  const [home, port] = commuters?.places ?? [];
  if (!commuters || !home || !port) throw new Error('no commuters');
  const [first, second] = [
    await circle(api, 'home', home, 2_000),
    await circle(api, 'port', port, 2_000),
  ];
  const last = instant(hidden.convoy.nights.at(-1)?.until ?? '');
  const { zoneSequence } = await api.ask<{ zoneSequence: { passages: Line[] } }>(
    `query ($first: ID!, $second: ID!, $from: DateTime!, $to: DateTime!) {
      zoneSequence(first: $first, second: $second, withinMinutes: 180, from: $from, to: $to) {
        passages { mover { name } certainty }
      }
    }`,
    {
      first,
      second,
      from: new Date(last - 14 * 1_440 * minute).toISOString(),
      to: new Date(last).toISOString(),
    },
  );
  expect(certain(zoneSequence.passages)).toEqual(
    expect.arrayContaining(commuters.members.map(plateOf)),
  );
  const garage = hidden.lookAlikes.find(({ of, places }) => of === 'dark' && places.length === 1);
  const [lng = 0, lat = 0] = garage?.places[0] ?? [];
  // A silence ends a stop; that it begins and ends in one place the track says.
  const { track } = await api.ask<{ track: { gap: number[]; lng: number[]; lat: number[] } }>(
    'query ($id: ID!, $from: DateTime!, $to: DateTime!) { track(id: $id, from: $from, to: $to) { gap lng lat } }',
    {
      id: await idOf(api, garage?.members[0] ?? ''),
      from: new Date(last - 14 * 1_440 * minute).toISOString(),
      to: new Date(last).toISOString(),
    },
  );
  const near = (i: number): boolean =>
    Math.hypot((track.lng[i] ?? 0) - lng, (track.lat[i] ?? 0) - lat) < 0.01;
  const rests = track.gap.filter((gap, i) => gap === 1 && near(i - 1) && near(i));
  expect(rests.length).toBeGreaterThan(3);
}

test('every stay at a place that nobody declared is told by its own declaration', () =>
  findShed({ api, hidden }));

test('the convoy goes from dock to market every night that is hidden: A→B, and several nights at once', () =>
  findConvoy({ api, hidden }));

test('the truck that goes dark is last seen in the area, and its track has the silence', () =>
  findDark({ api, hidden }));

test('look-alikes: the road of the commuters, and the garage where silences begin and end', () =>
  findLookAlikes({ api, hidden }));

if (longRun)
  test.each(['autumn-7', 'delta', 'hk-9', 'road', 'winter-3', 'spring-2'])(
    'all of it is found in the world of seed %s',
    async (seed) => {
      const world = { size: 1_500, declarations: 30_000, seed };
      const dataDir = join(folder, seed);
      await copyDemoFolder(dataDir, world);
      const other = await copyDemoPositions(dataDir, days, world);
      const server = await startPhecda({ dataDir });
      const browser = new Browser(server.url);
      try {
        await browser.ask('mutation { signIn(name: "test") { name } }');
        const asked = { api: browser, hidden: other };
        await findShed(asked);
        await findConvoy(asked);
        await findDark(asked);
        await findLookAlikes(asked);
      } finally {
        browser.close();
        await server.stop();
      }
    },
    400_000,
  );
