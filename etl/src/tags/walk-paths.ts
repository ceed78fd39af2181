/** Walks from entities over the hops of rules, all rules at once. */
import { list, text, type ApplyContext } from '../apply/apply-context.ts';
import { entitiesAt, relationsNear, type Hopping } from './near.ts';

interface Walk extends Hopping {
  readonly mostSharing: number;
}

/** t_tag_path (no, start, node, steps, place): every path from what `from` gives (no, entity_id), with its steps as `,["relation","entity"]` one after the other. */
export async function walkPaths(
  context: ApplyContext,
  walks: readonly Walk[],
  from: string,
): Promise<void> {
  await context.temp(
    't_tag_path',
    `SELECT no, entity_id AS start, entity_id AS node, CAST('' AS VARCHAR) COLLATE "C" AS steps, 0 AS place FROM (${from}) f`,
  );
  const length = Math.max(...walks.map(({ hops }) => hops.length));
  for (let place = 1; place <= length; place++) await walk(context, walks, place);
}

async function walk(context: ApplyContext, walks: readonly Walk[], place: number): Promise<void> {
  const here = `SELECT DISTINCT node AS entity_id FROM t_tag_path WHERE place = ${place - 1}`;
  const going = walks.filter(({ hops }) => hops.length >= place);
  await relationsNear(context, 't_tag_near', here, going, place);
  if (place > 1) await context.tx.execute(crowded(going));
  await context.tx.execute(
    `INSERT INTO t_tag_path
     SELECT p.no, p.start, x.next, concat(p.steps, ',["', x.relation_id, '","', x.next, '"]'), ${place}
     FROM t_tag_path p JOIN t_tag_near x ON x.no = p.no AND x.prev = p.node WHERE p.place = ${place - 1} AND x.next <> p.start`,
  );
  await context.drop('t_tag_near');
  const mixed = going.filter(({ hops }) => hops.length > place && hops[place - 1]?.mixed);
  if (mixed.length === 0) return;
  const numbers = list(mixed.map(({ no }) => no));
  await entitiesAt(
    context,
    't_tag_middle',
    `SELECT node AS entity_id FROM t_tag_path WHERE place = ${place} AND no IN ${numbers}`,
  );
  const types = mixed.flatMap(({ no, hops }) =>
    (hops[place - 1]?.to ?? []).map((type) => `(${no}, ${text(type)})`),
  );
  await context.tx.execute(
    `DELETE FROM t_tag_path WHERE place = ${place} AND no IN ${numbers} AND NOT EXISTS (
       SELECT 1 FROM t_tag_middle m JOIN (VALUES ${types.join(', ')}) y(no, type) ON y.type = m.type
       WHERE m.entity_id = t_tag_path.node AND y.no = t_tag_path.no)`,
  );
  await context.drop('t_tag_middle');
}

/** What too many share says nothing about any of them. */
export function crowded(walks: readonly Pick<Walk, 'no' | 'mostSharing'>[]): string {
  const most = walks.map(({ no, mostSharing }) => `(${no}, ${mostSharing})`).join(', ');
  return `DELETE FROM t_tag_near WHERE EXISTS (
    SELECT 1 FROM (SELECT no, prev, count(DISTINCT next) AS n FROM t_tag_near GROUP BY no, prev) c JOIN (VALUES ${most}) m(no, most) ON m.no = c.no
    WHERE c.n > m.most AND c.no = t_tag_near.no AND c.prev = t_tag_near.prev)`;
}
