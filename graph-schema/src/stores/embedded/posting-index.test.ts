/** Posting index: whatever is written, renamed, removed, frozen and merged, candidates hold every match and nothing gone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryTokens } from '../../search/plan.ts';
import { matchOf } from '../../search/rank.ts';
import { PostingIndex } from './posting-index.ts';

const names = [
  '深圳华鑫',
  '广州华鑫物流',
  '重庆长安',
  'Sunrise Ltd',
  'Sun Trading',
  '粤B12345',
  '曾国强',
  '华',
  '',
];
const queries = [
  '华',
  '华鑫',
  '重庆',
  'sun',
  'trad',
  'chongqing',
  'szhx',
  'zgq',
  '粤B1',
  '2345',
  'sunrsie',
  '深圳华新',
];

function check(names: ReadonlyMap<number, string>, index: PostingIndex): void {
  for (const query of queries) {
    const plan = queryTokens(query);
    for (const fuzzy of [false, true]) {
      const candidates = index.candidates(fuzzy ? [...plan.strict, ...plan.fuzzy] : plan.strict);
      expect(new Set(candidates).size).toBe(candidates.length);
      for (const node of candidates) expect(names.has(node)).toBe(true);
      const expected = [...names]
        .filter(([, name]) => matchOf(query, [name], [], fuzzy) !== null)
        .map(([node]) => node);
      const found = candidates.filter(
        (node) => matchOf(query, [names.get(node) as string], [], fuzzy) !== null,
      );
      expect(found.sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
    }
  }
}

describe('posting index', () => {
  it('finds what is there, through any freezing and merging', () => {
    const step = fc.record({
      node: fc.nat(40),
      name: fc.option(fc.constantFrom(...names), { freq: 5 }),
      work: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 150 }),
        fc.constantFrom(1, 2, 5),
        (steps, freezeAt) => {
          const present = new Map<number, string>();
          const index = new PostingIndex(freezeAt);
          for (const { node, name, work } of steps) {
            if (name === null) {
              present.delete(node);
              index.remove(node);
            } else {
              present.set(node, name);
              index.put(node, [name], []);
            }
            if (work) for (const _ of index.work());
          }
          check(present, index);
          for (const _ of index.work());
          check(present, index);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('merges segments and drops what is stale', () => {
    const present = new Map<number, string>();
    const index = new PostingIndex(10);
    for (let round = 0; round < 5; round++) {
      for (let node = 0; node < 2_000; node++) {
        const name = `华鑫${round}号${node}`;
        present.set(node, name);
        index.put(node, [name], []);
        if (index.wantsWork) for (const _ of index.work());
      }
    }
    check(present, index);
    expect(index.segmentCount).toBeLessThan(40);
    // 17, 170 … 179 and 1700 … 1799.
    expect(index.candidates(queryTokens('华鑫4号17').strict).length).toBe(111);
    const empty = new PostingIndex(10).bytes;
    const full = index.bytes - empty;
    for (let node = 0; node < 2_000; node++) index.remove(node);
    for (const _ of index.work());
    expect(index.bytes - empty).toBeLessThan(full / 2);
  });

  it('at rest it freezes what would not be worth it while more is on its way', () => {
    const index = new PostingIndex();
    const present = new Map<number, string>();
    const put = (count: number): void => {
      for (let i = 0; i < count; i++) {
        const node = present.size;
        present.set(node, `华鑫${node}号`);
        index.put(node, [`华鑫${node}号`], []);
      }
    };
    put(511);
    expect([index.wantsWork, index.wantsRest]).toEqual([false, false]);
    put(1);
    expect([index.wantsWork, index.wantsRest]).toEqual([false, true]);
    for (const _ of index.work());
    expect([index.wantsRest, index.segmentCount]).toEqual([false, 1]);
    check(present, index);
    put(3);
    check(present, index);
    expect(index.wantsRest).toBe(false);
  });
});
