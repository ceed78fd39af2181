/** How entities and relations look as Neo4j properties: our own under fixed names, attributes beside them under theirs. */
import neo4j, { type Integer } from 'neo4j-driver';
import type {
  Period,
  PropertyValue,
  Scalar,
  ViewEntity,
  ViewRelation,
} from '../../ports/graph-store.ts';
import { tokensOf } from '../../search/tokens.ts';

type Stored = string | boolean | Integer | number;
export type StoredProperties = Record<string, Stored | Stored[]>;

/** Sentinels of open ends in `from` and `to`; the same as the projection's. */
export const OPEN_FROM = -0x80000000;
export const OPEN_TO = 0x7fffffff;

const entityNames = new Set([
  'id',
  'record',
  'type',
  'label',
  'names',
  'identifiers',
  'texts',
  'tags',
  'sources',
  'digest',
  'tokens',
]);
const relationNames = new Set(['id', 'from', 'to', 'weight', 'sources', 'digest']);
/** Marks an attribute whose plain name is ours, and a value kept as JSON text. Attribute names themselves hold letters and digits only. */
const ESCAPE = '~';
const JSON_MARK = '~json';

/** Ids are kept as 32 hexadecimal digits: Neo4j holds those in the property record itself, with dashes it needs another one. What is no UUID becomes '', which nothing has. */
export function storedId(id: string): string {
  if (id.length !== 36 || id[8] !== '-' || id[13] !== '-' || id[18] !== '-' || id[23] !== '-')
    return '';
  return id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24);
}
function newId(id: string): string {
  if (!uuid.test(id)) throw new Error(`"${id}" is no lower-case UUID.`);
  return storedId(id);
}
export function readId(id: string): string {
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const md5 = /^[0-9a-f]{32}$/;
/** Digests are any text. A UUID is kept as 32 digits in upper case, a plain MD5 in lower case (both fit into the property record), anything else behind a mark. */
function storedDigest(digest: string): string {
  return uuid.test(digest)
    ? storedId(digest).toUpperCase()
    : md5.test(digest)
      ? digest
      : `=${digest}`;
}
function readDigest(digest: string): string {
  return digest.startsWith('=')
    ? digest.slice(1)
    : md5.test(digest)
      ? digest
      : readId(digest.toLowerCase());
}

export function entityRow(entity: ViewEntity): StoredProperties {
  const row: StoredProperties = {
    id: newId(entity.id),
    record: newId(entity.record),
    type: entity.type,
    label: entity.label,
    digest: storedDigest(entity.digest),
  };
  addAttributes(row, entity.props, entityNames);
  if (entity.tags.length > 0) row['tags'] = [...entity.tags];
  if (entity.sources.length > 0) row['sources'] = [...entity.sources];
  if (entity.names.length > 0) row['names'] = [...entity.names];
  if (entity.identifiers.length > 0) row['identifiers'] = [...entity.identifiers];
  if (entity.texts.length > 0) row['texts'] = [...entity.texts];
  row['tokens'] = tokensOf([entity.label, ...entity.names], entity.identifiers, entity.texts).join(
    ' ',
  );
  return row;
}

export interface RelationRow {
  readonly s: string;
  readonly t: string;
  readonly p: StoredProperties;
}
export function relationRow(relation: ViewRelation): RelationRow {
  const p: StoredProperties = {
    id: newId(relation.id),
    weight: neo4j.int(relation.weight),
    digest: storedDigest(relation.digest),
  };
  // A relation without periods, or with one that is open at both ends, always holds.
  const periods = relation.periods.some(({ from, to }) => from === null && to === null)
    ? []
    : relation.periods;
  if (periods.length > 0) {
    p['from'] = periods.map(({ from }) => neo4j.int(from ?? OPEN_FROM));
    p['to'] = periods.map(({ to }) => neo4j.int(to ?? OPEN_TO));
  }
  if (relation.sources.length > 0) p['sources'] = [...relation.sources];
  addAttributes(p, relation.props, relationNames);
  return { s: storedId(relation.source), t: storedId(relation.target), p };
}

function addAttributes(
  row: StoredProperties,
  props: Readonly<Record<string, PropertyValue>>,
  ours: ReadonlySet<string>,
): void {
  for (const [name, value] of Object.entries(props)) {
    const key = ours.has(name) || name.includes(ESCAPE) ? name + ESCAPE : name;
    if (typeof value !== 'object') row[key] = storedScalar(value);
    else {
      const list = storedList(value);
      if (list === null) row[name + JSON_MARK] = JSON.stringify(value);
      else row[key] = list;
    }
  }
}

function storedScalar(value: Scalar): Stored {
  return typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0)
    ? neo4j.int(value)
    : value;
}

/** Neo4j keeps lists of one type only: null = this one is of several. */
function storedList(values: readonly Scalar[]): Stored[] | null {
  const first = typeof values[0];
  for (const value of values) if (typeof value !== first) return null;
  if (first !== 'number') return [...values];
  return values.every((value) => Number.isSafeInteger(value))
    ? values.map(storedScalar)
    : [...values];
}

export function readEntity(row: Readonly<Record<string, unknown>>): ViewEntity {
  return {
    id: readId(row['id'] as string),
    record: readId(row['record'] as string),
    type: row['type'] as string,
    label: row['label'] as string,
    names: (row['names'] as string[] | undefined) ?? [],
    identifiers: (row['identifiers'] as string[] | undefined) ?? [],
    texts: (row['texts'] as string[] | undefined) ?? [],
    tags: (row['tags'] as string[] | undefined) ?? [],
    sources: (row['sources'] as string[] | undefined) ?? [],
    props: readAttributes(row, entityNames),
    digest: readDigest(row['digest'] as string),
  };
}

export function readRelation(
  kind: string,
  source: string,
  target: string,
  row: Readonly<Record<string, unknown>>,
): ViewRelation {
  return {
    id: readId(row['id'] as string),
    kind,
    source: readId(source),
    target: readId(target),
    periods: readPeriods(row['from'] as number[] | undefined, row['to'] as number[] | undefined),
    weight: row['weight'] as number,
    sources: (row['sources'] as string[] | undefined) ?? [],
    props: readAttributes(row, relationNames),
    digest: readDigest(row['digest'] as string),
  };
}

export function readPeriods(
  from: readonly number[] | null | undefined,
  to: readonly number[] | null | undefined,
): Period[] {
  return (from ?? []).map((day, i) => {
    const end = to?.[i] ?? OPEN_TO;
    return { from: day === OPEN_FROM ? null : day, to: end === OPEN_TO ? null : end };
  });
}

function readAttributes(
  row: Readonly<Record<string, unknown>>,
  ours: ReadonlySet<string>,
): Record<string, PropertyValue> {
  const props: Record<string, PropertyValue> = {};
  for (const key of Object.keys(row).sort()) {
    if (ours.has(key)) continue;
    const value = row[key];
    if (key.endsWith(JSON_MARK))
      props[key.slice(0, -JSON_MARK.length)] = JSON.parse(value as string) as PropertyValue;
    else props[key.endsWith(ESCAPE) ? key.slice(0, -1) : key] = value as PropertyValue;
  }
  return props;
}
