/** Figures of the whole: how much there is, which tags are frequent, which entities are worth opening first. */
import type { Ontology } from '@phecda/graph-schema';
import { riskLevels } from '@phecda/graph-schema/ontology/risk-levels';
import { lines } from '../truth-text.ts';
import type { ViewedTruth } from './truth.ts';

export interface FileFigures {
  readonly files: number;
  readonly lastImport: string | null;
}

export async function readFileFigures(truth: ViewedTruth): Promise<FileFigures> {
  const [row] = await truth.query<{ files: number; last_import: string | null }>(
    `SELECT count(*) AS files, max(made_at) AS last_import FROM file WHERE state = 'loaded' AND dataset <> 'analyst'`,
  );
  return { files: row?.files ?? 0, lastImport: row?.last_import ?? null };
}

interface TagSet {
  readonly tags: string;
  readonly derived: string;
  readonly count: number;
}

/** What entities are asserted and derived to carry. */
const tagged = `SELECT e.entity_id, e.type, e.tags, COALESCE(d.tags, '') AS derived FROM entity e
  LEFT JOIN (SELECT entity_id, string_agg(tag, chr(10) ORDER BY tag) AS tags FROM derived_tag WHERE rev_to IS NULL GROUP BY entity_id) d
    ON d.entity_id = e.entity_id WHERE e.rev_to IS NULL AND (e.tags <> '' OR d.tags IS NOT NULL)`;

/** Entities per set of tags; far fewer sets than entities. */
async function readTagSets(truth: ViewedTruth): Promise<TagSet[]> {
  return truth.query<TagSet>(
    `SELECT tags, derived, count(*) AS count FROM (${tagged}) t GROUP BY tags, derived`,
  );
}

const allTags = ({ tags, derived }: TagSet): string[] => [
  ...new Set([...lines(tags), ...lines(derived)]),
];

export async function readTagCounts(truth: ViewedTruth): Promise<{ tag: string; count: number }[]> {
  const counts = new Map<string, number>();
  for (const set of await readTagSets(truth)) {
    for (const tag of allTags(set)) counts.set(tag, (counts.get(tag) ?? 0) + set.count);
  }
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1));
}

/** Entities whose tags weigh most (highest level first, then the sum of levels), at most `limit`. */
export async function readRiskiest(
  truth: ViewedTruth,
  ontology: Ontology,
  limit: number,
): Promise<string[]> {
  const levelOf = riskLevels(ontology);
  const weigh = (set: TagSet): number => {
    const levels = allTags(set).map((tag) => levelOf[tag] ?? 0);
    return Math.max(0, ...levels) * 1000 + levels.reduce((sum, level) => sum + level, 0);
  };
  const sets = (await readTagSets(truth)).sort(
    (a, b) => weigh(b) - weigh(a) || (`${a.tags} ${a.derived}` < `${b.tags} ${b.derived}` ? -1 : 1),
  );
  const found: string[] = [];
  for (const set of sets) {
    if (found.length >= limit || weigh(set) < 2000) break;
    const rows = await truth.query<{ entity_id: string }>(
      `SELECT entity_id FROM (${tagged}) t WHERE tags = CAST($1 AS TEXT) AND derived = CAST($2 AS TEXT) AND type IN ('Enterprise', 'Person', 'Vehicle', 'Vessel')
       ORDER BY entity_id LIMIT ${Math.trunc(limit - found.length)}`,
      [set.tags, set.derived],
    );
    found.push(...rows.map((row) => row.entity_id));
  }
  return found;
}

/** Entities that carry the tag, however they got it, by name; `total` of all. */
export async function readTagged(
  truth: ViewedTruth,
  tag: string,
  limit: number,
): Promise<{ ids: string[]; total: number }> {
  const carries = `position(chr(10) || CAST($1 AS TEXT) || chr(10) IN chr(10) || t.tags || chr(10) || t.derived || chr(10)) > 0`;
  const [[count], rows] = await Promise.all([
    truth.query<{ total: number }>(`SELECT count(*) AS total FROM (${tagged}) t WHERE ${carries}`, [
      tag,
    ]),
    truth.query<{ entity_id: string }>(
      `SELECT t.entity_id FROM (${tagged}) t JOIN entity e ON e.entity_id = t.entity_id AND e.rev_to IS NULL
       WHERE ${carries} ORDER BY e.label, t.entity_id LIMIT ${Math.trunc(limit)}`,
      [tag],
    ),
  ]);
  return { ids: rows.map(({ entity_id }) => entity_id), total: count?.total ?? 0 };
}
