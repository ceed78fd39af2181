/** Identifiers that went through a spreadsheet or a script come back as they were or are refused: two never become one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cleaned, Refusal } from './cleaned.ts';
import { type CleanerName, makeCleaner } from './cleaners.ts';
import { idCardCheck, usccCheck } from './identifiers.ts';

const digits = (length: number) =>
  fc
    .tuple(
      fc.constantFrom(...'123456789'),
      fc.array(fc.constantFrom(...'0123456789'), { minLength: length - 1, maxLength: length - 1 }),
    )
    .map(([first, rest]) => first + rest.join(''));

/** What programs make of an identifier of digits. */
const damages: Readonly<Record<string, (id: string) => string>> = {
  float: (id) => `${id}.0`,
  'two decimals': (id) => `${id}.00`,
  grouped: (id) => BigInt(id).toLocaleString('en-US'),
  'grouped with decimals': (id) => `${BigInt(id).toLocaleString('en-US')}.00`,
  exponential: (id) => Number(id).toExponential(5).replace('e+', 'E+'),
  'python float': (id) =>
    Number(id)
      .toExponential()
      .replace(/e\+(\d)$/, 'e+0$1'),
  hexadecimal: (id) => `0x${BigInt(id).toString(16)}`,
  apostrophe: (id) => `'${id}`,
  formula: (id) => `="${id}"`,
  tab: (id) => `${id}\t`,
  'full width': (id) => id.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
};

const kinds: readonly (readonly [CleanerName, fc.Arbitrary<string>])[] = [
  ['code', digits(10)],
  ['code', digits(18)],
  ['code', digits(4)],
  ['account', digits(12)],
  [
    'hsCode',
    fc.tuple(fc.constantFrom('85', '39', '62'), digits(8)).map(([chapter, rest]) => chapter + rest),
  ],
  ['phone', digits(9).map((rest) => `13${rest}`)],
  ['mmsi', digits(8).map((rest) => `4${rest}`)],
  [
    'idCard',
    digits(3)
      .map((serial) => `44030119800101${serial}`)
      .map((body) => body + idCardCheck(body))
      .filter((id) => !id.endsWith('X')),
  ],
  [
    'uscc',
    digits(9)
      .map((body) => `91440300${body}`)
      .map((body) => body + usccCheck(body))
      .filter((id) => /^\d+$/.test(id)),
  ],
];

const read = (name: CleanerName, raw: string): Cleaned => makeCleaner(name, {})(raw);

describe.each(Object.keys(damages))('%s', (damage) => {
  it('restores or refuses', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds).chain(([name, id]) => id.map((value) => [name, value] as const)),
        ([name, id]) => {
          const ruined = damages[damage]?.(id) ?? '';
          const cleaned = read(name, ruined);
          if (cleaned instanceof Refusal) return;
          /* 85171300.00 is a code with points: its last digits are written. */
          const points = name === 'hsCode' && ruined.endsWith('.00');
          expect([name, ruined, cleaned]).toEqual([
            name,
            ruined,
            read(name, points ? `${id}00` : id),
          ]);
        },
      ),
      { seed: 7, numRuns: 400 },
    );
  });
});

it('what keeps all digits is restored, not refused', () => {
  for (const damage of ['float', 'grouped', 'apostrophe', 'formula', 'tab', 'full width'])
    expect(read('code', damages[damage]?.('4403160001') ?? '')).toBe('4403160001');
});
