/** The small questions to Neo4j: entities by id, relations between entities, counts around one, statistics. */
import type { ManagedTransaction } from 'neo4j-driver';
import type {
  EntitySummary,
  GraphStatistics,
  KindCount,
  RelationSummary,
  Scope,
} from '../../ports/graph-store.ts';
import { readId, readPeriods, storedId } from './rows.ts';
import { scopeClause, where } from './scope-clause.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Column by column: records cost more than what is in them. A node that is taken away meanwhile has lost its properties and is none: `collect` would drop what it lacks, and shift the others. */
interface EntityColumns {
  readonly ids: readonly string[];
  readonly entityRecords: readonly string[];
  readonly types: readonly string[];
  readonly labels: readonly string[];
  readonly tags: readonly (readonly string[])[];
  readonly sources: readonly (readonly string[])[];
  readonly degrees: readonly number[];
}

export async function findEntities(
  tx: ManagedTransaction,
  storedIds: readonly string[],
): Promise<EntitySummary[]> {
  const { records } = await tx.run<EntityColumns>(
    `UNWIND $ids AS id MATCH (n:Entity {id: id})
WITH id, n.record AS record, n.type AS type, n.label AS label, coalesce(n.tags, []) AS tags, coalesce(n.sources, []) AS sources, COUNT { (n)--() } AS degree
WHERE record IS NOT NULL AND type IS NOT NULL AND label IS NOT NULL
RETURN collect(id) AS ids, collect(record) AS entityRecords, collect(type) AS types, collect(label) AS labels, collect(tags) AS tags, collect(sources) AS sources, collect(degree) AS degrees`,
    { ids: [...new Set(storedIds)] },
  );
  const row = records[0]?.toObject();
  const found = new Map<string, EntitySummary>();
  row?.ids.forEach((id, i) =>
    found.set(id, {
      id: readId(id),
      record: readId(row.entityRecords[i] as string),
      type: row.types[i] as string,
      label: row.labels[i] as string,
      tags: row.tags[i] ?? [],
      sources: row.sources[i] ?? [],
      degree: row.degrees[i] as number,
    }),
  );
  return storedIds.flatMap((id) => found.get(id) ?? []);
}

interface RelationRow {
  readonly relationType: string;
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly from: readonly number[] | null;
  readonly to: readonly number[] | null;
  readonly weight: number;
  readonly sources: readonly string[] | null;
}

export async function relationsBetween(
  tx: ManagedTransaction,
  ids: readonly string[],
  scope: Scope | undefined,
  vocabulary: Vocabulary,
): Promise<RelationSummary[]> {
  const clause = scopeClause(scope, vocabulary);
  if (clause.relationTypes === null) return [];
  const { records } = await tx.run<RelationRow>(
    `UNWIND $ids AS id MATCH (s:Entity {id: id}) ${where(clause.onEntity('s'))}
MATCH (s)-[r${clause.relationTypes}]->(t:Entity) ${where(['t.id IN $ids', ...clause.onRelation, ...clause.onEntity('t')])}
RETURN type(r) AS relationType, r.id AS id, id AS source, t.id AS target, r.from AS from, r.to AS to, r.weight AS weight, r.sources AS sources
ORDER BY id`,
    { ids: [...new Set(ids.map(storedId))], ...clause.parameters },
  );
  return records.map((record) => {
    const { relationType, id, source, target, from, to, weight, sources } = record.toObject();
    return {
      id: readId(id),
      kind: vocabulary.kind(relationType),
      source: readId(source),
      target: readId(target),
      periods: readPeriods(from, to),
      weight,
      sources: sources ?? [],
    };
  });
}

export async function countKinds(
  tx: ManagedTransaction,
  id: string,
  scope: Scope | undefined,
  vocabulary: Vocabulary,
): Promise<KindCount[]> {
  const clause = scopeClause(scope, vocabulary);
  if (clause.relationTypes === null) return [];
  const { records } = await tx.run<{
    relationType: string;
    out: boolean;
    type: string;
    count: number;
  }>(
    `MATCH (n:Entity {id: $id}) MATCH (n)-[r${clause.relationTypes}]-(m:Entity) ${where([...clause.onRelation, ...clause.onEntity('m')])}
RETURN type(r) AS relationType, startNode(r) = n AS out, m.type AS type, count(*) AS count`,
    { id: storedId(id), ...clause.parameters },
  );
  return records
    .map((record): KindCount => {
      const { relationType, out, type, count } = record.toObject();
      return { kind: vocabulary.kind(relationType), direction: out ? 'out' : 'in', type, count };
    })
    .sort(
      (a, b) =>
        compare(a.kind, b.kind) || -compare(a.direction, b.direction) || compare(a.type, b.type),
    );
}

export async function readStatistics(
  tx: ManagedTransaction,
  vocabulary: Vocabulary,
): Promise<GraphStatistics> {
  const [all, types, kinds] = [
    await tx.run<{ count: number }>('MATCH (n:Entity) RETURN count(n) AS count'),
    await tx.run<{ name: string; count: number }>(countPerType(vocabulary)),
    await tx.run<{ kind: string; count: number }>(countPerKind(vocabulary)),
  ];
  const byType = nonZero(types.records.map((record) => [record.get('name'), record.get('count')]));
  const byKind = nonZero(kinds.records.map((record) => [record.get('kind'), record.get('count')]));
  const relations = Object.values(byKind).reduce((sum, count) => sum + count, 0);
  return { entities: all.records[0]?.get('count') ?? 0, relations, byType, byKind };
}

function countPerType(vocabulary: Vocabulary): string {
  return vocabulary.types
    .map(
      (type) => `MATCH (n:${vocabulary.label(type)}) RETURN '${type}' AS name, count(n) AS count`,
    )
    .join('\nUNION ALL\n');
}
/** Answered, as the one above, from the store's own counters. */
export function countPerKind(vocabulary: Vocabulary): string {
  return vocabulary.kinds
    .map(
      (kind) =>
        `MATCH ()-[r:${vocabulary.relationType(kind)}]->() RETURN '${kind}' AS kind, count(r) AS count`,
    )
    .join('\nUNION ALL\n');
}

function nonZero(counts: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
