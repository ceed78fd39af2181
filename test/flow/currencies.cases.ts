/** Amounts keep their currency, and become yuan only through a yuan column or a rate of their month; run on every engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdrawFile } from '@phecda/etl';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { graphText, idOf, loadStaged, type StagedFile, type StagedItem } from './staged-world.ts';

const trader = idOf('trade', 'Enterprise', 'T');
const seller = idOf('trade', 'OverseasParty', 'S');

interface Amount {
  readonly value?: number;
  readonly currency?: string | null;
  readonly yuan?: number;
}

const declared = (number: string, date: string | null, amount: Amount): StagedItem => ({
  family: 'event',
  number,
  date,
  direction: 'import',
  parties: { trader, overseas: seller },
  ...amount,
});

const trade = (...rows: StagedItem[]): StagedFile => ({
  name: 'trade',
  dataset: 'trade',
  sourceDate: '2024-01-01',
  items: [
    { family: 'entity', type: 'Enterprise', key: 'T', label: '进口商' },
    { family: 'entity', type: 'OverseasParty', key: 'S', label: 'Seller' },
    ...rows,
  ],
});

/** Rates are in hundred-millionths of a yuan. */
const rates = (name: string, day: string, ...given: [string, string, number][]): StagedFile => ({
  name,
  dataset: 'rates',
  sourceDate: day,
  items: given.map(([currency, month, rate]) => ({ family: 'rate', currency, month, rate })),
});

export function describeCurrencies(engine: string, open: () => Promise<Sql>): void {
  describe(`amounts and their currencies on ${engine}`, () => {
    let sql: Sql;
    beforeEach(async () => {
      sql = await open();
    });
    afterEach(() => sql.close());

    const relation = async (): Promise<unknown> =>
      JSON.parse(
        (
          await sql.query<{ props: string }>(
            `SELECT props FROM relation WHERE rev_to IS NULL AND kind = 'importsFrom'`,
          )
        )[0]?.props ?? 'null',
      );
    const behaviour = async (): Promise<unknown> =>
      JSON.parse(
        (
          await sql.query<{ behaviour: string }>(
            `SELECT behaviour FROM entity WHERE rev_to IS NULL AND type = 'Enterprise'`,
          )
        )[0]?.behaviour ?? 'null',
      );

    it('never sums dollars as yuan: without a rate they stand apart', async () => {
      await loadStaged(
        sql,
        trade(
          declared('1', '2023-01-05', { value: 100 }),
          declared('2', '2023-01-06', { value: 1_000, currency: 'USD' }),
          declared('3', '2023-01-07', { value: 70, currency: null }),
          declared('4', '2023-01-08', { value: 500, currency: 'USD', yuan: 3_400 }),
          declared('5', '2023-01-09', {}),
        ),
      );
      expect(await relation()).toMatchObject({
        amounts: ['CNY:100', 'USD:1500', 'XXX:70'],
        count: 5,
        unconverted: 2,
        value: 3_500,
      });
      expect(await behaviour()).toMatchObject({
        amountsIn: ['CNY:100', 'USD:1500', 'XXX:70'],
        unconverted: 2,
        valueIn: 3_500,
      });
      expect(await relation()).not.toHaveProperty('converted');
    });

    it('says no value in yuan at all where nothing gives one', async () => {
      await loadStaged(sql, trade(declared('1', '2023-01-05', { value: 5, currency: 'USD' })));
      expect(await relation()).not.toHaveProperty('value');
      expect(await behaviour()).not.toHaveProperty('valueIn');
      expect(await behaviour()).not.toHaveProperty('monthlyVolatility');
    });

    it('converts by the rate of the month, half a cent away from zero, also when the rate comes later, is replaced or is withdrawn', async () => {
      await loadStaged(
        sql,
        trade(
          declared('1', '2023-01-05', { value: 1_000, currency: 'USD' }),
          declared('2', '2023-02-05', { value: 1, currency: 'USD' }),
          declared('3', null, { value: 9, currency: 'USD' }),
        ),
      );
      const before = await graphText(sql);
      const january = await loadStaged(
        sql,
        rates('january', '2023-01-01', ['USD', '2023-01', 691_230_000], ['JPY', '2023-01', 5]),
      );
      expect(january).toMatchObject({ relationsChanged: 1, entitiesChanged: 1 });
      expect(await relation()).toMatchObject({
        amounts: ['USD:1010'],
        converted: 1,
        unconverted: 2,
        value: 6_912,
      });
      const february = await loadStaged(
        sql,
        rates('february', '2023-02-01', ['USD', '2023-02', 650_000_000]),
      );
      expect(await relation()).toMatchObject({ converted: 2, unconverted: 1, value: 6_919 });
      const newer = await loadStaged(
        sql,
        rates('again', '2023-03-01', ['USD', '2023-01', 700_000_000]),
      );
      expect(await relation()).toMatchObject({ value: 7_007 });
      expect(await behaviour()).toMatchObject({ valueIn: 7_007, converted: 2 });
      await withdrawFile(sql, newer.fileId!, 'tester', 'wrong');
      expect(await relation()).toMatchObject({ value: 6_919 });
      await withdrawFile(sql, january.fileId!, 'tester', 'wrong');
      await withdrawFile(sql, february.fileId!, 'tester', 'wrong');
      expect(await graphText(sql)).toBe(before);
    });
  });
}
