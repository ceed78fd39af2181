/** Looks up relations and entities at a set of entities: by their ids where these are few, which DuckDB finds many times faster than by a join. */
import { list, uuids, type ApplyContext } from '../apply/apply-context.ts';
import type { PlannedHop } from './plan-path.ts';

/** Hops of a rule, or of one part of it. */
export interface Hopping {
  readonly no: number;
  readonly hops: readonly PlannedHop[];
}

const few = 300;

/** Null where there are none. */
async function among(context: ApplyContext, ids: string): Promise<string | null> {
  const rows = await context.tx.query<{ entity_id: string }>(
    `SELECT DISTINCT entity_id FROM (${ids}) i LIMIT ${few + 1}`,
  );
  if (rows.length === 0) return null;
  return rows.length > few ? `(${ids})` : uuids(rows.map((row) => row.entity_id));
}

/**
 * `name` (no, relation_id, prev, next): relations of the hop at `place` of these rules at the entities that `ids` gives, each as it leads from the entity before the hop to the one after it.
 * With `mostSharing`, not those of an entity before it that has more: what too many share says nothing about any of them.
 * @returns false where there is nothing to look at: then no table is made
 */
export async function relationsNear(
  context: ApplyContext,
  name: string,
  ids: string,
  rules: readonly Hopping[],
  place: number,
  mostSharing?: readonly number[],
): Promise<boolean> {
  const ways = rules.flatMap(({ no, hops }) =>
    (hops[place - 1]?.ways ?? []).map(({ kind, inbound }) => ({ no, kind, inbound })),
  );
  const kinds = list([...new Set(ways.map(({ kind }) => kind))]);
  const set = await among(context, ids);
  if (set === null) return false;
  const rows = (condition: string): string =>
    `SELECT relation_id, kind, source, target FROM relation WHERE rev_to IS NULL AND kind IN ${kinds} AND ${condition}`;
  const found =
    context.tx.engine === 'duckdb'
      ? rows(`(source IN ${set} OR target IN ${set})`)
      : `${rows(`source IN ${set}`)} UNION ${rows(`target IN ${set}`)}`;
  const values = ways.map(({ no, kind, inbound }) => `(${no}, '${kind}', ${inbound})`).join(', ');
  const led = `SELECT w.no, x.relation_id, CASE WHEN w.inbound THEN x.target ELSE x.source END AS prev,
       CASE WHEN w.inbound THEN x.source ELSE x.target END AS next
     FROM (${found}) x JOIN (VALUES ${values}) w(no, kind, inbound) ON w.kind = x.kind`;
  const most = rules.map(({ no }, index) => `(${no}, ${mostSharing?.[index] ?? 0})`).join(', ');
  await context.temp(
    name,
    mostSharing === undefined
      ? led
      : `SELECT c.no, c.relation_id, c.prev, c.next FROM (SELECT l.*, count(*) OVER (PARTITION BY l.no, l.prev) AS sharing FROM (${led}) l) c
         JOIN (VALUES ${most}) m(no, most) ON m.no = c.no WHERE c.sharing <= m.most`,
  );
  return true;
}

/** `name` (entity_id, type, props, tags, behaviour): what `ids` gives of entities that there are. */
export async function entitiesAt(context: ApplyContext, name: string, ids: string): Promise<void> {
  await context.temp(
    name,
    `SELECT entity_id, type, props, tags, behaviour FROM entity WHERE rev_to IS NULL AND entity_id IN ${(await among(context, ids)) ?? uuids([])}`,
  );
}
