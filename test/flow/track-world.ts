/** Positions, zones, watches and alerts of one truck and one zone, wired as in the server. */
import { AlertService } from '@phecda/alerts';
import { noChannels } from '@phecda/alerts/config';
import { AlertStore } from '@phecda/alerts/store/alert-store';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent } from '@phecda/alerts/watch';
import { deployedOntology } from '@phecda/graph-schema';
import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import { serverItself } from '@phecda/server/features/viewer';
import { truthFor } from '@phecda/server/reading/truth';
import type { RawFix } from '@phecda/server/tracks/fix';
import { RetentionStore } from '@phecda/server/tracks/retention/retention-policy';
import { SilenceStore } from '@phecda/server/tracks/silence/silence-store';
import { SilenceWatcher } from '@phecda/server/tracks/silence/silence-watcher';
import { TrackFlow } from '@phecda/server/tracks/track-flow';
import { ZoneEvents } from '@phecda/server/tracks/zones/zone-events';
import type { ZoneGeometry } from '@phecda/server/tracks/zones/zone-geometry';
import { ZoneStore } from '@phecda/server/tracks/zones/zone-store';
import { ZoneWatcher } from '@phecda/server/tracks/zones/zone-watcher';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { idOf, loadStaged } from './staged-world.ts';

export const start = Date.parse('2026-03-10T00:00:00Z');
export const clock = (): Date => new Date(start + 3_600_000);
export const recordOf = (plate: string): string => idOf('fleet', 'Vehicle', plate);
export const truck = recordOf('粤B12345');

export const fix = (minute: number, lng: number): RawFix => ({
  device: { scheme: 'plate', value: '粤B·12345' },
  at: start + minute * 60_000,
  lng,
  lat: 22.58,
  datum: 'WGS-84',
});

export type TrackWorld = Awaited<ReturnType<typeof openTrackWorld>>;

/** The truck is watched for entering the zone, 盐田码头. */
export async function openTrackWorld(engine: 'duckdb' | 'postgres' = 'duckdb') {
  const ontology = deployedOntology();
  const onError = (error: unknown): void => {
    throw error;
  };
  const sql = engine === 'duckdb' ? await newDuckDb() : await newPostgres();
  const positions = await openPositions({ engine: 'duckdb', path: ':memory:' });
  const zones = new ZoneStore(sql.state, clock);
  const events = new ZoneEvents(sql.state, clock);
  const truth = truthFor(serverItself, sql, ontology);
  const flow = new TrackFlow({ positions, clock, onStored: () => undefined });
  const silences = new SilenceWatcher({
    positions,
    truth,
    state: sql.state,
    silences: new SilenceStore(sql.state, clock),
    clock,
    onError,
  });
  const watcher = new ZoneWatcher({
    positions,
    zones,
    events,
    truth,
    thinnedBefore: () => new RetentionStore(sql.state, clock).thinnedBefore(),
    onTouched: (spans) => silences.touched(spans),
    onError,
  });
  const service = new AlertService({
    sql,
    ontology,
    settings: noChannels,
    publicUrl: () => 'https://phecda.example',
    name: 'test',
    clock,
    onError,
  });
  const addVehicle = (plate: string): Promise<unknown> =>
    loadStaged(sql, {
      name: `fleet ${plate}`,
      dataset: 'fleet',
      items: [
        {
          family: 'entity',
          type: 'Vehicle',
          key: plate,
          label: plate,
          props: { plate },
          keys: [`Vehicle:plate:${plate}`],
        },
      ],
    });
  const watch = (record: string, condition: string, settings: object = {}): Promise<unknown> =>
    new WatchStore(sql.state, clock).create(
      {
        name: '',
        active: true,
        content: watchContent.parse({
          targets: [{ kind: 'entities', records: [record] }],
          condition,
          settings,
          level: 4,
        }),
      },
      '王芳',
      '重点车辆',
    );
  await addVehicle('粤B12345');
  await service.catchUp();
  const geometry: ZoneGeometry = { type: 'Point', coordinates: [114.27, 22.58], radius: 1_000 };
  const zone = await zones.create(
    { name: '盐田码头', geometry, calendar: null, active: true },
    '王芳',
    '',
  );
  await watch(truck, 'zoneEntered');
  return {
    sql,
    ontology,
    positions,
    flow,
    watcher,
    silences,
    service,
    alerts: new AlertStore(sql.state, clock),
    events,
    zone,
    addVehicle,
    watch,
    close: async () => {
      await service.stop();
      await watcher.stop();
      await silences.stop();
      await positions.close();
      await sql.close();
    },
  };
}
