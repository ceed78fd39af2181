/** What a file says is what is loaded: numbers, cells, identifiers and rows that are no data, each as an analyst reads them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadMappings, parseMapping } from '@phecda/etl/mapping/load-mappings';
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import { PrepareBench, type Staged, ontology } from '../fixtures/prepare.ts';
import { sharedData } from '../support/shared-data.ts';

const folder = sharedData('hard-files') ?? '';

const bench = new PrepareBench();
afterAll(() => bench.close());

function shipped(id: string): Mapping {
  const found = loadMappings(ontology).find((mapping) => mapping.id === id);
  if (found === undefined) throw new Error(`no mapping ${id}`);
  return found;
}

function hardMapping(): Mapping {
  const { mapping } = parseMapping(readFileSync(join(folder, 't-all.yaml'), 'utf8'));
  if (mapping === null) throw new Error('t-all.yaml has faults');
  return mapping;
}

const read = (name: string, mapping = hardMapping()) => bench.prepare(join(folder, name), mapping);

/** Rows set aside as [row, field, value, code]. */
const aside = ({ quarantine }: Staged): unknown[] =>
  quarantine.map(({ row, field, value, code }) => [Number(row), field, value, code]);

const propsOf = ({ version }: Staged, type: string): Record<string, unknown>[] =>
  version
    .filter((row) => row['type'] === type)
    .map((row) => JSON.parse(String(row['props'])) as Record<string, unknown>);

const byCode = (staged: Staged): Record<string, Record<string, unknown>> =>
  Object.fromEntries(propsOf(staged, 'Enterprise').map((props) => [props['customsCode'], props]));

describe.skipIf(folder === '')('hard files', () => {
  it('quantities with multiplier and unit', async () => {
    const { staged } = await read('报关单-qty.csv', shipped('declarations'));
    expect(
      Object.fromEntries(staged.declaration.map((row) => [row['number'], Number(row['quantity'])])),
    ).toEqual({
      '531620240000000100': 1_000_000,
      '531620240000000101': 1_000_000,
      '531620240000000102': 1_000_000,
      '531620240000000103': 5_000_000,
      '531620240000000104': 36_000,
      '531620240000000106': 1_000_000,
    });
    expect(aside(staged)).toEqual([[7, '数量', '2千米', 'unit-unknown']]);
    expect(staged.quarantine[0]?.['reason']).toBe('a unit that the field cannot have: 千米');
  });

  it('scientific notation is refused by row and field', async () => {
    const { staged } = await read('t-06-sci.csv');
    expect(aside(staged)).toEqual([
      [2, 'code', '5.31620E+17', 'identifier-rounded'],
      [3, 'code', '5.31620E+17', 'identifier-rounded'],
      [4, 'code', '5.3162E17', 'identifier-rounded'],
    ]);
    expect(Object.keys(byCode(staged))).toEqual(['C06D']);
  });

  it('a trailing .0 is dropped', async () => {
    const { staged } = await read('t-07-pandas-float.csv');
    expect(aside(staged)).toEqual([]);
    expect(Object.keys(byCode(staged)).sort()).toEqual(['4403160001', 'C07C', 'C07D']);
    expect(
      propsOf(staged, 'HSCode')
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['8517', '851713', '85171300']);
    expect(
      propsOf(staged, 'Phone')
        .map((props) => props['number'])
        .sort(),
    ).toEqual(['+8613800138000', '+867632345678']);
  });

  it('a column of decimal commas is read as such throughout', async () => {
    const { staged } = await read('t-02-bom-semicolon.csv');
    expect(aside(staged)).toEqual([]);
    const rows = byCode(staged);
    expect(['C02A', 'C02B', 'C02C'].map((code) => rows[code]?.['capital'])).toEqual([
      123_456, 1_250, 123,
    ]);
    expect(
      propsOf(staged, 'Vehicle')
        .map((props) => [props['brand'], props['capacity']])
        .sort(),
    ).toEqual([
      ['C02A', 1_234],
      ['C02B', 12_500],
      ['C02C', 610_086],
    ]);
  });
});

describe('marks of decimals, told once for a column', () => {
  const mapping = (): Mapping => {
    const { mapping: found, faults } = parseMapping(`
id: numbers
title: { zh: 数, en: Numbers }
dataset: numbers
mode: delta
fields:
  code: { columns: [code], clean: code, required: true }
  a: { columns: [a], clean: money }
  b: { columns: [b], clean: money }
records:
  ent: { type: Enterprise, key: [code], label: code, attributes: { customsCode: code, capital: a } }
  other: { type: Enterprise, key: [code, '=b'], label: code, attributes: { customsCode: code, capital: b } }
`);
    if (found === null) throw new Error(JSON.stringify(faults));
    return found;
  };
  const load = async (rows: readonly (readonly [string, string])[], delimiter = ';') => {
    const lines = rows.map(([a, b], index) => [`C${index}`, a, b].join(delimiter));
    const text = [['code', 'a', 'b'].join(delimiter), ...lines, ''].join('\n');
    const { staged, result } = await bench.prepare(bench.write('numbers.csv', text), mapping());
    const props = propsOf(staged, 'Enterprise').map(({ capital }) => capital);
    return {
      values: props.sort(),
      refused: staged.quarantine.map(({ value, code }) => [value, code]),
      result,
    };
  };

  it('a column that contradicts itself is refused throughout', async () => {
    const { refused } = await load([
      ['1.234,56', '1'],
      ['1,234.56', '2'],
      ['12.5', '3'],
      ['7', '4'],
    ]);
    expect(refused).toEqual([
      ['1.234,56', 'number-separators'],
      ['1,234.56', 'number-separators'],
      ['12.5', 'number-separators'],
    ]);
  });

  it('1,234 follows the other columns of the file', async () => {
    expect((await load([['1,234', '12,5']])).values).toEqual([123, 1_250].sort());
    expect((await load([['1,234', '12.5']])).values).toEqual([123_400, 1_250].sort());
  });

  it('1,234 alone is thousands, between semicolons a doubt', async () => {
    expect((await load([['1,234', '5']])).refused).toEqual([['1,234', 'number-separators']]);
    expect((await load([['1,234', '5']], '\t')).values).toEqual([123_400, 500].sort());
  });
});
