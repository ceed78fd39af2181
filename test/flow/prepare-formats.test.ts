/** The same rows give the same records whatever file they come in. */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../support/run-length.ts';
import { ftmMapping } from '@phecda/etl/mapping/ftm-mapping';
import { headOfFile } from '@phecda/etl/prepare/prepare-file';
import {
  PrepareBench,
  type Staged,
  contentOf,
  fixtureMapping,
  ontology,
} from '../fixtures/prepare.ts';
import {
  csvText,
  encodeText,
  jsonLines,
  parquetFile,
  registryHeader,
  registryRows,
  uscc,
  xlsxFile,
  xmlText,
} from '../fixtures/registry-rows.ts';

const bench = new PrepareBench();
const mapping = fixtureMapping('registry');
const rows = registryRows(40);
let plain: Staged;

beforeAll(async () => {
  plain = (await bench.prepare(bench.write('plain.csv', csvText(rows)), mapping)).staged;
}, 60_000);
afterAll(() => bench.close());

describe('one CSV file', () => {
  it('stages each record once, with its row', () => {
    expect(plain.version).toHaveLength(120);
    const enterprise = plain.version.find(
      (row) => row['type'] === 'Enterprise' && String(row['keys']).endsWith(uscc(4)),
    );
    expect(enterprise).toMatchObject({
      label: '深圳市达4进出口(集团)有限公司',
      props: `{"capital":104000000,"name":"深圳市达4进出口(集团)有限公司","registrationDate":"2020-01-05","status":"active","uscc":"${uscc(4)}"}`,
      tags: '',
    });
    const assertion = plain.assertion.find((row) => row['record_id'] === enterprise?.['record_id']);
    expect(assertion).toMatchObject({ row: '6', rows: '1', source_date: '2024-03-01' });
  });

  it('widens partial dates to half-open intervals of days', () => {
    const relation = plain.version.find((row) => row['type'] === 'legalRepresentative');
    expect(relation).toMatchObject({
      family: 'relation',
      valid_from: '2021-01-01',
      valid_to: '2023-06-01',
    });
  });
});

describe('a relation that ends before it begins', () => {
  it('is set aside with its reason, and everything else of its row is loaded', async () => {
    const dated = (index: number, from: string, to: string): string[] => [
      ...(rows[index] ?? []).slice(0, 7),
      from,
      to,
    ];
    const text = csvText([
      dated(0, '2021-05-02', '2021-05-01'),
      dated(1, '2021-05-01', '2021-05-01'),
      dated(2, '2022', '2021-12'),
      dated(3, '2021-12', '2021'),
      dated(4, '', '2021'),
    ]);
    const { result, staged } = await bench.prepare(bench.write('reversed.csv', text), mapping);
    expect(result).toMatchObject({
      rowsLoaded: 5,
      rowsQuarantined: 0,
      relationsSetAside: 2,
      records: 10,
      relations: 3,
    });
    expect(
      staged.version.flatMap((row) => (row['family'] === 'relation' ? [row['valid_from']] : [])),
    ).toEqual(expect.arrayContaining(['2021-05-01', '2021-12-01', null]));
    expect(staged.quarantine).toMatchObject([
      { row: '2', field: '任职止', value: '2021-05-02 – 2021-05-01', code: 'period-reversed' },
      { row: '4', field: '任职止', value: '2022 – 2021-12', code: 'period-reversed' },
    ]);
    expect(staged.quarantine_row.map(({ row }) => row)).toEqual(['0', '2', '4']);
  });
});

describe('every encoding, mark, delimiter and line end', () => {
  it('gives the same records', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'utf-8' as const,
          'gb18030' as const,
          'utf-16le' as const,
          'utf-16be' as const,
        ),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(',', '\t', ';', '|'),
        async (encoding, mark, newline, delimiter) => {
          const path = bench.write(
            'any.csv',
            encodeText(csvText(rows, delimiter, newline), encoding, mark),
          );
          const { result, staged } = await bench.prepare(path, mapping);
          expect(result).toMatchObject({ encoding, delimiter, rowsLoaded: 40, rowsQuarantined: 0 });
          expect(staged).toEqual(plain);
        },
      ),
      { numRuns: times(3, 32) },
    );
  }, 120_000);
});

