/** Map step: the built-in mapping of FollowTheMoney entities, made from what the ontology says about each type, attribute and relation. */
import type { AttributeModel, Ontology } from '@phecda/graph-schema/model';
import type { CleanerName } from '../clean/cleaners.ts';
import type { FieldMapping, Mapping, RecordMapping, RelationMapping } from './mapping-schema.ts';

/** Columns that the reader adds to the properties. */
export const ftmColumns = {
  id: '@id',
  schema: '@schema',
  relation: '@relation',
  source: '@source',
  sourceType: '@sourceType',
  target: '@target',
  targetType: '@targetType',
} as const;

/** Schemas of FollowTheMoney that are kinds of another one. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  Company: ['Company', 'Organization', 'PublicBody'],
  LegalEntity: ['LegalEntity'],
};

/** Among relation kinds with one schema and the same ends, the most general is meant. */
const preferred: readonly string[] = ['officer', 'contact', 'shareholder', 'owns'];

export function ftmTypes(ontology: Ontology): Map<string, string> {
  const types = new Map<string, string>();
  for (const type of Object.values(ontology.entityTypes)) {
    if (type.ftm === null || type.family === 'event') continue;
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
      if (model.ftm === null || model.derived) continue;
      const name = `${prefix}_${model.name}`;
      const closed =
        model.values === undefined
          ? {}
          : { values: Object.fromEntries(model.values.map((value) => [value.name, value.name])) };
      const list = model.valueType === 'list' ? { list: ';' } : {};
      this.field(name, model.ftm, cleanerOf(model), { ...closed, ...list });
      given[model.name] = name;
    }
    return given;
  }

  private entity(type: string): void {
    const model = this.ontology.entityTypes[type];
    if (model === undefined) return;
    this.records[`entity${type}`] = {
      type,
      key: ['id'],
      attributes: this.attributes(model.attributes, type),
      tags: [],
      when: { field: 'schema', equals: this.schemas(type) },
      reference: false,
    };
  }

  private ends(type: string): void {
    for (const end of ['source', 'target'] as const) {
      this.records[`${end}${type}`] = {
        type,
        key: [end],
        attributes: {},
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
      key: ['id'],
      when: { field: 'relation', equals: [kind] },
    });
  }

  /** Telephone, e-mail and address are properties there and things of their own here. */
  private contacts(types: readonly string[]): void {
    const owners = ['Person', 'Enterprise'].filter((type) => types.includes(type));
    for (const [type, kind, column, clean, attribute] of [
      ['Phone', 'hasPhone', 'phone', 'phone', 'number'],
      ['Email', 'hasEmail', 'email', 'email', 'address'],
    ] as const) {
      if (
        this.ontology.entityTypes[type] === undefined ||
        this.ontology.relationKinds[kind] === undefined
      )
        continue;
      this.field(column, column, clean);
      const when = { field: 'schema', equals: owners.flatMap((owner) => this.schemas(owner)) };
      this.records[`contact${type}`] = {
        type,
        key: [column],
        attributes: { [attribute]: column },
        tags: [],
        when,
        reference: false,
      };
      for (const owner of owners)
        this.relations.push({
          kind,
          source: `entity${owner}`,
          target: `contact${type}`,
          attributes: {},
          key: [],
        });
    }
    if (types.includes('Address') && this.ontology.relationKinds['registeredAt'] !== undefined) {
      for (const owner of owners) {
        this.relations.push({
          kind: 'registeredAt',
          source: `entity${owner}`,
          target: 'targetAddress',
          attributes: {},
          key: [],
          when: { field: 'relation', equals: ['registeredAt'] },
        });
      }
    }
  }
}

function cleanerOf(model: AttributeModel): CleanerName {
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
