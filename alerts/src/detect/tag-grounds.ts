/** Why a tag that a finding is about came, or what one that went had rested on: the rules that derive it, with their figures and paths. */
import type { SqlReader } from '@phecda/graph-schema';
import { readGround, type TagGround } from '@phecda/graph-schema/truth/ground';
import type { Finding } from '../conditions/condition.ts';
import type { AlertDetail } from '../store/alert-store.ts';
import type { Change } from './change.ts';
import { GraphAt } from './graph-at.ts';

export interface DerivedTag {
  readonly entity: string;
  readonly tag: string;
  readonly version: number;
  readonly ground: TagGround;
  /** Of inherited risk, in thousandths. */
  readonly score: number | null;
}

interface TagsOfPath {
  readonly path: readonly string[];
  readonly detail: Pick<AlertDetail, 'tags' | 'attribute'>;
}

/** A tag that was lost had its ground in the revision before. */
export const isLost = ({ attribute }: Pick<AlertDetail, 'attribute'>): boolean =>
  attribute === 'lost';

/** @returns by the record that bears the tags, the last of each path */
export async function groundsAt(
  sql: SqlReader,
  revision: number,
  found: readonly TagsOfPath[],
): Promise<Map<string, DerivedTag[]>> {
  const records = [...new Set(found.map(({ path }) => path.at(-1) ?? ''))];
  const entities = await new GraphAt(sql, revision).entitiesOf(records);
  if (entities.size === 0) return new Map();
  const rows = await sql.query<Omit<DerivedTag, 'ground'> & { ground: string }>(
    `SELECT entity_id AS entity, tag, rule_version AS version, ground, score FROM derived_tag
     WHERE entity_id IN (SELECT CAST(unnest(string_to_array($1, ',')) AS UUID)) AND rev_from <= ${revision} AND (rev_to IS NULL OR rev_to > ${revision}) ORDER BY tag`,
    [[...new Set(entities.values())].join(',')],
  );
  const derived = rows.map((row) => ({ ...row, ground: readGround(row.ground) }));
  return new Map(
    [...entities].map(([record, entity]) => [
      record,
      derived.filter((one) => one.entity === entity),
    ]),
  );
}

/** Findings with the grounds of their tags; one of a tag alone gets the path of its ground, and rests on what is new of it. */
export async function withGrounds(
  found: readonly Finding[],
  { sql, revision, graph }: Pick<Change, 'sql' | 'revision' | 'graph'>,
): Promise<readonly Finding[]> {
  const tagged = found.filter(({ detail }) => detail.tags.length > 0);
  if (tagged.length === 0) return found;
  const lost = tagged.filter(({ detail }) => isLost(detail));
  const gained = tagged.filter(({ detail }) => !isLost(detail));
  const [now, before] = await Promise.all([
    groundsAt(sql, revision, gained),
    groundsAt(sql, revision - 1, lost),
  ]);
  const answer: Finding[] = [];
  for (const one of found) {
    const { path, detail } = one;
    const derived = (isLost(detail) ? before : now).get(path.at(-1) ?? '') ?? [];
    const mine = derived.filter(({ tag }) => detail.tags.includes(tag));
    if (mine.length === 0) {
      answer.push(one);
      continue;
    }
    const alone = path.length === 1 && !isLost(detail);
    const steps = alone ? await stepsOf(mine, { sql, revision, graph }) : {};
    answer.push({ ...one, detail: { ...detail, grounds: mine.map(figuresOf), ...steps } });
  }
  return answer;
}

/** Numbers, days and short codes: what else a figure holds may be what somebody is told by. */
const isTellable = (figure: unknown): figure is number | string =>
  typeof figure === 'number' || (typeof figure === 'string' && /^[\d-]{1,10}$/.test(figure));

function figuresOf({ tag, version, ground, score }: DerivedTag) {
  const all = { ...ground.figures, ...(score === null ? {} : { score }) };
  const told = Object.entries(all).flatMap(([name, figure]) =>
    isTellable(figure) ? [[name, figure] as const] : [],
  );
  return { tag, version, figures: Object.fromEntries(told) };
}

/** The path of a ground that the revision brought, or the first. */
async function stepsOf(
  derived: readonly DerivedTag[],
  { sql, revision, graph }: Pick<Change, 'sql' | 'revision' | 'graph'>,
): Promise<Partial<Pick<AlertDetail, 'steps' | 'relation' | 'kind'>>> {
  const paths = derived.flatMap(({ entity, ground }) =>
    ground.paths.map((steps) => ({ entity, steps })),
  );
  const ids = [...new Set(paths.flatMap(({ steps }) => steps.map(([relation]) => relation)))];
  if (ids.length === 0) return {};
  const relations = await sql.query<{ id: string; kind: string; is_new: boolean }>(
    `SELECT relation_id AS id, kind, rev_from = ${revision} AS is_new FROM relation
     WHERE relation_id IN (SELECT CAST(unnest(string_to_array($1, ',')) AS UUID)) AND rev_from <= ${revision} AND (rev_to IS NULL OR rev_to > ${revision})`,
    [ids.join(',')],
  );
  const byId = new Map(relations.map((one) => [one.id, one]));
  const isNew = ([relation]: readonly [string, string]): boolean =>
    byId.get(relation)?.is_new === true;
  const told = paths.find(({ steps }) => steps.some(isNew)) ?? paths[0];
  if (told === undefined) return {};
  const sides = await graph.sides([told.entity, ...told.steps.map(([, entity]) => entity)]);
  const typeOf = (entity: string): string => sides.get(entity)?.type ?? '';
  const fresh = byId.get(told.steps.find(isNew)?.[0] ?? '');
  return {
    steps: [
      { type: typeOf(told.entity), kind: null, isNew: false },
      ...told.steps.map((step) => ({
        type: typeOf(step[1]),
        kind: byId.get(step[0])?.kind ?? null,
        isNew: isNew(step),
      })),
    ],
    ...(fresh && { relation: fresh.id, kind: fresh.kind }),
  };
}
