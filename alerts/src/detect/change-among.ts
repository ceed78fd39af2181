/** What a revision did to given entities: looked up in what is held of it, or, where it is too large to be held, in the truth. */
import { retaggedSql } from '@phecda/graph-schema/truth/derived-tags';
import { toAddedEdge, type AddedEdge, type Change } from './change.ts';

/** Ids that one query asks for. */
const partSize = 5_000;

export function* partsOf<T>(items: readonly T[], size = partSize): Iterable<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

const idList = `(SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))`;
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

type Ids = ReadonlySet<string> | ReadonlyMap<string, unknown>;

/** Those whose attributes or tags may be others than before, without those that are gone. */
export async function changedAmong(change: Change, ids: Ids): Promise<string[]> {
  const { held, revision } = change;
  if (held !== null)
    return held.entities.flatMap(({ id, after }) => (after !== null && ids.has(id) ? id : []));
  return idsFrom(
    change,
    ids,
    `SELECT entity_id AS id FROM entity WHERE rev_from = ${revision} AND entity_id IN ${idList}
     UNION SELECT entity_id FROM (${retaggedSql(revision - 1, revision)}) t WHERE entity_id IN ${idList}`,
  );
}

/** Ends of relations of these kinds that it added, took out or, where it is not held, changed, and those that got records from others. */
export async function seedsAmong(
  change: Change,
  ids: Ids,
  kinds: readonly string[],
): Promise<string[]> {
  const { held, revision } = change;
  if (held !== null) return seedsOf(held, kinds).filter((id) => ids.has(id));
  const end = (side: 'source' | 'target'): string =>
    `SELECT ${side} AS id FROM relation WHERE (rev_from = ${revision} OR rev_to = ${revision}) AND kind IN (${quoted(kinds)}) AND ${side} IN ${idList}`;
  return idsFrom(
    change,
    ids,
    `${end('source')} UNION ${end('target')} UNION SELECT entity_after FROM lineage WHERE revision = ${revision} AND entity_after IN ${idList}`,
  );
}

/** Distinct. */
export function seedsOf(
  { added, removed, regrouped }: NonNullable<Change['held']>,
  kinds: readonly string[],
): string[] {
  const wanted = new Set(kinds);
  const ends = [...added, ...removed]
    .filter(({ kind }) => wanted.has(kind))
    .flatMap(({ source, target }) => [source, target]);
  return [...new Set([...ends, ...regrouped])];
}

/** Relations of these kinds that it added, at least those from one of the entities to another. */
export async function addedBetween(
  { held, sql, revision }: Change,
  ids: readonly string[],
  kinds: readonly string[],
): Promise<readonly AddedEdge[]> {
  if (ids.length === 0) return [];
  if (held !== null) return held.added.filter(({ kind }) => kinds.includes(kind));
  const rows = await sql.query<Parameters<typeof toAddedEdge>[0]>(
    `SELECT relation_id AS id, kind, source, target, periods FROM relation
     WHERE rev_from = ${revision} AND kind IN (${quoted(kinds)}) AND source IN ${idList} AND target IN ${idList} ORDER BY relation_id`,
    [ids.join(',')],
  );
  if (rows.length === 0) return [];
  const closed = await sql.query<{ id: string }>(
    `SELECT relation_id AS id FROM relation WHERE rev_to = ${revision} AND relation_id IN ${idList}`,
    [rows.map(({ id }) => id).join(',')],
  );
  const was = new Set(closed.map(({ id }) => id));
  return rows.filter(({ id }) => !was.has(id)).map(toAddedEdge);
}

async function idsFrom({ sql }: Change, ids: Ids, query: string): Promise<string[]> {
  const found: string[] = [];
  for (const part of partsOf([...ids.keys()]))
    for (const { id } of await sql.query<{ id: string }>(`${query} ORDER BY id`, [part.join(',')]))
      found.push(id);
  return found;
}
