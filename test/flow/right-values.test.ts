/** What a file says is what is loaded: numbers, cells, identifiers and rows that are no data, each as an analyst reads them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { loadMappings, parseMapping } from '@phecda/etl/mapping/load-mappings';
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import {
  type BookParts,
  type Cell,
  cellXml,
  handMadeWorkbook,
} from '../fixtures/hand-made-workbook.ts';
import { PrepareBench, type Staged, ontology } from '../fixtures/prepare.ts';
import { uscc } from '../fixtures/registry-rows.ts';
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

describe.skipIf(folder === '')('cells of hard workbooks', () => {
  it('a percentage is what the workbook shows', async () => {
    const { staged } = await read('股权-20240305-percent.xlsx', shipped('shareholdings'));
    expect(aside(staged)).toEqual([]);
    const shares = staged.version.flatMap(({ props }) => {
      const { share } = JSON.parse(String(props)) as { share?: number };
      return share === undefined ? [] : [share];
    });
    expect(shares.sort()).toEqual([4_900, 5_100]);
  });

  it('an identifier of more than 15 digits in a number cell is refused', async () => {
    const { staged } = await read('报关单-numeric.xlsx', shipped('declarations'));
    const value = '5.31620241000012E+17';
    expect(aside(staged)).toEqual(
      [2, 3, 4].map((row) => [row, '报关单号', value, 'identifier-rounded']),
    );
    const control = await read('报关单-control.csv', shipped('declarations'));
    expect(control.staged.declaration).toHaveLength(3);
  });

  it('_x000D_ is unescaped', async () => {
    const { staged } = await read('t-77-x000d.xlsx');
    expect(JSON.stringify(staged)).not.toContain('_x000D_');
  });

  it('says which sheet was read, and reads the other when it is named', async () => {
    const { staged, result } = await read('t-75-two-sheets.xlsx');
    expect(result.warnings).toMatchObject([
      { code: 'sheets-unread', count: 1, value: '一月 (二月)' },
    ]);
    expect(Object.keys(byCode(staged))).toEqual(['C75A']);
    for (const sheet of ['二月', 2]) {
      const mapping = hardMapping();
      const other = await read('t-75-two-sheets.xlsx', {
        ...mapping,
        file: { ...mapping.file, sheet },
      });
      expect(Object.keys(byCode(other.staged))).toEqual(['C75B']);
    }
  });

  it('a formula without a stored result is set aside, however it is written', async () => {
    const { staged } = await read('t-91-formula.xlsx');
    expect(aside(staged)).toEqual([
      [2, 'name', '', 'formula-no-value'],
      [3, 'name', '', 'formula-no-value'],
    ]);
    expect(byCode(staged)).toMatchObject({ C91C: { name: 'xy' } });
  });

  it('the header is found below titles', async () => {
    const book = await read('t-72-title.xlsx');
    expect(book.result.warnings).toMatchObject([
      { code: 'titles-skipped', count: 2, row: 3, value: '企业清单 / 制表日期 2024-03-05' },
    ]);
    expect(byCode(book.staged)).toMatchObject({ C72A: { registrationDate: '2024-03-05' } });
    const text = await read('t-03-title-rows.csv');
    expect(text.result.warnings).toMatchObject([{ code: 'titles-skipped', count: 2, row: 3 }]);
    expect(byCode(text.staged)).toMatchObject({ C03A: { name: '甲公司' } });
  });

  it('totals and signatures are set aside by name', async () => {
    const { staged } = await read('t-04-totals.csv');
    expect(aside(staged)).toEqual([
      [4, '', '合计 300', 'row-total'],
      [5, '', '制表人：张三', 'row-note'],
    ]);
    expect(Object.keys(byCode(staged)).sort()).toEqual(['C04A', 'C04B']);
  });
});

/** A mapping whose one record keeps each field as an attribute of an enterprise. */
function enterprises(file = ''): Mapping {
  const { mapping, faults } = parseMapping(`
id: cells
title: { zh: 格, en: Cells }
dataset: cells
mode: delta
${file}
fields:
  code: { columns: [编码], clean: code, required: true }
  name: { columns: [名称], clean: text }
  date: { columns: [日期], clean: date }
  amount: { columns: [金额], clean: money }
records:
  ent: { type: Enterprise, key: [code], label: name, attributes: { customsCode: code, name: name, registrationDate: date, capital: amount } }
`);
  if (mapping === null) throw new Error(JSON.stringify(faults));
  return mapping;
}

const { text, number } = cellXml;

