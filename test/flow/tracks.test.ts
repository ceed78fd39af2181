/** From a fix to an alert: positions in ▸ zone event ▸ alert, and back again when a late fix says otherwise. */
import type { AlertService } from '@phecda/alerts';
import type { AlertStore } from '@phecda/alerts/store/alert-store';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { previewWatch } from '@phecda/alerts/preview';
import { watchContent } from '@phecda/alerts/watch';
import { withdrawFile } from '@phecda/etl/commands';
import { deployedOntology } from '@phecda/graph-schema';
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { serverItself } from '@phecda/server/features/viewer';
import { truthFor } from '@phecda/server/reading/truth';
import type { RawFix } from '@phecda/server/tracks/fix';
import { SilenceStore } from '@phecda/server/tracks/silence/silence-store';
import type { SilenceWatcher } from '@phecda/server/tracks/silence/silence-watcher';
import { BindingStore } from '@phecda/server/tracks/bindings/binding-store';
import { DeviceBindings } from '@phecda/server/tracks/bindings/device-bindings';
import { RetentionStore } from '@phecda/server/tracks/retention/retention-policy';
import { thinPositions } from '@phecda/server/tracks/retention/thin-positions';
import type { TrackFlow } from '@phecda/server/tracks/track-flow';
import type { ZoneEvents } from '@phecda/server/tracks/zones/zone-events';
import { ZoneStore } from '@phecda/server/tracks/zones/zone-store';
import type { ZoneWatcher } from '@phecda/server/tracks/zones/zone-watcher';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadStaged, idOf } from './staged-world.ts';
import { clock, fix, openTrackWorld, start, truck, type TrackWorld } from './track-world.ts';

const ontology = deployedOntology();
let world: TrackWorld;
let sql: Sql;
let positions: PositionStore;
let flow: TrackFlow;
let watcher: ZoneWatcher;
let silences: SilenceWatcher;
let service: AlertService;
let alerts: AlertStore;
let events: ZoneEvents;

beforeEach(async () => {
  world = await openTrackWorld();
  ({ sql, positions, flow, watcher, silences, service, alerts, events } = world);
});
afterEach(() => world.close());

const standing = async (): Promise<string[]> =>
  (await events.list({}, 100)).events.map(({ kind, at }) => `${kind} ${(at - start) / 60_000}`);
const open = async () =>
  (await alerts.list({ statuses: ['new'], children: true }, 10, 0)).alerts.map(
    ({ path, detail: { zone, moved } }) => ({
      path,
      zone,
      minute: moved && (moved.at - start) / 60_000,
      at: moved?.zone,
    }),
  );

test('a watched truck that comes into a zone raises one alert, however often its fixes come', async () => {
  const fixes = [fix(0, 114.2), fix(3, 114.27), fix(6, 114.271), fix(9, 114.3)];
  expect(await flow.takeIn({ name: '南方北斗' }, fixes)).toMatchObject({ stored: 4, duplicate: 0 });
  expect(await flow.takeIn({ name: '南方北斗' }, [...fixes].reverse())).toMatchObject({
    stored: 0,
    duplicate: 4,
  });
  await watcher.catchUp();
  await service.catchUp();
  expect(await standing()).toEqual(['exit 9', 'enter 3']);
  expect(await open()).toEqual([
    { path: [truck], zone: '盐田码头', minute: 3, at: (await events.list({}, 1)).events[0]?.zone },
  ]);
  await watcher.catchUp();
  await service.catchUp();
  expect(await open()).toHaveLength(1);
});

test('a late fix moves the entry, and the alert with it', async () => {
  await flow.takeIn({ name: '南方北斗' }, [fix(0, 114.2), fix(6, 114.27)]);
  await watcher.catchUp();
  await service.catchUp();
  expect(await standing()).toEqual(['enter 6']);
  await flow.takeIn({ name: '南方北斗' }, [fix(3, 114.269)]);
  await watcher.catchUp();
  await service.catchUp();
  expect(await standing()).toEqual(['enter 3']);
  const { alerts: all } = await alerts.list({ children: true }, 10, 0);
  expect(all.map(({ status }) => status).sort()).toEqual(['new', 'withdrawn']);
});

