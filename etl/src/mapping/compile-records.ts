/** Map step: records, relations and events of the mapping as SQL over the table `clean`. */
import type { AttributeModel, Ontology } from '@phecda/graph-schema/model';
import type { BoundField } from './compile-fields.ts';
import { eventRecordColumns, type EventRecordColumn } from './event-columns.ts';
import type {
  Condition,
  EventMapping,
  Mapping,
  RecordMapping,
  RelationMapping,
} from './mapping-schema.ts';
import type { Template } from './record-template.ts';
import { resolveSource } from './sources.ts';
import { dayAfter, firstDay, jsonString, literal, unit } from './sql-text.ts';

/** Value of a field of an event in its own SQL type. */
type EventField = (source: string | undefined, type: string) => string;

const noRecords = {
  anchor: 'CAST(NULL AS UUID)',
  source_record: 'CAST(NULL AS UUID)',
  target_record: 'CAST(NULL AS UUID)',
};

export class RecordCompiler {
  private readonly mapping: Mapping;
  private readonly ontology: Ontology;
  private readonly fields: ReadonlyMap<string, BoundField>;
  private uses = new Set<string>();
  private known = new Set<string>();

  constructor(mapping: Mapping, ontology: Ontology, fields: readonly BoundField[]) {
    this.mapping = mapping;
    this.ontology = ontology;
    this.fields = new Map(fields.map((field) => [field.name, field]));
  }

  /** `null` when a key field has no column in this file: the record cannot occur. */
  record(name: string): Template | null {
    const record = this.recordMapping(name);
    if (!this.possible(record)) return null;
    this.uses = new Set();
    if (record.reference) return this.byKey(record);
    const models = this.ontology.entityTypes[record.type]?.attributes ?? [];
    const anchor =
      record.annotates === undefined ? 'CAST(NULL AS UUID)' : this.reference(record.annotates);
    return this.template(record.type, 'entity', this.recordCondition(record), {
      record_id: this.recordId(record),
      label: this.label(record),
      props: this.props(record.attributes, models),
      keys: this.keys(record, models),
      tags: this.tags(record),
      anchor,
      source_record: 'CAST(NULL AS UUID)',
      target_record: 'CAST(NULL AS UUID)',
      ...this.validity(record),
    });
  }

  /** A reference asserts nothing of its own; one by a key is kept, so that it can be led to who holds the key. */
  private byKey(record: RecordMapping): Template | null {
    if (record.by === undefined) return null;
    const value = this.text(record.key[0] ?? '') ?? `''`;
    return this.template(record.type, 'reference', this.recordCondition(record), {
      record_id: this.recordId(record),
      label: 'CAST(NULL AS VARCHAR)',
      props: `'{}'`,
      keys: `${literal(`${record.type}:${record.by}:`)} || ${value}`,
      tags: `''`,
      ...noRecords,
      ...this.validity({}),
    });
  }

  relation(relation: RelationMapping): Template | null {
    const source = this.recordMapping(relation.source);
    const target = this.recordMapping(relation.target);
    if (!this.possible(source) || !this.possible(target)) return null;
    this.uses = new Set();
    const models = this.ontology.relationKinds[relation.kind]?.attributes ?? [];
    const condition = [this.recordCondition(source), this.recordCondition(target)];
    if (relation.when !== undefined) condition.push(this.condition(relation.when));
    const ends = [this.recordId(source), this.recordId(target)];
    const extra = relation.key.map((key) => `coalesce(${this.text(key)}, '')`);
    const validity = this.validity(relation);
    const dated = relation.validFrom !== undefined && relation.validTo !== undefined;
    const reversed = dated
      ? `coalesce(${validity.valid_from} >= ${validity.valid_to}, false)`
      : null;
    const named = condition.join(' AND ');
    const parts = [...ends.map((end) => `CAST(${end} AS VARCHAR)`), ...extra].join(
      ` || ${unit} || `,
    );
    const template = this.template(relation.kind, 'relation', named, {
      record_id: `CAST(md5(${literal(`${this.mapping.dataset}\u001f${relation.kind}\u001f`)} || ${parts}) AS UUID)`,
      label: 'CAST(NULL AS VARCHAR)',
      props: this.props(relation.attributes, models),
      keys: `''`,
      tags: `''`,
      anchor: 'CAST(NULL AS UUID)',
      source_record: ends[0] ?? '',
      target_record: ends[1] ?? '',
      ...validity,
    });
    if (reversed === null) return template;
    return {
      ...template,
      condition: `${named} AND NOT ${reversed}`,
      reversed: `${named} AND ${reversed}`,
    };
  }