describe('other formats', () => {
  it('JSON lines', async () => {
    const { staged } = await bench.prepare(bench.write('a.jsonl', jsonLines(rows)), mapping);
    expect(contentOf(staged)).toEqual(contentOf(plain));
  }, 30_000);

  it('a JSON array, in one line or in many, in any encoding and under any name', async () => {
    const objects = jsonLines(rows)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    for (const [name, text, encoding] of [
      ['a.json', JSON.stringify(objects), 'utf-8'],
      ['登记', `\n${JSON.stringify(objects, null, 2)}\n`, 'gb18030'],
    ] as const) {
      const path = bench.write(name, encodeText(text, encoding, false));
      const { staged, result } = await bench.prepare(path, mapping);
      expect(result).toMatchObject({ encoding, rowsLoaded: 40, rowsQuarantined: 0 });
      expect(contentOf(staged)).toEqual(contentOf(plain));
      const head = await headOfFile({ path, fileName: name, folder: bench.folder, rows: 3 });
      expect(head.columns).toEqual(registryHeader);
      expect(head.rowNumbers).toEqual([1, 2, 3]);
    }
  }, 60_000);

  it('XML', async () => {
    const { staged, result } = await bench.prepare(bench.write('a.xml', xmlText(rows)), mapping, {
      assignment: { capital: '注册资本_万元' },
    });
    expect(result.format).toBe('xml');
    expect(contentOf(staged)).toEqual(contentOf(plain));
  }, 30_000);

  it('Parquet', async () => {
    const path = join(bench.folder, 'a.parquet');
    await parquetFile(rows, path);
    const { staged } = await bench.prepare(path, mapping);
    expect(contentOf(staged)).toEqual(contentOf(plain));
  }, 30_000);

  it('XLSX, with dates and numbers as Excel keeps them', async () => {
    const path = join(bench.folder, 'a.xlsx');
    await xlsxFile(
      rows.map((row) =>
        row.map((cell, index) =>
          index === 2 ? Number(cell) : index === 3 ? new Date(`${cell}T00:00:00Z`) : cell,
        ),
      ),
      path,
    );
    const { staged, result } = await bench.prepare(path, mapping);
    expect(result.format).toBe('xlsx');
    expect(staged).toEqual(plain);
  }, 30_000);

  it('FollowTheMoney entities', async () => {
    const entities = [
      {
        id: 'c1',
        schema: 'Company',
        properties: {
          name: ['Alpha Ltd'],
          country: ['cn'],
          addressEntity: ['a1'],
          phone: ['+8613800138000'],
        },
      },
      { id: 'p1', schema: 'Person', properties: { name: ['王五'], birthDate: ['1980-02'] } },
      { id: 'a1', schema: 'Address', properties: { full: ['深圳市福田区1号'] } },
      {
        id: 'o1',
        schema: 'Ownership',
        properties: { owner: ['p1'], asset: ['c1'], percentage: ['35'], startDate: ['2020'] },
      },
      {
        id: 'd1',
        schema: 'Directorship',
        properties: { director: ['nobody'], organization: ['c1'] },
      },
      { id: 'x1', schema: 'Sanction', properties: {} },
    ];
    const path = bench.write(
      'x.ftm.json',
      entities.map((entity) => `${JSON.stringify(entity)}\n`).join(''),
    );
    const { staged, result } = await bench.prepare(path, ftmMapping(ontology));
    expect(result).toMatchObject({ format: 'ftm', rowsRead: 6, rowsLoaded: 4 });
    const shape = staged.version
      .map((row) => `${String(row['type'])} ${String(row['label'] ?? '')}`.trim())
      .sort();
    expect(shape).toEqual([
      'Address 深圳市福田区1号',
      'Enterprise Alpha Ltd',
      'Person 王五',
      'Phone +8613800138000',
      'hasPhone',
      'registeredAt',
      'shareholder',
    ]);
    const share = staged.version.find((row) => row['type'] === 'shareholder');
    const ids = Object.fromEntries(staged.version.map((row) => [row['type'], row['record_id']]));
    expect(share).toMatchObject({
      props: '{"share":3500}',
      source_record: ids['Person'],
      target_record: ids['Enterprise'],
      valid_from: '2020-01-01',
    });
    expect(staged.quarantine.map((row) => row['code'])).toEqual(['ftm-reference', 'ftm-relation']);
  }, 30_000);
});

describe('head of a file', () => {
  it('tells format, encoding, delimiter, columns and first rows', async () => {
    const path = bench.write('head.csv', encodeText(csvText(rows, ';'), 'gb18030', false));
    const head = await headOfFile({ path, fileName: 'head.csv', folder: bench.folder, rows: 3 });
    expect(head).toMatchObject({
      format: 'csv',
      encoding: 'gb18030',
      delimiter: ';',
      columns: [...registryHeader],
      rowNumbers: [2, 3, 4],
    });
    expect(head.rows[0]).toEqual(rows[0]);
  }, 30_000);

  it('also of a workbook', async () => {
    const head = await headOfFile({
      path: join(bench.folder, 'a.xlsx'),
      fileName: 'a.xlsx',
      folder: bench.folder,
      rows: 2,
    });
    expect(head).toMatchObject({ format: 'xlsx', sheets: ['登记'], columns: [...registryHeader] });
    expect(head.rows).toHaveLength(2);
  }, 30_000);
});

describe('separators too many at the end', () => {
  const table = csvText(rows).trimEnd().split('\n');
  const [header = '', ...lines] = table;

  it.each([
    ['of every row', [header, ...lines.map((line) => `${line},`)]],
    ['of some rows', [header, ...lines.map((line, index) => line + ','.repeat(index % 3))]],
    ['of the header', [`${header},`, ...lines]],
    ['of both', [`${header},`, ...lines.map((line) => `${line},`)]],
  ])('%s add nothing', async (_, text) => {
    const { staged, result } = await bench.prepare(bench.write('s.csv', text.join('\n')), mapping);
    expect(result).toMatchObject({ delimiter: ',', rowsLoaded: 40, rowsQuarantined: 0 });
    expect(contentOf(staged)).toEqual(contentOf(plain));
  });

  it('a value there is a row with too many columns', async () => {
    const text = [header, `${lines[0]},x`, `${lines[1]},,x`, ...lines.slice(2)].join('\n');
    const { staged, result } = await bench.prepare(bench.write('s.csv', text), mapping);
    expect(result).toMatchObject({ rowsLoaded: 38, rowsQuarantined: 2 });
    expect(staged.quarantine.map(({ code }) => code)).toEqual(['column-count', 'column-count']);
  });
});