async function watch(condition: string, settings: object): Promise<void> {
  const content = watchContent.parse({
    targets: [{ kind: 'entities', records: [truck] }],
    condition,
    settings,
    level: 4,
  });
  await new WatchStore(sql.state, clock).create(
    { name: '', active: true, content },
    '王芳',
    '路线',
  );
}
const preview = (condition: string, settings: object, silences?: SilenceWatcher['past']) =>
  previewWatch(
    watchContent.parse({
      targets: [{ kind: 'entities', records: [truck] }],
      condition,
      settings,
      level: 4,
    }),
    {
      sql,
      state: sql.state,
      ontology,
      now: clock(),
      since: new Date(start - 40 * 86_400_000),
      maxRevisions: 10,
      maxMs: 5_000,
      examples: 5,
      ...(silences ? { silences: (content, since) => silences(content, since, 5_000) } : {}),
    },
  );

test('a corridor is left early over its side, not by its end, and a late fix says so too', async () => {
  const corridor = {
    name: '盐田港—西丽',
    geometry: {
      type: 'LineString' as const,
      coordinates: [
        [114, 22.58],
        [114.2, 22.58],
      ] as [number, number][],
      width: 2_000,
    },
    calendar: null,
    active: true,
  };
  await new ZoneStore(sql.state, clock).create(corridor, '王芳', '');
  await watch('corridorLeft', {});
  const along = [113.97, 114.01, 114.1, 114.19].map((lng, i) => fix(3 * i, lng));
  await flow.takeIn({ name: 'a' }, [...along.slice(0, 3), { ...fix(12, 114.21), lat: 22.61 }]);
  await watcher.catchUp();
  await service.catchUp();
  const open = async () =>
    (await alerts.list({ statuses: ['new'] }, 10, 0)).alerts.filter(
      ({ condition }) => condition === 'corridorLeft',
    );
  const early = await open();
  expect(early.map(({ condition, detail }) => [condition, detail.zone, detail.certain])).toEqual([
    ['corridorLeft', '盐田港—西丽', false],
  ]);
  expect((await preview('corridorLeft', {})).found).toBe(1);
  // The late one shows that it went on to the end.
  await flow.takeIn({ name: 'a' }, [fix(9, 114.195)]);
  await watcher.catchUp();
  await service.catchUp();
  expect(await open()).toEqual([]);
  expect((await preview('corridorLeft', {})).found).toBe(0);
});

test('a watched truck that is silent for longer than usual raises one alert; a feed that is down raises none, and a late fix takes it back', async () => {
  await watch('silentMover', { minutes: 30, times: 3 });
  const plates = ['粤B·12345', '粤B20001', '粤B20002'];
  const sent = (value: string, minute: number): RawFix => ({
    ...fix(minute, 114.1),
    device: { scheme: 'plate', value },
  });
  const minutesOfADay = 1_440;
  // Ten days, every three minutes round the clock; on day six a gap of two hours of the watched one, on day eight of all.
  const fixes: RawFix[] = [];
  for (let minute = -10 * minutesOfADay; minute <= -60; minute += 3)
    for (const value of plates) {
      const day = minute / minutesOfADay;
      if (day > -4 && day < -4 + 2 / 24 && value === plates[0]) continue;
      if (day > -2 && day < -2 + 2 / 24) continue;
      fixes.push(sent(value, minute));
    }
  await flow.takeIn({ name: '南方北斗' }, fixes);
  const look = async (): Promise<string[]> => {
    await watcher.catchUp();
    await silences.look();
    await service.catchUp();
    const { alerts: all } = await alerts.list({ children: true }, 10, 0);
    return all.map(({ condition, status }) => `${condition} ${status}`);
  };
  // The feed is silent as a whole for an hour by the clock.
  expect(await look()).toEqual([]);
  // One of the others goes on: not yet the feed.
  await flow.takeIn({ name: '南方北斗' }, [sent('粤B20001', -3)]);
  expect(await look()).toEqual([]);
  await flow.takeIn({ name: '南方北斗' }, [sent('粤B20002', -6)]);
  expect(await look()).toEqual(['silentMover new']);
  expect(await look()).toEqual(['silentMover new']);
  const [alert] = (await alerts.list({}, 10, 0)).alerts;
  expect(alert?.detail).toMatchObject({ count: 30, habit: 3 });
  const found = await preview('silentMover', { minutes: 30, times: 3 }, (...given) =>
    silences.past(...given),
  );
  expect(found.found).toBe(1);
  await flow.takeIn({ name: '南方北斗' }, [sent(plates[0] ?? '', -40), sent(plates[0] ?? '', -12)]);
  expect(await look()).toEqual(['silentMover withdrawn']);
});

