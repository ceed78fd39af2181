/** Part of step 8: from what changed back, over each rule's relations, to the entities that may carry its tag. */
import type { ApplyContext } from '../apply/apply-context.ts';
import { contents, type Changes, type FewChanges } from './concerns.ts';
import { few, hubRelations, type Near } from './near.ts';
import type { PlannedRule } from './plan-rules.ts';

/** A row of t_tag_reach: what of a rule's path may have changed; at place 0 stand the entities that may carry its tag. */
export interface Reached {
  readonly no: number;
  readonly place: number;
  readonly entity_id: string;
}

/** t_tag_reach (no, place, entity_id). */
export async function createReach(context: ApplyContext): Promise<void> {
  await context.temp(
    't_tag_reach',
    `SELECT CAST(0 AS INTEGER) AS no, CAST(0 AS INTEGER) AS place, entity_id FROM derived_tag WHERE 1 = 0`,
  );
}

/** A row of t_tag_changed: an entity whose tag came or went in this step. */
export interface ChangedTag {
  readonly entity_id: string;
  readonly tag: string;
}

/** As `reachChanged`, where what changed is few. @param derived all of t_tag_changed @returns null where there is too much to look at in memory */
export async function reachFew(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
  changes: Changes,
  { entities, links }: FewChanges,
  derived: readonly ChangedTag[],
): Promise<readonly Reached[] | null> {
  let all: Reached[] = [];
  for (const rule of rules) {
    const { no, looks, hops, reads } = rule;
    const own = [
      ...looks.flatMap((look) =>
        entities
          .filter(
            (row) =>
              look.types.includes(row.type) &&
              contents.some((content) => look[content] && row[content]),
          )
          .map((row) => ({ no, place: look.place, entity_id: row.entity_id })),
      ),
      ...hops.flatMap(({ ways }, place) =>
        ways.flatMap(({ kind, inbound }) =>
          links
            .filter((link) => link.kind === kind)
            .map(({ source, target }) => ({ no, place, entity_id: inbound ? target : source })),
        ),
      ),
      ...derived
        .filter(({ tag }) => reads.includes(tag))
        .map((row) => ({ no, place: hops.length, entity_id: row.entity_id })),
    ];
    if (own.length === 0) continue;
    const matters = rule.ground.matters?.(context, near, rule, changes, idsOf(own));
    if ((await matters) !== false) all.push(...distinct(own));
  }
  const length = Math.max(...rules.map(({ hops }) => hops.length));
  for (let place = length; place >= 1; place--) {
    const here = all.filter((row) => row.place === place);
    if (here.length === 0) continue;
    const going = rules.filter(({ hops }) => hops.length >= place);
    const led = await near.led(idsOf(here), going, place);
    if (led === null) return null;
    const at = new Set(here.map(({ no, entity_id: id }) => `${no} ${id}`));
    const before = led
      .filter(({ no, next }) => at.has(`${no} ${next}`))
      .map(({ no, prev }) => ({ no, place: place - 1, entity_id: prev }));
    all = distinct([...all, ...before]);
    if (all.length > few) return null;
  }
  return all;
}

function distinct(rows: readonly Reached[]): Reached[] {
  const byKey = new Map(
    rows.map((row) => [`${row.no} ${row.place} ${row.entity_id}`, row] as const),
  );
  return [...byKey.values()];
}

/** From t_tag_entity, t_tag_link and t_tag_changed. @param changed what stands there, and the tags @param alone whether nothing else has a rule looked at */
export async function reachChanged(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
  changed: Changes & { readonly derived: ReadonlySet<string> },
  alone: (rule: PlannedRule) => boolean,
): Promise<void> {
  if (rules.length === 0) return;
  const types = rules.flatMap(({ no, looks }) =>
    looks.flatMap((look) =>
      look.types
        .filter((type) => contents.some((content) => look[content] && changed[content].has(type)))
        .map(
          (type) =>
            `(${no}, ${look.place}, '${type}', ${look.came}, ${look.props}, ${look.tags}, ${look.behaviour})`,
        ),
    ),
  );
  const ways = rules.flatMap(({ no, hops }) =>
    hops.flatMap((hop, place) =>
      hop.ways
        .filter(({ kind }) => changed.kinds.has(kind))
        .map(({ kind, inbound }) => `(${no}, ${place}, '${kind}', ${inbound})`),
    ),
  );
  const reads = rules.flatMap(({ no, hops, reads: tags }) =>
    tags
      .filter((tag) => changed.derived.has(tag))
      .map((tag) => `(${no}, ${hops.length}, '${tag}')`),
  );
  const found = [
    ...(types.length === 0
      ? []
      : [
          `SELECT t.no, t.place, e.entity_id FROM t_tag_entity e JOIN (VALUES ${types.join(', ')}) t(no, place, type, came, props, tags, behaviour) ON t.type = e.type
           WHERE (t.came AND e.came) OR (t.props AND e.props) OR (t.tags AND e.tags) OR (t.behaviour AND e.behaviour)`,
        ]),
    ...(ways.length === 0
      ? []
      : [
          `SELECT w.no, w.place, CASE WHEN w.inbound THEN x.target ELSE x.source END FROM t_tag_link x JOIN (VALUES ${ways.join(', ')}) w(no, place, kind, inbound) ON w.kind = x.kind`,
        ]),
    ...(reads.length === 0
      ? []
      : [
          `SELECT r.no, r.place, c.entity_id FROM t_tag_changed c JOIN (VALUES ${reads.join(', ')}) r(no, place, tag) ON r.tag = c.tag`,
        ]),
  ];
  if (found.length > 0)
    await context.tx.execute(
      `INSERT INTO t_tag_reach SELECT DISTINCT * FROM (${found.join(' UNION ALL ')}) f`,
    );
  for (const rule of rules) {
    const reached = `SELECT DISTINCT entity_id FROM t_tag_reach WHERE no = ${rule.no}`;
    if (
      alone(rule) &&
      (await rule.ground.matters?.(context, near, rule, changed, reached)) === false
    )
      await context.tx.execute(`DELETE FROM t_tag_reach WHERE no = ${rule.no}`);
  }
  await walkBack(context, near, rules, hubRelations);
}

