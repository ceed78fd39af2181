/** Read step for FollowTheMoney, JSON lines or an array: entities first looked over for their types, then flattened with the types of what they refer to. */
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import type { Ontology, RelationFtmModel } from '@phecda/graph-schema/model';
import { joinValues } from '../clean/several-values.ts';
import { ImportAbort } from '../errors.ts';
import {
  allOf,
  ftmColumns,
  ftmEnds,
  ftmOwners,
  ftmProperties,
  ftmRelation,
  ftmTypes,
} from '../mapping/ftm-mapping.ts';
import { ftmValues } from '../mapping/ftm-values.ts';
import { arrayElements } from './array-elements.ts';
import { type FtmEntity, ftmEntities } from './ftm-entity.ts';
import { loadRows } from './load-rows.ts';
import { parseLine } from './read-json-lines.ts';
import type { RowTarget } from './row-sink.ts';
import type { TextFile } from './text-file.ts';
import { type TextLine, textLines } from './text-lines.ts';

const mostEntities = 20_000_000;

/** Values of a property of a schema that no attribute takes. */
export interface NotTaken {
  readonly property: string;
  count: number;
  readonly row: number;
  readonly value: string;
}

export async function readFtm(context: PrepareContext, text: TextFile): Promise<RawTable> {
  const { encoding, bytes, sha256 } = text;
  const { limits, ontology } = context.job;
  let taken = { lines: 0, notTaken: [] as readonly NotTaken[] };
  const table = await loadRows(
    context,
    { format: 'ftm', encoding, bytes, sha256 },
    async (target) => {
      taken = await ftmRows(text, limits.rowBytes, ontology, target);
    },
  );
  for (const { property, count, row, value } of taken.notTaken)
    context.warnings.push({ field: property, code: 'ftm-not-taken', count, row, value });
  return { ...table, rows: taken.lines };
}

export async function ftmRows(
  text: TextFile,
  limit: number,
  ontology: Ontology,
  target: RowTarget,
): Promise<{ lines: number; notTaken: readonly NotTaken[] }> {
  const reader = new FtmReader(ontology, await schemasById(text, limit), target);
  for (const column of Object.values(ftmColumns)) target.place(column);
  for await (const lines of await elementsOf(text, limit)) {
    for (const line of lines) {
      const object = parseLine(line, target);
      if (object !== null) reader.line(line, ftmEntities(object));
    }
    if (!(await target.drain())) break;
  }
  return { lines: reader.lines, notTaken: reader.counted() };
}

