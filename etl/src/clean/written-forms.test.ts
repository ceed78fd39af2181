/** The forms that people write come back as one, and what is none is refused: dates, and the identifiers with letters. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal, Warned } from './cleaned.ts';
import { type CleanerName, makeCleaner } from './cleaners.ts';
import { cleanDate } from './dates.ts';
import { containerCheck, usccCheck, vinCheck } from './identifiers.ts';

const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const width = (text: string): string =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

describe('dates', () => {
  it('each written form of a day is that day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [year = '', month = '', date = ''] = day.split('-');
        const [m, d] = [Number(month), Number(date)];
        const english = new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', {
          dateStyle: 'long',
          timeZone: 'UTC',
        });
        const forms = [
          `${year}/${m}/${d}`,
          `${year}.${month}.${date}`,
          `${year}${month}${date}`,
          `${year}年${m}月${d}日`,
          `${year} 年 ${m} 月 ${d} 日`,
          `${day} 00:00:00`,
          `${day}T08:30:00+08:00`,
          english,
          width(day),
          `="${day}"`,
        ];
        for (const form of forms) expect([form, cleanDate(form)]).toEqual([form, day]);
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('what is read has the numbers that are written, whatever else stands there', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789/-.年月日 T:'), maxLength: 12 });
    fc.assert(
      fc.property(text, (raw) => {
        const cleaned = cleanDate(raw, 'dmy');
        if (cleaned === null || cleaned instanceof Refusal || cleaned instanceof Warned) return;
        const numbers = (raw.match(/\d+/g) ?? []).map(Number);
        const compact = raw.replace(/\D/g, '');
        for (const part of cleaned.split('-'))
          expect(numbers.includes(Number(part)) || compact.includes(part)).toBe(true);
        expect(Number.isNaN(Date.parse(cleaned))).toBe(false);
      }),
      { seed: 22, numRuns: 8_000 },
    );
  });
});

const upper = (length: number, alphabet: string) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
const digits = (length: number) => upper(length, '0123456789');

/** Right ones, by the standards' own rules. */
const right: readonly (readonly [CleanerName, fc.Arbitrary<string>])[] = [
  [
    'uscc',
    fc
      .tuple(digits(6), upper(9, '0123456789ABCDEFGHJKLMNPQRTUWXY'))
      .map(([place, body]) => `91${place}${body}`)
      .map((body) => body + usccCheck(body)),
  ],
  [
    'containerNo',
    fc
      .tuple(upper(3, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), digits(6))
      .map(([owner, serial]) => `${owner}U${serial}`)
      .map((body) => body + containerCheck(body)),
  ],
  [
    'vin',
    fc
      .tuple(upper(7, 'ABCDEFGHJKLMNPRSTUVWXYZ'), digits(8))
      .map(([maker, rest]) => `L${maker}0${rest}`)
      .map((vin) => vin.slice(0, 8) + vinCheck(vin) + vin.slice(9)),
  ],
  [
    'plate',
    fc.tuple(upper(1, '粤京沪苏'), upper(1, 'ABCDE'), digits(5)).map((parts) => parts.join('')),
  ],
  [
    'imo',
    digits(6).map((body) => {
      const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (7 - i), 0);
      return `${body}${sum % 10}`;
    }),
  ],
  ['mmsi', digits(8).map((rest) => `4${rest}`)],
  ['passport', digits(8).map((rest) => `E${rest}`)],
  ['code', upper(10, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ').filter((text) => /[G-Z]/.test(text))],
  ['email', upper(6, 'abcdefgh0123').map((name) => `${name}@example.com`)],
];

describe('identifiers', () => {
  it.each(right)(
    '%s: width, case, blanks and quotes of a spreadsheet do not matter',
    (name, values) => {
      const clean = makeCleaner(name, {});
      fc.assert(
        fc.property(values, (value) => {
          const forms = [
            width(value),
            value.toLowerCase(),
            ` ${value}\t`,
            `'${value}`,
            `="${value}"`,
          ];
          /* An address of mail may begin with an apostrophe. */
          const fitting = name === 'email' ? forms.toSpliced(3, 1) : forms;
          for (const form of [value, ...fitting])
            expect([form, clean(form)]).toEqual([form, value]);
        }),
        { seed: 23, numRuns: 200 },
      );
    },
  );

  it.each(right.filter(([name]) => ['uscc', 'containerNo', 'vin', 'imo'].includes(name)))(
    '%s: one wrong digit is refused, never mended',
    (name, values) => {
      const clean = makeCleaner(name, {});
      fc.assert(
        fc.property(values, fc.nat(), (value, seed) => {
          const places = [...value].flatMap((char, i) => (/\d/.test(char) ? [i] : []));
          const place = places[seed % places.length] ?? 0;
          const wrong =
            value.slice(0, place) +
            String((Number(value[place]) + 1) % 10) +
            value.slice(place + 1);
          const cleaned = clean(wrong);
          /* A remainder of 10 and one of 0 share a check digit of a container. */
          if (name === 'containerNo' && !(cleaned instanceof Refusal)) return;
          expect([wrong, cleaned]).toEqual([wrong, expect.any(Refusal)]);
        }),
        { seed: 24, numRuns: 200 },
      );
    },
  );
});
