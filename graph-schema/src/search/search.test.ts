/** Search: what matches, that candidates are complete, and speed of tokenising. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartEdits } from './edits.ts';
import { FoldedText } from './fold.ts';
import { queryTokens } from './plan.ts';
import { matchOf } from './rank.ts';
import { NumberSink, numbersOfToken, scanIdentifier, scanName, tokensOf } from './tokens.ts';

function isCandidate(
  query: string,
  names: readonly string[],
  identifiers: readonly string[],
  fuzzy: boolean,
): boolean {
  const tokens = new Set(tokensOf(names, identifiers));
  const plan = queryTokens(query);
  const clauses = fuzzy ? [...plan.strict, ...plan.fuzzy] : plan.strict;
  return clauses.some((clause) => clause.every((token) => tokens.has(token)));
}

const cases: readonly [query: string, name: string, reason: string | null][] = [
  ['深圳市华鑫进出口有限公司', '深圳市华鑫进出口有限公司', 'exact'],
  ['深圳', '深圳市华鑫进出口有限公司', 'prefix'],
  ['鑫', '深圳市华鑫进出口有限公司', 'substring'],
  ['華鑫進出口', '深圳市华鑫（进出口）有限公司', 'substring'],
  ['szshx', '深圳市华鑫进出口有限公司', 'initials'],
  ['SZHX', '深圳市华鑫进出口有限公司', 'initials'],
  ['hxjck', '深圳市华鑫进出口有限公司', 'initials'],
  ['shenzhenhuaxin', '深圳市华鑫进出口有限公司', 'pinyin'],
  ['shenzhenshihuaxi', '深圳市华鑫进出口有限公司', 'pinyin'],
  ['huaxin', '深圳市华鑫进出口有限公司', 'pinyin'],
  ['chongqing', '重庆长安', 'pinyin'],
  ['xiamen', '厦门远洋', 'pinyin'],
  ['zengguofan', '曾国藩', 'pinyin'],
  ['lvyou', '旅游公司', 'pinyin'],
  ['xian', '西安物流', 'pinyin'],
  ['sun', 'Sunrise Trading Ltd', 'prefix'],
  ['rad', 'Sunrise Trading Ltd', 'substring'],
  ['tr', 'Sunrise Trading Ltd', 'substring'],
  ['ra', 'Sunrise Trading Ltd', null],
  ['ＳＵＮ　ＲＩＳＥ', 'Sunrise Trading Ltd', 'prefix'],
  ['sunrsie', 'Sunrise Trading Ltd', 'fuzzy'],
  ['sunrize', 'Sunrise Trading Ltd', 'fuzzy'],
  ['trdaing', 'Sunrise Trading Ltd', 'fuzzy'],
  ['tradnig', 'Sunrise Trading Ltd', 'fuzzy'],
  ['hauw', 'Haue Ltd', 'fuzzy'],
  ['muller', 'Müller GmbH', 'prefix'],
  ['深圳华鑫', '深圳市华鑫进出口有限公司', 'fuzzy'],
  ['深圳市华新进出口', '深圳市华鑫进出口有限公司', 'fuzzy'],
  ['深圳 进出口', '深圳市华鑫进出口有限公司', 'substring'],
  ['北京', '深圳市华鑫进出口有限公司', null],
  ['8号楼', '南山区科技园88号楼', 'substring'],
];

describe('texts', () => {
  it.each([
    ['智能手机', '智能手机（整机）', true],
    ['手机', '智能手机（整机）', true],
    ['BQLP3', 'BQLP3', true],
    ['bqlp', 'BQLP3', true],
    ['科技园 8号', '深圳市南山区科技园88号楼', true],
    ['zhinengshouji', '智能手机', false],
    ['znsj', '智能手机', false],
    ['BQLP33', 'BQLP3', false],
  ])('%s in %s: %s', (query, text, found) => {
    expect(matchOf(query, ['某'], [], true, [text])?.reason === 'text').toBe(found);
    const tokens = new Set(tokensOf(['某'], [], [text]));
    const { strict } = queryTokens(query);
    if (found) expect(strict.some((clause) => clause.every((one) => tokens.has(one)))).toBe(true);
  });

  it('stand behind names, however long the name', () => {
    const score = (names: string[], texts: string[]) =>
      matchOf('南山', names, [], true, texts)?.score ?? 0;
    expect(score(['某'], ['深圳市南山区'])).toBeLessThan(score(['深圳市南山贸易有限公司'], []));
  });
});

describe('matchOf', () => {
  it.each(cases)('%s in %s: %s', (query, name, reason) => {
    expect(matchOf(query, [name], [])?.reason ?? null).toBe(reason);
    if (reason !== null) expect(isCandidate(query, [name], [], reason === 'fuzzy')).toBe(true);
  });

  it.each([
    ['91440300MA5F12345X', 0.9],
    ['91440300', 0.85],
    ['ma5f123', 0.7],
    ['91440300MA5F12354X', 0.1],
    ['91440300MA5F12349X', 0.1],
  ])('identifier by %s', (query, least) => {
    const match = matchOf(query, ['甲公司'], ['91440300MA5F12345X']);
    expect(match?.score ?? 0).toBeGreaterThan(least);
    expect(isCandidate(query, ['甲公司'], ['91440300MA5F12345X'], true)).toBe(true);
  });

  it('finds plates by any part', () => {
    for (const query of ['粤B12345', '粤B', '粤b·123', 'B1234', '2345', '粤B12354', '粤C12345']) {
      expect(matchOf(query, [], ['粤B·12345']), query).not.toBeNull();
      expect(isCandidate(query, [], ['粤B·12345'], true), query).toBe(true);
    }
  });

  it('puts the closer name first', () => {
    const exact = matchOf('华鑫', ['华鑫'], [])?.score ?? 0;
    const prefix = matchOf('华鑫', ['华鑫贸易'], [])?.score ?? 0;
    const longer = matchOf('华鑫', ['华鑫贸易有限公司'], [])?.score ?? 0;
    const inside = matchOf('华鑫', ['深圳华鑫贸易'], [])?.score ?? 0;
    expect([exact, prefix, longer, inside]).toEqual(
      [exact, prefix, longer, inside].sort((a, b) => b - a),
    );
    expect(longer).toBeLessThan(prefix);
  });
});

const piece = fc.constantFrom(
  '深',
  '圳',
  '市',
  '省',
  '华',
  '鑫',
  '长',
  '重',
  '曾',
  '有限',
  '公司',
  'a',
  'b',
  'ab',
  'abc',
  'sun',
  '1',
  '23',
  '粤B',
  ' ',
  '·',
  'é',
  '華',
  '𬭸',
);
const text = fc.array(piece, { minLength: 1, maxLength: 10 }).map((pieces) => pieces.join(''));
const pinyinText = fc
  .array(
    fc.constantFrom(
      'shen',
      'zhen',
      'shi',
      'hua',
      'xin',
      'zhang',
      'chang',
      'zeng',
      's',
      'z',
      'h',
      'x',
      'sh',
      'g',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));

describe('candidates are complete', () => {
  const hold = (query: string, names: string[], identifiers: string[]): void => {
    if (matchOf(query, names, identifiers, false) !== null)
      expect(isCandidate(query, names, identifiers, false)).toBe(true);
    if (matchOf(query, names, identifiers) !== null)
      expect(isCandidate(query, names, identifiers, true)).toBe(true);
  };
  it('for random texts', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 2 }), fc.array(text, { maxLength: 2 }), hold),
      { numRuns: 20_000 },
    );
  });
  it('for pinyin', () => {
    fc.assert(
      fc.property(pinyinText, fc.array(text, { minLength: 1, maxLength: 2 }), (query, names) =>
        hold(query, names, []),
      ),
      { numRuns: 10_000 },
    );
  });
  it('for queries cut from the text with typing errors', () => {
    const edit = fc.record({
      at: fc.nat(40),
      kind: fc.constantFrom('drop', 'swap', 'insert', 'replace'),
      char: fc.constantFrom('深', 'a', 's', '7'),
    });
    const wide = fc.oneof(
      text,
      fc.stringMatching(/^[a-e]{3,6} ?[a-e]{2,8}$/),
      fc.stringMatching(/^[一-三]{4,12}$/),
    );
    fc.assert(
      fc.property(
        wide,
        fc.nat(6),
        fc.nat(20),
        fc.array(edit, { maxLength: 2 }),
        fc.boolean(),
        (source, from, size, edits, asIdentifier) => {
          let chars = [...source].slice(from, from + size + 1);
          for (const { at, kind, char } of edits) {
            const i = chars.length === 0 ? 0 : at % chars.length;
            if (kind === 'drop') chars.splice(i, 1);
            else if (kind === 'insert') chars.splice(i, 0, char);
            else if (kind === 'replace') chars[i] = char;
            else
              chars = [
                ...chars.slice(0, i),
                ...chars.slice(i, i + 2).reverse(),
                ...chars.slice(i + 2),
              ];
          }
          hold(chars.join(''), asIdentifier ? [] : [source], asIdentifier ? [source] : []);
        },
      ),
      { numRuns: 30_000 },
    );
  });
});

describe('tokens', () => {
  it('hold nothing that an index by whitespace could break', () => {
    for (const token of tokensOf(
      ['深圳市华鑫（进出口）有限公司', 'Sun-Rise "Trading" AND Ltd.'],
      ['粤B·12345'],
    ))
      expect(token).toMatch(/^[\p{L}\p{N}_]+$/u);
  });
  it('have the same number in both forms', () => {
    fc.assert(
      fc.property(text, (name) => {
        const sink = new NumberSink();
        scanName(name, sink);
        scanIdentifier(name, sink);
        const numbers = [...sink.numbers.subarray(0, sink.length)];
        const ranges = tokensOf([name], [name]).map(numbersOfToken);
        const within = (number: number, [from, to]: readonly [number, number]): boolean =>
          from <= number && number <= to;
        for (const range of ranges)
          expect(numbers.some((number) => within(number, range))).toBe(true);
        for (const number of numbers)
          expect(ranges.some((range) => within(number, range))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  it('are made fast', () => {
    const names = Array.from(
      { length: 20_000 },
      (_, i) =>
        `深圳市华鑫${String.fromCharCode(0x4e00 + (i % 3000))}${String.fromCharCode(0x5200 + (i % 700))}进出口贸易有限公司`,
    );
    const sink = new NumberSink();
    for (const name of names.slice(0, 2000)) scanName(name, sink);
    sink.length = 0;
    const start = process.cpuUsage();
    for (const name of names) {
      scanName(name, sink);
      sink.length = 0;
    }
    const { user, system } = process.cpuUsage(start);
    // 200,000 a second and more on an idle machine; processor time, since other tests run too.
    expect(names.length / ((user + system) / 1e6)).toBeGreaterThan(60_000);
  });
});

describe('what an index holds as bytes', () => {
  const mixed = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'深圳華鑫(有限)公司Ab9-Müß ﬁ½㈱𠮷🚢'), maxLength: 30 }),
  );
  it('folds as the text does', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const bytes = Buffer.from(`ab${text}cd`);
        const folded = new FoldedText().setBytes(bytes, 2, bytes.length - 2);
        const expected = new FoldedText().set(Buffer.from(text).toString());
        const parts = ({ codes, classes, starts, length }: FoldedText) =>
          [codes, classes, starts].map((column) => [...column.subarray(0, length)]);
        expect(parts(folded)).toEqual(parts(expected));
      }),
    );
  });
});

describe('edits between a query and a part of a text', () => {
  /** The definition: the fewest edits over all parts. */
  const fewest = (query: string, text: string): number => {
    let row = Array.from({ length: text.length + 1 }, () => 0);
    [...query].forEach((letter, i) => {
      const next = [i + 1];
      for (let j = 1; j <= text.length; j++)
        next.push(
          Math.min(
            (row[j - 1] as number) + (letter === text[j - 1] ? 0 : 1),
            (row[j] as number) + 1,
            (next[j - 1] as number) + 1,
          ),
        );
      row = next;
    });
    return Math.min(...row);
  };
  it.each([8, 31, 32, 33, 60])(
    'are as the table of distances has them, up to %i characters',
    (most) => {
      const letters = (min: number, max: number) =>
        fc.string({ unit: fc.constantFrom(...'abcd'), minLength: min, maxLength: max });
      fc.assert(
        fc.property(letters(Math.max(1, most - 7), most), letters(0, 70), (query, text) => {
          const codes = Int32Array.from(query, (letter) => letter.charCodeAt(0));
          expect(new PartEdits(codes).of(new FoldedText().set(text))).toBe(fewest(query, text));
        }),
      );
    },
  );
});
