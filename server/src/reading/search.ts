/** Searches that the truth answers: parties of a declaration by its number, and entities by several attributes at once. */
import { Refusal, type Cleaned } from '@phecda/etl/clean/cleaned';
import { cleanDecimal, cleanMass, cleanMoney, cleanQuantity } from '@phecda/etl/clean/numbers';
import type { AttributeModel, Ontology, SqlValue, ValueType } from '@phecda/graph-schema';
import { fieldsWhere, type FieldCondition } from '@phecda/graph-schema/truth/field-conditions';
import type { FieldOperator } from '../generated/resolvers.ts';
import { checkText } from '../graphql/clamp.ts';
import { DomainError } from '../domain-error.ts';
import { entitiesOfRecords } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

export interface Condition {
  readonly attribute: AttributeModel;
  readonly operator: FieldOperator;
  readonly value: string;
}

/** Roles of a declaration in the order in which its parties are shown. */
const roles = ['trader', 'declarant', 'overseas', 'container', 'vehicle', 'vessel'] as const;

/** Declarations of one number that are looked at. */
const mostOfNumber = 50;

/** Number → entities that took part in declarations of it: trader first, then who declared, then the rest; none for what is no declaration's number, as most are that are asked for. */
export async function partiesOfDeclarations(
  truth: ViewedTruth,
  numbers: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const answer = new Map<string, readonly string[]>(numbers.map((number) => [number, []]));
  const declarations = await truth.query<
    Record<(typeof roles)[number], string | null> & { number: string }
  >(
    `SELECT number, ${roles.join(', ')} FROM (
       SELECT number, ${roles.join(', ')}, row_number() OVER (PARTITION BY number) AS place FROM declaration
       WHERE number IN (SELECT unnest(string_to_array($1, ',')))) AS found
     WHERE place <= ${mostOfNumber}`,
    [numbers.join(',')],
  );
  if (declarations.length === 0) return answer;
  const records = declarations.flatMap((found) => roles.flatMap((role) => found[role] ?? []));
  const entities = await entitiesOfRecords(truth, [...new Set(records)]);
  for (const number of new Set(declarations.map((found) => found.number))) {
    const own = declarations.filter((found) => found.number === number);
    const parties = roles.flatMap((role) => own.flatMap((found) => found[role] ?? []));
    const ids = new Set(parties.flatMap((record) => entities.get(record) ?? []));
    answer.set(number, [...ids].slice(0, 20));
  }
  return answer;
}

/** All conditions must hold for an entity's materialised values. */
export async function entitiesByFields(
  truth: ViewedTruth,
  type: string,
  conditions: readonly Condition[],
  limit: number,
): Promise<{ readonly ids: string[]; readonly total: number }> {
  const parameters: SqlValue[] = [];
  const where = `rev_to IS NULL AND ${fieldsWhere(type, conditions.map(storedCondition), parameters)}`;
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

/** @throws DomainError where the type has no such attribute, or there are none or too many */
export function attributeConditions(
  { entityTypes }: Pick<Ontology, 'entityTypes'>,
  type: string,
  conditions: readonly { attribute: string; operator: FieldOperator; value: string }[],
): Condition[] {
  const attributes = entityTypes[type]?.attributes ?? [];
  if (conditions.length === 0 || conditions.length > 20) {
    throw new DomainError('BAD_INPUT', 'error.conditions', 'Give 1 to 20 conditions.', {
      least: 1,
      most: 20,
    });
  }
  return conditions.map(({ attribute, operator, value }): Condition => {
    const model = attributes.find((candidate) => candidate.name === attribute);
    if (model) return { attribute: model, operator, value: checkText(value, attribute, 1, 200) };
    throw new DomainError(
      'BAD_INPUT',
      'error.attributeUnknown',
      'The type has no such attribute.',
      { type, attribute },
    );
  });
}

/** As it compares with what is stored. @throws DomainError where a value is not what a person writes for it */
export function storedCondition({ attribute, operator, value }: Condition): FieldCondition {
  const { name, valueType, currency } = attribute;
  const numeric = numbers.has(valueType);
  if (operator === 'contains' || operator === 'startsWith') wholeOnly(attribute);
  return {
    attribute: name,
    operator,
    value: numeric ? numberOf(value, attribute) : value,
    currency: numeric ? (currency ?? null) : null,
  };
}

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
