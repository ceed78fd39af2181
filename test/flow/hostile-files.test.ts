/** Files made to harm: each is refused with a clear reason, in bounded time, and the parent process stays small. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImportAbort } from '@phecda/etl/errors';
import { headOfFile } from '@phecda/etl/prepare/prepare-file';
import {
  entityBomb,
  longRowAmongGood,
  sheetXml,
  singleLine,
  truncatedUtf8,
  workbookOf,
  zipBomb,
} from '../fixtures/hostile-files.ts';
import { PrepareBench, type Staged, fixtureMapping } from '../fixtures/prepare.ts';
import {
  csvText,
  jsonLines,
  registryHeader,
  registryRows,
  uscc,
  xmlText,
} from '../fixtures/registry-rows.ts';
import { times } from '../support/run-length.ts';

/** As the server does it: the file can harm only a process of its own. */
const bench = new PrepareBench(true);
/** For files that are wrong and small: no process of its own has to start. */
const here = new PrepareBench();
const mapping = fixtureMapping('registry');
const megabyte = 1 << 20;
/** What no part may hold whole. */
const huge = times(100, 300);
afterAll(() => {
  bench.close();
  here.close();
});

let started = 0;
let sampler: NodeJS.Timeout;
let peak = 0;
beforeEach(() => {
  started = performance.now();
  peak = 0;
  sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
});
afterEach(() => {
  clearInterval(sampler);
  expect(peak).toBeLessThan(1_024 * megabyte);
  expect(performance.now() - started).toBeLessThan(60_000);
});

async function abortOf(
  path: string,
  more: Parameters<PrepareBench['prepare']>[2] = {},
  on = bench,
): Promise<ImportAbort> {
  const error = await on.prepare(path, mapping, more).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ImportAbort);
  return error as ImportAbort;
}

/** The same for a small file. */
const refusal = (name: string, content: string | Buffer): Promise<ImportAbort> =>
  abortOf(here.write(name, content), {}, here);

const reasons = (staged: Staged): unknown[] =>
  staged.quarantine.map(({ row, field, code }) => [row, field, code]);
const good = registryRows(6);
const edited = (row: number, column: number, value: string): string[][] =>
  good.map((cells, index) =>
    index === row ? cells.map((cell, at) => (at === column ? value : cell)) : cells,
  );

