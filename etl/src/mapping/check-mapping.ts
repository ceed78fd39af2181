/** Map step: checks a mapping against the ontology before any row is read; lists every fault with its place in the YAML. */
import type { AttributeModel, Ontology } from '@phecda/graph-schema/model';
import { type CleanerName, cleaners } from '../clean/cleaners.ts';
import { numberCleaners, unitFits } from '../clean/numbers.ts';
import { eventFieldColumns, eventRecordColumns } from './event-columns.ts';
import type {
  Condition,
  Mapping,
  MappingFault,
  RecordMapping,
  RelationMapping,
} from './mapping-schema.ts';
import { resolveSource } from './sources.ts';

const measures: ReadonlyMap<string, CleanerName> = new Map([
  ['value', 'money'],
  ['yuan', 'money'],
  ['mass', 'mass'],
  ['quantity', 'quantity'],
]);

const expectedOutput: Readonly<Record<string, readonly string[]>> = {
  integer: ['integer'],
  decimal: ['decimal', 'integer'],
  score: ['decimal', 'integer'],
  money: ['integer'],
  mass: ['integer'],
  quantity: ['integer'],
  date: ['date'],
  boolean: ['boolean'],
};
const exactCleaner: Readonly<Partial<Record<string, CleanerName>>> = {
  money: 'money',
  mass: 'mass',
  quantity: 'quantity',
  country: 'country',
};

export function checkMapping(mapping: Mapping, ontology: Ontology): MappingFault[] {
  const check = new Checker(mapping, ontology);
  check.run();
  return check.faults;
}

class Checker {
  readonly faults: MappingFault[] = [];
  private readonly mapping: Mapping;
  private readonly ontology: Ontology;

  constructor(mapping: Mapping, ontology: Ontology) {
    this.mapping = mapping;
    this.ontology = ontology;
  }

  run(): void {
    const { mapping } = this;
    if (Object.keys(mapping.records).length + mapping.events.length + mapping.rates.length === 0)
      this.add('records', 'empty', 'the mapping makes no records');
    this.checkFields();
    if (mapping.sourceDate !== undefined && 'field' in mapping.sourceDate)
      this.date(mapping.sourceDate.field, 'sourceDate.field');
    for (const [name, record] of Object.entries(mapping.records))
      this.checkRecord(record, `records.${name}`, name);
    mapping.relations.forEach((relation, index) =>
      this.checkRelation(relation, `relations[${index}]`),
    );
    mapping.events.forEach((_, index) => this.checkEvent(index));
    mapping.rates.forEach((rate, index) => {
      this.cleanedAs(rate.currency, 'currency', `rates[${index}].currency`);
      this.date(rate.month, `rates[${index}].month`);
      this.cleanedAs(rate.rate, 'decimal', `rates[${index}].rate`);
    });
  }

  /** A field with this cleaner; a literal is its author's word. */
  private cleanedAs(source: string, cleaner: CleanerName, path: string): void {
    const allowed = cleaner === 'currency' ? [cleaner, 'code', 'enum'] : [cleaner];
    const resolved = this.scalar(source, path);
    const clean =
      resolved?.kind === 'field' ? this.mapping.fields[resolved.name]?.clean : undefined;
    if (clean !== undefined && !allowed.includes(clean))
      this.add(path, 'cleaner', `${source} must be cleaned as ${cleaner}`);
    if (
      resolved?.kind === 'literal' &&
      cleaner === 'currency' &&
      !/^[A-Z]{3}$/.test(resolved.value)
    )
      this.add(path, 'literal', `${resolved.value} is not a currency code of three letters`);
  }

  private add(path: string, code: string, message: string): void {
    this.faults.push({ path, code, message });
  }

  private checkFields(): void {
    for (const [name, field] of Object.entries(this.mapping.fields)) {
      const path = `fields.${name}`;
      if (field.clean === 'enum' && field.values === undefined)
        this.add(`${path}.values`, 'enum-values', 'an enum field needs values');
      if (field.clean !== 'enum' && field.values !== undefined)
        this.add(`${path}.values`, 'enum-values', 'values belong to an enum field');
      if (field.list !== undefined && cleaners[field.clean].output !== 'text')
        this.add(`${path}.list`, 'list-type', 'only text can be a list');
      if (field.unit !== undefined && !unitFits(field.clean, field.unit))
        this.add(
          `${path}.unit`,
          'unit',
          `a ${field.clean} field cannot have the unit ${field.unit}`,
        );
      if (field.decimal !== undefined && !numberCleaners.has(field.clean))
        this.add(`${path}.decimal`, 'decimal', 'decimal belongs to a field of numbers');
      if (field.required && field.onError === 'drop')
        this.add(`${path}.onError`, 'required-drop', 'a required field cannot be dropped');
      if (Object.hasOwn(this.mapping.constants, name))
        this.add(`constants.${name}`, 'name-twice', 'a field has the same name');
    }
  }

