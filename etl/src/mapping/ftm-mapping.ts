/** Map step: the built-in mapping of FollowTheMoney entities, made from what the ontology says about each type, attribute and relation. */
import type { AttributeModel, Ontology } from '@phecda/graph-schema/model';
import type { CleanerName } from '../clean/cleaners.ts';
import { valueMark } from '../clean/several-values.ts';
import { ftmDerived, ftmTaken } from './ftm-values.ts';
import type { FieldMapping, Mapping, RecordMapping, RelationMapping } from './mapping-schema.ts';

/** Columns that the reader adds to the properties. */
export const ftmColumns = {
  id: '@id',
  schema: '@schema',
  /** Schema again: in the row of an entity's first values, and in those of its further ones. */
  main: '@main',
  more: '@more',
  part: '@part',
  relation: '@relation',
  source: '@source',
  sourceType: '@sourceType',
  target: '@target',
  targetType: '@targetType',
} as const;

/** Schemas of FollowTheMoney that are kinds of another one. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  Company: ['Company', 'Organization', 'PublicBody'],
  LegalEntity: ['LegalEntity', 'Asset', 'Thing'],
};

/** Among relation kinds with one schema and the same ends, the most general is meant. */
const preferred: readonly string[] = ['officer', 'contact', 'shareholder', 'owns'];

export function ftmTypes(ontology: Ontology): Map<string, string> {
  const types = new Map<string, string>();
  for (const type of Object.values(ontology.entityTypes)) {
    if (type.ftm === null) continue;
    for (const schema of kindsOf[type.ftm] ?? [type.ftm]) types.set(schema, type.name);
  }
  return types;
}

/** `undefined` when no relation kind has this schema and may join these types. */
export function ftmRelation(
  ontology: Ontology,
  schema: string,
  source: string,
  target: string,
): string | undefined {
  const kinds = Object.values(ontology.relationKinds)
    .filter(
      (kind) =>
        kind.ftm?.schema === schema &&
        !kind.aggregated &&
        kind.sourceTypes.includes(source) &&
        kind.targetTypes.includes(target),
    )
    .filter((kind) => !kind.sameType || source === target)
    .map((kind) => kind.name);
  return preferred.find((kind) => kinds.includes(kind)) ?? kinds[0];
}

/** Schema → properties that hold its ends. */
export function ftmEnds(ontology: Ontology): Map<string, { source: string; target: string }> {
  const ends = new Map<string, { source: string; target: string }>();
  for (const { ftm } of Object.values(ontology.relationKinds))
    if (ftm !== null) ends.set(ftm.schema, { source: ftm.source, target: ftm.target });
  return ends;
}

export function ftmMapping(ontology: Ontology): Mapping {
  const builder = new FtmBuilder(ontology);
  return {
    id: 'ftm',
    title: { zh: 'FollowTheMoney 实体', en: 'FollowTheMoney entities' },
    dataset: 'followthemoney',
    mode: 'delta',
    file: { patterns: ['*.ftm.json*', '*entities.ftm*'], format: 'ftm' },
    ...builder.build(),
    constants: {},
    events: [],
    rates: [],
  };
}

class FtmBuilder {
  private readonly ontology: Ontology;
  private readonly fields: Record<string, FieldMapping> = {};
  private readonly records: Record<string, RecordMapping> = {};
  private readonly relations: RelationMapping[] = [];

  constructor(ontology: Ontology) {
    this.ontology = ontology;
  }

