/** Positions: fixes stored a second, zones looked at on one core, one track and one area among many. `tracks [fixes] [embedded|team] [postgis]`: the last puts PostGIS (Debian's) beside it, with the same fixes, zones and questions. */
import { join } from 'node:path';
import { cleanFixes } from '@phecda/etl/positions/clean-fixes';
import { FixRowBuilder } from '@phecda/etl/positions/fix-rows';
import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import { prepareZone } from '@phecda/server/tracks/zones/prepared-zone';
import { findVisits } from '@phecda/server/tracks/zones/visits';
import { ZoneIndex } from '@phecda/server/tracks/zones/zone-index';
import { benchFolder } from '../support/bench-folder.ts';
import { budget, percentile, sizeArgument, spread, whole } from '../support/figures.ts';
import { startPostgres } from '../support/postgres.ts';
import { startPostgis, type BenchFix } from './postgis-beside.ts';

const TRACK_MS = 20;
const ZONE_FIXES_PER_SECOND = 1_000_000;
const fixes = sizeArgument(0, 10_000_000);
const team = process.argv.includes('team');
const beside = process.argv.includes('postgis');
const trucks = Math.max(10, Math.min(5_000, Math.floor(fixes / 2_000)));
const perTruck = Math.floor(fixes / trucks);
const start = Date.parse('2026-03-01T00:00:00Z');
const stepMs = 30_000;
const end = start + perTruck * stepMs + trucks;

/** Each truck goes to and fro on a line of its own, 40 km/h. */
function placeOf(truck: number, step: number): [number, number] {
  const home = [113 + (truck % 71) * 0.03, 22 + ((truck * 7) % 53) * 0.03] as const;
  const along = Math.abs(((step + truck) % 240) - 120) * 0.003;
  return [home[0] + along * Math.cos(truck), home[1] + along * Math.sin(truck)];
}

const postgres = team ? await startPostgres() : null;
const store = await openPositions(
  postgres
    ? { engine: 'postgres', url: postgres.url }
    : { engine: 'duckdb', path: join(benchFolder(), 'positions.duckdb') },
);
const source = await store.source('bench');
const batch = 60_000;
const began = performance.now();
let rows = new FixRowBuilder(batch);
let stored = 0;
const flush = async (): Promise<void> => {
  const part = rows.take();
  const clean = await cleanFixes(part, await store.devices(part.keys), Date.now());
  stored += (await store.append({ source, file: 0 }, clean)).stored;
};
for (let step = 0; step < perTruck; step++)
  for (let truck = 0; truck < trucks; truck++) {
    const [lng, lat] = placeOf(truck, step);
    const key = rows.keyOf(String(truck), () => ({
      scheme: 'plate',
      value: `粤B${truck}`,
      terminal: '',
      name: '',
    }));
    rows.add(key, start + step * stepMs + truck, NaN, lng, lat, 0, 40, 90);
    if (!rows.full) continue;
    await flush();
    if ((step & 63) === 0) await store.settle();
  }
await flush();
await store.settle();
const ingest = (performance.now() - began) / 1_000;
console.log(
  `${whole(stored)} fixes of ${whole(trucks)} trucks stored: ${whole(stored / ingest)} a second, datum, cell and marks among it`,
);
rows = new FixRowBuilder(1);

/** Counts of rows, which PostGIS is to find too. */
const found = { track: [] as number[], area: [] as number[] };
const trackMs: number[] = [];
for (let i = 0; i < 100; i++) {
  const facts = await store.mover('plate', `粤B${(i * 997) % trucks}`);
  const from = performance.now();
  const { count } = await store.track(facts?.mover ?? 0, start, end);
  trackMs.push(performance.now() - from);
  found.track.push(count);
}
console.log(
  `one whole track (${whole(perTruck)} fixes): ${spread(trackMs)} ${budget(`p95 ${TRACK_MS} ms`, percentile(trackMs, 0.95) <= TRACK_MS, fixes >= 10_000_000)}`,
);

const areaMs: number[] = [];
const boxOf = (i: number) => ({
  west: 113 + i * 0.1,
  south: 22.4,
  east: 113 + (i + 1) * 0.1,
  north: 22.5,
});
for (let i = 0; i < 10; i++) {
  const from = performance.now();
  const { count } = await store.within(boxOf(i), start, start + 7_200_000);
  areaMs.push(performance.now() - from);
  found.area.push(count);
}
console.log(`a box of 10 km × 2 hours: ${spread(areaMs)}`);