  private checkRecord(record: RecordMapping, path: string, name: string): void {
    const type = this.ontology.entityTypes[record.type];
    record.key.forEach((key, index) => this.scalar(key, `${path}.key[${index}]`));
    if (record.key.every((key) => resolveSource(this.mapping, key)?.kind === 'literal')) {
      this.add(`${path}.key`, 'key-literal', 'a key needs at least one field');
    }
    if (record.label !== undefined) this.scalar(record.label, `${path}.label`);
    this.validity(record, path);
    record.tags.forEach(({ tag, when }, index) => {
      if (this.ontology.tagModels[tag] === undefined)
        this.add(`${path}.tags[${index}].tag`, 'unknown-tag', `unknown tag ${tag}`);
      if (when !== undefined) this.condition(when, `${path}.tags[${index}].when`);
    });
    if (record.when !== undefined) this.condition(record.when, `${path}.when`);
    if (record.by !== undefined) {
      const held = type?.attributes.find(({ name: attribute }) => attribute === record.by);
      if (!record.reference || record.key.length !== 1 || held?.identifier !== true)
        this.add(
          `${path}.by`,
          'by',
          'by is of a reference with one key, and names an identifier of its type',
        );
    }
    if (record.annotates !== undefined) {
      const anchor = this.mapping.records[record.annotates];
      if (anchor === undefined)
        this.add(`${path}.annotates`, 'unknown-record', `unknown record ${record.annotates}`);
      else if (record.annotates === name)
        this.add(`${path}.annotates`, 'self', 'a record cannot annotate itself');
      else if (anchor.type !== record.type)
        this.add(
          `${path}.annotates`,
          'type',
          `${record.annotates} is a ${anchor.type}, not a ${record.type}`,
        );
    }
    if (Object.hasOwn(this.ontology.eventTypes, record.type))
      return this.add(`${path}.type`, 'event-type', `${record.type} belongs under events`);
    if (type === undefined)
      return this.add(`${path}.type`, 'unknown-type', `unknown entity type ${record.type}`);
    this.attributes(record.attributes, type.attributes, `${path}.attributes`, record.type);
    for (const [attribute, source] of Object.entries(record.identifiers)) {
      const at = `${path}.identifiers.${attribute}`;
      if (!type.attributes.some((model) => model.name === attribute && model.identifier))
        this.add(
          at,
          'unknown-attribute',
          `${record.type} has no identifying attribute ${attribute}`,
        );
      this.known(source, at);
    }
  }

  private checkRelation(relation: RelationMapping, path: string): void {
    relation.key.forEach((key, index) => this.scalar(key, `${path}.key[${index}]`));
    this.validity(relation, path);
    if (relation.when !== undefined) this.condition(relation.when, `${path}.when`);
    const source = this.end(relation.source, `${path}.source`);
    const target = this.end(relation.target, `${path}.target`);
    const kind = this.ontology.relationKinds[relation.kind];
    if (kind === undefined)
      return this.add(`${path}.kind`, 'unknown-kind', `unknown relation kind ${relation.kind}`);
    if (kind.aggregated)
      this.add(
        `${path}.kind`,
        'aggregated',
        `${relation.kind} is computed from declarations and cannot be asserted`,
      );
    if (source !== undefined && !kind.sourceTypes.includes(source)) {
      this.add(
        `${path}.source`,
        'end-type',
        `${relation.kind} starts at ${kind.sourceTypes.join(' or ')}, not at ${source}`,
      );
    }
    if (target !== undefined && !kind.targetTypes.includes(target)) {
      this.add(
        `${path}.target`,
        'end-type',
        `${relation.kind} ends at ${kind.targetTypes.join(' or ')}, not at ${target}`,
      );
    }
    if (kind.sameType && source !== undefined && target !== undefined && source !== target) {
      this.add(path, 'end-type', `both ends of ${relation.kind} must be of one type`);
    }
    this.attributes(relation.attributes, kind.attributes, `${path}.attributes`, relation.kind);
  }

  private checkEvent(index: number): void {
    const event = this.mapping.events[index];
    if (event === undefined) return;
    const path = `events[${index}]`;
    event.key.forEach((key, position) => this.scalar(key, `${path}.key[${position}]`));
    const declaration = this.ontology.eventTypes[event.type];
    const roles = declaration?.roles ?? [];
    for (const column of eventRecordColumns) {
      const name = event[column];
      if (name === undefined) continue;
      const type = this.end(name, `${path}.${column}`);
      const wanted = roles.find((role) => role.name === column)?.type;
      if (type !== undefined && type !== wanted)
        this.add(`${path}.${column}`, 'end-type', `${column} is a ${wanted}, not a ${type}`);
    }
    for (const column of eventFieldColumns) {
      const source = event[column];
      if (source === undefined) continue;
      const resolved = this.scalar(source, `${path}.${column}`);
      const wanted = measures.get(column);
      if (column === 'currency') this.cleanedAs(source, 'currency', `${path}.currency`);
      if (column === 'date') this.date(source, `${path}.date`);
      if (wanted !== undefined && resolved?.kind === 'field')
        this.cleanedAs(source, wanted, `${path}.${column}`);
      if (wanted !== undefined && resolved?.kind === 'literal')
        this.add(`${path}.${column}`, 'literal', `${column} must be a field`);
    }
    const direction = declaration?.attributes.find((attribute) => attribute.name === 'direction');
    if (event.direction !== undefined && direction !== undefined)
      this.closedValues(event.direction, direction, `${path}.direction`);
    event.extra.forEach((source, position) => this.known(source, `${path}.extra[${position}]`));
    if (event.when !== undefined) this.condition(event.when, `${path}.when`);
  }

