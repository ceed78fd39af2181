/** Tags of an entity that rules derive, each with its ground and the revision that brought it. */
import { readGround, type TagGround } from '@phecda/graph-schema/truth/ground';
import type { ViewedTruth } from './truth.ts';

export interface DerivedTag {
  readonly tag: string;
  readonly version: number;
  readonly ground: TagGround;
  /** Of inherited risk, in thousandths. */
  readonly score: number | null;
  readonly revision: number;
  readonly since: string;
}

export async function readDerivedTags(truth: ViewedTruth, entityId: string): Promise<DerivedTag[]> {
  const rows = await truth.query<{
    tag: string;
    rule_version: number;
    ground: string;
    score: number | null;
    rev_from: number;
    made_at: string;
  }>(
    `SELECT d.tag, d.rule_version, d.ground, d.score, d.rev_from, r.made_at FROM derived_tag d JOIN revision r ON r.revision = d.rev_from
     WHERE d.rev_to IS NULL AND d.entity_id = CAST($1 AS UUID) ORDER BY d.tag`,
    [entityId],
  );
  return rows.map((row) => ({
    tag: row.tag,
    version: row.rule_version,
    ground: readGround(row.ground),
    score: row.score,
    revision: row.rev_from,
    since: row.made_at,
  }));
}