async function elementsOf(text: TextFile, limit: number): Promise<AsyncIterable<TextLine[]>> {
  const array = /^\s*\[/.test((await text.sample()).toString('utf8'));
  return array ? arrayElements(text, limit) : textLines(text, limit);
}

interface End {
  readonly id: string;
  readonly type: string;
}

class FtmReader {
  /** Lines of which something was taken. */
  lines = 0;
  private readonly ontology: Ontology;
  private readonly types: ReadonlyMap<string, string>;
  private readonly ends: ReadonlyMap<string, Pick<RelationFtmModel, 'source' | 'target'>>;
  private readonly schemas: ReadonlyMap<string, string>;
  private readonly target: RowTarget;
  private readonly notTaken = new Map<string, NotTaken>();
  private readonly taken = new Map<string, ReadonlySet<string>>();
  /** Entities that were nested in another: the same may be nested in several. */
  private readonly nested = new Set<string>();
  private current: TextLine | null = null;
  private refusedLine = false;

  constructor(ontology: Ontology, schemas: ReadonlyMap<string, string>, target: RowTarget) {
    this.ontology = ontology;
    this.types = ftmTypes(ontology);
    this.ends = ftmEnds(ontology);
    this.schemas = schemas;
    this.target = target;
  }

  counted(): readonly NotTaken[] {
    return [...this.notTaken.values()].sort(
      (a, b) => b.count - a.count || (a.property < b.property ? -1 : 1),
    );
  }

  line(line: TextLine, entities: readonly FtmEntity[]): void {
    const before = this.target.rows;
    this.current = line;
    this.refusedLine = false;
    if (entities.length === 0) this.refuse('ftm-entity', '', (line.text ?? '').slice(0, 200));
    entities.forEach((entity, index) => {
      const key = `${entity.schema} ${entity.id}`;
      if (index > 0 && this.nested.has(key)) return;
      if (index > 0) this.nested.add(key);
      for (const [property, value] of entity.unread) this.refuse('ftm-value', property, value);
      this.entity(entity);
    });
    if (this.target.rows > before && !this.refusedLine) this.lines++;
  }

  private entity(entity: FtmEntity): void {
    const ends = this.ends.get(entity.schema);
    const type = this.types.get(entity.schema);
    if (ends !== undefined) this.edge(entity, ends);
    else if (type !== undefined) this.thing(entity, type);
    else this.refuse('ftm-relation', entity.schema, entity.id);
  }

  /** One row per place in the lists of values: the first is the entity, the others say more of it. */
  private thing(entity: FtmEntity, type: string): void {
    const properties = this.takenBy(entity.schema, type);
    const values = ftmValues(type, entity.properties);
    const own = [...values].filter(([name]) => properties.has(name));
    this.count(entity, properties);
    const model = this.ontology.entityTypes[type];
    const attributes = new Set(ftmProperties(type, model?.attributes ?? []));
    const most = Math.max(1, ...own.map(([, list]) => list.length));
    for (let part = 0; part < most; part++) {
      const row = new Row(this.target, entity);
      const more = own.some(([name, list]) => attributes.has(name) && list.length > part);
      if (part === 0) row.set(ftmColumns.main, entity.schema);
      else {
        row.set(ftmColumns.part, String(part));
        if (more) row.set(ftmColumns.more, entity.schema);
      }
      for (const [name, list] of own) {
        const value = list[part];
        if (value !== undefined) row.set(name, value);
        if (part === 0 && attributes.has(name)) row.set(allOf(name), joinValues(list));
      }
      row.add(this.current?.number ?? 0);
    }
    if (!ftmOwners(this.ontology, 'registeredAt').includes(type)) return;
    for (const id of entity.properties.get('addressEntity') ?? []) {
      const address = this.end(id, 'addressEntity');
      if (address === null) continue;
      const row = new Row(this.target, entity);
      row.relation('registeredAt', { id: entity.id, type }, address);
      row.add(this.current?.number ?? 0);
    }
  }

  /** One relation per pair of ends, and one more for each further value of an attribute. */
  private edge(entity: FtmEntity, ends: { source: string; target: string }): void {
    const side = (property: string): End[] => {
      const ids = entity.properties.get(property) ?? [];
      if (ids.length === 0) this.refuse('ftm-reference', property, '');
      return ids.flatMap((id) => this.end(id, property) ?? []);
    };
    const [sources, targets] = [side(ends.source), side(ends.target)];
    const kinds = new Set<string>();
    for (const source of sources) {
      for (const end of targets) {
        const kind = ftmRelation(this.ontology, entity.schema, source.type, end.type);
        if (kind === undefined) {
          this.refuse('ftm-relation', entity.schema, `${source.type}, ${end.type}`);
          continue;
        }
        kinds.add(kind);
        this.pair(entity, kind, source, end);
      }
    }
    const taken = new Set([ends.source, ends.target, 'startDate', 'endDate']);
    for (const kind of kinds)
      for (const name of ftmProperties(kind, this.ontology.relationKinds[kind]?.attributes ?? []))
        taken.add(name);
    if (kinds.size > 0) this.count(entity, taken);
  }

  private pair(entity: FtmEntity, kind: string, source: End, target: End): void {
    const attributes = ftmProperties(kind, this.ontology.relationKinds[kind]?.attributes ?? []);
    const lists = attributes.map((name) => [name, entity.properties.get(name) ?? []] as const);
    const most = Math.max(1, ...lists.map(([, list]) => list.length));
    for (let part = 0; part < most; part++) {
      const row = new Row(this.target, entity);
      row.relation(kind, source, target);
      if (part > 0) row.set(ftmColumns.part, String(part));
      for (const [name, list] of lists) {
        const value = list[part];
        if (value !== undefined) row.set(name, value);
      }
      /* Of several days the widest time. */
      const from = [...(entity.properties.get('startDate') ?? [])].sort()[0];
      const to = [...(entity.properties.get('endDate') ?? [])].sort().at(-1);
      if (from !== undefined) row.set('startDate', from);
      if (to !== undefined) row.set('endDate', to);
      row.add(this.current?.number ?? 0);
    }
  }

  private end(id: string, property: string): End | null {
    const schema = this.schemas.get(id);
    const type = schema === undefined ? undefined : this.types.get(schema);
    if (type !== undefined) return { id, type };
    this.refuse(schema === undefined ? 'ftm-reference' : 'ftm-relation', schema ?? property, id);
    return null;
  }

  private takenBy(schema: string, type: string): ReadonlySet<string> {
    let taken = this.taken.get(schema);
    if (taken === undefined) {
      const owns = (kind: string, property: string): string[] =>
        ftmOwners(this.ontology, kind).includes(type) ? [property] : [];
      taken = new Set([
        ...ftmProperties(type, this.ontology.entityTypes[type]?.attributes ?? []),
        ...owns('hasPhone', 'phone'),
        ...owns('hasEmail', 'email'),
        ...owns('registeredAt', 'addressEntity'),
      ]);
      this.taken.set(schema, taken);
    }
    return taken;
  }

  /** What is left out is told by schema and property. */
  private count({ schema, properties }: FtmEntity, taken: ReadonlySet<string>): void {
    for (const [name, values] of properties) {
      if (taken.has(name)) continue;
      const property = `${schema}.${name}`;
      const known = this.notTaken.get(property);
      if (known !== undefined) known.count += values.length;
      else
        this.notTaken.set(property, {
          property,
          count: values.length,
          row: this.current?.number ?? 0,
          value: (values[0] ?? '').slice(0, 200),
        });
    }
  }

  private refuse(
    code: 'ftm-entity' | 'ftm-reference' | 'ftm-relation' | 'ftm-value',
    field: string,
    value: string,
  ): void {
    const line = this.current;
    this.refusedLine = true;
    this.target.refuse({
      row: line?.number ?? 0,
      field,
      value,
      code,
      detail: '',
      cells: [line?.text ?? null],
    });
  }
}

class Row {
  private readonly cells: (string | null)[] = [];
  private readonly target: RowTarget;

  constructor(target: RowTarget, { id, schema }: FtmEntity) {
    this.target = target;
    this.set(ftmColumns.id, id);
    this.set(ftmColumns.schema, schema);
  }

  relation(kind: string, source: End, target: End): void {
    this.set(ftmColumns.relation, kind);
    this.set(ftmColumns.source, source.id);
    this.set(ftmColumns.sourceType, source.type);
    this.set(ftmColumns.target, target.id);
    this.set(ftmColumns.targetType, target.type);
  }

  set(column: string, value: string): void {
    const place = this.target.place(column);
    while (this.cells.length <= place) this.cells.push(null);
    this.cells[place] = value;
  }

  add(row: number): void {
    this.target.add(row, this.cells);
  }
}

async function schemasById(text: TextFile, limit: number): Promise<Map<string, string>> {
  const schemas = new Map<string, string>();
  for await (const lines of await elementsOf(text, limit)) {
    for (const { text: line } of lines) {
      if (line === null || line.trim() === '') continue;
      try {
        const value: unknown = JSON.parse(line);
        if (typeof value === 'object' && value !== null)
          for (const { id, schema } of ftmEntities(value as Record<string, unknown>))
            schemas.set(id, schema);
      } catch {
        /* The second pass refuses the line with its reason. */
      }
      if (schemas.size > mostEntities)
        throw new ImportAbort('memory-limit', `The file has more than ${mostEntities} entities.`);
    }
  }
  return schemas;
}
