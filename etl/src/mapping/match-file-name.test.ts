import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from './match-file-name.ts';

/** The definition as a regular expression, fit for short names only. */
function byDefinition(pattern: string, name: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}(\\.[a-z0-9.]+)?$`).test(name);
}

describe('matchesPattern', () => {
  it('means what the definition means', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '1', '报'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '报'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (p, name) => matchesPattern(p, name) === byDefinition(p, name)),
      { numRuns: 20_000 },
    );
  });

  it('does not look at case, width and ending', () => {
    expect(matchesPattern('报关单*', '报关单-2024-03.CSV')).toBe(true);
    expect(matchesPattern('Import*List', 'ＩＭＰＯＲＴ x list.csv.gz')).toBe(true);
    expect(matchesPattern('a*b', 'a.csv')).toBe(false);
  });

  it('answers at once, whatever the pattern', () => {
    // A backtracking matcher needs longer than the age of the universe for the first.
    expect(matchesPattern('a*'.repeat(100) + 'b', 'a'.repeat(200))).toBe(false);
    expect(matchesPattern('*'.repeat(200), 'a'.repeat(200))).toBe(true);
    expect(matchesPattern('*a'.repeat(100), 'a'.repeat(150))).toBe(true);
  });
});
