import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoreUnavailableError } from '../ports/store-errors.ts';
import { HungWatch } from './hung-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new Promise<never>(() => undefined);

test('a slow answer of a living store is waited for', async () => {
  let signs = 0;
  const watch = new HungWatch('postgres', async () => void signs++);
  const answer = watch.wait(
    new Promise((resolve) => setTimeout(() => resolve('late'), 9_000)),
    () => expect.fail('it was given up'),
  );
  await vi.advanceTimersByTimeAsync(9_000);
  expect(await answer).toBe('late');
  expect(signs).toBe(4);
});

test('no sign of life for three seconds ends the wait with a named error', async () => {
  const watch = new HungWatch('neo4j', () => never);
  let abandoned: Error | null = null;
  const answer = watch.wait(never, (error) => (abandoned = error));
  const told = answer.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(5_000);
  const error = await told;
  expect(error).toBeInstanceOf(StoreUnavailableError);
  expect(error).toMatchObject({ store: 'neo4j', why: 'slow' });
  expect(abandoned).toBe(error);
});

test('a store that refuses connections is lost, and one probe serves all who wait', async () => {
  let probes = 0;
  const watch = new HungWatch('postgres', async () => {
    probes++;
    await new Promise((resolve) => setTimeout(resolve, 100));
    throw new Error('refused');
  });
  const waits = [1, 2, 3].map(() =>
    watch.wait(never, () => undefined).catch((error: unknown) => error),
  );
  await vi.advanceTimersByTimeAsync(2_100);
  for (const error of await Promise.all(waits)) expect(error).toMatchObject({ why: 'lost' });
  expect(probes).toBe(1);
});
