import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { arrayElements } from './array-elements.ts';
import type { TextFile } from './text-file.ts';
import type { TextLine } from './text-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'phecda-array-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function elementsOf(
  json: string,
  { limit = 1 << 20, block = 1 << 20, more = {} as Partial<TextFile> } = {},
): Promise<TextLine[]> {
  const path = join(folder, 'a.json');
  writeFileSync(path, json);
  const file: TextFile = {
    path,
    mark: 0,
    encoding: 'utf-8',
    damaged: [],
    bytes: 0,
    sha256: '',
    sample: () => Promise.resolve(Buffer.from(json)),
    ...more,
  };
  const found: TextLine[] = [];
  for await (const elements of arrayElements(file, limit, block)) found.push(...elements);
  return found;
}
const texts = (elements: readonly TextLine[]): (string | null)[] =>
  elements.map(({ text }) => (text === null ? null : text.trim()));

describe('the elements of a JSON array', () => {
  it('are those that JSON.parse finds, wherever the blocks end', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ depthSize: 'medium' }), { maxLength: 6 }),
        fc.constantFrom(undefined, 1, '\t'),
        fc.integer({ min: 1, max: 9 }),
        async (values, indent, block) => {
          const elements = await elementsOf(` ${JSON.stringify(values, null, indent)}\n`, {
            block,
          });
          const parsed = elements.map(({ text }) => JSON.parse(text ?? '') as unknown);
          expect(parsed).toEqual(JSON.parse(JSON.stringify(values)));
          expect(elements.map(({ number }) => number)).toEqual(values.map((_, i) => i + 1));
        },
      ),
      { numRuns: 150 },
    ));

  it('are not split by brackets, commas and escaped quotation marks within texts', async () => {
    const value = { 名称: '深圳],"甲{\\', 备注: '[,"' };
    for (const block of [1, 2, 3, 64])
      expect(texts(await elementsOf(JSON.stringify([value, value]), { block }))).toEqual([
        JSON.stringify(value),
        JSON.stringify(value),
      ]);
  });

  it('name one with a fault alone, and an empty place; a last comma is none', async () => {
    expect(texts(await elementsOf('[{"a":1},{"a":},,{"a":3},\n]'))).toEqual([
      '{"a":1}',
      '{"a":}',
      ',',
      '{"a":3}',
    ]);
    expect(await elementsOf(' [ ] ')).toEqual([]);
  });

  it('are not held beyond the limit', async () => {
    const long = JSON.stringify({ a: 'x'.repeat(5_000) });
    for (const block of [7, 1 << 20]) {
      const [first, second, third] = await elementsOf(`[{"a":1},${long},{"a":3}]`, {
        limit: 2_000,
        block,
      });
      expect(first?.text).toBe('{"a":1}');
      expect(second).toMatchObject({ number: 2, text: null, problem: 'row-too-long' });
      expect(second?.start).toBe(long.slice(0, 1_000));
      expect(third).toMatchObject({ number: 3, text: '{"a":3}' });
    }
  });

  it('with bytes that cannot be decoded are named with their place in the file', async () => {
    const damaged = [{ start: 12, end: 14, sourceOffset: 99 }];
    const elements = await elementsOf('[{"a":1},{"a":"xx"},{"a":3}]', { more: { damaged } });
    expect(elements.map(({ problem }) => problem)).toEqual([null, 'encoding', null]);
    expect(elements[1]?.detail).toBe('first at byte 99');
  });

  it.each([
    ['is cut off', '[{"a":1},{"a":2}'],
    ['is cut off within a text', '[{"a":1},{"a":"2'],
    ['is followed by more', '[{"a":1}]\n[{"a":2}]'],
    ['closes what was not opened', '[{"a":1}},{"a":2}]'],
  ])('are refused as a whole when the array %s', async (_, json) => {
    await expect(elementsOf(json)).rejects.toMatchObject({ code: 'json-array' });
  });
});