  /** @param known records whose ids stand in `id_<name>` of the source. */
  event(event: EventMapping, known: ReadonlySet<string> = new Set()): Template | null {
    if (!event.key.every((key) => this.text(key) !== null)) return null;
    this.uses = new Set();
    this.known = new Set();
    const plainIds = ['record_id'];
    const condition = event.key.map((key) => this.present(key));
    if (event.when !== undefined) condition.push(this.condition(event.when));
    const end = (column: EventRecordColumn): [string, string] => {
      const name = event[column];
      if (name === undefined) return [column, 'CAST(NULL AS UUID)'];
      if (!known.has(name)) plainIds.push(column);
      return [column, this.reference(name, known)];
    };
    const field: EventField = (source, type) =>
      `CAST(${source === undefined ? 'NULL' : (this.value(source) ?? 'NULL')} AS ${type})`;
    const columns: [string, string][] = [
      ['number', field(event.number, 'VARCHAR')],
      [
        'date',
        event.date === undefined || this.text(event.date) === null
          ? 'CAST(NULL AS DATE)'
          : firstDay(this.text(event.date) ?? ''),
      ],
      ['direction', field(event.direction, 'VARCHAR')],
      ...eventRecordColumns.map(end),
      ['hs_code', this.hsCode(event)],
      ['origin', field(event.origin, 'VARCHAR')],
      ['destination', field(event.destination, 'VARCHAR')],
      ['mode', field(event.mode, 'VARCHAR')],
      ['value', this.amount(event, field)],
      ['currency', this.currency(event, field)],
      ['yuan', field(event.yuan, 'BIGINT')],
      ['mass', field(event.mass, 'BIGINT')],
      ['quantity', field(event.quantity, 'BIGINT')],
      ['inspection', field(event.inspection, 'VARCHAR')],
      ['extra', this.extra(event.extra)],
    ];
    const parts = event.key.map((key) => this.text(key) ?? `''`).join(` || ${unit} || `);
    return {
      type: event.type,
      columns: [
        [
          'record_id',
          `CAST(md5(${literal(`${this.mapping.dataset}\u001f${event.type}\u001f`)} || ${parts}) AS UUID)`,
        ],
        ...columns,
      ],
      condition: condition.join(' AND '),
      reversed: null,
      uses: [...this.uses],
      grouped: false,
      content: hashed(columns.map(([name, sql]) => this.eventContent(event, name, sql))),
      contentOf: 'clean',
      known: [...this.known],
      plainIds,
    };
  }

  /** What was declared; where a file gives yuan only, that. */
  private amount(event: EventMapping, field: EventField): string {
    const value = field(event.value, 'BIGINT');
    return event.yuan === undefined ? value : `coalesce(${value}, ${field(event.yuan, 'BIGINT')})`;
  }

  private currency(event: EventMapping, field: EventField): string {
    const currency = field(event.currency, 'VARCHAR');
    if (event.yuan === undefined) return currency;
    return `CASE WHEN ${field(event.value, 'BIGINT')} IS NULL AND ${field(event.yuan, 'BIGINT')} IS NOT NULL THEN 'CNY' ELSE ${currency} END`;
  }

