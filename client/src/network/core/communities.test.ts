import fc from 'fast-check';
import { expect, it } from 'vitest';
import { communitySets } from './communities.ts';

it('makes sets of at least eight, and leaves out only what is joined to nothing larger', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(9), { minLength: 1, maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 90 }),
      (communities, edges) => {
        const communityOf = new Map(communities.map((one, at) => [`d${at}`, one]));
        const pairs = edges.map(([a, b]) => ({ source: `d${a}`, target: `d${b}`, weight: 1 }));
        const sets = communitySets(communityOf, pairs);
        const placed = sets.flat();
        expect(new Set(placed).size).toBe(placed.length);
        for (const set of sets) expect(set.length).toBeGreaterThanOrEqual(8);
        for (const set of sets)
          for (const disc of set)
            for (const [other, community] of communityOf)
              if (community === communityOf.get(disc)) expect(set).toContain(other);
        const left = new Set([...communityOf.keys()].filter((disc) => !placed.includes(disc)));
        for (const { source, target } of pairs)
          if (communityOf.has(source) && communityOf.has(target) && left.has(source))
            expect(left.has(target)).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});
