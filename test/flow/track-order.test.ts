/** What positions say does not hang on the order, the repetition or the batches in which they come. */
import type { RawFix } from '@phecda/server/tracks/fix';
import { withdrawFile } from '@phecda/etl/commands';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { randomFrom } from '../support/big-graph.ts';
import { longRun, times } from '../support/run-length.ts';
import { loadStaged } from './staged-world.ts';
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

/** What may be said of the stay, and taken back: days and vehicles of declarations. */
const near = ['2026-03-09', '2026-03-11'];
const far = '2026-03-20';
const saying = fc.record({
  number: fc.constantFrom('D1', 'D2'),
  day: fc.constantFrom(...near, far),
  plate: fc.constantFrom('粤B12345', '粤B77777'),
  /** Of its file; a later one counts. */
  sourceDate: fc.constantFrom('2026-03-12', '2026-03-13', '2026-03-14'),
  isTakenBack: fc.boolean(),
});

test.each(longRun ? (['duckdb', 'postgres'] as const) : (['duckdb'] as const))(
  'whether an arrival was declared hangs on what counts in the end, not on which came first: the stay, declarations, or their withdrawal, on %s',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(saying, { minLength: 1, maxLength: 4 }),
        fc.nat(8),
        fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
        fc.infiniteStream(fc.nat(1_000)),
        async (said, stayAt, looks, places) => {
          const one = await openTrackWorld(engine);
          try {
            await one.addVehicle('粤B77777');
            await one.watch(truck, 'undeclaredArrival', { minutes: 20, hours: 24 });
            const files = new Map<number, string>();
            const load = async (
              { number, day, plate, sourceDate }: (typeof said)[number],
              index: number,
            ): Promise<void> => {
              const { fileId } = await loadStaged(one.sql, {
                name: `file ${index}`,
                dataset: 'declarations',
                sourceDate,
                items: [
                  {
                    family: 'event',
                    number,
                    date: day,
                    direction: 'import',
                    parties: { vehicle: recordOf(plate) },
                  },
                ],
              });
              files.set(index, fileId ?? '');
            };
            const steps: (() => Promise<unknown>)[] = said.map(
              (it, index) => () => load(it, index),
            );
            for (const [index, { isTakenBack }] of said.entries()) {
              const [place = 0] = places.take(1);
              // At some time after it was loaded; before, there is nothing to take back.
              if (isTakenBack)
                steps.splice(index + 1 + (place % steps.length), 0, async () => {
                  const fileId = files.get(index);
                  if (fileId !== undefined) await withdrawFile(one.sql, fileId, '王芳', '错误');
                });
            }
            const stay = [fix(0, 114.2), fix(3, 114.27), fix(30, 114.27), fix(33, 114.3)];
            steps.splice(stayAt % (steps.length + 1), 0, () =>
              one.flow.takeIn({ name: 'a' }, stay),
            );
            for (const [index, step] of steps.entries()) {
              await step();
              if (looks[index] !== true) continue;
              await one.watcher.catchUp();
              await one.service.catchUp();
            }
            await one.watcher.catchUp();
            await one.service.catchUp();
            const counting = await one.sql.query<{ n: number }>(
              `SELECT count(*) AS n FROM declaration d WHERE d.vehicle = CAST($1 AS UUID) AND d.date <= DATE '2026-03-12'`,
              [truck],
            );
            const { alerts: open } = await one.alerts.list({ statuses: ['new'] }, 10, 0);
            expect(open.filter(({ condition }) => condition === 'undeclaredArrival')).toHaveLength(
              counting[0]?.n === 0 ? 1 : 0,
            );
          } finally {
            await one.close();
          }
        },
      ),
      longRun ? { numRuns: 200, interruptAfterTimeLimit: 80_000 } : { numRuns: 6 },
    );
  },
  400_000,
);
