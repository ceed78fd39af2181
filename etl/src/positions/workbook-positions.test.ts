/** Workbooks of positions: what CSV says in text, they say in cells. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FixFileOptions } from './fix-file-reader.ts';
import { fixFileReaders } from './fix-file-readers.ts';
import { readerFor } from './load-position-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-workbook-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Cells = readonly ExcelJS.CellValue[];

async function write(
  name: string,
  sheets: Readonly<Record<string, readonly Cells[]>>,
  shape: (book: ExcelJS.Workbook) => void = () => undefined,
): Promise<string> {
  const book = new ExcelJS.Workbook();
  for (const [sheet, rows] of Object.entries(sheets))
    book.addWorksheet(sheet).addRows(rows.map((row) => [...row]));
  shape(book);
  const path = join(folder, name);
  await writeFile(path, Buffer.from(await book.xlsx.writeBuffer()));
  return path;
}

async function read(path: string, options: FixFileOptions = {}) {
  const name = path.slice(folder.length + 1);
  const found = await readerFor(fixFileReaders, path, name, options);
  if (found === null) return null;
  const { datum, columns } = found.head;
  const given = datum === null || datum === 'column' ? {} : { datum };
  const answer = { datum, columns, fixes: [] as unknown[][], refused: [] as unknown[][] };
  for await (const part of found.reader.read(path, name, { ...given, ...options })) {
    for (let i = 0; i < part.count; i++)
      answer.fixes.push([
        part.keys[part.key[i] ?? 0]?.value,
        new Date(part.at[i] ?? NaN).toISOString(),
        part.lng[i],
        part.lat[i],
        part.kmh[i],
        part.datum[i],
      ]);
    answer.refused.push(
      ...part.refused.map(({ row, field, value, code }) => [row, field, value, code]),
    );
  }
  return answer;
}

const header = ['车牌号', '定位时间', '经度', '纬度', '速度(km/h)'];
/** Excel knows no zones: the cell shows 08:30 wherever it is opened. */
const cell = (text: string): Date => new Date(`${text}Z`);
const clocked = (book: ExcelJS.Workbook): void =>
  book.worksheets.forEach((sheet) => (sheet.getColumn(2).numFmt = 'yyyy-mm-dd hh:mm:ss'));

