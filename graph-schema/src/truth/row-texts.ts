/**
 * Rows of the graph as one text each: how they travel from the truth to a view in another thread. The database writes them and the view's thread reads them,
 * so that nothing between the two takes a row apart. Fields stand between record separators (U+001E); only a label may hold one, and it comes last.
 */
import type { AttributeModel, Ontology } from '../model.ts';
import type {
  Chunk,
  Period,
  PropertyValue,
  ViewEntity,
  ViewRelation,
} from '../ports/graph-store.ts';
import { distinctTags } from './derived-tags.ts';
import { periodsOf, searchedValues } from './view-rows.ts';

/** Entities and relations as texts. */
export type TextChunk = Chunk<string, string>;

const separator = '\u001e';
const sql = (columns: readonly string[]): string => columns.join(` || chr(30) || `);

/** SQL of the text of a row of `taggedEntitiesSql`, the same on both engines. The empty field: what is searched follows from the properties. */
export const entityTextSql = sql([
  'CAST(entity_id AS VARCHAR)',
  'CAST(record AS VARCHAR)',
  'type',
  'tags',
  'sources',
  'CAST(digest AS VARCHAR)',
  'props',
  'behaviour',
  `''`,
  'label',
]);
/** SQL of the text of a row of `relation`. */
export const relationTextSql = sql([
  'CAST(relation_id AS VARCHAR)',
  'kind',
  'CAST(source AS VARCHAR)',
  'CAST(target AS VARCHAR)',
  'periods',
  'CAST(weight AS VARCHAR)',
  'sources',
  'CAST(digest AS VARCHAR)',
  'props',
]);

/** The text of an entity that no row of the truth stands behind. */
export function entityText(entity: ViewEntity): string {
  return [
    entity.id,
    entity.record,
    entity.type,
    entity.tags.join('\n'),
    entity.sources.join('\n'),
    entity.digest,
    JSON.stringify(entity.props),
    '{}',
    JSON.stringify({ names: entity.names, identifiers: entity.identifiers, texts: entity.texts }),
    entity.label,
  ].join(separator);
}

export function relationText(relation: ViewRelation): string {
  return [
    relation.id,
    relation.kind,
    relation.source,
    relation.target,
    JSON.stringify(relation.periods.map(({ from, to }) => [from, to])),
    relation.weight,
    relation.sources.join('\n'),
    relation.digest,
    JSON.stringify(relation.props),
  ].join(separator);
}

type Properties = Readonly<Record<string, PropertyValue>>;
const nothing: Properties = {};

export interface EntityFields {
  readonly id: string;
  readonly record: string;
  readonly type: string;
  /** Names by line. */
  readonly tags: string;
  readonly sources: string;
  readonly digest: string;
  readonly label: string;
  readonly names: readonly string[];
  readonly identifiers: readonly string[];
  readonly texts: readonly string[];
  readonly props: Properties;
}

/** Attributes of each type by whose values it is searched. */
export type SearchedAttributes = Readonly<Record<string, readonly AttributeModel[]>>;

export function searchedAttributes(types: Ontology['entityTypes']): SearchedAttributes {
  return Object.fromEntries(
    Object.entries(types).map(([type, { attributes }]) => [
      type,
      attributes.filter(
        ({ valueType, identifier, searchable }) => valueType === 'name' || identifier || searchable,
      ),
    ]),
  );
}

type NineFields = [string, string, string, string, string, string, string, string, string];
type TenFields = [...NineFields, string];

/** Cuts a row into its fields; the last one takes the rest. */
function cut<F extends string[]>(text: string, count: F['length']): F {
  const fields: string[] = [];
  let from = 0;
  while (fields.length < count - 1) {
    const to = text.indexOf(separator, from);
    if (to < 0)
      throw new Error(`A row of the graph has ${fields.length + 1} fields in place of ${count}.`);
    fields.push(text.slice(from, to));
    from = to + 1;
  }
  fields.push(text.slice(from));
  return fields as F;
}

/** @param searched null: neither what is searched nor properties are wanted */
export function readEntityText(text: string, searched: SearchedAttributes | null): EntityFields {
  const [id, record, type, tags, sources, digest, props, behaviour, found, label] = cut<TenFields>(
    text,
    10,
  );
  const asserted = searched === null ? nothing : objectOf(props);
  const { names, identifiers, texts } =
    found !== ''
      ? (JSON.parse(found) as Pick<EntityFields, 'names' | 'identifiers' | 'texts'>)
      : searchedValues(label, asserted, searched?.[type] ?? []);
  return {
    id,
    record,
    type,
    tags: distinctTags(tags),
    sources,
    digest,
    label,
    names,
    identifiers,
    texts,
    props:
      searched === null || behaviour === '{}' ? asserted : { ...asserted, ...objectOf(behaviour) },
  };
}

function objectOf(json: string): Properties {
  return json === '{}' ? nothing : (JSON.parse(json) as Properties);
}

export interface RelationFields {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly periods: readonly Period[];
  readonly weight: number;
  readonly sources: string;
  readonly digest: string;
  readonly props: Properties;
}

export function readRelationText(text: string, withProperties: boolean): RelationFields {
  const [id, kind, source, target, periods, weight, sources, digest, props] = cut<NineFields>(
    text,
    9,
  );
  return {
    id,
    kind,
    source,
    target,
    periods: periodsOf(periods),
    weight: Number(weight),
    sources,
    digest,
    props: withProperties ? objectOf(props) : nothing,
  };
}
