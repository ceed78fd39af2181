/** Declared versus driven on both truths: a small planted world in which each declaration ends otherwise. */
import { deployedOntology } from '@phecda/graph-schema';
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import { serverItself } from '@phecda/server/features/viewer';
import { truthFor } from '@phecda/server/reading/truth';
import { byUnexplained } from '@phecda/server/features/declared-driven/by-unexplained';
import { declaredVersusDriven } from '@phecda/server/tracks/declared/declared-driven';
import type { RawFix } from '@phecda/server/tracks/fix';
import { TrackFlow } from '@phecda/server/tracks/track-flow';
import gcoord from 'gcoord';
import { afterEach, expect, test } from 'vitest';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { idOf, loadStaged, type StagedItem } from './staged-world.ts';

const start = Date.parse('2026-03-10T00:00:00Z');
const asked = { from: '2026-03-08', to: '2026-03-14', office: null, vehicle: null };
const settings = { daysAround: 1, boundHours: 24, stopMinutes: 20 };
let sql: Sql | null = null;
let positions: PositionStore | null = null;
afterEach(async () => {
  await positions?.close();
  await sql?.close();
  sql = positions = null;
});

const entity = (
  type: string,
  key: string,
  props: Record<string, string | number>,
  keys: string[],
) => ({ family: 'entity' as const, type, key, label: key, props, keys });
const truckOf = (plate: string) => entity('Vehicle', plate, { plate }, [`Vehicle:plate:${plate}`]);
const id = (type: string, key: string) => idOf('world', type, key);

/** The gazetteer says it in GCJ-02. */
const [lon = 0, lat = 0] = gcoord.transform([114.3, 22.5], gcoord.WGS84, gcoord.GCJ02);
const world: StagedItem[] = [
  truckOf('粤B10001'),
  truckOf('粤B10002'),
  truckOf('粤B10003'),
  truckOf('粤B10009'),
  entity('Port', '5301', { code: '5301', lat: 22.5, lon: 114 }, ['Port:code:5301']),
  entity('Port', '5399', { code: '5399' }, ['Port:code:5399']),
  entity('Enterprise', '甲', { name: '甲' }, ['Enterprise:uscc:A']),
  entity('Enterprise', '乙', { name: '乙' }, ['Enterprise:uscc:B']),
  entity('Address', '甲的仓库', { text: '甲的仓库', lat, lon, datum: 'gcj02' }, [
    'Address:text:甲的仓库',
  ]),
  {
    family: 'relation',
    type: 'registeredAt',
    source: id('Enterprise', '甲'),
    target: id('Address', '甲的仓库'),
  },
];
const declared = (number: string, plate: string, trader: string, port = '5301'): StagedItem => ({
  family: 'event',
  number,
  date: '2026-03-10',
  direction: 'import',
  parties: {
    vehicle: id('Vehicle', plate),
    trader: id('Enterprise', trader),
    port: id('Port', port),
  },
});

type Point = readonly [lng: number, lat: number, standMinutes: number];
/** A fix every two minutes at about 60 km/h, and every ten while it stands. */
function fixesOf(plate: string, points: readonly Point[]): RawFix[] {
  const device = { scheme: 'plate' as const, value: plate };
  const fixes: RawFix[] = [];
  let at = start;
  const say = (lng: number, north: number) =>
    fixes.push({ device, at, lng, lat: north, datum: 'WGS-84' });
  let [x, y] = points[0] ?? [0, 0];
  for (const [lng, north, stand] of points) {
    const parts = Math.max(1, Math.round(Math.hypot((lng - x) * 103, (north - y) * 111) / 2));
    for (let i = 1; i <= parts; i++) {
      at += 120_000;
      say(x + ((lng - x) * i) / parts, y + ((north - y) * i) / parts);
    }
    for (let stood = 0; stood < stand; stood += 10) {
      at += 600_000;
      say(lng, north);
    }
    [x, y] = [lng, north];
  }
  return fixes;
}

test.each([
  ['DuckDB', newDuckDb],
  ['PostgreSQL', newPostgres],
])(
  '%s: the detour leads, the honest way follows, and each that cannot be judged says why',
  async (_, open) => {
    sql = await open();
    positions = await openPositions({ engine: 'duckdb', path: ':memory:' });
    await loadStaged(sql, { name: 'world', dataset: 'world', items: world });
    await loadStaged(sql, {
      name: 'declarations',
      dataset: 'declarations',
      items: [
        declared('D1', '粤B10001', '甲'),
        declared('D2', '粤B10002', '甲'),
        declared('D3', '粤B10003', '甲'),
        declared('D4', '粤B10001', '乙'),
        declared('D5', '粤B10001', '甲', '5399'),
        declared('D6', '粤B10009', '甲'),
      ],
    });
    const flow = new TrackFlow({
      positions,
      clock: () => new Date(start + 86_400_000),
      onStored: () => undefined,
    });
    const [gate, shed, there] = [
      [114, 22.5, 30],
      [114.15, 22.8, 60],
      [114.3, 22.5, 60],
    ] as const;
    await flow.takeIn({ name: 'a' }, fixesOf('粤B10001', [gate, there]));
    await flow.takeIn({ name: 'a' }, fixesOf('粤B10002', [gate, shed, there]));
    await flow.takeIn(
      { name: 'a' },
      fixesOf('粤B10003', [
        [113.5, 22.5, 30],
        [113.4, 22.5, 600],
      ]),
    );
    const truth = truthFor(serverItself, sql, deployedOntology());
    const ask = (over: object = {}) =>
      declaredVersusDriven(
        truth,
        positions as PositionStore,
        { ...asked, ...over },
        settings,
        new AbortController().signal,
      );
    const lines = await ask();
    const told = Object.fromEntries(
      lines.map(({ declaration, judgement }) => [
        declaration.number,
        'cause' in judgement
          ? judgement.cause
          : [
              judgement.journey.arrived,
              judgement.journey.unexplainedKm > 20,
              Math.round(judgement.journey.unexplainedHours),
              judgement.journey.end.ground,
              judgement.journey.reasons.join(),
            ].join(' '),
      ]),
    );
    expect(told).toEqual({
      D1: 'true false 0 address ',
      D2: 'true true 1 address ',
      D3: 'noPassage',
      D4: 'noPlace',
      D5: 'noGate',
      D6: 'noTrack',
    });
    const ranked = [...lines].sort((a, b) => byUnexplained(a, b, 'KILOMETRES'));
    expect(ranked.slice(0, 2).map(({ declaration }) => declaration.number)).toEqual(['D2', 'D1']);
    const detour = lines.find(({ declaration }) => declaration.number === 'D2');
    if (detour === undefined || !('journey' in detour.judgement)) throw new Error('not judged');
    expect(detour.judgement.journey.end.lng).toBeCloseTo(114.3, 4);
    expect(detour.judgement.journey.stops[0]).toMatchObject({ lng: 114.15, lat: 22.8 });
    const vehicle = lines[0]?.declaration.vehicle;
    expect(new Set((await ask({ vehicle })).map(({ declaration }) => declaration.vehicle))).toEqual(
      new Set([vehicle]),
    );
    expect(await ask({ from: '2026-03-11' })).toEqual([]);
    // Nobody whose place is unknown, and no truck with positions.
    const unseen = await ask({ vehicle: lines.at(-1)?.declaration.vehicle });
    expect(unseen.map(({ judgement }) => judgement)).toEqual([{ cause: 'noTrack' }]);
  },
);
