/** Positions: fixes stored a second, zones looked at on one core, one track and one area among many. `tracks [fixes] [embedded|team]`. */
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

const TRACK_MS = 20;
const ZONE_FIXES_PER_SECOND = 1_000_000;
const fixes = sizeArgument(0, 10_000_000);
const team = process.argv[3] === 'team';
const trucks = Math.max(10, Math.min(5_000, Math.floor(fixes / 2_000)));
const perTruck = Math.floor(fixes / trucks);
const start = Date.parse('2026-03-01T00:00:00Z');
const stepMs = 30_000;

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

const trackMs: number[] = [];
for (let i = 0; i < 100; i++) {
  const facts = await store.mover('plate', `粤B${(i * 997) % trucks}`);
  const from = performance.now();
  await store.track(facts?.mover ?? 0, start, start + perTruck * stepMs + trucks);
  trackMs.push(performance.now() - from);
}
console.log(
  `one whole track (${whole(perTruck)} fixes): ${spread(trackMs)} ${budget(`p95 ${TRACK_MS} ms`, percentile(trackMs, 0.95) <= TRACK_MS, fixes >= 10_000_000)}`,
);

const areaMs: number[] = [];
for (let i = 0; i < 10; i++) {
  const from = performance.now();
  const west = 113 + i * 0.1;
  await store.within(
    { west, south: 22.4, east: west + 0.1, north: 22.5 },
    start,
    start + 7_200_000,
  );
  areaMs.push(performance.now() - from);
}
console.log(`a box of 10 km × 2 hours: ${spread(areaMs)}`);

const zones = Array.from({ length: 1_000 }, (_, i) => {
  const [lng, lat] = [113 + ((i * 13) % 97) * 0.022, 22 + ((i * 29) % 89) * 0.018];
  const ring = Array.from({ length: 25 }, (_corner, k): [number, number] => [
    lng + 0.01 * Math.cos((k % 24) * (Math.PI / 12)),
    lat + 0.01 * Math.sin((k % 24) * (Math.PI / 12)),
  ]);
  return prepareZone({ type: 'Polygon', coordinates: [ring] });
});
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