describe('files that are refused whole', () => {
  it(`one line of ${huge} MB`, async () => {
    const path = join(bench.folder, 'line.csv');
    await singleLine(path, huge * megabyte);
    expect(await abortOf(path)).toMatchObject({
      code: 'header-too-long',
      detail: { file: 'line.csv', row: 1 },
    });
    await expect(
      headOfFile({ path, fileName: 'line.csv', folder: bench.folder }),
    ).rejects.toMatchObject({ code: 'header-too-long' });
  });

  it(`one JSON line of ${huge} MB`, async () => {
    const path = join(bench.folder, 'line.jsonl');
    await singleLine(path, huge * megabyte);
    const { staged } = await bench
      .prepare(path, mapping)
      .catch((error: unknown) => ({ staged: null, error }));
    expect(staged).toBeNull();
  });

  it(`a JSON array whose one element is ${huge} MB, and one that is cut off`, async () => {
    const path = join(bench.folder, 'element.json');
    await singleLine(path, huge * megabyte, '[{"统一社会信用代码":"');
    expect(await abortOf(path)).toMatchObject({ code: 'json-array' });
    const cut = bench.write('cut.json', `[${jsonLines(good).trim().split('\n').join(',')},{"`);
    expect(await abortOf(cut)).toMatchObject({ code: 'json-array' });
  });

  it('a zip bomb that calls itself XLSX', async () => {
    const path = join(bench.folder, 'bomb.xlsx');
    await zipBomb(path, 400 * megabyte);
    expect(await abortOf(path)).toMatchObject({ code: 'zip-bomb' });
    await expect(
      headOfFile({ path, fileName: 'bomb.xlsx', folder: bench.folder }),
    ).rejects.toMatchObject({ code: 'zip-bomb' });
  });

  it('an entity bomb in XML, and in a workbook', async () => {
    expect(await abortOf(bench.write('bomb.xml', entityBomb()))).toMatchObject({
      code: 'xml-doctype',
    });
    expect(await abortOf(bench.write('bomb2.xlsx', workbookOf(entityBomb())))).toMatchObject({
      code: 'xml-doctype',
    });
  });

  it('XML nested 200,000 deep, at once and in little memory', async () => {
    const tags = (tag: string) => tag.repeat(200_000);
    const path = bench.write('deep.xml', `<r>${tags('<a>')}x${tags('</a>')}</r>`);
    const limits = { seconds: 20, residentMb: 400 };
    expect(await abortOf(path, { limits })).toMatchObject({ code: 'xml-depth' });
    await expect(
      headOfFile({ path, fileName: 'deep.xml', folder: bench.folder, limits }),
    ).rejects.toMatchObject({ code: 'xml-depth' });
  });

  it('XML that is cut off', async () => {
    expect(await refusal('cut.xml', xmlText(good).slice(0, -20))).toMatchObject({
      code: 'xml-invalid',
    });
  });

  it('something that is no workbook, and an old one', async () => {
    expect(
      await refusal('broken.xlsx', Buffer.from('PK\u0003\u0004 and nothing more')),
    ).toMatchObject({ code: 'zip-invalid' });
    expect(await refusal('old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatchObject({
      code: 'format-unknown',
    });
  });

  it('a broken Parquet file', async () => {
    expect(await refusal('a.parquet', Buffer.from('PAR1 nothing PAR1'))).toMatchObject({
      code: 'parquet-invalid',
    });
  });

  it('duplicate headers', async () => {
    const header = registryHeader.map((name) => (name === '成立日期' ? '企业名称' : name));
    expect(await refusal('twice.csv', csvText(good, ',', '\n', header))).toMatchObject({
      code: 'duplicate-header',
      detail: { field: '企业名称' },
    });
  });

  it('missing columns', async () => {
    const abort = await refusal('missing.csv', 'a,b\n1,2\n');
    expect(abort).toMatchObject({ code: 'missing-columns' });
    expect(abort.message).toContain('统一社会信用代码');
  });

  it('a delimiter that is none', async () => {
    expect(await refusal('caret.csv', csvText(good, '^'))).toMatchObject({
      code: 'missing-columns',
    });
    const mixed = `${registryHeader.join(',')}\n${good.map((row) => row.join(';')).join('\n')}\n`;
    expect(await refusal('mixed.csv', mixed)).toMatchObject({
      code: 'wrong-delimiter',
    });
  });

  it('an empty file, and a header without rows', async () => {
    expect(await refusal('empty.csv', '')).toMatchObject({ code: 'file-empty' });
    expect(await refusal('header.csv', csvText([]))).toMatchObject({
      code: 'no-rows',
    });
  });

  it('bytes that are no text', async () => {
    const noise = Buffer.from(
      Array.from({ length: 50_000 }, (_, index) => (index * 7_919 + (index >> 3)) % 251),
    );
    expect((await refusal('noise.csv', noise)).code).toMatch(
      /encoding|missing-columns|duplicate|header/,
    );
  });
});

