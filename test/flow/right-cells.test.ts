/** What a cell of a workbook, of Parquet or of JSON shows is what is loaded. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  type BookParts,
  type Cell,
  cellXml,
  handMadeWorkbook,
} from '../fixtures/hand-made-workbook.ts';
import { PrepareBench } from '../fixtures/prepare.ts';
import {
  folder,
  shipped,
  hardMapping,
  aside,
  byCode,
  enterprises,
} from '../fixtures/value-files.ts';

const bench = new PrepareBench();
afterAll(() => bench.close());

const read = (name: string, mapping = hardMapping()) => bench.prepare(join(folder, name), mapping);

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
