/** Searches that the truth answers: parties of a declaration by its number, and entities by several attributes at once. */
import type { AttributeModel, SqlValue } from '@phecda/graph-schema';
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
  const wheres = conditions.map((condition) => conditionSql(condition, parameters));
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

const numeric = new Set(['integer', 'decimal', 'money', 'mass', 'quantity', 'score']);

/** Disagreeing sources and lists are stored as a JSON array: any of its values may match; for order the winning one counts. */
function conditionSql({ attribute, operator, value }: Condition, parameters: SqlValue[]): string {
  const parameter = (given: SqlValue, type: 'TEXT' | 'DOUBLE PRECISION' = 'TEXT'): string => {
    parameters.push(given);
    return `CAST($${parameters.length} AS ${type})`;
  };
  const found = `(CAST(props AS JSON) ->> ${parameter(attribute.name)})`;
  switch (operator) {
    case 'equals':
      if (numeric.has(attribute.valueType)) return equalsNumber(found, attribute, value, parameter);
      return `(${found} = ${parameter(value)} OR (starts_with(${found}, '[') AND position(${parameter(JSON.stringify(value))} IN ${found}) > 0))`;
    case 'contains':
      return `position(lower(${parameter(value)}) IN lower(${found})) > 0`;
    case 'startsWith': {
      const plain = parameter(value);
      return `(starts_with(lower(${found}), lower(${plain})) OR position('"' || lower(${plain}) IN lower(${found})) > 0)`;
    }
    case 'greater':
    case 'less': {
      const sign = operator === 'greater' ? '>' : '<';
      const first = `regexp_replace(regexp_replace(${found}, '^\\[', ''), '[,\\]].*$', '')`;
      if (!numeric.has(attribute.valueType))
        return `replace(${first}, '"', '') ${sign} ${parameter(value)}`;
      const number = numberOf(value, attribute);
      // CASE keeps the cast away from anything that is not a number.
      return `(CASE WHEN regexp_replace(${first}, '^-?[0-9]+([.][0-9]+)?$', '') = '' THEN CAST(${first} AS DOUBLE PRECISION) END) ${sign} ${parameter(number, 'DOUBLE PRECISION')}`;
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

function numberOf(value: string, attribute: AttributeModel): number {
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number)) return number;
  throw new DomainError('BAD_INPUT', 'error.notANumber', 'The value is not a number.', {
    field: attribute.name,
  });
}
