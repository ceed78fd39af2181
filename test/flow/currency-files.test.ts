/** From the file to the sum: a yuan column is yuan, a total price is in the currency beside it, and a file of rates converts it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { embeddedPair, type Pair } from '../support/pairs.ts';

let pair: Pair;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-currencies-'));
  pair = await embeddedPair();
});
afterAll(async () => {
  await pair.close();
  await rm(folder, { recursive: true });
});

const write = async (name: string, ...lines: string[]): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, lines.join('\n'));
  return path;
};
const columns =
  '报关单号,申报日期,进出口标志,申报地海关代码,境内收发货人编码,境内收发货人,商品编号';
const row = (number: string, rest: string): string =>
  `${number},2024-03-01,进口,5301,44039ABC12,摇光进出口,8471300000,${rest}`;
const declarations = (): Promise<unknown> =>
  pair.sql.query(
    `SELECT number, value, currency, yuan, yuan_basis AS basis FROM declaration ORDER BY number`,
  );

it('reads amounts with their currency and converts them by the rates of another file', async () => {
  await pair.load(
    await write(
      '报关单_20240301.csv',
      `${columns},总价,币制`,
      row('A1', '100,美元'),
      row('A2', '7,CNY'),
      row('A3', '9,'),
    ),
    'declarations',
  );
  await pair.load(
    await write('报关单_20240302.csv', `${columns},人民币总价,币制`, row('B1', '50,USD')),
    'declarations',
  );
  const unconverted = [
    { number: 'A1', value: 10_000, currency: 'USD', yuan: null, basis: 'none' },
    { number: 'A2', value: 700, currency: 'CNY', yuan: 700, basis: 'yuan' },
    { number: 'A3', value: 900, currency: null, yuan: null, basis: 'none' },
    { number: 'B1', value: 5_000, currency: 'CNY', yuan: 5_000, basis: 'yuan' },
  ];
  expect(await declarations()).toEqual(unconverted);

  const { fileId } = await pair.load(
    await write(
      '汇率_202403.csv',
      '月份,币种,每百外币汇率',
      '2024-03,美元,710.5',
      '2024年4月,USD,720',
    ),
    'exchange-rates',
  );
  expect(await declarations()).toEqual([
    { ...unconverted[0], yuan: 71_050, basis: 'rate' },
    ...unconverted.slice(1),
  ]);
  expect(await pair.dump()).toContain('"amounts":["CNY:5700","USD:10000","XXX:900"]');
  await pair.withdraw(fileId!);
  expect(await declarations()).toEqual(unconverted);
});