describe('rows that are set aside while the rest loads', () => {
  it('truncated UTF-8: the last row, with the byte', async () => {
    const bytes = truncatedUtf8();
    const { staged, result } = await here.prepare(here.write('cut.csv', bytes), mapping);
    expect(result).toMatchObject({ encoding: 'utf-8', rowsLoaded: 11, rowsQuarantined: 1 });
    expect(JSON.stringify(staged)).not.toContain('\ufffd');
    expect(staged.quarantine[0]).toMatchObject({ row: '13' });
  });

  it('a wrong byte in the middle', async () => {
    const bytes = Buffer.from(csvText(good));
    const at = bytes.indexOf(Buffer.from('有限公司')) + 1;
    bytes[at] = 0xff;
    const { staged } = await here.prepare(here.write('middle.csv', bytes), mapping);
    expect(reasons(staged)).toEqual([['2', '', 'encoding']]);
    expect(staged.quarantine[0]?.['reason']).toContain(`byte ${at}`);
  });

  it('a row of 60 MB among good ones', async () => {
    const path = join(bench.folder, 'long-row.csv');
    await longRowAmongGood(path, 60 * megabyte);
    const { staged, result } = await bench.prepare(path, mapping);
    expect(result.rowsLoaded).toBe(4);
    expect(reasons(staged)).toEqual([['4', '', 'row-too-long']]);
    expect(staged.assertion.map((row) => Number(row['row']))).toContain(6);
  });

  it('rows with too few and too many columns keep their place and number', async () => {
    const lines = csvText(good).split('\n');
    lines[2] = `${lines[2]},extra`;
    lines[4] = 'short';
    const { staged } = await here.prepare(here.write('counts.csv', lines.join('\n')), mapping);
    expect(reasons(staged)).toEqual([
      ['3', '', 'column-count'],
      ['5', '', 'column-count'],
    ]);
    expect(new Set(staged.assertion.map((row) => row['row']))).toEqual(
      new Set(['2', '4', '6', '7']),
    );
    expect(
      JSON.parse(String(staged.quarantine_row.find((entry) => entry['row'] === '5')?.['source'])),
    ).toEqual(['short']);
  });

  it('a quotation mark that is never closed loses one row, not the rest', async () => {
    const lines = csvText(good).split('\n');
    lines[3] = lines[3]?.replace(',深圳', ',"深圳') ?? '';
    const { staged, result } = await here.prepare(
      here.write('quote.csv', lines.join('\n')),
      mapping,
    );
    expect(reasons(staged)).toEqual([['4', '', 'csv-quote']]);
    expect(result.rowsLoaded).toBe(5);
  });

  it('quoted line ends count as one row', async () => {
    const rows = edited(1, 1, '第一行\n第二行有限公司');
    const { staged } = await here.prepare(here.write('lines.csv', csvText(rows)), mapping);
    expect(staged.quarantine).toEqual([]);
    expect(new Set(staged.assertion.map((row) => row['row']))).toEqual(
      new Set(['2', '3', '4', '5', '6', '7']),
    );
    expect(JSON.stringify(staged.version)).toContain('第一行第二行有限公司');
  });

  it('NUL is stripped', async () => {
    const { staged } = await here.prepare(
      here.write('nul.csv', csvText(edited(0, 1, '深圳\0市海\0贸有限公司'))),
      mapping,
    );
    expect(staged.quarantine).toEqual([]);
    expect(JSON.stringify(staged.version)).toContain('深圳市海贸有限公司');
    expect(JSON.stringify(staged)).not.toContain('\\u0000');
  });

  it('year 9999, a negative amount, a wrong check character', async () => {
    const rows = edited(0, 3, '9999-12-31').map((row, index) =>
      index === 1
        ? row.with(2, '-5')
        : index === 2
          ? row.with(0, `${uscc(2).slice(0, 17)}${uscc(2).endsWith('A') ? 'B' : 'A'}`)
          : row,
    );
    const { staged, result } = await here.prepare(here.write('values.csv', csvText(rows)), mapping);
    expect(reasons(staged)).toEqual([
      ['2', '成立日期', 'date-range'],
      ['3', '注册资本(万元)', 'negative'],
      ['4', '统一社会信用代码', 'uscc-check'],
    ]);
    expect(staged.quarantine[0]).toMatchObject({
      value: '9999-12-31',
      reason: 'the date is outside 1900 to 2100',
    });
    expect(result).toMatchObject({ rowsRead: 6, rowsLoaded: 3, rowsQuarantined: 3 });
  });

  it('negative mass', async () => {
    const text =
      'Declaration ID,Date,Importer ID,Net Mass\nA1,2024-01-02,I1,-3\nA2,2024-01-02,I1,3\n';
    const { staged } = await here.prepare(
      here.write('mass.csv', text),
      fixtureMapping('declarations'),
    );
    expect(reasons(staged)).toEqual([['2', 'Net Mass', 'negative']]);
    expect(staged.declaration).toMatchObject([{ number: 'A2', mass: '3000' }]);
  });

  it('formula cells give their stored value and are never evaluated', async () => {
    const [row = []] = good;
    const inline = (text: string) => ({
      attributes: 't="inlineStr"',
      inner: `<is><t>${text}</t></is>`,
    });
    const cells = row.map(inline);
    const cached = [
      ...cells.slice(0, 1),
      { attributes: 't="str"', inner: '<f>HYPERLINK("http://x","y")</f><v>=1+1有限公司</v>' },
      ...cells.slice(2),
    ];
    const bare = [inline(uscc(1)), { inner: '<f>1+1</f>' }, ...cells.slice(2)];
    const broken = [
      inline(uscc(2)),
      { attributes: 't="e"', inner: '<f>1/0</f><v>#DIV/0!</v>' },
      ...cells.slice(2),
    ];
    const { staged } = await here.prepare(
      here.write('formula.xlsx', workbookOf(sheetXml([cached, bare, broken]))),
      mapping,
    );
    expect(staged.version.find((version) => version['type'] === 'Enterprise')).toMatchObject({
      label: '=1+1有限公司',
    });
    expect(reasons(staged)).toEqual([
      ['3', '企业名称', 'formula-no-value'],
      ['4', '企业名称', 'cell-error'],
    ]);
  });
});

