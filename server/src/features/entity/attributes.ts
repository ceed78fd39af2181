/** Attribute values with their sources: the materialised winner first, then what other records say. */
import type { AttributeModel } from '@phecda/graph-schema';
import type { AttributeValue } from '../../generated/resolvers.ts';
import type { RecordContent } from '../../reading/entities.ts';

/**
 * @param winners materialised values: a scalar, or where sources disagree a list with the winner first; of list attributes the union.
 * @param order attributes of the type; those that no source gives are left out.
 */
export function attributeValues(
  records: readonly RecordContent[],
  winners: Readonly<Record<string, unknown>>,
  order: readonly AttributeModel[],
): AttributeValue[] {
  const models = new Map(order.map((model) => [model.name, model]));
  const names = new Set(records.flatMap((record) => Object.keys(record.props)));
  for (const name of Object.keys(winners)) names.add(name);
  const position = new Map(order.map((model, i) => [model.name, i]));
  const sorted = [...names].sort(
    (a, b) => (position.get(a) ?? 999) - (position.get(b) ?? 999) || (a < b ? -1 : 1),
  );
  // Notes of analysts are shown with their authors, not as what a source says.
  const shown = sorted.filter((name) => name !== 'notes' || models.has(name));
  return shown.map((name) =>
    attributeValue(
      name,
      ['list', 'amounts'].includes(models.get(name)?.valueType ?? ''),
      records,
      winners[name],
    ),
  );
}

function attributeValue(
  name: string,
  isList: boolean,
  records: readonly RecordContent[],
  winner: unknown,
): AttributeValue {
  const saying = records.filter((record) => Object.hasOwn(record.props, name));
  const sources = [...new Set(saying.map((record) => record.dataset))].sort();
  if (isList) {
    const value = winner ?? saying[0]?.props[name] ?? null;
    return { name, value, values: [value], conflict: false, sources };
  }
  const distinct = new Map<string, unknown>();
  for (const value of [...flat(winner), ...saying.flatMap((record) => flat(record.props[name]))]) {
    distinct.set(JSON.stringify(value), value);
  }
  const values = [...distinct.values()];
  return { name, value: values[0] ?? null, values, conflict: values.length > 1, sources };
}

function flat(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
