/** Map step: rates of a mapping as SQL over the table `clean`. A rate is a record of its own family: the currency is its label, the month its validity. */
import type { BoundField } from './compile-fields.ts';
import { hashed } from './compile-records.ts';
import type { Template } from './record-template.ts';
import type { Mapping, RateMapping } from './mapping-schema.ts';
import { resolveSource } from './sources.ts';
import { firstDay, literal, unit } from './sql-text.ts';

/** Rates are kept in hundred-millionths of a yuan for one unit of the currency. */
const scale = 100_000_000;

/** `null` when a column is not in this file. */
export function compileRate(
  mapping: Mapping,
  fields: readonly BoundField[],
  rate: RateMapping,
): Template | null {
  const uses = new Set<string>();
  const textOf = (source: string): string | null => {
    const resolved = resolveSource(mapping, source);
    if (resolved?.kind === 'literal') return literal(resolved.value);
    const field = fields.find(({ name }) => name === source);
    if (field === undefined || field.raw === null) return null;
    uses.add(field.value);
    return field.value;
  };
  const [currency, date, value] = [rate.currency, rate.month, rate.rate].map(textOf);
  if (!currency || !date || !value) return null;
  const month = `substr(${date}, 1, 7)`;
  const scaled = `CAST(CAST(${value} AS DECIMAL(27, 9)) * ${scale / rate.per} AS BIGINT)`;
  const none = 'CAST(NULL AS UUID)';
  return {
    type: 'ExchangeRate',
    columns: [
      [
        'record_id',
        `CAST(md5(${literal(`${mapping.dataset}\u001fExchangeRate\u001f`)} || ${currency} || ${unit} || ${month}) AS UUID)`,
      ],
      ['family', literal('rate')],
      ['type', literal('ExchangeRate')],
      ['label', currency],
      ['props', `'{"rate":' || CAST(${scaled} AS VARCHAR) || '}'`],
      ['keys', `''`],
      ['tags', `''`],
      ['anchor', none],
      ['source_record', none],
      ['target_record', none],
      ['valid_from', firstDay(month)],
      ['valid_to', `CAST(${firstDay(month)} + INTERVAL 1 MONTH AS DATE)`],
    ],
    condition: [
      `${currency} IS NOT NULL`,
      `length(${date}) >= 7`,
      `${scaled} > 0`,
      `${currency} <> 'CNY'`,
    ].join(' AND '),
    reversed: null,
    uses: [...uses],
    grouped: true,
    content: hashed(['type', 'label', 'props', 'valid_from', 'valid_to']),
    contentOf: 'columns',
    known: [],
    plainIds: ['record_id'],
  };
}
