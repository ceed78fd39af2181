/** Turns rows of the truth into what the graph view holds. */
import type { Period, PropertyValue, ViewEntity, ViewRelation } from '../ports/graph-store.ts';
import type { AttributeModel, Ontology } from '../model.ts';
import { distinctTags } from './derived-tags.ts';

export interface EntityRow {
  entity_id: string;
  record: string;
  type: string;
  label: string;
  props: string;
  tags: string;
  sources: string;
  behaviour: string;
  digest: string;
}

export interface RelationRow {
  relation_id: string;
  kind: string;
  source: string;
  target: string;
  periods: string;
  weight: number;
  sources: string;
  props: string;
  digest: string;
}

export type EntityTypes = Ontology['entityTypes'];

/** Derived behaviour stands beside the asserted properties, so that it is drawn, filtered and dumped like them. */
export function toViewEntity(row: EntityRow, types: EntityTypes): ViewEntity {
  const asserted = JSON.parse(row.props) as Record<string, PropertyValue>;
  const props =
    row.behaviour === '{}'
      ? asserted
      : { ...asserted, ...(JSON.parse(row.behaviour) as Record<string, PropertyValue>) };
  return {
    id: row.entity_id,
    record: row.record,
    type: row.type,
    label: row.label,
    ...searchedValues(row.label, asserted, types[row.type]?.attributes ?? []),
    tags: lines(distinctTags(row.tags)),
    sources: lines(row.sources),
    props,
    digest: row.digest,
  };
}

export function toViewRelation(row: RelationRow): ViewRelation {
  return {
    id: row.relation_id,
    kind: row.kind,
    source: row.source,
    target: row.target,
    periods: periodsOf(row.periods),
    weight: row.weight,
    sources: lines(row.sources),
    props: row.props === '{}' ? {} : (JSON.parse(row.props) as Record<string, PropertyValue>),
    digest: row.digest,
  };
}

export function periodsOf(json: string): Period[] {
  if (json === '[]') return [];
  return (JSON.parse(json) as [number | null, number | null][]).map(([from, to]) => ({ from, to }));
}

export function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

/** What an entity is searched by, beside its label. */
export function searchedValues(
  label: string,
  asserted: Readonly<Record<string, PropertyValue>>,
  attributes: readonly AttributeModel[],
): Pick<ViewEntity, 'names' | 'identifiers' | 'texts'> {
  return {
    names: texts(attributes, asserted, (attribute) => attribute.valueType === 'name').filter(
      (name) => name !== label,
    ),
    identifiers: texts(attributes, asserted, (attribute) => attribute.identifier),
    texts: texts(attributes, asserted, isSearchedText).map((text) => text.slice(0, longestText)),
  };
}

/** Characters of a text that are searched. */
const longestText = 500;

/** Searchable, and neither a name nor an identifier. */
function isSearchedText({ valueType, identifier, searchable }: AttributeModel): boolean {
  return searchable && valueType !== 'name' && !identifier;
}

/** Distinct, in the order of the attributes. */
function texts(
  attributes: readonly AttributeModel[],
  props: Readonly<Record<string, PropertyValue>>,
  wanted: (attribute: AttributeModel) => boolean,
): string[] {
  const found = new Set<string>();
  for (const attribute of attributes) {
    const value = wanted(attribute) ? props[attribute.name] : undefined;
    if (value === undefined) continue;
    if (typeof value === 'object') for (const item of value) found.add(String(item));
    else found.add(String(value));
  }
  return [...found];
}