describe('workbooks of positions', () => {
  it('cells of dates and numbers are read as CSV reads their texts, at midnight too; titles stand above', async () => {
    const path = await write(
      '车辆轨迹_GCJ-02.xlsx',
      {
        轨迹: [
          ['2026年10月车辆定位'],
          header,
          ['粤B12345', cell('2026-10-31T08:30:00'), 114.057, 22.543, 36],
          ['粤B12345', cell('2026-11-01T00:00:00'), '114.058', '22.544', null],
          ['粤B12345', '2026-11-01 00:01:30', 114.059, 22.545, 36.5],
        ],
      },
      clocked,
    );
    expect(await read(path)).toMatchObject({
      datum: 'GCJ-02',
      columns: expect.arrayContaining([{ field: 'plate', column: '车牌号' }]) as unknown,
      fixes: [
        ['粤B12345', '2026-10-31T00:30:00.000Z', 114.057, 22.543, 36, 1],
        ['粤B12345', '2026-10-31T16:00:00.000Z', 114.058, 22.544, NaN, 1],
        ['粤B12345', '2026-10-31T16:01:30.000Z', 114.059, 22.545, 36.5, 1],
      ],
      refused: [],
    });
  });

  it('every sheet of positions is read, each as a table of its own; refused rows say sheet, row and column', async () => {
    const at = cell('2026-10-31T08:30:00');
    const path = await write(
      'fleet WGS-84.xlsx',
      {
        说明: [['由运营部导出'], ['每日一次']],
        粤B12345: [
          ['time (UTC)', 'lng', 'lat', 'speed'],
          [at, 114.057, 22.543, 10],
          ['soon', 114.057, 22.543, 10],
        ],
        二队: [
          header,
          ['粤B99999', at, 114.1, 22.6, 20],
          ['粤B99999', at, 214.1, 22.6, 20],
          ['粤B99999', { formula: 'NOW()' }, 114.1, 22.6, 20],
          ['粤B99999', at, { error: '#N/A' }, 22.6, 20],
          ['粤B99999', at, 114.1, 22.6, 20, 'beyond'],
        ],
        旧: [header, ['粤B00000', at, 114.1, 22.6, 20]],
      },
      (book) => {
        book.getWorksheet('粤B12345')!.getColumn(1).numFmt = 'yyyy/m/d h:mm';
        book.getWorksheet('二队')!.getColumn(2).numFmt = 'yyyy/m/d h:mm';
        book.getWorksheet('旧')!.state = 'hidden';
      },
    );
    expect(await read(path)).toMatchObject({
      datum: 'WGS-84',
      fixes: [
        ['粤B12345', '2026-10-31T08:30:00.000Z', 114.057, 22.543, 10, 0],
        ['粤B99999', '2026-10-31T00:30:00.000Z', 114.1, 22.6, 20, 0],
      ],
      refused: [
        [3, '粤B12345!time (UTC)', 'soon', 'fix-time'],
        [3, '二队!经度', '214.1', 'fix-place'],
        [4, '二队!定位时间', '', 'fix-cell'],
        [5, '二队!经度', '#N/A', 'fix-cell'],
        [6, '二队', expect.stringContaining('beyond'), 'fix-columns'],
      ],
    });
  });

  it('days without a format, days before months as a later row shows, and sheets that differ in their datum', async () => {
    const serial = 46326 + 8.5 / 24;
    const plain = await read(
      await write('serials wgs84.xlsx', { a: [header, ['粤B12345', serial, 114, 22.5, 1]] }),
    );
    expect(plain?.fixes.map((fix) => fix[1])).toEqual(['2026-10-31T00:30:00.000Z']);
    const from1904 = await read(
      await write(
        'mac wgs84.xlsx',
        { a: [header, ['粤B12345', serial - 1_462, 114, 22.5, 1]] },
        (book) => (book.properties.date1904 = true),
      ),
    );
    expect(from1904?.fixes.map((fix) => fix[1])).toEqual(['2026-10-31T00:30:00.000Z']);
    const row = (day: string): Cells => ['粤B12345', `${day}/2026 08:30`, 114, 22.5, 1];
    const days = await read(
      await write('days wgs84.xlsx', { a: [header, row('03/10'), row('31/10')] }),
    );
    expect(days?.fixes.map((fix) => fix[1])).toEqual([
      '2026-10-03T00:30:00.000Z',
      '2026-10-31T00:30:00.000Z',
    ]);
    const silent = await read(await write('silent wgs84.xlsx', { a: [header, row('03/10')] }));
    expect(silent?.refused).toEqual([[2, '定位时间', '03/10/2026 08:30', 'fix-day-order']]);
    const two = await read(
      await write('two.xlsx', {
        'a WGS-84': [header, ['粤B12345', '2026-10-31 08:30:00', 114, 22.5, 1]],
        'b BD-09': [header, ['粤B12345', '2026-10-31 08:31:00', 114, 22.5, 1]],
      }),
    );
    expect([two?.datum, ...(two?.fixes ?? []).map((fix) => fix[5])]).toEqual(['column', 0, 2]);
    const unsaid = await read(
      await write('unsaid.xlsx', {
        a: [header, ['粤B12345', '2026-10-31 08:30:00', 114, 22.5, 1]],
      }),
      { datum: 'GCJ-02' },
    );
    expect([unsaid?.datum, unsaid?.fixes[0]?.[5]]).toEqual([null, 1]);
  });

  it('what holds no positions, or is no workbook, is left to others', async () => {
    const records = await write('registry.xlsx', {
      a: [
        ['企业名称', '注册号', '经度', '纬度'],
        ['甲', '1', 114, 22],
      ],
    });
    expect(await read(records)).toBeNull();
    for (const [i, bytes] of [
      Buffer.from('PK\u0003\u0004 and then nothing'),
      Buffer.from('PK'),
    ].entries()) {
      const path = join(folder, `broken${i}.xlsx`);
      await writeFile(path, bytes);
      expect(await read(path)).toBeNull();
    }
  });
});
