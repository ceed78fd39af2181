/** Items of one declaration are counted each; a file without item numbers speaks of item 1. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { embeddedPair } from '../support/pairs.ts';

const columns =
  '报关单号,申报日期,进出口标志,申报地海关代码,境内收发货人编码,境内收发货人,商品编号,人民币总价';
const row = (hs: string, value: number, item = '') =>
  `530120240000000999,2024-03-01,进口,5301,44039ABC12,摇光进出口,${hs},${value}${item}`;

it('keeps every item of a declaration', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'phecda-items-'));
  const pair = await embeddedPair();
  try {
    const withItems = join(folder, '报关单_20240301.csv');
    await writeFile(
      withItems,
      [`${columns},商品序号`, row('8471300000', 100, ',1'), row('0306179000', 50, ',2')].join('\n'),
    );
    await pair.load(withItems, 'declarations');
    const sums = () =>
      pair.sql.query(`SELECT count(*) AS items, sum(value) AS cents FROM declaration`);
    expect(await sums()).toEqual([{ items: 2, cents: 15_000 }]);

    // The same declaration from a source without item numbers: item 1 is said again, and corrected by the newer day.
    const without = join(folder, '报关单_20240401.csv');
    await writeFile(without, [columns, row('8471300000', 120)].join('\n'));
    await pair.load(without, 'declarations');
    expect(await sums()).toEqual([{ items: 2, cents: 17_000 }]);
  } finally {
    await pair.close();
    await rm(folder, { recursive: true });
  }
});
