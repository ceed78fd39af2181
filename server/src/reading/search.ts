/** Searches that the truth answers: parties of a declaration by its number, and entities by several attributes at once. */
import { Refusal, type Cleaned } from '@phecda/etl/clean/cleaned';
import { cleanDecimal, cleanMass, cleanMoney, cleanQuantity } from '@phecda/etl/clean/numbers';
import type { AttributeModel, SqlValue, ValueType } from '@phecda/graph-schema';
import type { FieldOperator } from '../generated/resolvers.ts';
import { DomainError } from '../domain-error.ts';
import type { ViewedTruth } from './truth.ts';

export interface Condition {
  readonly attribute: AttributeModel;
  readonly operator: FieldOperator;
  readonly value: string;
}

/** Entities that took part in declarations of this number: trader first, then who declared, then the rest. */
export async function partiesOfDeclaration(truth: ViewedTruth, number: string): Promise<string[]> {
  const rows = await truth.query<{ entity_id: string }>(
    `WITH d AS (SELECT trader, declarant, overseas, container, vehicle, vessel FROM declaration WHERE number = CAST($1 AS TEXT) LIMIT 50),
     p AS (SELECT trader AS record_id, 1 AS place FROM d UNION ALL SELECT declarant, 2 FROM d UNION ALL SELECT overseas, 3 FROM d
           UNION ALL SELECT container, 4 FROM d UNION ALL SELECT vehicle, 5 FROM d UNION ALL SELECT vessel, 6 FROM d)
     SELECT r.entity_id FROM p JOIN record r ON r.record_id = p.record_id
     WHERE r.entity_id IS NOT NULL GROUP BY r.entity_id ORDER BY min(p.place), r.entity_id LIMIT 20`,
    [number],
  );
  return rows.map((row) => row.entity_id);
}

/** All conditions must hold for an entity's materialised values. */
export async function entitiesByFields(
  truth: ViewedTruth,
  type: string,
  conditions: readonly Condition[],
  limit: number,
): Promise<{ readonly ids: string[]; readonly total: number }> {
  const parameters: SqlValue[] = [type];
  const wheres = conditions.map((condition) => conditionSql(condition, conditions, parameters));
  const where = ['rev_to IS NULL', 'type = CAST($1 AS TEXT)', ...wheres].join(' AND ');
  const [count] = await truth.query<{ total: number }>(
    `SELECT count(*) AS total FROM entity WHERE ${where}`,
    parameters,
  );
  const rows = await truth.query<{ entity_id: string }>(
    `SELECT entity_id FROM entity WHERE ${where} ORDER BY label, entity_id LIMIT ${Math.trunc(limit)}`,
    parameters,
  );
  return { ids: rows.map((row) => row.entity_id), total: count?.total ?? 0 };
}

const yuan = 'CNY';
const asWritten = { nonNegative: false };
/** How a person writes a number of each type; the answer is what is stored. */
const numbers = new Map<ValueType, (value: string) => Cleaned>([
  ['integer', cleanDecimal],
  ['decimal', cleanDecimal],
  ['score', cleanDecimal],
  ['money', (value) => cleanMoney(value, asWritten)],
  ['mass', (value) => cleanMass(value, asWritten)],
  ['quantity', (value) => cleanQuantity(value, asWritten)],
]);

/** Disagreeing sources and lists are stored as a JSON array: any of its values may match; for order the winning one counts. */
function conditionSql(
  { attribute, operator, value }: Condition,
  all: readonly Condition[],
  parameters: SqlValue[],
): string {
  const parameter = (given: SqlValue, type: 'TEXT' | 'DOUBLE PRECISION' = 'TEXT'): string => {
    parameters.push(given);
    return `CAST($${parameters.length} AS ${type})`;
  };
  const valueOf = (name: string): string => `(CAST(props AS JSON) ->> ${parameter(name)})`;
  const found = valueOf(attribute.name);
  /** Amounts compare within one currency: yuan, or the one that another condition names. */
  const inItsCurrency = (sql: string): string => {
    const { currency } = attribute;
    if (currency === undefined) return sql;
    const named = all.find((one) => one.attribute.name === currency && one.operator === 'equals');
    return named ? sql : `(COALESCE(${valueOf(currency)}, '${yuan}') = '${yuan}' AND ${sql})`;
  };
  switch (operator) {
    case 'equals':
      if (numbers.has(attribute.valueType))
        return inItsCurrency(equalsNumber(found, attribute, value, parameter));
      return `(${found} = ${parameter(value)} OR (starts_with(${found}, '[') AND position(${parameter(JSON.stringify(value))} IN ${found}) > 0))`;
    case 'contains':
      wholeOnly(attribute);
      return `position(lower(${parameter(value)}) IN lower(${found})) > 0`;
    case 'startsWith': {
      wholeOnly(attribute);
      const plain = parameter(value);
      return `(starts_with(lower(${found}), lower(${plain})) OR position('"' || lower(${plain}) IN lower(${found})) > 0)`;
    }
    case 'greater':
    case 'less': {
      const sign = operator === 'greater' ? '>=' : '<=';
      const first = `regexp_replace(regexp_replace(${found}, '^\\[', ''), '[,\\]].*$', '')`;
      if (!numbers.has(attribute.valueType))
        return `replace(${first}, '"', '') ${sign} ${parameter(value)}`;
      const number = numberOf(value, attribute);
      // CASE keeps the cast away from anything that is not a number.
      return inItsCurrency(
        `(CASE WHEN regexp_replace(${first}, '^-?[0-9]+([.][0-9]+)?$', '') = '' THEN CAST(${first} AS DOUBLE PRECISION) END) ${sign} ${parameter(number, 'DOUBLE PRECISION')}`,
      );
    }
  }
}

/** A number is one of the list when it stands between separators; written as the stored JSON writes it. */
function equalsNumber(
  found: string,
  attribute: AttributeModel,
  value: string,
  parameter: (given: SqlValue) => string,
): string {
  const list = `',' || translate(${found}, '[] ', '') || ','`;
  return `position(${parameter(`,${JSON.stringify(numberOf(value, attribute))},`)} IN ${list}) > 0`;
}

/** @throws DomainError where the value is not what a person writes for a number of this type. */
function numberOf(value: string, { name, valueType }: AttributeModel): number {
  const cleaned = numbers.get(valueType)?.(value) ?? null;
  if (typeof cleaned === 'string') return Number(cleaned);
  const refused = cleaned instanceof Refusal ? cleaned : new Refusal('number-format');
  if (refused.code === 'unit-unknown')
    throw new DomainError('BAD_INPUT', 'error.unitUnknown', `Unknown unit: ${refused.detail}.`, {
      unit: refused.detail,
    });
  if (refused.code === 'money-currency')
    throw new DomainError(
      'BAD_INPUT',
      'error.currencyInAmount',
      'An amount compares in yuan, or in the currency that another condition names.',
      { currency: refused.detail },
    );
  throw new DomainError('BAD_INPUT', 'error.notANumber', 'The value is not a number.', {
    field: name,
  });
}

/** A part of a number's digits says nothing about it. */
function wholeOnly({ name, valueType }: AttributeModel): void {
  if (!numbers.has(valueType)) return;
  throw new DomainError(
    'BAD_INPUT',
    'error.numberParts',
    'Numbers are searched by equals, greater or less.',
    {
      field: name,
    },
  );
}