test('a silence whose mover has no fixes left is taken back; what the graph does not know stands', async () => {
  const store = new SilenceStore(sql.state, clock);
  const unknown = idOf('fleet', 'Vehicle', '粤B99999');
  const silence = (mover: string) => ({
    mover,
    moverName: '',
    minutes: 30,
    times: 3,
    since: start - 60 * 60_000,
    due: start - 30 * 60_000,
    habitMs: 180_000,
    limitMs: 1_800_000,
  });
  await flow.takeIn({ name: 'a' }, [fix(-60, 114.1)]);
  await store.change([silence(truck), silence(unknown)], []);
  const standing = async () => {
    await silences.look();
    return (await store.standing(0, 10)).map(({ mover }) => mover);
  };
  expect(await standing()).toHaveLength(2);
  await positions.removeBefore(start);
  expect(await standing()).toEqual([unknown]);
});

test('a stay with no declaration near it raises an alert, and a declaration that comes later takes it back', async () => {
  await watch('undeclaredArrival', { minutes: 20, hours: 24 });
  const declared = (number: string, date: string, name: string) =>
    loadStaged(sql, {
      name,
      dataset: 'declarations',
      items: [{ family: 'event', number, date, direction: 'import', parties: { vehicle: truck } }],
    });
  await declared('D1', '2026-03-05', 'before.csv');
  await flow.takeIn({ name: 'a' }, [
    fix(0, 114.2),
    fix(3, 114.27),
    fix(30, 114.27),
    fix(33, 114.3),
  ]);
  const look = async () => {
    await watcher.catchUp();
    await service.catchUp();
    const { alerts: all } = await alerts.list({ children: true }, 10, 0);
    return all.filter(({ condition }) => condition === 'undeclaredArrival');
  };
  expect(await look()).toMatchObject([
    { status: 'new', detail: { zone: '盐田码头', count: 27, stay: { withinHours: 24 } } },
  ]);
  expect(await preview('undeclaredArrival', { minutes: 20, hours: 24 })).toMatchObject({
    found: 1,
    revisions: 0,
    revisionsInPeriod: 0,
  });
  expect((await preview('undeclaredArrival', { minutes: 20, hours: 200 })).found).toBe(0);
  expect((await preview('undeclaredArrival', { minutes: 28, hours: 24 })).found).toBe(0);
  await declared('D2', '2026-03-20', 'too-late.csv');
  expect(await look()).toMatchObject([{ status: 'new' }]);
  const late = await declared('D3', '2026-03-11', 'after.csv');
  const [alert] = await look();
  expect(alert).toMatchObject({ status: 'withdrawn' });
  const history = await alerts.events(alert?.id ?? '');
  expect(history.at(-1)?.reason).toMatch(/^declared meanwhile, revision \d+$/);
  expect((await preview('undeclaredArrival', { minutes: 20, hours: 24 })).found).toBe(0);
  // Taken back: the alert is there again, once, and is told as what comes back is.
  await withdrawFile(sql, late.fileId ?? '', '王芳', '错误');
  expect(await look()).toMatchObject([{ id: alert?.id, status: 'new' }]);
  expect((await alerts.events(alert?.id ?? '')).map(({ act }) => act)).toEqual([
    'found',
    'withdrawn',
    'reopened',
  ]);
  // What people have closed stays so.
  await alerts.act([alert?.id ?? ''], 'closed', '王芳', '已核');
  const again = await declared('D4', '2026-03-11', 'again.csv');
  await look();
  await withdrawFile(sql, again.fileId ?? '', '王芳', '错误');
  expect(await look()).toMatchObject([{ id: alert?.id, status: 'closed' }]);
});

