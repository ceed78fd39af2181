/** What a file says is what is loaded: numbers, identifiers and rows that are no data, each as an analyst reads them. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import { parseMapping } from '@phecda/etl/mapping/load-mappings';
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import { PrepareBench } from '../fixtures/prepare.ts';
import { uscc } from '../fixtures/registry-rows.ts';
import {
  folder,
  shipped,
  hardMapping,
  aside,
  propsOf,
  byCode,
  enterprises,
} from '../fixtures/value-files.ts';
import { sharedData } from '../support/shared-data.ts';

const bench = new PrepareBench();
afterAll(() => bench.close());

const read = (name: string, mapping = hardMapping()) => bench.prepare(join(folder, name), mapping);

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

describe('percentages', () => {
  const load = async (header: string, shares: readonly string[]) => {
    const lines = [
      `企业统一社会信用代码,企业名称,股东名称,股东统一社会信用代码,${header}`,
      ...shares.map((share, i) => `91440300708461136T,甲,股东${i},${uscc(i)},${share}`),
    ];
    const { staged } = await bench.prepare(
      bench.write('股权-20240305.csv', `${lines.join('\n')}\n`),
      shipped('shareholdings'),
    );
    return staged.quarantine.map(({ value, code }) => [value, code]);
  };

  it('fractions are no percentages without a word', async () => {
    expect(await load('持股比例', ['0.51', '0.49', '1'])).toEqual(
      ['0.51', '0.49', '1'].map((value) => [value, 'percent-fraction']),
    );
    expect(await load('持股比例', ['51%', '0.49'])).toEqual([['0.49', 'percent-fraction']]);
    expect(await load('持股比例', ['51', '0.49'])).toEqual([]);
    expect(await load('持股比例(%)', ['0.51', '0.49'])).toEqual([]);
  });
});

describe('identifiers that were numbers', () => {
  const load = async (codes: readonly string[]) => {
    const lines = ['编码,名称', ...codes.map((code) => `${code},甲`)];
    const { staged } = await bench.prepare(
      bench.write('codes.csv', `${lines.join('\n')}\n`),
      enterprises(),
    );
    return staged;
  };

  it('long ones that all end in zeros are refused: three declarations would be one', async () => {
    const rounded = await load(['531620241000012000', '531620241000012000', '4403160001']);
    expect(aside(rounded)).toEqual(
      [2, 3].map((row) => [row, '编码', '531620241000012000', 'identifier-rounded']),
    );
    expect(Object.keys(byCode(rounded))).toEqual(['4403160001']);
    const whole = await load(['531620241000012000', '531620241000012345']);
    expect(aside(whole)).toEqual([]);
  });
});

describe('a public file', () => {
  const path = sharedData('customs-declarations/declarations.csv') ?? '';
  it.skipIf(path === '')('keeps its counts and sums', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const [independent] = (
      await connection.runAndReadAll(
        `SELECT count(*), count(DISTINCT "Declaration ID"), sum(CAST("Net Mass" AS DECIMAL(18, 6)) * 1000), sum(CAST("Item Price" AS DECIMAL(18, 6)) * 100)
         FROM read_csv('${path}', all_varchar = true, header = true)`,
      )
    ).getRows();
    connection.closeSync();
    instance.closeSync();
    const { staged, result } = await bench.prepare(path, shipped('customs-declarations'));
    const sum = (column: string): number =>
      staged.declaration.reduce((total, row) => total + Number(row[column]), 0);
    expect(result.rowsQuarantined).toBe(0);
    expect([
      result.rowsLoaded,
      new Set(staged.declaration.map((row) => row['number'])).size,
      sum('mass'),
      sum('value'),
    ]).toEqual((independent ?? []).map(Number));
  });
});

describe('rows that are no data', () => {
  it('titles of one cell, totals anywhere, a header once more, notes and page numbers; enterprises of such names stay', async () => {
    const lines = [
      '深圳海关企业清单',
      '',
      '编码,名称,日期,金额',
      'A1,甲公司,2024-03-05,1',
      '小计,,,1',
      '编码,名称,日期,金额',
      'A2,合计有限公司,2024-03-05,2',
      'TOTAL,Total Energies,2024-03-05,3',
      ',合 计：,,6',
      '审核人：李四,,,',
      '第 1 页 共 2 页,,,',
      '备注：以上为初步数据,,,',
    ];
    const { staged, result } = await bench.prepare(
      bench.write('notes.csv', `${lines.join('\n')}\n`),
      enterprises(),
    );
    expect(staged.quarantine.map(({ row, code }) => [Number(row), code])).toEqual([
      [5, 'row-total'],
      [6, 'row-header'],
      [9, 'row-total'],
      [10, 'row-note'],
      [11, 'row-note'],
      [12, 'row-note'],
    ]);
    expect(Object.keys(byCode(staged)).sort()).toEqual(['A1', 'A2', 'TOTAL']);
    expect(result).toMatchObject({ rowsRead: 9, rowsLoaded: 3, rowsQuarantined: 6 });
    expect(new Set(staged.assertion.map(({ row }) => Number(row)))).toEqual(new Set([4, 7, 8]));
  });
});
