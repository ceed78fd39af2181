import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('gives one slice per turn of the event loop, in order, however many wait', async () => {
  const turns = new Turns();
  const slices: number[] = [];
  let ticks = 0;
  let most = 0;
  let before = 0;
  let over = false;
  const tick = (): void => {
    ticks += 1;
    most = Math.max(most, slices.length - before);
    before = slices.length;
    if (!over) setImmediate(tick);
  };
  setImmediate(tick);
  const question = async (name: number): Promise<void> => {
    for (let slice = 0; slice < 3; slice++) {
      await turns.next();
      slices.push(name);
    }
  };
  await Promise.all(Array.from({ length: 50 }, (_, name) => question(name)));
  over = true;
  const round = Array.from({ length: 50 }, (_, name) => name);
  expect(slices).toEqual([...round, ...round, ...round]);
  expect(most).toBe(1);
  expect(ticks).toBeGreaterThanOrEqual(150);
});
