/** The graph written as one writes it by hand, UNWIND … MERGE in batches: the limit beside which the view's write step is measured. */
import neo4j, { type Driver } from 'neo4j-driver';
import type {
  Chunk,
  Scalar,
  ViewEntity,
  ViewRelation,
} from '@phecda/graph-schema/ports/graph-store';
import { tokensOf } from '@phecda/graph-schema/search/tokens';

/** Ids and digests as they are, whole numbers as integers, one transaction per chunk, 10,000 rows per statement. */
export async function writeByHand(
  on: Driver,
  chunk: Pick<Chunk, 'upsertEntities' | 'upsertRelations'>,
  withTokens: boolean,
): Promise<void> {
  const session = on.session();
  try {
    await session.executeWrite(async (tx) => {
      for (const [type, list] of groupBy(chunk.upsertEntities, (entity) => entity.type)) {
        for (let at = 0; at < list.length; at += 10_000) {
          const rows = list.slice(at, at + 10_000).map((entity) => handEntity(entity, withTokens));
          await tx.run(
            `UNWIND $rows AS row MERGE (e:Entity {id: row.id}) SET e += row, e:${type}`,
            { rows },
          );
        }
      }
      for (const [kind, list] of groupBy(chunk.upsertRelations, (relation) => relation.kind)) {
        const type = kind.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
        for (let at = 0; at < list.length; at += 10_000) {
          const rows = list.slice(at, at + 10_000).map(handRelation);
          await tx.run(
            `UNWIND $rows AS row MATCH (s:Entity {id: row.source}) MATCH (t:Entity {id: row.target}) MERGE (s)-[r:${type} {id: row.id}]->(t) SET r += row.properties`,
            { rows },
          );
        }
      }
    });
  } finally {
    await session.close();
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function handEntity({ props, ...entity }: ViewEntity, withTokens: boolean): object {
  return {
    ...entity,
    ...integers(props),
    ...(withTokens
      ? { tokens: tokensOf([entity.label, ...entity.names], entity.identifiers).join(' ') }
      : {}),
  };
}
function handRelation({
  id,
  source,
  target,
  periods,
  weight,
  sources,
  props,
  digest,
}: ViewRelation): object {
  const from = periods.map((period) => neo4j.int(period.from ?? -0x80000000));
  const to = periods.map((period) => neo4j.int(period.to ?? 0x7fffffff));
  return {
    id,
    source,
    target,
    properties: { from, to, weight: neo4j.int(weight), sources, digest, ...integers(props) },
  };
}
function integers(props: Readonly<Record<string, Scalar | readonly Scalar[]>>): object {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => [
      name,
      Number.isSafeInteger(value) ? neo4j.int(value as number) : value,
    ]),
  );
}