  build(): Pick<Mapping, 'fields' | 'records' | 'relations'> {
    this.field('id', ftmColumns.id, 'text', { required: true });
    this.field('schema', ftmColumns.schema, 'text', { required: true });
    for (const column of ['main', 'more', 'part'] as const)
      this.field(column, ftmColumns[column], 'text');
    for (const end of ['relation', 'source', 'sourceType', 'target', 'targetType'] as const)
      this.field(end, ftmColumns[end], 'text');
    this.field('from', 'startDate', 'date');
    this.field('to', 'endDate', 'date');
    const types = [...new Set(ftmTypes(this.ontology).values())];
    for (const type of types) this.entity(type);
    for (const type of types) this.ends(type);
    this.contacts(types);
    for (const kind of Object.values(this.ontology.relationKinds)) {
      if (kind.ftm === null || kind.aggregated) continue;
      for (const source of kind.sourceTypes.filter((type) => types.includes(type))) {
        for (const target of kind.targetTypes.filter((type) => types.includes(type))) {
          if (ftmRelation(this.ontology, kind.ftm.schema, source, target) === kind.name)
            this.relation(kind.name, kind.attributes, source, target);
        }
      }
    }
    return { fields: this.fields, records: this.records, relations: this.relations };
  }

  private field(
    name: string,
    column: string,
    clean: CleanerName,
    more: Partial<FieldMapping> = {},
  ): void {
    this.fields[name] ??= {
      columns: [column],
      clean,
      required: false,
      onError: more.required === true ? 'reject' : 'drop',
      ...more,
    };
  }

  private schemas(type: string): string[] {
    return [...ftmTypes(this.ontology)]
      .filter(([, name]) => name === type)
      .map(([schema]) => schema);
  }

  private attributes(models: readonly AttributeModel[], prefix: string): Record<string, string> {
    const given: Record<string, string> = {};
    for (const model of models) {
      const column = ftmColumn(prefix, model);
      if (column === null) continue;
      const name = `${prefix}_${model.name}`;
      const closed =
        model.values === undefined
          ? {}
          : { values: Object.fromEntries(model.values.map((value) => [value.name, value.name])) };
      const list = model.valueType === 'list' ? { list: valueMark } : {};
      this.field(name, column, cleanerOf(prefix, model), { ...closed, ...list });
      given[model.name] = name;
    }
    return given;
  }

  /** All values of the attributes that make keys. */
  private identifiers(models: readonly AttributeModel[], type: string): Record<string, string> {
    const given: Record<string, string> = {};
    for (const model of models.filter(({ identifier }) => identifier)) {
      const column = ftmColumn(type, model);
      if (column === null) continue;
      const name = `${type}_${model.name}_all`;
      this.field(name, allOf(column), cleanerOf(type, model), { list: valueMark });
      given[model.name] = name;
    }
    return given;
  }

  private entity(type: string): void {
    const model = this.ontology.entityTypes[type];
    if (model === undefined) return;
    const attributes = this.attributes(model.attributes, type);
    const schemas = this.schemas(type);
    const common = { type, tags: [], attributes: {}, identifiers: {} };
    this.records[`self${type}`] = {
      ...common,
      key: ['id'],
      when: { field: 'schema', equals: schemas },
      reference: true,
    };
    this.records[`entity${type}`] = {
      ...common,
      key: ['id'],
      attributes,
      identifiers: this.identifiers(model.attributes, type),
      when: { field: 'main', equals: schemas },
      reference: false,
    };
    this.records[`more${type}`] = {
      ...common,
      key: ['id', 'part'],
      attributes,
      annotates: `self${type}`,
      when: { field: 'more', equals: schemas },
      reference: false,
    };
  }

  private ends(type: string): void {
    for (const end of ['source', 'target'] as const) {
      this.records[`${end}${type}`] = {
        type,
        key: [end],
        attributes: {},
        identifiers: {},
        tags: [],
        when: { field: `${end}Type`, equals: [type] },
        reference: true,
      };
    }
  }

  private relation(
    kind: string,
    attributes: readonly AttributeModel[],
    source: string,
    target: string,
  ): void {
    this.relations.push({
      kind,
      source: `source${source}`,
      target: `target${target}`,
      attributes: this.attributes(attributes, kind),
      validFrom: 'from',
      validTo: 'to',
      key: ['id', 'part'],
      when: { field: 'relation', equals: [kind] },
    });
  }