test('a terminal is the vehicle’s for a period, and what is said later moves what was found', async () => {
  const store = new BindingStore(sql.state, clock);
  const truth = truthFor(serverItself, sql, ontology);
  const bindings = new DeviceBindings({
    store,
    positions,
    truth,
    onMoved: () => undefined,
    onError: (error) => expect.unreachable(String(error)),
  });
  const device = { scheme: 'terminal' as const, value: '013912345678' };
  await flow.takeIn({ name: 'a' }, [
    { ...fix(0, 114.2), device },
    { ...fix(3, 114.27), device },
    { ...fix(6, 114.27), device },
  ]);
  await watcher.catchUp();
  const found = async () =>
    (await events.list({}, 10)).events.map(({ mover, kind }) => [mover, kind]);
  expect(await found()).toEqual([['device:terminal:013912345678', 'enter']]);
  const bound = await store.bind(
    { ...device, record: truck, from: start, to: null },
    '王芳',
    '安装',
  );
  expect(await bindings.apply()).toBe(3);
  expect(await bindings.apply()).toBe(0);
  await flow.takeIn({ name: 'a' }, [{ ...fix(9, 114.3), device }]);
  await watcher.catchUp();
  await service.catchUp();
  expect(await found()).toEqual([
    [truck, 'exit'],
    [truck, 'enter'],
  ]);
  expect(await open()).toHaveLength(1);
  // It was taken out after five minutes.
  expect(await store.end(bound, start + 5 * 60_000, '李强', '拆除')).toBe(true);
  expect(await store.end(bound, null, '李强', '拆除')).toBe(false);
  expect(await bindings.apply()).toBe(2);
  await watcher.catchUp();
  expect(await found()).toEqual([
    ['device:terminal:013912345678', 'exit'],
    [truck, 'enter'],
  ]);
  expect(
    (await store.list()).map(({ author, from, to, endedBy }) => [
      author,
      (from ?? NaN) - start,
      to === null ? null : to - start,
      endedBy,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['李强', 0, 5 * 60_000, null],
      ['王芳', 0, null, '李强'],
    ]),
  );
});

test('a terminal of a vehicle that the graph does not know yet counts for itself until it does', async () => {
  const store = new BindingStore(sql.state, clock);
  const truth = truthFor(serverItself, sql, ontology);
  let moved = 0;
  const bindings = new DeviceBindings({
    store,
    positions,
    truth,
    onMoved: () => moved++,
    onError: (error) => expect.unreachable(String(error)),
  });
  const plate = '粤B77777';
  const later = idOf('fleet-2', 'Vehicle', plate);
  const device = { scheme: 'terminal' as const, value: '013900000007' };
  await flow.takeIn({ name: 'a' }, [
    { ...fix(0, 114.2), device },
    { ...fix(3, 114.27), device },
  ]);
  await store.bind({ ...device, record: later, from: start, to: null }, '王芳', '安装');
  expect(await bindings.apply()).toBe(0);
  await loadStaged(sql, {
    name: 'fleet-2',
    dataset: 'fleet-2',
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
  bindings.wake();
  bindings.wake();
  await bindings.stop();
  expect(moved).toBe(1);
  expect((await positions.mover('plate', plate))?.fixes).toBe(2);
});

test('what is old is thinned as the policy says and older still goes; zones keep what was found', async () => {
  const retention = new RetentionStore(sql.state, clock);
  const zones = new ZoneStore(sql.state, clock);
  const day = 1_440;
  const fixes = [-40, -20, 0].flatMap((days) =>
    Array.from({ length: 60 }, (_, i) => fix(days * day + 3 * i, 114.2 + 0.002 * i)),
  );
  await flow.takeIn({ name: 'a' }, fixes);
  await watcher.catchUp();
  const before = await standing();
  const policy = { wholeDays: 10, thinMinutes: 30, keepDays: 30 };
  expect(await retention.change(0, policy, '王芳', '磁盘')).toBe(true);
  expect(await retention.change(0, policy, '王芳', '磁盘')).toBe(false);
  const work = { signal: new AbortController().signal, progress: () => undefined };
  const done = await thinPositions({ positions, retention, zones, clock }, work);
  expect(done.removed).toBe(60);
  expect(done.thinned).toBeGreaterThan(40);
  const again = await thinPositions({ positions, retention, zones, clock }, work);
  expect(again).toEqual({ thinned: 0, removed: 0 });
  expect((await retention.done()).thinnedBefore).toBe(Date.parse('2026-02-28T00:00:00Z'));
  await watcher.catchUp();
  expect(await standing()).toEqual(before);
  const facts = await positions.mover('plate', '粤B12345');
  expect(facts?.fixes).toBe(120 - done.thinned);
  // The same journey from another source, late for a time that is thinned already, and whole until the next round.
  const journey = fixes.slice(60, 120);
  await flow.takeIn({ name: 'late' }, journey);
  const waiting = await thinPositions({ positions, retention, zones, clock }, work);
  expect(waiting.thinned).toBe(0);
  await watcher.catchUp();
  const lately = await standing();
  expect((await thinPositions({ positions, retention, zones, clock }, work)).thinned).toBe(
    done.thinned,
  );
  expect(await thinPositions({ positions, retention, zones, clock }, work)).toEqual(again);
  await watcher.catchUp();
  expect(await standing()).toEqual(lately);
});