describe('cells', () => {
  const book = async (
    rows: readonly (readonly Cell[])[],
    more: Partial<BookParts> & { readonly file?: string } = {},
  ) => {
    const { staged, result } = await bench.prepare(
      bench.write('cells.xlsx', workbookWith(rows, more)),
      enterprises(more.file),
    );
    return { staged, result, rows: byCode(staged) };
  };
  const workbookWith = (
    rows: readonly (readonly Cell[])[],
    { sheets = [], styles = [], workbook = '' }: Partial<BookParts>,
  ): Buffer => handMadeWorkbook({ sheets: [...sheets, { name: 'a', rows }], styles, workbook });
  const header = ['编码', '名称', '日期', '金额'].map(text);

  it('leading zeros, codes with points, currencies and units come from the number format', async () => {
    const { rows, staged } = await book(
      [
        header,
        [number('100', 1), text('甲'), number('45356', 2), number('500', 3)],
        [number('101', 1), text('乙'), number('45356', 2), number('1234.5', 4)],
      ],
      { styles: ['General', '0000', 'yyyy/m/d', '0.00&quot;万元&quot;', '[$$-409]#,##0.00'] },
    );
    expect(rows).toMatchObject({
      '0100': { registrationDate: '2024-03-05', capital: 500_000_000 },
    });
    expect(aside(staged)).toEqual([[3, '金额', '$1234.5', 'money-currency']]);
  });

  it('a bare day count is one of the workbook’s own system', async () => {
    const cells = [header, [text('A1'), text('甲'), number('45356'), number('1')]];
    expect((await book(cells)).rows).toMatchObject({ A1: { registrationDate: '2024-03-05' } });
    const from1904 = await book(cells, { workbook: '<workbookPr date1904="1"/>' });
    expect(from1904.rows).toMatchObject({ A1: { registrationDate: '2028-03-06' } });
    expect(from1904.result.warnings).toEqual([]);
  });

  it('a formula that was never calculated is set aside though the writer put a 0', async () => {
    const formula = { inner: '<f>C1*2</f><v>0</v>' };
    const cells = [header, [text('A1'), text('甲'), text('2024-03-05'), formula]];
    const { staged } = await book(cells, { workbook: '<calcPr fullCalcOnLoad="1"/>' });
    expect(aside(staged)).toEqual([[2, '金额', '', 'formula-no-value']]);
    expect((await book(cells)).rows).toMatchObject({ A1: { capital: 0 } });
  });

  it('="C24B" and escapes are undone', async () => {
    const { rows } = await book([
      header,
      [
        text('=&quot;C24B&quot;'),
        text('甲_x000D_乙_x005F_x000D_'),
        text('2024-03-05'),
        number('1'),
      ],
    ]);
    expect(rows).toMatchObject({ C24B: { name: '甲 乙_x000D_' } });
  });

  it('a hidden sheet is not the first, nor is an empty one; both are named', async () => {
    const { rows, result } = await book([header, [text('A1'), text('甲')]], {
      sheets: [
        { name: 'hidden', state: 'hidden', rows: [header, [text('H1'), text('隐')]] },
        { name: 'empty', rows: [] },
      ],
    });
    expect(Object.keys(rows)).toEqual(['A1']);
    expect(result.warnings).toEqual([]);
    const named = await book([header, [text('A1'), text('甲')]], {
      file: 'file: { sheet: hidden }',
      sheets: [{ name: 'hidden', state: 'veryHidden', rows: [header, [text('H1'), text('隐')]] }],
    });
    expect(Object.keys(named.rows)).toEqual(['H1']);
  });

  it('a header of two rows with merged cells', async () => {
    const { rows } = await book([
      [text('企业清单')],
      [text('编码'), text('基本信息'), text(''), text('金额')],
      [text(''), text('名称'), text('日期'), text('')],
      [text('A1'), text('甲'), text('2024-03-05'), number('7')],
    ]);
    expect(rows).toMatchObject({
      A1: { name: '甲', registrationDate: '2024-03-05', capital: 700 },
    });
  });

  it('the header row can be named', async () => {
    const { rows } = await book(
      [header, [text('旧'), text('表')], header, [text('A1'), text('甲')]],
      { file: 'file: { headerRow: 3 }' },
    );
    expect(Object.keys(rows)).toEqual(['A1']);
    await expect(
      book([header, [text('A1'), text('甲')]], { file: 'file: { headerRow: 9 }' }),
    ).rejects.toMatchObject({ code: 'header-row' });
  });

  it('Parquet: doubles, decimals, bytes, time stamps', async () => {
    const path = join(bench.folder, 'cells.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (SELECT * FROM (VALUES
      (4403160001::DOUBLE, encode('甲公司'), TIMESTAMP '2024-03-05 08:30:00', 1234.50::DECIMAL(18, 2)),
      (531620241000012345::DOUBLE, encode('乙'), NULL, NULL),
      (4403160003::DOUBLE, '\\xFF'::BLOB, NULL, NULL)) t("编码", "名称", "日期", "金额")) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    const { staged } = await bench.prepare(path, enterprises());
    expect(byCode(staged)).toEqual({
      '4403160001': {
        customsCode: '4403160001',
        name: '甲公司',
        registrationDate: '2024-03-05',
        capital: 123_450,
      },
    });
    expect(aside(staged).map((row) => (row as unknown[]).toSpliced(2, 1))).toEqual([
      [2, '编码', 'identifier-rounded'],
      [3, '名称', 'text-format'],
    ]);
  });

  it('JSON: exponents, long fractions, bare identifiers', async () => {
    const lines = [
      '{"编码":531620241000012345,"名称":"甲","金额":33.333333333333336}',
      '{"编码":5.3162E17,"名称":"乙","金额":1}',
      '{"编码":8517130000.0,"名称":"丙 1.5E3","金额":1.5E3}',
      '{"编码":"B1","名称":"丁","金额":0.30000000000000004}',
    ];
    const { staged } = await bench.prepare(
      bench.write('cells.jsonl', lines.join('\n')),
      enterprises(),
    );
    const capitals = Object.entries(byCode(staged)).map(([code, { capital }]) => [code, capital]);
    expect(Object.fromEntries(capitals)).toEqual({
      '531620241000012345': 3_333,
      '8517130000': 150_000,
      B1: 30,
    });
    expect(aside(staged)).toEqual([[2, '编码', '5.3162E+17', 'identifier-rounded']]);
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
