/** Walks from entities over the hops of rules, all rules at once. */
import { list, text, type ApplyContext } from '../apply/apply-context.ts';
import { few, type Hopping, type Ids, type Near } from './near.ts';
import { idsOf } from './reach.ts';

interface Walk extends Hopping {
  readonly mostSharing: number;
}

/**
 * t_tag_path (no, start, node, steps, place): every path from what `from` gives (no, entity_id), with its steps as `,["relation","entity"]` one after the other.
 * @param starts what `from` gives, where it is known @returns all nodes beyond the first, where they are few
 */
export async function walkPaths(
  context: ApplyContext,
  near: Near,
  walks: readonly Walk[],
  from: string,
  starts?: readonly { readonly entity_id: string }[],
): Promise<readonly string[] | null> {
  await context.temp(
    't_tag_path',
    `SELECT no, entity_id AS start, entity_id AS node, CAST('' AS VARCHAR) COLLATE "C" AS steps, 0 AS place FROM (${from}) f`,
  );
  const length = Math.max(...walks.map(({ hops }) => hops.length));
  let here: Ids = starts === undefined ? nodesAt(0) : idsOf(starts);
  let nodes: readonly string[] | null = [];
  for (let place = 1; place <= length; place++) {
    here = await walk(context, near, walks, place, here);
    nodes = nodes === null || typeof here === 'string' ? null : [...nodes, ...here];
  }
  return nodes === null || nodes.length > few ? null : [...new Set(nodes)];
}

const nodesAt = (place: number): string =>
  `SELECT DISTINCT node AS entity_id FROM t_tag_path WHERE place = ${place}`;

/** @returns the nodes at this place */
async function walk(
  context: ApplyContext,
  near: Near,
  walks: readonly Walk[],
  place: number,
  before: Ids,
): Promise<Ids> {
  const going = walks.filter(({ hops }) => hops.length >= place);
  const most = place === 1 ? undefined : going.map(({ mostSharing }) => mostSharing);
  const found = await near.relations('t_tag_near', before, going, place, most);
  if (found === null) return [];
  const nodes = await near.insert(
    `INSERT INTO t_tag_path
     SELECT p.no, p.start, x.next, concat(p.steps, ',["', x.relation_id, '","', x.next, '"]'), ${place}
     FROM t_tag_path p JOIN ${found.from} x ON x.no = p.no AND x.prev = p.node WHERE p.place = ${place - 1} AND x.next <> p.start`,
    found,
    'node',
    nodesAt(place),
  );
  await found.drop();
  const mixed = going.filter(({ hops }) => hops.length > place && hops[place - 1]?.mixed);
  if (mixed.length === 0) return nodes;
  const numbers = list(mixed.map(({ no }) => no));
  const middle = await near.entities(
    typeof nodes === 'string'
      ? `SELECT node AS entity_id FROM t_tag_path WHERE place = ${place} AND no IN ${numbers}`
      : nodes,
  );
  const types = mixed.flatMap(({ no, hops }) =>
    (hops[place - 1]?.to ?? []).map((type) => `(${no}, ${text(type)})`),
  );
  await context.tx.execute(
    `DELETE FROM t_tag_path WHERE place = ${place} AND no IN ${numbers} AND NOT EXISTS (
       SELECT 1 FROM (${middle}) m JOIN (VALUES ${types.join(', ')}) y(no, type) ON y.type = m.type
       WHERE m.entity_id = t_tag_path.node AND y.no = t_tag_path.no)`,
  );
  return nodes;
}
