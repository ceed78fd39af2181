import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countNames, measureJson, nameGivenTwice } from './json-text.ts';

it('measures any JSON text as its value is', () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const parsed: unknown = JSON.parse(text);
      expect(measureJson(text).names).toBe(countNames(parsed));
      expect(nameGivenTwice(text)).toBeNull();
    }),
  ));

it('finds the name that one object gives twice, however it is written and wherever it lies', () =>
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, noNullPrototype: true }),
      fc.jsonValue(),
      fc.nat(),
      fc.boolean(),
      (object, again, pick, escaped) => {
        const names = Object.keys(object);
        const name = names[pick % names.length]!;
        const plain = JSON.stringify(name);
        const written = escaped
          ? `"${Array.from({ length: name.length }, (_, i) => `\\u${name.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`
          : plain;
        const members = JSON.stringify(object).slice(1, -1);
        const text = `{"outer":[{${members},${written}:${JSON.stringify(again)}}]}`;
        expect(measureJson(text).names).toBeGreaterThan(countNames(JSON.parse(text)));
        expect(nameGivenTwice(text)).toBe(`outer.${name}`);
      },
    ),
  ));

it('tells how deep a text is nested', () => {
  expect(measureJson('{"a":[{"[":"]{"}]}').depth).toBe(3);
  expect(measureJson(`${'['.repeat(200_000)}${']'.repeat(200_000)}`).depth).toBe(200_000);
});
