/** Migration 7: amounts keep their currency; their value in yuan comes from a yuan column or through monthly rates, which are records too. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function currencyTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables(dialect), indexes);
}

const columns = `record_id, version, dataset, month, chapter, number, date, direction, trader, declarant, overseas, carrier, vehicle, vessel,
    container, port, hs, hs_code, origin, destination, mode, value, currency, mass, quantity, inspection, extra`;

/** Hundredths of the currency times the rate, rounded half away from zero to cents. */
function converted({ engine }: SqlDialect): string {
  const [wide, divide] =
    engine === 'duckdb'
      ? ['HUGEINT', (a: string, b: string) => `(${a}) // ${b}`]
      : (['NUMERIC', (a: string, b: string) => `div(${a}, ${b})`] as const);
  const magnitude = divide(
    `abs(CAST(d.value AS ${wide})) * r.rate + 50000000`,
    `CAST(100000000 AS ${wide})`,
  );
  return `CAST(sign(d.value) * ${magnitude} AS BIGINT)`;
}

/**
 * yuan of `declaration_version` = from a yuan column of the file; of `declaration` = what is known of it in yuan.
 * yuan_basis: 'yuan' (a yuan column, or declared in yuan), 'rate', 'none' (an amount that nothing converts), NULL (no amount).
 */
const tables = (dialect: SqlDialect): string[] => [
  `ALTER TABLE declaration_version ADD COLUMN yuan BIGINT`,
  `UPDATE declaration_version SET currency = 'CNY' WHERE upper(currency) IN ('RMB', '142', '人民币', '元')`,
  // rate: yuan per unit of the currency, times 100,000,000; month: yyyymm.
  `CREATE TABLE rate (currency TEXT NOT NULL, month INTEGER NOT NULL, rate BIGINT NOT NULL)`,
  `DROP VIEW declaration`,
  `CREATE VIEW declaration AS SELECT ${columns.replaceAll(/\b\w+\b/g, 'd.$&')},
    CASE WHEN d.yuan IS NOT NULL THEN d.yuan WHEN d.currency = 'CNY' THEN d.value WHEN r.rate IS NOT NULL THEN ${converted(dialect)} END AS yuan,
    CASE WHEN d.yuan IS NOT NULL OR (d.currency = 'CNY' AND d.value IS NOT NULL) THEN 'yuan' WHEN d.value IS NULL THEN NULL
      WHEN r.rate IS NOT NULL THEN 'rate' ELSE 'none' END AS yuan_basis
    FROM declaration_version d LEFT JOIN rate r ON r.currency = d.currency AND r.month = d.month WHERE d.current`,
  // Sums are made again, per currency, by the next change. currency: XXX = not given, '' = no amount; value in hundredths of it.
  `DROP TABLE pair_month`,
  `CREATE TABLE pair_month (
    kind TEXT NOT NULL, source_record UUID NOT NULL, target_record UUID NOT NULL, month INTEGER NOT NULL, direction TEXT NOT NULL, detail TEXT NOT NULL,
    currency TEXT NOT NULL, n BIGINT NOT NULL, value BIGINT NOT NULL, yuan BIGINT NOT NULL, converted BIGINT NOT NULL, unconverted BIGINT NOT NULL,
    mass BIGINT NOT NULL, quantity BIGINT NOT NULL, first_day DATE, last_day DATE,
    hs_low BIGINT NOT NULL, hs_high BIGINT NOT NULL, inspected BIGINT NOT NULL, seized BIGINT NOT NULL)`,
];

const indexes = [
  `CREATE UNIQUE INDEX rate_pk ON rate (currency, month)`,
  `CREATE INDEX pair_month_source ON pair_month (source_record)`,
  `CREATE INDEX pair_month_target ON pair_month (target_record)`,
];