const rings = Array.from({ length: 1_000 }, (_, i) => {
  const [lng, lat] = [113 + ((i * 13) % 97) * 0.022, 22 + ((i * 29) % 89) * 0.018];
  return Array.from({ length: 25 }, (_corner, k): [number, number] => [
    lng + 0.01 * Math.cos((k % 24) * (Math.PI / 12)),
    lat + 0.01 * Math.sin((k % 24) * (Math.PI / 12)),
  ]);
});
const zones = rings.map((ring) => prepareZone({ type: 'Polygon', coordinates: [ring] }));
const index = new ZoneIndex(zones);
const steps = 2_000;
const tracks = Array.from({ length: 500 }, (_, truck) => {
  const places = Array.from({ length: steps }, (_step, step) => placeOf(truck, step));
  return {
    count: steps,
    at: Float64Array.from({ length: steps }, (_step, step) => start + step * stepMs),
    lng: Float64Array.from(places, ([lng]) => lng),
    lat: Float64Array.from(places, ([, lat]) => lat),
  };
});
let best = Infinity;
let visits = 0;
for (let round = 0; round < 3; round++) {
  // Time of the processor: others may be at work on the machine.
  const before = process.cpuUsage();
  visits = 0;
  for (const track of tracks) visits += findVisits(track, zones, index).length;
  best = Math.min(best, process.cpuUsage(before).user / 1_000);
}
const rate = (tracks.length * steps * 1_000) / best;
console.log(
  `1,000 zones of 24 corners: ${whole(rate)} fixes a second on one core, ${whole(visits)} visits ${budget(`${whole(ZONE_FIXES_PER_SECOND)} a second`, rate >= ZONE_FIXES_PER_SECOND)}`,
);
await store.close();
await postgres?.stop();
if (beside) await besidePostgis();

/** Each figure of ours over the one of PostGIS, in this run. */
async function besidePostgis(): Promise<void> {
  const postgis = await startPostgis();
  if (!postgis) {
    console.error(
      'NOT MEASURED: PostGIS is not installed here. Debian has it: apt-get install postgresql-15-postgis-3',
    );
    process.exitCode = 1;
    return;
  }
  console.log(`PostGIS ${postgis.version}:`);
  const { copyMs, readyMs } = await postgis.load(everyFix());
  const perSecond = (ms: number): number => (stored * 1_000) / ms;
  console.log(
    `  ${whole(perSecond(copyMs))} fixes a second copied, ${whole(perSecond(readyMs))} with its indexes: ours ${times(stored / ingest / perSecond(readyMs))} as fast (datum, cell and marks among it)`,
  );
  const theirs = { track: [] as number[], area: [] as number[] };
  const trackTheirs: number[] = [];
  for (let i = 0; i < 100; i++) {
    const from = performance.now();
    theirs.track.push(await postgis.track((i * 997) % trucks, start, end));
    trackTheirs.push(performance.now() - from);
  }
  const areaTheirs: number[] = [];
  for (let i = 0; i < 10; i++) {
    const from = performance.now();
    theirs.area.push(await postgis.within(boxOf(i), start, start + 7_200_000));
    areaTheirs.push(performance.now() - from);
  }
  for (const [name, ours, others] of [
    ['one whole track', trackMs, trackTheirs],
    ['a box of 10 km × 2 hours', areaMs, areaTheirs],
  ] as const)
    console.log(
      `  ${name}: ${spread(others)}; ours ${times(percentile(others, 0.5) / percentile(ours, 0.5))} as fast at p50`,
    );
  const { pairs, ms } = await postgis.inZones(rings, zoneFixes());
  const theirRate = (tracks.length * steps * 1_000) / ms;
  console.log(
    `  1,000 zones of 24 corners: ${whole(theirRate)} fixes a second on one core, inside or not alone; ours ${times(rate / theirRate)} as fast, crossings between fixes among it`,
  );
  await postgis.stop();
  const inside = insidePairs();
  for (const [name, ours, others] of [
    ['rows of tracks', found.track, theirs.track],
    ['rows of areas', found.area, theirs.area],
    ['fixes inside zones', [inside], [pairs]],
  ] as const) {
    const same = ours.join() === others.join();
    console.log(
      `  same ${name} (${whole(ours.reduce((sum, one) => sum + one, 0))}): ${same ? 'yes' : `NO, ours ${ours.join(' ')}, PostGIS ${others.join(' ')}`}`,
    );
    if (!same) process.exitCode = 1;
  }
}

function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 0)} times`;
}

function* everyFix(): Iterable<BenchFix> {
  for (let step = 0; step < perTruck; step++)
    for (let truck = 0; truck < trucks; truck++) {
      const [lng, lat] = placeOf(truck, step);
      yield { mover: truck, at: start + step * stepMs + truck, lng, lat };
    }
}

function* zoneFixes(): Iterable<BenchFix> {
  for (const [mover, { at, lng, lat, count }] of tracks.entries())
    for (let i = 0; i < count; i++)
      yield { mover, at: at[i] ?? 0, lng: lng[i] ?? 0, lat: lat[i] ?? 0 };
}

function insidePairs(): number {
  let pairs = 0;
  for (const { lng, lat } of zoneFixes()) {
    const some = index.along(lng, lat, lng, lat);
    for (let i = 0; i < some; i++) if (zones[index.found[i] ?? 0]?.contains(lng, lat)) pairs++;
  }
  return pairs;
}