  /** Can the record occur in this file at all? */
  private possible(record: RecordMapping): boolean {
    return record.key.every((key) => this.text(key) !== null);
  }

  private template(
    type: string,
    family: string,
    condition: string,
    parts: Readonly<Record<string, string>>,
  ): Template {
    const columns: [string, string][] = [
      ['record_id', parts['record_id'] ?? ''],
      ['family', literal(family)],
      ['type', literal(type)],
      ...[
        'label',
        'props',
        'keys',
        'tags',
        'anchor',
        'source_record',
        'target_record',
        'valid_from',
        'valid_to',
      ].map((name): [string, string] => [name, parts[name] ?? 'NULL']),
    ];
    /* The ends of a relation are part of its record id; what is left is often the same for all and hashed once. */
    const content =
      family === 'relation'
        ? ['type', 'props', 'valid_from', 'valid_to']
        : ['type', 'label', 'props', 'keys', 'tags', 'anchor', 'valid_from', 'valid_to'];
    return {
      type,
      columns,
      condition,
      reversed: null,
      uses: [...this.uses],
      grouped: true,
      content: hashed(content),
      contentOf: 'columns',
      known: [],
      plainIds: ['record_id', 'anchor', 'source_record', 'target_record'],
    };
  }

  private recordMapping(name: string): RecordMapping {
    const record = this.mapping.records[name];
    if (record === undefined) throw new Error(`no record ${name}`);
    return record;
  }

  private recordId(record: RecordMapping): string {
    const parts = record.key.map((key) => this.text(key) ?? `''`).join(` || ${unit} || `);
    const by = record.by === undefined ? '' : `${record.by}\u001e`;
    return `CAST(md5(${literal(`${this.mapping.dataset}\u001f${record.type}\u001f${by}`)} || ${parts}) AS UUID)`;
  }

  private recordCondition(record: RecordMapping): string {
    const parts = record.key.map((key) => this.present(key));
    if (record.when !== undefined) parts.push(this.condition(record.when));
    return parts.join(' AND ');
  }

  /** The key parts of a record, which say the same as its id and are cheaper to hash. */
  private eventContent(event: EventMapping, column: string, sql: string): string {
    const name = eventRecordColumns.find((known) => known === column);
    const record = name === undefined ? undefined : event[name];
    if (record === undefined) return sql;
    const mapping = this.recordMapping(record);
    if (!this.possible(mapping)) return `''`;
    const parts = mapping.key
      .filter((key) => !key.startsWith('='))
      .map((key) => this.text(key) ?? `''`);
    const text = parts.length === 1 ? (parts[0] ?? `''`) : `concat(${parts.join(', chr(30), ')})`;
    return parts.length === 1 && mapping.when === undefined
      ? text
      : `CASE WHEN ${this.recordCondition(mapping)} THEN ${text} END`;
  }

  /** Key columns of `clean` and the plain id, for a table of known ids; `null` when the record cannot occur. */
  ids(name: string): { keys: string[]; id: string } | null {
    const record = this.recordMapping(name);
    if (!this.possible(record)) return null;
    this.uses = new Set();
    const id = this.recordId(record);
    return { keys: [...this.uses], id };
  }

  private reference(name: string, known: ReadonlySet<string> = new Set()): string {
    const record = this.recordMapping(name);
    if (!this.possible(record)) return 'CAST(NULL AS UUID)';
    if (known.has(name)) {
      this.known.add(name);
      return record.when === undefined
        ? `"id_${name}"`
        : `CASE WHEN ${this.condition(record.when)} THEN "id_${name}" END`;
    }
    return `CASE WHEN ${this.recordCondition(record)} THEN ${this.recordId(record)} END`;
  }

