import { expect, test } from 'vitest';
import { follow, LiveBus } from './live-bus.ts';

const change = (revision: number) => ({
  revision,
  at: '',
  actor: '',
  reason: '',
  entities: 0,
  relations: 0,
  touched: [],
  mergedInto: [],
  splitFrom: [],
  relationsMergedInto: [],
  more: false,
});

test('every listener hears every announced revision, and leaving ends the wait', async () => {
  const bus = new LiveBus();
  const [a, b] = [bus.changes(), bus.changes()];
  bus.announce(change(1));
  bus.announce(change(2));
  expect((await a.next()).value).toMatchObject({ revision: 1 });
  expect((await a.next()).value).toMatchObject({ revision: 2 });
  expect((await b.next()).value).toMatchObject({ revision: 1 });
  const waiting = a.next();
  await a.return();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(bus.listening).toBe(true);
  await bus.close();
  expect(bus.listening).toBe(false);
});

test('a listener that does not read keeps the newest hundred', async () => {
  let tell: (n: number) => void = () => undefined;
  const events = follow<number>((listener) => {
    tell = listener;
    return () => undefined;
  });
  for (let n = 1; n <= 250; n++) tell(n);
  expect((await events.next()).value).toBe(151);
});

test('ends after the last event', async () => {
  let stopped = false;
  const events = follow<string>(
    (listener) => {
      queueMicrotask(() => ['a', 'b', 'end', 'late'].forEach(listener));
      return () => (stopped = true);
    },
    (event) => event === 'end',
  );
  const heard: string[] = [];
  for await (const event of events) heard.push(event);
  expect(heard.slice(0, 3)).toEqual(['a', 'b', 'end']);
  expect(stopped).toBe(true);
});
