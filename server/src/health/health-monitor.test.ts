import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StorageError, StoreUnavailableError } from '@phecda/graph-schema/ports/store-errors';
import { HealthMonitor, type HealthProbes } from './health-monitor.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const probes = (changes: Partial<HealthProbes> = {}): HealthProbes => ({
  sqlEngine: 'postgres',
  graphEngine: 'neo4j',
  revision: () => Promise.resolve(7),
  viewRevision: () => Promise.resolve(7),
  diskFreeMb: () => Promise.resolve(50_000),
  writeProbe: () => Promise.resolve(),
  alerts: () => Promise.resolve(null),
  feeds: () => Promise.resolve(0),
  memoryFreeMb: () => 4_000,
  ...changes,
});

test('warns of nothing while all is well', async () => {
  const monitor = new HealthMonitor(probes());
  await monitor.look();
  expect(monitor.warnings).toEqual([]);
  expect(monitor.failed).toBeNull();
  expect(monitor.parts.map(({ name, state }) => `${name} ${state}`).sort()).toEqual([
    'alerts well',
    'disk well',
    'feeds well',
    'graph well',
    'memory well',
    'sql well',
    'view well',
  ]);
});

test('names what has failed, and takes it back by itself', async () => {
  let answer = (): Promise<number> => Promise.reject(new StoreUnavailableError('postgres', 'lost'));
  const monitor = new HealthMonitor(probes({ revision: () => answer() }));
  await monitor.look();
  expect(monitor.failed).toBe('sql');
  expect(monitor.warnings).toEqual(['system.postgresLost']);
  expect(monitor.truthFailure).toMatchObject({ store: 'postgres', why: 'lost' });
  answer = () => Promise.resolve(7);
  await monitor.look();
  expect(monitor.failed).toBeNull();
  expect(monitor.truthFailure).toBeUndefined();
});

test('a probe without an answer is bounded, not repeated meanwhile, and well again once it answers', async () => {
  let asked = 0;
  let answer = (_: number): void => undefined;
  const monitor = new HealthMonitor(
    probes({
      viewRevision: () => {
        asked++;
        return new Promise((resolve) => (answer = resolve));
      },
    }),
  );
  const looking = monitor.look();
  await vi.advanceTimersByTimeAsync(3_000);
  await looking;
  expect(monitor.failed).toBe('graph');
  expect(monitor.warnings).toContain('system.neo4jSlow');
  await monitor.look();
  expect(asked).toBe(1);
  answer(7);
  await vi.advanceTimersByTimeAsync(0);
  expect(monitor.failed).toBeNull();
});

test('tells of a view that stays behind, with its age', async () => {
  let view = 5;
  const monitor = new HealthMonitor(probes({ viewRevision: () => Promise.resolve(view) }));
  await monitor.look();
  expect(monitor.warnings).toEqual([]);
  await vi.advanceTimersByTimeAsync(20_000);
  await monitor.look();
  expect(monitor.warnings).toEqual(['system.viewBehind']);
  expect(monitor.viewBehindSeconds).toBe(20);
  view = 7;
  await monitor.look();
  expect(monitor.warnings).toEqual([]);
  expect(monitor.viewBehindSeconds).toBe(0);
});

test.each([
  [{ diskFreeMb: () => Promise.resolve(500) }, 'system.diskLow', null],
  [
    { writeProbe: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOSPC' })) },
    'system.diskFull',
    'disk',
  ],
  [
    { writeProbe: () => Promise.reject(Object.assign(new Error('x'), { code: 'EROFS' })) },
    'system.folderReadOnly',
    'disk',
  ],
  [{ writeProbe: () => Promise.reject(new StorageError('full')) }, 'system.diskFull', 'disk'],
  [{ memoryFreeMb: () => 20 }, 'system.memoryLow', null],
])('%o gives %s', async (changes, warning, failed) => {
  const monitor = new HealthMonitor(probes(changes));
  await monitor.look();
  expect(monitor.warnings).toEqual([warning]);
  expect(monitor.failed).toBe(failed);
});

test('alerts that are not found or not sent keep the server from being ready', async () => {
  const monitor = new HealthMonitor(probes({ alerts: () => Promise.resolve('provider') }));
  await monitor.look();
  expect(monitor.failed).toBe('alerts');
  expect(monitor.warnings).toEqual(['system.alertsProvider']);
});
