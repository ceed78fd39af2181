/** What positions say does not hang on the order, the repetition or the batches in which they come. */
import type { RawFix } from '@phecda/server/tracks/fix';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { randomFrom } from '../support/big-graph.ts';
import { times } from '../support/run-length.ts';
import { fix, openTrackWorld, recordOf, truck, type TrackWorld } from './track-world.ts';

let world: TrackWorld;
beforeEach(async () => {
  world = await openTrackWorld();
});
afterEach(() => world.close());

test('a stay of days is told with all of its time, and a late fix makes it longer or shorter, and the alert with it', async () => {
  const hours = 3 * 24;
  const { flow, watcher, service, alerts, watch } = world;
  await watch(truck, 'zoneDwelt', { minutes: hours * 60 });
  const told = async (): Promise<(number | undefined)[]> => {
    await watcher.catchUp();
    await service.catchUp();
    return (await alerts.list({ statuses: ['new'] }, 10, 0)).alerts
      .filter(({ condition }) => condition === 'zoneDwelt')
      .map(({ detail }) => detail.count);
  };
  const days = 60 * hours;
  await flow.takeIn({ name: 'a' }, [fix(-days - 60, 114.2)]);
  for (let minute = -days + 20; minute < 0; minute += 600) {
    await flow.takeIn({ name: 'a' }, [fix(minute, 114.27)]);
    await watcher.catchUp();
  }
  await flow.takeIn({ name: 'a' }, [fix(0, 114.27), fix(30, 114.4)]);
  expect(await told()).toEqual([]);
  await flow.takeIn({ name: 'a' }, [fix(-days - 10, 114.27)]);
  expect(await told()).toEqual([days + 10]);
  await flow.takeIn({ name: 'a' }, [fix(10, 114.271)]);
  expect(await told()).toEqual([days + 20]);
  await flow.takeIn({ name: 'a' }, [fix(-days + 30, 114.29)]);
  expect(await told()).toEqual([]);
});

test('any order, repetition and cutting into batches of the same fixes gives equal tracks, events and alerts', async () => {
  const { flow, watcher, service, alerts, events, positions, addVehicle, watch } = world;
  const others = Array.from({ length: times(2, 12) }, (_, index) => `粤B${54_300 + index}`);
  for (const plate of others) {
    await addVehicle(plate);
    await watch(recordOf(plate), 'zoneEntered');
  }
  for (const one of [truck, ...others.map(recordOf)]) {
    await watch(one, 'zoneLeft');
    await watch(one, 'zoneCrossed');
    await watch(one, 'zoneDwelt', { minutes: 3 });
    await watch(one, 'undeclaredArrival', { minutes: 3 });
  }
  // To and fro over the zone, some stretches without a fix inside.
  const places = [-40, -15, 2, 14, 35, 16, -3, -25, -60, -20, 21, 60, 19, 1, -1, -33];
  const fixes = places.map((place, i) => fix(3 * i, 114.27 + place / 1_000));
  const of =
    (value: string) =>
    (one: RawFix): RawFix => ({
      ...one,
      device: { scheme: 'plate', value },
    });
  const settled = async (): Promise<void> => {
    await watcher.catchUp();
    await service.catchUp();
  };
  const seen = async (value: string) => {
    const mover = (await positions.mover('plate', value))?.mover ?? -1;
    const { at, lng } = await positions.track(mover, 0, 1e14);
    const found = await events.list({}, 1_000);
    return {
      track: [...at].map((moment, i) => [moment, lng[i]]),
      events: found.events
        .filter(({ moverName }) => moverName === value)
        .map(({ kind, at: moment, insideMs }) => [kind, moment, insideMs]),
    };
  };
  const alertsOf = async (plate: string) =>
    (await alerts.list({ statuses: ['new'], children: true }, 1_000, 0)).alerts
      .filter(({ path }) => path.includes(recordOf(plate)))
      .map(({ condition, factDay, detail }) =>
        [condition, factDay, JSON.stringify(detail).replaceAll(plate, '粤B12345')].join(),
      )
      .sort();
  await flow.takeIn({ name: 'a' }, fixes);
  await settled();
  const atOnce = await seen('粤B12345');
  expect(atOnce.events.length).toBeGreaterThan(5);
  const random = randomFrom(7);
  const inPieces = async (value: string): Promise<void> => {
    const said = [...fixes, ...fixes.filter(() => random() < 0.5)]
      .map((one) => [random(), of(value)(one)] as const)
      .sort(([one], [other]) => one - other)
      .map(([, one]) => one);
    while (said.length > 0) {
      await flow.takeIn({ name: 'a' }, said.splice(0, 1 + Math.floor(random() * 5)));
      if (random() < 0.7) await settled();
    }
    await settled();
    expect(await seen(value)).toEqual(atOnce);
  };
  for (let variant = 0; variant < 10; variant++) await inPieces(`粤C${10_000 + variant}`);
  const expected = await alertsOf('粤B12345');
  expect(new Set(expected.map((one) => one.split(',')[0])).size).toBe(5);
  for (const plate of others) {
    await inPieces(plate);
    expect(await alertsOf(plate)).toEqual(expected);
  }
});
