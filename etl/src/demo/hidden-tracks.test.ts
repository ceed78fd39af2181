import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answers, TrackAnswers, WrittenPlace } from './answers.ts';
import { generateDemo } from './generate-demo.ts';
import {
  clock,
  grouped,
  km,
  readPositions,
  righted,
  speed,
  tracksOf,
  type Row,
} from './read-positions.ts';

const days = 28;
let root: string;
let tracks: TrackAnswers;
let begin: number;
/** Fixes of trucks, each once. */
let road: Row[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'phecda-tracks-'));
  const { manifest } = await generateDemo(root, { size: 200, seed: 'road', positionDays: days });
  const answers = JSON.parse(await readFile(join(root, 'answers.json'), 'utf8')) as Answers;
  if (answers.tracks === null) throw new Error('no tracks');
  tracks = answers.tracks;
  begin = clock(`${manifest.positions[0]?.day ?? ''} 00:00:00`);
  const rows = new Map<string, Row>();
  for (const { name, supplier, kind } of manifest.positions)
    if (kind === 'road')
      for (const { text, row } of readPositions(await readFile(join(root, name)), supplier))
        rows.set(text, row);
  road = [...rows.values()];
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const plateOf = (ref: string): string => ref.replace('Vehicle:plate:', '');

const step = 30;

interface Grid {
  readonly begin: number;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}

/** Where the truck was each half minute, only while it moved and was heard of every few minutes. */
function gridOf(rows: readonly Row[], begin: number, end: number): Grid {
  const size = Math.ceil((end - begin) / step);
  const lon = new Float64Array(size).fill(Number.NaN);
  const lat = new Float64Array(size).fill(Number.NaN);
  for (const [i, b] of rows.entries()) {
    const a = rows[i - 1];
    if (a === undefined || b.at - a.at > 400 || b.at <= a.at || speed(a, b) < 10) continue;
    for (let n = Math.ceil((a.at - begin) / step); begin + n * step <= b.at; n++) {
      const part = (begin + n * step - a.at) / (b.at - a.at);
      lon[n] = a.place[0] + (b.place[0] - a.place[0]) * part;
      lat[n] = a.place[1] + (b.place[1] - a.place[1]) * part;
    }
  }
  return { begin, lon, lat };
}

function near(a: Grid, i: number, b: Grid, j: number, metres: number): boolean {
  const north = ((a.lat[i] as number) - (b.lat[j] as number)) * 111_195;
  const east = ((a.lon[i] as number) - (b.lon[j] as number)) * 102_500;
  return north * north + east * east < metres * metres;
}

