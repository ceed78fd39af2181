/** Walks from entities over the hops of rules, all rules at once. */
import { list, text, type ApplyContext } from '../apply/apply-context.ts';
import { groupBy } from '../apply/group-by.ts';
import { few, type Hopping, type Near } from './near.ts';
import type { Target } from './grounds/ground.ts';

interface Walk extends Hopping {
  readonly mostSharing: number;
}

/** A row of t_tag_path. */
export interface Path {
  readonly no: number;
  readonly start: string;
  readonly node: string;
  readonly steps: string;
  readonly place: number;
}

/** A step over a relation to an entity, as it stands in the text of a path. */
export const stepOf = (relation: string, entity: string): string => `,["${relation}","${entity}"]`;

/**
 * t_tag_path (no, start, node, steps, place): every path from what `from` gives (no, entity_id), with its steps as `,["relation","entity"]` one after the other.
 * @param starts what `from` gives, where they are few @returns all paths, where they are few
 */
export async function walkPaths(
  context: ApplyContext,
  near: Near,
  walks: readonly Walk[],
  from: () => Promise<string>,
  starts: readonly Target[] | null,
): Promise<readonly Path[] | null> {
  const paths = starts && (await walkFew(near, walks, starts));
  await context.temp('t_tag_path', paths === null ? startsOf(await from()) : rowsOf(paths));
  if (paths !== null) return paths;
  const length = Math.max(...walks.map(({ hops }) => hops.length));
  for (let place = 1; place <= length; place++) await walk(context, near, walks, place);
  return null;
}

const startsOf = (from: string): string =>
  `SELECT no, entity_id AS start, entity_id AS node, CAST('' AS VARCHAR) COLLATE "C" AS steps, 0 AS place FROM (${from}) f`;

/** Query of these. */
function rowsOf(paths: readonly Path[]): string {
  if (paths.length === 0)
    return startsOf('SELECT CAST(0 AS INTEGER) AS no, entity_id FROM t_tag_content WHERE 1 = 0');
  const rows = paths.map(
    ({ no, start, node, steps, place }) =>
      `(${no}, '${start}'::uuid, '${node}'::uuid, ${text(steps)}, ${place})`,
  );
  return `SELECT no, start, node, CAST(steps AS VARCHAR) COLLATE "C" AS steps, place FROM (VALUES ${rows.join(', ')}) p(no, start, node, steps, place)`;
}

/** Null where they are many. */
async function walkFew(
  near: Near,
  walks: readonly Walk[],
  starts: readonly Target[],
): Promise<readonly Path[] | null> {
  let here: Path[] = starts.map(({ no, entity_id: id }) => ({
    no,
    start: id,
    node: id,
    steps: '',
    place: 0,
  }));
  const paths: Path[] = [];
  const length = Math.max(...walks.map(({ hops }) => hops.length));
  for (let place = 1; place <= length && here.length > 0; place++) {
    const going = walks.filter(({ hops }) => hops.length >= place);
    const most = place === 1 ? undefined : going.map(({ mostSharing }) => mostSharing);
    const led = await near.led([...new Set(here.map(({ node }) => node))], going, place, most);
    if (led === null) return null;
    const from = groupBy(led, ({ no, prev }) => `${no} ${prev}`);
    here = here.flatMap(({ no, start, node, steps }) =>
      (from.get(`${no} ${node}`) ?? [])
        .filter(({ next }) => next !== start)
        .map(({ relation_id: relation, next }) => ({
          no,
          start,
          node: next,
          steps: steps + stepOf(relation, next),
          place,
        })),
    );
    if (paths.length + here.length > few) return null;
    const mixed = new Map(
      going
        .filter(({ hops }) => hops.length > place && hops[place - 1]?.mixed)
        .map(({ no, hops }) => [no, hops[place - 1]?.to ?? []]),
    );
    const doubtful = here.filter(({ no }) => mixed.has(no)).map(({ node }) => node);
    const contents = await near.contents([...new Set(doubtful)]);
    if (contents === null) return null;
    here = here.filter(
      ({ no, node }) => mixed.get(no)?.includes(contents.get(node)?.type ?? '') ?? true,
    );
    paths.push(...here);
  }
  return paths;
}

async function walk(
  context: ApplyContext,
  near: Near,
  walks: readonly Walk[],
  place: number,
): Promise<void> {
  const going = walks.filter(({ hops }) => hops.length >= place);
  const most = place === 1 ? undefined : going.map(({ mostSharing }) => mostSharing);
  const before = `SELECT DISTINCT node AS entity_id FROM t_tag_path WHERE place = ${place - 1}`;
  const found = await near.relations('t_tag_near', before, going, place, most);
  if (found === null) return;
  await context.tx.execute(
    `INSERT INTO t_tag_path
     SELECT p.no, p.start, x.next, concat(p.steps, ',["', x.relation_id, '","', x.next, '"]'), ${place}
     FROM t_tag_path p JOIN ${found.from} x ON x.no = p.no AND x.prev = p.node WHERE p.place = ${place - 1} AND x.next <> p.start`,
  );
  await found.drop();
  const mixed = going.filter(({ hops }) => hops.length > place && hops[place - 1]?.mixed);
  if (mixed.length === 0) return;
  const numbers = list(mixed.map(({ no }) => no));
  const middle = await near.entities(
    `SELECT node AS entity_id FROM t_tag_path WHERE place = ${place} AND no IN ${numbers}`,
  );
  const types = mixed.flatMap(({ no, hops }) =>
    (hops[place - 1]?.to ?? []).map((type) => `(${no}, ${text(type)})`),
  );
  await context.tx.execute(
    `DELETE FROM t_tag_path WHERE place = ${place} AND no IN ${numbers} AND NOT EXISTS (
       SELECT 1 FROM (${middle}) m JOIN (VALUES ${types.join(', ')}) y(no, type) ON y.type = m.type
       WHERE m.entity_id = t_tag_path.node AND y.no = t_tag_path.no)`,
  );
}
