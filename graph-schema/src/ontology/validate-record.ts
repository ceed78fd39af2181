/** Checks one record against the ontology: type known, attributes known and of their value type, ends of a relation allowed, tags known. */
import type { AttributeModel, Ontology } from './types.ts';

export type FaultCode =
  | 'unknown-type'
  | 'unknown-kind'
  | 'unknown-attribute'
  | 'derived-attribute'
  | 'wrong-type'
  | 'not-in-values'
  | 'wrong-source'
  | 'wrong-target'
  | 'different-types'
  | 'aggregated-kind'
  | 'unknown-tag';

export interface RecordFault {
  /** Attribute, tag or `type`, `kind`, `source`, `target`. */
  readonly field: string;
  readonly code: FaultCode;
  readonly message: string;
}

type Props = Readonly<Record<string, unknown>>;

export interface EntityRecord {
  readonly type: string;
  readonly props: Props;
  readonly tags?: readonly string[];
}

export interface RelationRecord {
  readonly kind: string;
  readonly sourceType: string;
  readonly targetType: string;
  readonly props: Props;
  readonly tags?: readonly string[];
}

export function validateEntity(ontology: Ontology, record: EntityRecord): RecordFault[] {
  const type = own(ontology.entityTypes, record.type);
  if (!type) return [fault('type', 'unknown-type', `no entity type is named ${record.type}`)];
  return [
    ...checkProps(type.attributes, record.props, record.type),
    ...checkTags(ontology, record.tags ?? []),
  ];
}

export function validateRelation(ontology: Ontology, record: RelationRecord): RecordFault[] {
  const kind = own(ontology.relationKinds, record.kind);
  if (!kind) return [fault('kind', 'unknown-kind', `no relation kind is named ${record.kind}`)];
  const faults: RecordFault[] = [];
  if (kind.aggregated) {
    faults.push(
      fault('kind', 'aggregated-kind', `${record.kind} is computed and cannot be asserted`),
    );
  }
  if (!kind.sourceTypes.includes(record.sourceType)) {
    const text = `${record.kind} starts at ${kind.sourceTypes.join(' or ')}, not ${record.sourceType}`;
    faults.push(fault('source', 'wrong-source', text));
  }
  if (!kind.targetTypes.includes(record.targetType)) {
    const text = `${record.kind} ends at ${kind.targetTypes.join(' or ')}, not ${record.targetType}`;
    faults.push(fault('target', 'wrong-target', text));
  }
  if (kind.sameType && record.sourceType !== record.targetType) {
    const text = `${record.kind} joins two of one type, not ${record.sourceType} and ${record.targetType}`;
    faults.push(fault('target', 'different-types', text));
  }
  return [
    ...faults,
    ...checkProps(kind.attributes, record.props, record.kind),
    ...checkTags(ontology, record.tags ?? []),
  ];
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function fault(field: string, code: FaultCode, message: string): RecordFault {
  return { field, code, message };
}

function checkTags(ontology: Ontology, tags: readonly string[]): RecordFault[] {
  return tags
    .filter((tag) => own(ontology.tagModels, tag) === undefined)
    .map((tag) => fault(tag, 'unknown-tag', `no tag is named ${tag}`));
}

function checkProps(
  attributes: readonly AttributeModel[],
  props: Props,
  owner: string,
): RecordFault[] {
  return Object.entries(props).flatMap(([name, value]) => {
    const attribute = attributes.find((a) => a.name === name);
    if (!attribute) {
      return [fault(name, 'unknown-attribute', `${owner} has no attribute ${name}`)];
    }
    if (attribute.derived) {
      return [fault(name, 'derived-attribute', `${name} is computed and cannot be asserted`)];
    }
    return checkValue(attribute, value);
  });
}

/** Faults of one value against its attribute; an empty list when it fits. */
function checkValue(attribute: AttributeModel, value: unknown): RecordFault[] {
  const reason = misfit(attribute, value);
  if (reason !== null) return [fault(attribute.name, 'wrong-type', reason)];
  if (!attribute.values) return [];
  const allowed = attribute.values.map((v) => v.name);
  const given = Array.isArray(value) ? value : [value];
  return given
    .filter((v) => typeof v !== 'string' || !allowed.includes(v))
    .map((v) =>
      fault(attribute.name, 'not-in-values', `${String(v)} is none of ${allowed.join(', ')}`),
    );
}

function misfit({ valueType }: AttributeModel, value: unknown): string | null {
  switch (valueType) {
    case 'text':
    case 'name':
    case 'enum':
      return typeof value === 'string' && value !== '' ? null : 'must be text and not empty';
    case 'country':
      return typeof value === 'string' && /^[A-Z]{2}$/.test(value)
        ? null
        : 'must be a country code of two capital letters';
    case 'integer':
    case 'money':
    case 'mass':
    case 'quantity':
      return Number.isSafeInteger(value) ? null : 'must be a whole number';
    case 'decimal':
    case 'score':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'must be a number';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'date':
      return isDay(value) ? null : 'must be a day written YYYY-MM-DD';
    case 'amounts':
      return Array.isArray(value) && value.every((v) => /^[A-Z]{3}:-?\d+$/.test(String(v)))
        ? null
        : 'must be a list of amounts written USD:1250';
    case 'list':
      return Array.isArray(value) && value.every((v) => typeof v === 'string' && v !== '')
        ? null
        : 'must be a list of texts';
  }
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
