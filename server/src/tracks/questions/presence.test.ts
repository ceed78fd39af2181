import { expect, test } from 'vitest';
import { msTogether, type Presence } from './presence.ts';

const span = (
  from: number,
  to: number,
  certainty: Presence['certainty'] = 'CERTAIN',
): Presence => ({
  from,
  to,
  certainty,
  crossed: false,
  fixes: 2,
});

test('time that several zones share counts once, and a possible stay not at all', () => {
  const found = [span(0, 10), span(2, 5), span(8, 20), span(15, 90, 'POSSIBLE'), span(30, 31)];
  expect(msTogether(found)).toBe(21);
  expect(msTogether([])).toBe(0);
});
