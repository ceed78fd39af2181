/** What SQL cleans by itself is exactly what the JavaScript cleaner would answer. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CleanOptions, type CleanerName, cleanerNames, makeCleaner } from './cleaners.ts';
import { fastPath } from './fast-path.ts';
import { usccCheck } from './identifiers.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const usccs = fc
  .integer({ min: 0, max: 999_999 })
  .map((n) => `91440300MA5${String(n).padStart(6, '0')}`)
  .map((body) => body + usccCheck(body));
const values = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'深圳市廣东電子（(有限）)公司 、·AZ09-瞭乾着著') }),
  fc.tuple(fc.nat(99_999_999), fc.nat(999_999)).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.nat().map(String),
  fc.constantFrom(
    'NULL',
    '-',
    'N/A',
    '2023-02-29',
    '2023-02-28',
    '1899-01-01',
    '2101-01-01',
    '0.005',
    '0.125',
    '99999999.999999',
    '7701',
    '7801',
    '9701',
    '9801',
    '0001',
    '123456',
    '4403.0',
    '5E17',
    '5.3E+17',
    '0X1F',
    "'深圳",
    '="C24B"',
    '12E4',
    'E4',
    'X1',
    '1_000',
  ),
  fc
    .date({ min: new Date('1890-01-01'), max: new Date('2110-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  usccs,
  usccs.map((code) => code.slice(0, 16) + (code.charAt(16) === '1' ? '2' : '1') + code.charAt(17)),
);
const options: readonly CleanOptions[] = [{}, { scale: 10_000 }, { scale: 3 }];

it('agrees with the cleaner', async () => {
  const sample = fc
    .sample(values, { seed: 5, numRuns: 4_000 })
    .filter((text) => !text.includes('\0'));
  await connection.run('CREATE TABLE t (v VARCHAR)');
  const appender = await connection.createAppender('t');
  for (const text of sample) {
    appender.appendVarchar(text);
    appender.endRow();
  }
  appender.closeSync();
  const covered = new Set<CleanerName>();
  for (const name of cleanerNames) {
    for (const option of options) {
      const fast = fastPath(name, option, 'v');
      if (fast === null) continue;
      const clean = makeCleaner(name, option);
      const rows = (
        await connection.runAndReadAll(
          `SELECT v, CAST(${fast.value} AS VARCHAR) FROM t WHERE ${fast.test}`,
        )
      ).getRows();
      if (rows.length > 0) covered.add(name);
      for (const [raw, value] of rows)
        expect([name, raw, clean(String(raw))]).toEqual([name, raw, value]);
    }
  }
  expect([...covered].sort()).toEqual([
    'code',
    'date',
    'hsCode',
    'integer',
    'mass',
    'money',
    'orgName',
    'personName',
    'quantity',
    'text',
    'uscc',
  ]);
});

it('takes the common forms', async () => {
  const common: readonly (readonly [CleanerName, string])[] = [
    ['orgName', '深圳市海贸进出口有限公司'],
    ['text', '机械设备 型号 12'],
    ['money', '372254.4'],
    ['date', '2020-01-01'],
    ['hsCode', '440890'],
  ];
  for (const [name, raw] of common) {
    const fast = fastPath(name, {}, `'${raw}'`);
    const [[taken] = []] = (
      await connection.runAndReadAll(`SELECT ${fast?.test ?? 'false'}`)
    ).getRows();
    expect([name, taken]).toEqual([name, true]);
  }
});