describe('what the positions hide', () => {
  let grids: Map<string, Grid>;

  beforeAll(() => {
    const { track } = tracksOf(road.map(righted));
    const ghost = tracks.clone.devices[1];
    grids = new Map(
      [...track]
        .filter(([device]) => device !== ghost)
        .map(([, rows]) => [rows[0]?.of ?? '', gridOf(rows, begin, begin + days * 86_400)]),
    );
  });

  /** Nights (noon to noon) on which one passed within 500 m of where the other was within three minutes, for twenty minutes of driving. */
  function nightsTogether(a: Grid, b: Grid): number {
    const minutes = new Map<number, number>();
    for (let i = 0; i < a.lon.length; i += 2) {
      if (Number.isNaN(a.lon[i])) continue;
      for (let lag = -6; lag <= 6; lag++)
        if (near(a, i, b, i + lag, 500)) {
          const night = Math.floor((i * step - 43_200) / 86_400);
          minutes.set(night, (minutes.get(night) ?? 0) + 1);
          break;
        }
    }
    return [...minutes.values()].filter((together) => together >= 20).length;
  }

  test('three trucks and their scout travel together in seven nights, and nobody else does so five times', () => {
    const planted = [...tracks.convoy.members, tracks.convoy.scout].map(plateOf).sort();
    expect(planted.length).toBe(4);
    expect(tracks.convoy.nights.length).toBe(7);
    const plates = [...grids.keys()].sort();
    const found: string[] = [];
    for (const [i, a] of plates.entries())
      for (const b of plates.slice(i + 1)) {
        const nights = nightsTogether(grids.get(a) as Grid, grids.get(b) as Grid);
        if (nights >= 5) found.push(`${a} ${b} ${nights >= 7 ? 'always' : nights}`);
      }
    expect(found.sort()).toEqual(
      planted.flatMap((a, i) => planted.slice(i + 1).map((b) => `${a} ${b} always`)).sort(),
    );
  });

  test('the convoy is on its way at the times of the answers', () => {
    for (const { from, until } of tracks.convoy.nights)
      for (const member of tracks.convoy.members) {
        const seen = road.filter(
          ({ of, at }) => of === plateOf(member) && at >= clock(from) && at <= clock(until) + 120,
        );
        expect(km(seen[0]?.place ?? [0, 0], tracks.convoy.from)).toBeLessThan(10);
        expect(km(seen.at(-1)?.place ?? [0, 0], tracks.convoy.to)).toBeLessThan(10);
      }
  });

  test('the look-alikes of the convoy take the same road in the same hour on most days', () => {
    const alike = tracks.lookAlikes.find(({ of }) => of === 'convoy');
    const [corner] = alike?.places ?? [];
    if (corner === undefined) throw new Error('no road');
    const passes = (alike?.members ?? []).map((member) => {
      const grid = grids.get(plateOf(member)) as Grid;
      const mark: Grid = {
        begin,
        lon: Float64Array.of(corner[0]),
        lat: Float64Array.of(corner[1]),
      };
      return Array.from({ length: days }, (_, day) => {
        for (let i = day * 2_880; i < (day + 1) * 2_880; i++)
          if (near(grid, i, mark, 0, 600)) return i;
        return null;
      });
    });
    expect(passes.length).toBe(4);
    const together = Array.from({ length: days }, (_, day) =>
      passes.map((pass) => pass[day]),
    ).filter((day) => {
      const times = day.filter((i): i is number => typeof i === 'number');
      return times.length === 4 && (Math.max(...times) - Math.min(...times)) * step <= 3_600;
    });
    expect(together.length).toBeGreaterThan(14);
  });

  /** Silences of more than half an hour across more than twenty kilometres. */
  function darkGaps(): { plate: string; before: Row; after: Row }[] {
    return [...tracksOf(road.map(righted)).track.entries()]
      .filter(([device]) => device !== tracks.clone.devices[1])
      .flatMap(([, rows]) =>
        rows.slice(1).flatMap((after, i) => {
          const before = rows[i] as Row;
          return after.at - before.at > 1_800 && km(before.place, after.place) > 20
            ? [{ plate: after.of, before, after }]
            : [];
        }),
      );
  }

  test('one truck goes dark on its way, where and when the answers say, and no other does', () => {
    const gaps = darkGaps();
    expect(new Set(gaps.map(({ plate }) => plate))).toEqual(
      new Set([plateOf(tracks.dark.vehicle)]),
    );
    expect(gaps.length).toBe(tracks.dark.gaps.length);
    expect(gaps.length).toBe(6);
    gaps.forEach(({ before, after }, i) => {
      const answer = tracks.dark.gaps[i];
      if (answer === undefined) throw new Error('no answer');
      expect(Math.abs(before.at - clock(answer.from))).toBeLessThan(500);
      expect(Math.abs(after.at - clock(answer.until))).toBeLessThan(500);
      expect(km(before.place, answer.lastSeen)).toBeLessThan(12);
      expect(km(after.place, answer.nextSeen)).toBeLessThan(12);
    });
  });

  test('its look-alikes fall silent as long, and reappear where they were', () => {
    const alike = tracks.lookAlikes.filter(({ of }) => of === 'dark');
    expect(alike.length).toBe(2);
    for (const { members, places } of alike) {
      const rows = road
        .filter(({ of }) => of === plateOf(members[0] ?? ''))
        .toSorted((a, b) => a.at - b.at);
      const silences = rows.slice(1).flatMap((after, i) => {
        const before = rows[i] as Row;
        return after.at - before.at > 2_700 ? [[before, after] as const] : [];
      });
      expect(silences.length).toBeGreaterThan(10);
      for (const row of silences.flat())
        expect(km(row.place, places[0] as WrittenPlace), row.of).toBeLessThan(9);
    }
  });

  /** Pairs of fixes under one plate within ten minutes and more than fifty kilometres apart, by plate. */
  function conflicts(rows: readonly Row[]): Map<string, { a: Row; b: Row }[]> {
    const kept = [...tracksOf(rows).track.values()].flat();
    const found = new Map<string, { a: Row; b: Row }[]>();
    for (const [plate, list] of grouped(kept, ({ of }) => of)) {
      const sorted = list.toSorted((a, b) => a.at - b.at);
      const pairs = sorted.slice(1).flatMap((b, i) => {
        const a = sorted[i] as Row;
        return b.at - a.at < 600 && km(a.place, b.place) > 50 ? [{ a, b }] : [];
      });
      if (pairs.length > 0) found.set(plate, pairs);
    }
    return found;
  }

  test('one plate is at two far places at once, on five days and by two terminals; after clocks are put right no other is', () => {
    const found = conflicts(road.map(righted));
    const plate = plateOf(tracks.clone.vehicle);
    expect([...found.keys()]).toEqual([plate]);
    const pairs = found.get(plate) ?? [];
    for (const { a, b } of pairs)
      expect([a.device, b.device].sort()).toEqual([...tracks.clone.devices].sort());
    const dates = new Set(pairs.map(({ a }) => Math.floor(a.at / 86_400)));
    expect([...dates]).toEqual(
      tracks.clone.days.map(({ from }) => Math.floor(clock(from) / 86_400)),
    );
    expect(dates.size).toBe(5);
  });

  test('its look-alike is at two places at once by its own clock alone', () => {
    const alike = tracks.lookAlikes.find(({ of }) => of === 'clone');
    const plate = plateOf(alike?.members[0] ?? '');
    const wrong = road.filter(
      (row) => row.of === plate && row.received !== null && row.received - row.at > 3_600,
    );
    expect(alike?.spans.length).toBe(2);
    for (const { received } of wrong)
      expect(
        alike?.spans.some(
          ({ from, until }) =>
            (received ?? 0) >= clock(from) && (received ?? 0) <= clock(until) + 900,
        ),
      ).toBe(true);
    const right = road.filter((row) => row.of === plate && righted(row).at === row.at);
    const apart = wrong.filter((row) =>
      right.some((other) => Math.abs(other.at - row.at) < 1_200 && km(other.place, row.place) > 40),
    );
    expect(apart.length).toBeGreaterThan(5);
    expect(new Set(apart.map(({ device }) => device)).size).toBe(1);
  });
});
