/** Numbers: what people and programs write comes back exactly, and what is none is refused, never changed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from './cleaned.ts';
import { type DecimalMark, parseDecimal, provenMark } from './decimal.ts';
import { cleanDecimal, cleanMass, cleanMoney, cleanQuantity } from './numbers.ts';

const cents = fc.integer({ min: 0, max: 99_999_999_999 });

/** Another program's way to write a number. */
const written = (locale: string, value: number): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    value,
  );

const locales: readonly (readonly [string, DecimalMark])[] = [
  ['zh-CN', '.'],
  ['en-US', '.'],
  ['de-CH', '.'],
  ['de-DE', ','],
  ['fr-FR', ','],
  ['sv-SE', ','],
];

describe('money', () => {
  it('as each locale writes it, with any dress', () => {
    fc.assert(
      fc.property(
        cents,
        fc.constantFrom(...locales),
        fc.constantFrom(...['', '¥', '￥', 'RMB ', 'CNY', '人民币']),
        fc.constantFrom(...['', '元', ' 元', '元整', 'RMB']),
        (amount, [locale, decimal], before, after) => {
          const text = before + written(locale, amount / 100) + after;
          expect([text, cleanMoney(text, { decimal })]).toEqual([text, String(amount)]);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it('multipliers multiply exactly', () => {
    const factors = {
      十: 1n,
      百: 2n,
      千: 3n,
      万: 4n,
      十万: 5n,
      百万: 6n,
      千万: 7n,
      亿: 8n,
    } as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.constantFrom(...(Object.keys(factors) as (keyof typeof factors)[])),
        (hundredths, name) => {
          const text = `${(hundredths / 100).toFixed(2)}${name}元`;
          expect(cleanMoney(text)).toBe(String(BigInt(hundredths) * 10n ** factors[name]));
        },
      ),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe('decimals', () => {
  it('agree with the number parser of the language, exponents and long fractions included', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        const cleaned = cleanDecimal(String(value));
        expect(cleaned).not.toBeInstanceOf(Refusal);
        expect(Math.abs(Number(cleaned) - value)).toBeLessThanOrEqual(5.1e-10);
      }),
      { seed: 3, numRuns: 1_000 },
    );
  });

  it('any text of digits and marks is read as a number of that mark, or refused', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.,+- eE'), maxLength: 14 });
    fc.assert(
      fc.property(text, (raw) => {
        const parsed = parseDecimal(raw.trim());
        if (parsed === null) return;
        /* Groups of three are all that the language's own parser does not know. */
        const plain = raw.trim().replace(/(?<=\d)[, ](?=\d{3}(?!\d))/g, '');
        expect(Number(parsed.digits) / 10 ** parsed.scale).toBeCloseTo(Number(plain), 6);
      }),
      { seed: 4, numRuns: 5_000 },
    );
  });

  it('a mark is proven only when the other reading fails', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'0123456789.,'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (raw) => {
        const mark = provenMark(raw);
        if (mark === null) return;
        const other = mark === '.' ? ',' : '.';
        const [left, right] = [parseDecimal(raw, mark), parseDecimal(raw, other)];
        if (left !== null) expect(right).toBeNull();
      }),
      { seed: 5, numRuns: 5_000 },
    );
    expect(provenMark('1,234')).toBeNull();
    expect(provenMark('610.086')).toBeNull();
    expect(provenMark('€ 1.234.567')).toBe(',');
    expect(provenMark('12,5 kg')).toBe(',');
    expect(provenMark('1,234.5')).toBe('.');
  });
});

describe('units', () => {
  it('anything after a number that is no unit refuses the cell', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999 }),
        fc.string({
          unit: fc.constantFrom(...'千万百十亿克斤米元个瓦升台kgtx/%约多'),
          minLength: 1,
          maxLength: 4,
        }),
        (value, tail) => {
          for (const clean of [cleanMass, cleanMoney, cleanQuantity]) {
            const cleaned = clean(`${value}${tail}`);
            if (!(cleaned instanceof Refusal)) expect(tail).toMatch(known);
          }
        },
      ),
      { seed: 6, numRuns: 3_000 },
    );
  });
});

/** The documented grammar once more, by another hand. */
const known =
  /^(?:十|百|千|万|亿|十万|百万|千万|十亿|百亿|千亿|万亿)?(?:克|千克|公?斤|元|个|台|米|升|千瓦|kg|t|g|吨|百克|)$/;
