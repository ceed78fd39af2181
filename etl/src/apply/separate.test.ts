import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { separate } from './separate.ts';

const groups = (entityOf: Map<string, string>): string[][] => {
  const byEntity = new Map<string, string[]>();
  for (const [record, entity] of entityOf)
    byEntity.set(entity, [...(byEntity.get(entity) ?? []), record]);
  return [...byEntity.values()].sort();
};

describe('separate', () => {
  it('splits a key between two that are different, and leaves the rest with the first that takes it', () => {
    const entityOf = separate(
      ['a', 'b', 'c'],
      [],
      [
        ['a', 'k'],
        ['b', 'k'],
        ['c', 'k'],
      ],
      [['a', 'b']],
    );
    expect(groups(entityOf)).toEqual([['a', 'c'], ['b']]);
  });

  it('takes the word of people before keys', () => {
    const entityOf = separate(
      ['a', 'b', 'c'],
      [['b', 'c']],
      [
        ['a', 'k'],
        ['b', 'x'],
        ['c', 'k'],
      ],
      [['a', 'b']],
    );
    expect(groups(entityOf)).toEqual([['a'], ['b', 'c']]);
  });

  it('never joins a forbidden pair, names groups by their least record, and does not depend on order', () => {
    const record = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const pair = fc.tuple(record, record).filter(([x, y]) => x !== y);
    fc.assert(
      fc.property(
        fc.array(pair, { maxLength: 4 }),
        fc.array(fc.tuple(record, fc.constantFrom('k', 'l', 'm')), { maxLength: 10 }),
        fc.array(pair, { maxLength: 4 }),
        fc.nat(),
        (same, keys, different, turn) => {
          const records = ['a', 'b', 'c', 'd', 'e', 'f'];
          const entityOf = separate(records, same, keys, different);
          for (const [x, y] of different) expect(entityOf.get(x)).not.toBe(entityOf.get(y));
          for (const group of groups(entityOf))
            for (const member of group) expect(entityOf.get(member)).toBe([...group].sort()[0]);
          const turned = <T>(items: readonly T[]): T[] =>
            [
              ...items.slice(turn % (items.length || 1)),
              ...items.slice(0, turn % (items.length || 1)),
            ].reverse();
          expect(
            groups(
              separate(
                turned(records),
                turned(same).map(([x, y]) => [y, x] as const),
                turned(keys),
                turned(different),
              ),
            ),
          ).toEqual(groups(entityOf));
        },
      ),
      { numRuns: 300 },
    );
  });
});
