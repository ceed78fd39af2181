/** Read step for FollowTheMoney JSON lines: entities first looked over for their types, then flattened with the types of what they refer to. */
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import type { Ontology } from '@phecda/graph-schema/model';
import { ImportAbort } from '../errors.ts';
import { ftmColumns, ftmEnds, ftmRelation, ftmTypes } from '../mapping/ftm-mapping.ts';
import { loadRows } from './load-rows.ts';
import { parseLine } from './read-json-lines.ts';
import type { RowTarget } from './row-sink.ts';
import type { TextFile } from './text-file.ts';
import { textLines } from './text-lines.ts';

const mostEntities = 20_000_000;

interface FtmEntity {
  readonly id: string;
  readonly schema: string;
  readonly properties: ReadonlyMap<string, readonly string[]>;
}

export function readFtm(context: PrepareContext, text: TextFile): Promise<RawTable> {
  const { encoding, bytes, sha256 } = text;
  return loadRows(context, { format: 'ftm', encoding, bytes, sha256 }, (target) =>
    ftmRows(text, context.job.limits.rowBytes, context.job.ontology, target),
  );
}

export async function ftmRows(
  text: TextFile,
  limit: number,
  ontology: Ontology,
  target: RowTarget,
): Promise<void> {
  const schemas = await schemasById(text, limit);
  const types = ftmTypes(ontology);
  const ends = ftmEnds(ontology);
  for (const column of Object.values(ftmColumns)) target.place(column);
  for await (const lines of textLines(text, limit)) {
    for (const line of lines) {
      const object = parseLine(line, target);
      if (object === null) continue;
      const refuse = (code: 'ftm-entity' | 'ftm-reference' | 'ftm-relation', value: string): void =>
        target.refuse({ row: line.number, field: '', value, code, detail: '', cells: [line.text] });
      const entity = asEntity(object);
      if (entity === null) {
        refuse('ftm-entity', (line.text ?? '').slice(0, 200));
        continue;
      }
      const reference = (property: string): { id: string; type: string } | null => {
        const id = entity.properties.get(property)?.[0];
        const type = id === undefined ? undefined : types.get(schemas.get(id) ?? '');
        return id === undefined || type === undefined ? null : { id, type };
      };
      const row = new FtmRow(target, entity);
      const interval = ends.get(entity.schema);
      if (interval !== undefined) {
        const source = reference(interval.source);
        const end = reference(interval.target);
        if (source === null || end === null) {
          refuse(
            'ftm-reference',
            entity.properties.get(source === null ? interval.source : interval.target)?.[0] ?? '',
          );
          continue;
        }
        const kind = ftmRelation(ontology, entity.schema, source.type, end.type);
        if (kind === undefined) {
          refuse('ftm-relation', `${entity.schema}: ${source.type}, ${end.type}`);
          continue;
        }
        row.relation(kind, source, end);
      } else if (!types.has(entity.schema)) {
        refuse('ftm-relation', entity.schema);
        continue;
      } else {
        const address = reference('addressEntity');
        if (address?.type === 'Address') row.relation('registeredAt', null, address);
      }
      row.add(line.number);
    }
    if (!(await target.drain())) return;
  }
}

class FtmRow {
  private readonly cells: (string | null)[] = [];
  private readonly target: RowTarget;

  constructor(target: RowTarget, entity: FtmEntity) {
    this.target = target;
    this.set(ftmColumns.id, entity.id);
    this.set(ftmColumns.schema, entity.schema);
    /* Of several values the first counts, except for names, of which all are looked for. */
    for (const [property, values] of entity.properties) this.set(property, values[0] ?? '');
  }

  relation(
    kind: string,
    source: { id: string; type: string } | null,
    target: { id: string; type: string },
  ): void {
    this.set(ftmColumns.relation, kind);
    this.set(ftmColumns.source, source?.id ?? '');
    this.set(ftmColumns.sourceType, source?.type ?? '');
    this.set(ftmColumns.target, target.id);
    this.set(ftmColumns.targetType, target.type);
  }

  add(row: number): void {
    this.target.add(row, this.cells);
  }

  private set(column: string, value: string): void {
    const place = this.target.place(column);
    while (this.cells.length <= place) this.cells.push(null);
    this.cells[place] = value;
  }
}

async function schemasById(text: TextFile, limit: number): Promise<Map<string, string>> {
  const schemas = new Map<string, string>();
  for await (const lines of textLines(text, limit)) {
    for (const { text: line } of lines) {
      if (line === null || line.trim() === '') continue;
      try {
        const value: unknown = JSON.parse(line);
        const entity =
          typeof value === 'object' && value !== null
            ? asEntity(value as Record<string, unknown>)
            : null;
        if (entity !== null) schemas.set(entity.id, entity.schema);
      } catch {
        /* The second pass refuses the line with its reason. */
      }
      if (schemas.size > mostEntities)
        throw new ImportAbort('memory-limit', `The file has more than ${mostEntities} entities.`);
    }
  }
  return schemas;
}

function asEntity(object: Record<string, unknown>): FtmEntity | null {
  const { id, schema, properties } = object;
  if (
    typeof id !== 'string' ||
    id === '' ||
    typeof schema !== 'string' ||
    typeof properties !== 'object' ||
    properties === null
  )
    return null;
  const map = new Map<string, readonly string[]>();
  for (const [name, values] of Object.entries(properties)) {
    const list = (Array.isArray(values) ? values : [values]).flatMap((value: unknown) =>
      typeof value === 'object' && value !== null
        ? 'id' in value && typeof value.id === 'string'
          ? [value.id]
          : []
        : value === null
          ? []
          : [String(value)],
    );
    if (list.length > 0) map.set(name, list);
  }
  return { id, schema, properties: map };
}