  private attributes(
    given: Readonly<Record<string, string | readonly string[]>>,
    models: readonly AttributeModel[],
    path: string,
    owner: string,
  ): void {
    for (const [name, sources] of Object.entries(given)) {
      const model = models.find((attribute) => attribute.name === name);
      if (model === undefined) {
        this.add(`${path}.${name}`, 'unknown-attribute', `${owner} has no attribute ${name}`);
        continue;
      }
      if (model.derived)
        this.add(`${path}.${name}`, 'derived', `${name} is computed and cannot be asserted`);
      const several = typeof sources !== 'string';
      if (several && model.valueType !== 'list')
        this.add(`${path}.${name}`, 'list-type', `${name} takes one value`);
      for (const source of typeof sources === 'string' ? [sources] : sources)
        this.attributeSource(source, model, `${path}.${name}`);
    }
  }

  private attributeSource(source: string, model: AttributeModel, path: string): void {
    const resolved = this.known(source, path);
    if (resolved === undefined) return;
    if (resolved.kind === 'literal') {
      const numeric = expectedOutput[model.valueType];
      if (numeric?.includes('integer') === true && !/^-?\d+$/.test(resolved.value))
        this.add(path, 'literal', `${model.name} must be a number`);
      this.closedValues(source, model, path);
      return;
    }
    if (resolved.list && model.valueType !== 'list')
      this.add(path, 'list-type', `${model.name} takes one value, the field holds several`);
    const allowed = expectedOutput[model.valueType];
    const clean = this.mapping.fields[resolved.name]?.clean;
    if (allowed !== undefined && !allowed.includes(resolved.output)) {
      this.add(
        path,
        'cleaner',
        `${model.name} is ${model.valueType}; a field cleaned as ${clean} does not fit`,
      );
    } else {
      const exact = exactCleaner[model.valueType];
      if (exact !== undefined && clean !== exact)
        this.add(path, 'cleaner', `${model.name} needs a field cleaned as ${exact}, not ${clean}`);
    }
    this.closedValues(source, model, path);
  }

  /** A closed attribute takes only its own values. */
  private closedValues(source: string, model: AttributeModel, path: string): void {
    if (model.values === undefined) return;
    const allowed = new Set(model.values.map((value) => value.name));
    const resolved = resolveSource(this.mapping, source);
    if (resolved === undefined) return;
    if (resolved.kind === 'literal') {
      if (!allowed.has(resolved.value))
        this.add(path, 'value', `${resolved.value} is not a value of ${model.name}`);
      return;
    }
    const field = this.mapping.fields[resolved.name];
    if (field?.clean !== 'enum') {
      this.add(
        path,
        'cleaner',
        `${model.name} has closed values; its field must be cleaned as enum`,
      );
      return;
    }
    for (const value of Object.values(field.values ?? {})) {
      if (value !== '' && !allowed.has(value))
        this.add(
          `fields.${resolved.name}.values`,
          'value',
          `${value} is not a value of ${model.name}`,
        );
    }
  }

  private known(source: string, path: string): ReturnType<typeof resolveSource> {
    const resolved = resolveSource(this.mapping, source);
    if (resolved === undefined) this.add(path, 'unknown-field', `unknown field ${source}`);
    return resolved;
  }

  private scalar(source: string, path: string): ReturnType<typeof resolveSource> {
    const resolved = this.known(source, path);
    if (resolved?.kind === 'field' && resolved.list)
      this.add(path, 'list-type', `${source} holds several values`);
    return resolved;
  }

  private date(source: string, path: string): void {
    const resolved = this.known(source, path);
    const bad =
      resolved?.kind === 'literal'
        ? !/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(resolved.value)
        : resolved !== undefined && resolved.output !== 'date';
    if (bad) this.add(path, 'cleaner', `${source} must be cleaned as date`);
  }

  private validity(
    item: { validFrom?: string | undefined; validTo?: string | undefined },
    path: string,
  ): void {
    if (item.validFrom !== undefined) this.date(item.validFrom, `${path}.validFrom`);
    if (item.validTo !== undefined) this.date(item.validTo, `${path}.validTo`);
  }

  private end(name: string, path: string): string | undefined {
    const record = this.mapping.records[name];
    if (record === undefined) {
      this.add(path, 'unknown-record', `unknown record ${name}`);
      return undefined;
    }
    return this.ontology.entityTypes[record.type] === undefined ? undefined : record.type;
  }

  private condition(condition: Condition, path: string): void {
    this.known(condition.field, `${path}.field`);
    if (
      condition.equals === undefined &&
      condition.not === undefined &&
      condition.present === undefined &&
      condition.min === undefined &&
      condition.max === undefined
    ) {
      this.add(path, 'condition', 'a condition needs equals, not, present, min or max');
    }
  }
}