/** All that may carry the tags of these rules, or carries them: where a path begins there is its first relation, and what is compared with others has declared something. Rule by rule: one statement for all would keep what it has seen of each in memory at once. */
export async function reachAll(
  context: ApplyContext,
  rules: readonly PlannedRule[],
): Promise<void> {
  for (const { no, rule, ground, hops } of rules) {
    const [first] = hops;
    const ways = (first?.ways ?? []).map(({ kind, inbound }) => `('${kind}', ${inbound})`);
    const beginning =
      first === undefined
        ? `SELECT entity_id FROM entity WHERE rev_to IS NULL AND type = '${rule.ground.of}'${ground.behaviour === true ? ` AND behaviour <> '{}'` : ''}`
        : `SELECT CASE WHEN w.inbound THEN x.target ELSE x.source END AS entity_id FROM relation x JOIN (VALUES ${ways.join(', ')}) w(kind, inbound) ON w.kind = x.kind WHERE x.rev_to IS NULL`;
    await context.tx.execute(
      `INSERT INTO t_tag_reach SELECT ${no}, 0, entity_id FROM (${beginning} UNION SELECT entity_id FROM derived_tag WHERE rev_to IS NULL AND tag = '${rule.tag}') a`,
    );
  }
}

/** What changes left for later, however many relations it has. */
export async function reachRemainder(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
): Promise<void> {
  if (rules.length === 0) return;
  const values = rules.map(({ no, rule }) => `(${no}, '${rule.tag}')`).join(', ');
  await context.tx.execute(
    `INSERT INTO t_tag_reach
     SELECT DISTINCT r.no, m.place, m.entity_id FROM tag_remainder m JOIN (VALUES ${values}) r(no, tag) ON r.tag = m.tag`,
  );
  await walkBack(context, near, rules, null);
}

export const idsOf = (rows: readonly { readonly entity_id: string }[]): string[] => [
  ...new Set(rows.map((row) => row.entity_id)),
];

/** @param most relations of an entity that is followed now; null: whatever it has */
async function walkBack(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
  most: number | null,
): Promise<void> {
  const length = Math.max(...rules.map(({ hops }) => hops.length));
  for (let place = length; place >= 1; place--) {
    const here = `SELECT DISTINCT entity_id FROM t_tag_reach WHERE place = ${place}`;
    const going = rules.filter(({ hops }) => hops.length >= place);
    const found = await near.relations('t_tag_near', here, going, place);
    if (found === null) continue;
    if (most !== null && found.table) await leaveHubs(context, going, place, most);
    await context.tx.execute(
      `INSERT INTO t_tag_reach
       SELECT DISTINCT r.no, ${place - 1}, x.prev FROM t_tag_reach r JOIN ${found.from} x ON x.no = r.no AND x.next = r.entity_id WHERE r.place = ${place}`,
    );
    await found.drop();
  }
}

/** Neighbours that the change reaches itself do not count: in a first load everything is looked at. */
async function leaveHubs(
  context: ApplyContext,
  rules: readonly PlannedRule[],
  place: number,
  most: number,
): Promise<void> {
  const { tx } = context;
  const hubs = await tx.query<{ no: number; entity_id: string }>(
    `SELECT x.no, x.next AS entity_id FROM t_tag_near x JOIN t_tag_reach r ON r.no = x.no AND r.entity_id = x.next AND r.place = ${place}
     WHERE NOT EXISTS (SELECT 1 FROM t_tag_reach q WHERE q.no = x.no AND q.place = ${place - 1} AND q.entity_id = x.prev)
     GROUP BY x.no, x.next HAVING count(*) > ${most}`,
  );
  if (hubs.length === 0) return;
  const found = hubs.map(({ no, entity_id: entity }) => {
    const tag = rules.find((rule) => rule.no === no)?.rule.tag ?? '';
    return `(${no}, '${tag}', '${entity}'::uuid)`;
  });
  const values = `(VALUES ${found.join(', ')}) h(no, tag, entity_id)`;
  await tx.execute(
    `INSERT INTO tag_remainder (tag, place, entity_id) SELECT h.tag, ${place}, h.entity_id FROM ${values}
     WHERE NOT EXISTS (SELECT 1 FROM tag_remainder m WHERE m.tag = h.tag AND m.place = ${place} AND m.entity_id = h.entity_id)`,
  );
  await tx.execute(
    `DELETE FROM t_tag_near WHERE EXISTS (SELECT 1 FROM ${values} WHERE h.no = t_tag_near.no AND h.entity_id = t_tag_near.next)`,
  );
}
