import { expect, test } from 'vitest';
import { newGroup, newTerm, ruleOf, type ZoneGroup } from './zone-rule.ts';

const common = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 2) };
const own = { from: Date.UTC(2025, 0, 1), to: Date.UTC(2025, 0, 2) };
const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };

test('groups within groups, each of which may be refused, become the rule that the server takes', () => {
  const inner: ZoneGroup = {
    ...newGroup('any'),
    sense: 'not',
    parts: [{ ...newTerm(), zone: 'b' }, { ...newTerm(), zone: 'c', sense: 'not', own }, newTerm()],
  };
  const whole: ZoneGroup = {
    ...newGroup('all'),
    parts: [{ ...newTerm(), zone: 'a' }, newGroup('any'), inner],
  };
  expect(ruleOf(whole, common)).toEqual({
    all: [
      { zone: 'a', ...window },
      {
        not: {
          any: [
            { zone: 'b', ...window },
            {
              not: { zone: 'c', from: '2025-01-01T00:00:00.000Z', to: '2025-01-02T00:00:00.000Z' },
            },
          ],
        },
      },
    ],
  });
  expect(ruleOf(newGroup('all'), common)).toBeNull();
});