describe('correcting what was set aside', () => {
  it('the downloaded rows load again with their two further columns', async () => {
    const { staged } = await here.prepare(
      here.write('first.csv', csvText(edited(0, 3, '9999-12-31'))),
      mapping,
    );
    /* Row 0 keeps the file's header. */
    const [, row] = staged.quarantine_row.map(
      (entry) => JSON.parse(String(entry['source'])) as string[],
    );
    const corrected = [
      ...(row ?? []).with(3, '2020-01-01'),
      '2',
      'the date is outside 1900 to 2100',
    ];
    const again = await here.prepare(
      here.write(
        'again.csv',
        csvText([corrected], ',', '\n', [...registryHeader, '_row', '_reason']),
      ),
      mapping,
    );
    const whole = await here.prepare(
      here.write('whole.csv', csvText(edited(0, 3, '2020-01-01'))),
      mapping,
    );
    const enterprise = again.staged.version.find((version) => version['type'] === 'Enterprise');
    expect(again.result.rowsLoaded).toBe(1);
    expect(whole.staged.version).toContainEqual(enterprise);
  });
});

describe('limits', () => {
  it('cancel kills the child and leaves no file', async () => {
    const abort = new AbortController();
    expect(
      await abortOf(bench.write('cancel.csv', csvText(good)), {
        signal: abort.signal,
        onProgress: () => abort.abort(),
      }),
    ).toMatchObject({ code: 'cancelled' });
  });

  it('time and memory', async () => {
    const path = bench.write('limits.csv', csvText(good));
    expect(await abortOf(path, { limits: { seconds: 0.01 } })).toMatchObject({
      code: 'time-limit',
    });
    expect(await abortOf(path, { limits: { residentMb: 20 } })).toMatchObject({
      code: 'memory-limit',
    });
  });

  it('a mapping with faults is refused before anything is read', async () => {
    const faulty = {
      ...mapping,
      relations: [
        { kind: 'officer', source: 'enterprise', target: 'legal', attributes: {}, key: [] },
      ],
    };
    await expect(bench.prepare('/nowhere', faulty)).rejects.toMatchObject({
      code: 'mapping-invalid',
    });
  });
});