  /** Telephone, e-mail and address are properties there and things of their own here. */
  private contacts(types: readonly string[]): void {
    for (const { type, kind, column, clean, attribute } of contactColumns) {
      const owners = ftmOwners(this.ontology, kind).filter((owner) => types.includes(owner));
      if (owners.length === 0 || this.ontology.entityTypes[type] === undefined) continue;
      this.field(column, column, clean);
      this.records[`contact${type}`] = {
        type,
        key: [column],
        attributes: { [attribute]: column },
        identifiers: {},
        tags: [],
        when: { field: 'schema', equals: owners.flatMap((owner) => this.schemas(owner)) },
        reference: false,
      };
      for (const owner of owners)
        this.relations.push({
          kind,
          source: `self${owner}`,
          target: `contact${type}`,
          attributes: {},
          key: [],
        });
    }
    if (!types.includes('Address')) return;
    for (const owner of ftmOwners(this.ontology, 'registeredAt').filter((one) =>
      types.includes(one),
    ))
      this.relations.push({
        kind: 'registeredAt',
        source: `source${owner}`,
        target: 'targetAddress',
        attributes: {},
        key: [],
        when: { field: 'relation', equals: ['registeredAt'] },
      });
  }
}

const contactColumns = [
  { type: 'Phone', kind: 'hasPhone', column: 'phone', clean: 'phone', attribute: 'number' },
  { type: 'Email', kind: 'hasEmail', column: 'email', clean: 'email', attribute: 'address' },
] as const;

/** Types that a property of theirs may give a telephone, an e-mail or an address. */
export function ftmOwners(ontology: Ontology, kind: string): readonly string[] {
  return ontology.relationKinds[kind]?.sourceTypes ?? [];
}

/** Column of all values of a property in one cell. */
export function allOf(column: string): string {
  return `${column}*`;
}

/** Column of an attribute; `null` when FollowTheMoney has no property for it. */
function ftmColumn(type: string, model: AttributeModel): string | null {
  if (model.derived) return null;
  return derivedColumns[`${type}.${model.name}`] ?? model.ftm;
}

const derivedColumns: Readonly<Record<string, string>> = {
  'Enterprise.registration': ftmDerived.registration,
  'Enterprise.uscc': ftmDerived.uscc,
  'LegalEntity.registration': ftmDerived.registration,
  'Person.idNumber': ftmDerived.idCard,
  'Person.passportNumber': ftmDerived.passport,
  'Person.otherIdNumber': ftmDerived.otherId,
};

/** Properties that hold attributes of a type of ours or of a relation kind. */
export function ftmProperties(name: string, models: readonly AttributeModel[]): string[] {
  return [...models.flatMap((model) => ftmColumn(name, model) ?? []), ...(ftmTaken[name] ?? [])];
}

/** Attributes whose values must agree with those of other sources. */
const exactCleaners: Readonly<Record<string, CleanerName>> = {
  'Enterprise.uscc': 'uscc',
  'Enterprise.registration': 'code',
  'LegalEntity.registration': 'code',
  'Person.name': 'personName',
  'Person.alias': 'personName',
  'Person.idNumber': 'idCard',
  'Person.passportNumber': 'passport',
  'Vessel.imo': 'imo',
  'Vessel.mmsi': 'mmsi',
  'Vehicle.plate': 'code',
  'Account.number': 'code',
  'Address.text': 'address',
};

function cleanerOf(type: string, model: AttributeModel): CleanerName {
  const exact = exactCleaners[`${type}.${model.name}`];
  if (exact !== undefined) return exact;
  if (model.values !== undefined && model.valueType === 'enum') return 'enum';
  switch (model.valueType) {
    case 'name':
      return 'orgName';
    case 'integer':
      return model.unit === '‱' ? 'percent' : 'integer';
    case 'decimal':
    case 'score':
      return 'decimal';
    case 'money':
    case 'mass':
    case 'quantity':
    case 'date':
    case 'boolean':
    case 'country':
      return model.valueType;
    default:
      return 'text';
  }
}
