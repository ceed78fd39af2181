import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignPassages, compare, type Cost, type Costs } from './assign-passages.ts';

/** Every way to give passages to loads in the order of both. */
function* shares(loads: number, passages: number): Generator<number[][]> {
  function* from(load: number, first: number): Generator<number[][]> {
    if (load === loads) return yield [];
    for (let end = first; end <= passages; end++)
      for (const rest of from(load + 1, end))
        yield [Array.from({ length: end - first }, (_, i) => first + i), ...rest];
  }
  yield* from(0, 0);
}

const plus = (a: Cost, b: Cost): Cost => a.map((one, i) => one + (b[i] ?? 0));
const priced = (declaration: Costs, passage: number | null): Cost => {
  const [fit, rest] = passage === null ? [0, 0] : (declaration[passage] ?? [NaN, NaN]);
  return [passage === null ? 1 : 0, fit ?? NaN, 0, rest ?? NaN];
};

/** Without a passage, fit, passages taken, rest. */
function total(
  loads: readonly (readonly Costs[])[],
  taken: readonly (readonly (number | null)[])[],
): Cost {
  const sum = loads
    .flatMap((load, i) => load.map((declaration, k) => priced(declaration, taken[i]?.[k] ?? null)))
    .reduce(plus, [0, 0, 0, 0]);
  return plus(sum, [0, 0, -new Set(taken.flat().filter((one) => one !== null)).size, 0]);
}

/** Every way to give a load's passages to its declarations. */
function* given(load: readonly Costs[], passages: readonly number[]): Generator<(number | null)[]> {
  const [declaration, ...others] = load;
  if (declaration === undefined) return yield [];
  for (const one of [null, ...passages.filter((passage) => declaration[passage] != null)])
    for (const rest of given(others, passages)) yield [one, ...rest];
}

test('no other way in the order of days and passages costs less', () => {
  const cost = fc.option(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { nil: null });
  const world = fc.nat({ max: 5 }).chain((passages) =>
    fc.tuple(
      fc.constant(passages),
      fc.array(
        fc.array(fc.array(cost, { minLength: passages, maxLength: passages }), {
          minLength: 1,
          maxLength: 2,
        }),
        { maxLength: 4 },
      ),
    ),
  );
  fc.assert(
    fc.property(world, ([passages, loads]) => {
      const taken = assignPassages(loads, passages);
      const owners = new Map<number, number>();
      let last = -1;
      for (const [load, own] of taken.entries()) {
        const used = own.filter((one) => one !== null);
        for (const passage of used) {
          expect(owners.get(passage) ?? load).toBe(load);
          owners.set(passage, load);
        }
        if (used.length === 0) continue;
        expect(Math.min(...used)).toBeGreaterThan(last);
        last = Math.max(...used);
      }
      let least: Cost = [Infinity];
      for (const share of shares(loads.length, passages)) {
        const best = loads.map((load, i) =>
          [...given(load, share[i] ?? [])].reduce((one, other) =>
            compare(total([load], [other]), total([load], [one])) < 0 ? other : one,
          ),
        );
        const sum = total(loads, best);
        if (compare(sum, least) < 0) least = sum;
      }
      expect(total(loads, taken)).toEqual(least);
    }),
  );
});
