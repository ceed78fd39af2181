/** A search over several attributes at once, as SQL over materialised entities: of the search screen, and of watches on what meets conditions. */
import type { SqlValue } from '../ports/sql.ts';

/** greater and less include the value itself. */
export const fieldOperators = ['equals', 'contains', 'startsWith', 'greater', 'less'] as const;
export type FieldOperator = (typeof fieldOperators)[number];

export interface FieldCondition {
  readonly attribute: string;
  readonly operator: FieldOperator;
  /** As it is stored; a number where the attribute is one. */
  readonly value: string | number;
  /** Attribute that holds the currency of an amount. */
  readonly currency: string | null;
}

const yuan = 'CNY';

/** All conditions hold. @param parameters to which it adds its own */
export function fieldsWhere(
  type: string,
  conditions: readonly FieldCondition[],
  parameters: SqlValue[],
): string {
  parameters.push(type);
  const first = `type = CAST($${parameters.length} AS TEXT)`;
  return [first, ...conditions.map((one) => conditionSql(one, conditions, parameters))].join(
    ' AND ',
  );
}

/** Disagreeing sources and lists are stored as a JSON array: any of its values may match; for order the winning one counts. */
function conditionSql(
  { attribute, operator, value, currency }: FieldCondition,
  all: readonly FieldCondition[],
  parameters: SqlValue[],
): string {
  const parameter = (given: SqlValue, type: 'TEXT' | 'DOUBLE PRECISION' = 'TEXT'): string => {
    parameters.push(given);
    return `CAST($${parameters.length} AS ${type})`;
  };
  const valueOf = (name: string): string => `(CAST(props AS JSON) ->> ${parameter(name)})`;
  const found = valueOf(attribute);
  /** Amounts compare within one currency: yuan, or the one that another condition names. */
  const inItsCurrency = (sql: string): string => {
    if (currency === null) return sql;
    const named = all.find((one) => one.attribute === currency && one.operator === 'equals');
    return named ? sql : `(COALESCE(${valueOf(currency)}, '${yuan}') = '${yuan}' AND ${sql})`;
  };
  switch (operator) {
    case 'equals': {
      if (typeof value === 'number') {
        // A number is one of the list when it stands between separators; written as the stored JSON writes it.
        const list = `',' || translate(${found}, '[] ', '') || ','`;
        return inItsCurrency(`position(${parameter(`,${JSON.stringify(value)},`)} IN ${list}) > 0`);
      }
      // JSON writes such a value as it is: where it does not stand, nothing need be parsed.
      const stands = /^[\w.-]+$/.test(value)
        ? `position(${parameter(value)} IN props) > 0 AND `
        : '';
      return `(${stands}(${found} = ${parameter(value)} OR (starts_with(${found}, '[') AND position(${parameter(JSON.stringify(value))} IN ${found}) > 0)))`;
    }
    case 'contains':
      return `position(lower(${parameter(value)}) IN lower(${found})) > 0`;
    case 'startsWith': {
      const plain = parameter(value);
      return `(starts_with(lower(${found}), lower(${plain})) OR position('"' || lower(${plain}) IN lower(${found})) > 0)`;
    }
    case 'greater':
    case 'less': {
      const sign = operator === 'greater' ? '>=' : '<=';
      const first = `regexp_replace(regexp_replace(${found}, '^\\[', ''), '[,\\]].*$', '')`;
      if (typeof value !== 'number')
        return `replace(${first}, '"', '') ${sign} ${parameter(value)}`;
      // CASE keeps the cast away from anything that is not a number.
      return inItsCurrency(
        `(CASE WHEN regexp_replace(${first}, '^-?[0-9]+([.][0-9]+)?$', '') = '' THEN CAST(${first} AS DOUBLE PRECISION) END) ${sign} ${parameter(value, 'DOUBLE PRECISION')}`,
      );
    }
  }
}