  /** Value in its own SQL type; `null` when the field has no column in this file. */
  private value(source: string): string | null {
    const resolved = resolveSource(this.mapping, source);
    if (resolved === undefined) throw new Error(`no field ${source}`);
    if (resolved.kind === 'literal') return literal(resolved.value);
    const field = this.fields.get(resolved.name);
    if (field === undefined || (field.raw === null && field.mapping.default === undefined))
      return null;
    this.uses.add(field.value);
    return field.value;
  }

  private text(source: string): string | null {
    const value = this.value(source);
    const resolved = resolveSource(this.mapping, source);
    return value !== null && resolved?.kind === 'field' && resolved.output === 'integer'
      ? `CAST(${value} AS VARCHAR)`
      : value;
  }

  private present(source: string): string {
    const value = this.value(source);
    if (value === null) return 'false';
    return resolveSource(this.mapping, source)?.kind === 'literal'
      ? 'true'
      : `${value} IS NOT NULL`;
  }

  private condition(condition: Condition): string {
    const text = this.text(condition.field) ?? 'CAST(NULL AS VARCHAR)';
    const parts: string[] = [];
    const list = (values: readonly string[]): string => values.map(literal).join(', ');
    if (condition.equals !== undefined)
      parts.push(`coalesce(${text} IN (${list(condition.equals)}), false)`);
    if (condition.not !== undefined)
      parts.push(`coalesce(${text} NOT IN (${list(condition.not)}), true)`);
    if (condition.present !== undefined)
      parts.push(condition.present ? `${text} IS NOT NULL` : `${text} IS NULL`);
    if (condition.min !== undefined)
      parts.push(`coalesce(try_cast(${text} AS DOUBLE) >= ${condition.min}, false)`);
    if (condition.max !== undefined)
      parts.push(`coalesce(try_cast(${text} AS DOUBLE) <= ${condition.max}, false)`);
    return parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`;
  }

  private props(
    attributes: RecordMapping['attributes'],
    models: readonly AttributeModel[],
  ): string {
    const parts = Object.entries(attributes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, sources]) => {
        const model = models.find((attribute) => attribute.name === name);
        const member =
          model === undefined
            ? null
            : this.member(model, typeof sources === 'string' ? [sources] : sources);
        return member === null ? [] : [member];
      });
    return parts.length === 0 ? `'{}'` : `'{' || concat_ws(',', ${parts.join(', ')}) || '}'`;
  }

  /** `"name":value` or NULL. */
  private member(model: AttributeModel, sources: readonly string[]): string | null {
    const name = literal(`${JSON.stringify(model.name)}:`);
    if (model.valueType === 'list') {
      const list = this.list(sources);
      if (list === null) return null;
      return `CASE WHEN len(${list}) > 0 THEN ${name} || '[' || array_to_string(list_transform(${list}, lambda x: ${jsonString('x')}), ',') || ']' END`;
    }
    const source = sources[0] ?? '';
    const text = this.text(source);
    if (text === null) return null;
    const bare = ['integer', 'decimal', 'money', 'mass', 'quantity', 'score', 'boolean'].includes(
      model.valueType,
    );
    return `CASE WHEN ${this.present(source)} THEN ${name} || ${bare ? text : jsonString(text)} END`;
  }

  private list(sources: readonly string[]): string | null {
    const parts = sources.flatMap((source) => {
      const text = this.text(source);
      return text === null
        ? []
        : [`CASE WHEN ${this.present(source)} THEN string_split(${text}, ${unit}) ELSE [] END`];
    });
    if (parts.length === 0) return null;
    return `list_sort(list_distinct(${parts.reduce((all, part) => `list_concat(${all}, ${part})`)}))`;
  }

  private keys(record: RecordMapping, models: readonly AttributeModel[]): string {
    const names = new Set([...Object.keys(record.attributes), ...Object.keys(record.identifiers)]);
    const parts = [...names]
      .filter((name) => models.some((model) => model.name === name && model.identifier))
      .sort()
      .flatMap((name) => {
        const sources = record.identifiers[name] ?? record.attributes[name] ?? '';
        const source = typeof sources === 'string' ? sources : (sources[0] ?? '');
        const text = this.text(source);
        if (text === null) return [];
        const prefix = literal(`${record.type}:${name}:`);
        const key =
          record.identifiers[name] === undefined
            ? `${prefix} || ${text}`
            : `array_to_string(list_transform(string_split(${text}, ${unit}), lambda x: ${prefix} || x), chr(10))`;
        return [`CASE WHEN ${this.present(source)} THEN ${key} END`];
      });
    return parts.length === 0 ? `''` : `concat_ws(chr(10), ${parts.join(', ')})`;
  }

  private tags(record: RecordMapping): string {
    const conditions = new Map<string, string[]>();
    for (const { tag, when } of record.tags) {
      conditions.set(tag, [
        ...(conditions.get(tag) ?? []),
        when === undefined ? 'true' : this.condition(when),
      ]);
    }
    const parts = [...conditions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([tag, alternatives]) => `CASE WHEN ${alternatives.join(' OR ')} THEN ${literal(tag)} END`,
      );
    return parts.length === 0 ? `''` : `concat_ws(chr(10), ${parts.join(', ')})`;
  }

  private label(record: RecordMapping): string {
    const natural = (this.ontology.entityTypes[record.type]?.label ?? [])
      .map((name) => record.attributes[name])
      .filter((source) => typeof source === 'string');
    const candidates = [
      record.label,
      ...natural,
      ...record.key.filter((key) => !key.startsWith('=')).slice(-1),
    ];
    const texts = candidates
      .flatMap((source) => (source === undefined ? [] : [this.text(source)]))
      .filter((text) => text !== null);
    return texts.length === 0 ? `''` : `coalesce(${[...new Set(texts)].join(', ')}, '')`;
  }

  private validity(item: { validFrom?: string | undefined; validTo?: string | undefined }): {
    valid_from: string;
    valid_to: string;
  } {
    const from = item.validFrom === undefined ? null : this.text(item.validFrom);
    const to = item.validTo === undefined ? null : this.text(item.validTo);
    return {
      valid_from: from === null ? 'CAST(NULL AS DATE)' : firstDay(from),
      valid_to: to === null ? 'CAST(NULL AS DATE)' : dayAfter(to),
    };
  }

  private hsCode(event: EventMapping): string {
    if (event.hsCode !== undefined) return `CAST(${this.text(event.hsCode) ?? 'NULL'} AS VARCHAR)`;
    if (event.hs === undefined) return 'CAST(NULL AS VARCHAR)';
    const record = this.recordMapping(event.hs);
    const code = record.attributes['code'];
    const source = typeof code === 'string' ? code : record.key.at(-1);
    return `CAST(${(source === undefined ? null : this.text(source)) ?? 'NULL'} AS VARCHAR)`;
  }

  private extra(sources: readonly string[]): string {
    const parts = [...sources].sort().flatMap((source) => {
      const text = this.text(source);
      const resolved = resolveSource(this.mapping, source);
      if (text === null || resolved === undefined) return [];
      const bare =
        resolved.kind === 'field' && ['integer', 'decimal', 'boolean'].includes(resolved.output);
      const list =
        resolved.kind === 'field' && resolved.list ? `replace(${text}, ${unit}, ';')` : text;
      return [
        `CASE WHEN ${this.present(source)} THEN ${literal(`${JSON.stringify(source)}:`)} || ${bare ? text : jsonString(list)} END`,
      ];
    });
    return parts.length === 0 ? `'{}'` : `'{' || concat_ws(',', ${parts.join(', ')}) || '}'`;
  }
}

/** Hash input of columns: absent is empty (concat leaves NULL out), parted by the unit separator. */
export function hashed(columns: readonly string[]): string {
  return `concat(${columns.join(`, ${unit}, `)})`;
}
