import { expect, test } from 'vitest';
import { follow } from './follow.ts';
import { LiveBus } from './live-bus.ts';

const asked: number[] = [];
const bus = (): LiveBus => {
  asked.length = 0;
  return new LiveBus((revision) => {
    asked.push(revision);
    return Promise.resolve({
      revision,
      at: '',
      actor: '',
      reason: '',
      entities: 1,
      relations: 0,
      touched: ['e'],
      mergedInto: [],
      splitFrom: [],
      relationsMergedInto: [],
      more: false,
    });
  });
};

test('every listener hears how far the view is, asked for once, and leaving ends the wait', async () => {
  const live = bus();
  const [a, b] = [live.changes(null), live.changes(null)];
  const first = [a.next(), b.next()];
  live.announce(1);
  for (const event of first) expect((await event).value).toMatchObject({ revision: 1 });
  expect(asked).toEqual([1]);
  live.announce(2);
  expect((await a.next()).value).toMatchObject({ revision: 2 });
  const waiting = a.next();
  await a.return(undefined);
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(live.listening).toBe(true);
  await live.close();
  expect(live.listening).toBe(false);
});

test('a listener that comes back with its cursor, or does not read for a while, misses nothing', async () => {
  const live = bus();
  live.announce(5);
  const back = live.changes(3);
  live.announce(6);
  for (const revision of [4, 5, 6])
    expect((await back.next()).value).toMatchObject({ revision, more: false });
  live.announce(6);
  const waiting = back.next();
  live.announce(7);
  expect((await waiting).value).toMatchObject({ revision: 7 });
  await back.return(undefined);
});

test('one that is far behind gets the whole as changed', async () => {
  const live = bus();
  live.announce(250);
  const back = live.changes(3);
  expect((await back.next()).value).toMatchObject({ revision: 250, touched: [], more: true });
  await back.return(undefined);
});

test('a cursor beyond this truth gets the whole as changed', async () => {
  const live = bus();
  live.announce(3);
  const back = live.changes(90);
  expect((await back.next()).value).toMatchObject({ revision: 3, touched: [], more: true });
  live.announce(4);
  expect((await back.next()).value).toMatchObject({ revision: 4, touched: ['e'], more: false });
  await back.return(undefined);
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
