/** How one entity came to be what it is: a line per revision that touched it or its relations, newest first. */
import type { HistoryLine } from '../generated/resolvers.ts';
import { historyHorizon } from '@phecda/graph-schema/truth/history-horizon';
import { lines, object } from '../truth-text.ts';
import type { ViewedTruth } from './truth.ts';

interface EntityRow {
  readonly entity_id: string;
  readonly label: string;
  readonly props: string;
  readonly tags: string;
  readonly rev_from: number;
  readonly rev_to: number | null;
}

interface Touch {
  change: string;
  readonly detail: Record<string, unknown>;
}

/** Names under which earlier rows of the entity stand, and the revision by which its records had left: all of its own, of what its records were in before up to then. */
const names = `names AS (
  SELECT CAST($1 AS UUID) AS id, CAST(NULL AS BIGINT) AS until
  UNION ALL
  SELECT l.entity_before, CASE WHEN bool_or(l.revision = 0) THEN NULL ELSE max(l.revision) END
  FROM lineage l JOIN record r ON r.record_id = l.record_id
  WHERE r.entity_id = CAST($1 AS UUID) AND l.entity_before <> CAST($1 AS UUID) GROUP BY l.entity_before)`;
const begunBefore = (row: string): string => `(n.until IS NULL OR ${row}.rev_from < n.until)`;

export async function readHistory(
  truth: ViewedTruth,
  entityId: string,
  limit: number,
): Promise<HistoryLine[]> {
  const touches = await readEntityChanges(truth, entityId);
  for (const { revision, ...counts } of await readRelationChanges(truth, entityId)) {
    const touch = touches.get(revision) ?? { change: 'relations', detail: {} };
    touches.set(revision, touch);
    ((touch.detail['relations'] ??= []) as unknown[]).push(counts);
  }
  for (const { revision, tag, begun } of await readTagChanges(truth, entityId)) {
    const touch = touches.get(revision) ?? { change: 'changed', detail: {} };
    if (touch.change === 'relations') touch.change = 'changed';
    touches.set(revision, touch);
    const field = begun ? 'tagsAdded' : 'tagsRemoved';
    touch.detail[field] = [...new Set([...((touch.detail[field] ?? []) as string[]), tag])].sort();
  }
  // What a revision before the horizon replaced is gone: it would look like a beginning.
  const horizon = await historyHorizon(truth);
  const revisions = [...touches.keys()]
    .filter((revision) => revision > horizon)
    .sort((a, b) => b - a)
    .slice(0, limit);
  if (revisions.length === 0) return [];
  const rows = await truth.query<{
    revision: number;
    made_at: string;
    actor: string;
    reason: string;
  }>(
    `SELECT revision, made_at, actor, reason FROM revision WHERE revision IN (${revisions.map(Number).join(', ')})`,
  );
  const known = new Map(rows.map((row) => [row.revision, row]));
  return revisions.flatMap((revision) => {
    const row = known.get(revision);
    const touch = touches.get(revision);
    if (!row || !touch) return [];
    const detail = { ...touch.detail, ...(row.reason === '' ? {} : { reason: row.reason }) };
    return [{ revision, at: row.made_at, actor: row.actor, change: touch.change, detail }];
  });
}

async function readEntityChanges(
  truth: ViewedTruth,
  entityId: string,
): Promise<Map<number, Touch>> {
  const rows = await truth.query<EntityRow>(
    `WITH ${names}
     SELECT e.entity_id, e.label, e.props, e.tags, e.rev_from, e.rev_to FROM entity e JOIN names n ON n.id = e.entity_id WHERE ${begunBefore('e')}
     ORDER BY e.rev_from, e.entity_id`,
    [entityId],
  );
  const begun = new Map<number, EntityRow[]>();
  const ended = new Map<number, EntityRow[]>();
  for (const row of rows) {
    begun.set(row.rev_from, [...(begun.get(row.rev_from) ?? []), row]);
    if (row.rev_to !== null) ended.set(row.rev_to, [...(ended.get(row.rev_to) ?? []), row]);
  }
  const revisions = new Set([...begun.keys(), ...ended.keys()]);
  return new Map(
    [...revisions].map((revision) => [
      revision,
      touchOf(ended.get(revision) ?? [], begun.get(revision) ?? [], entityId),
    ]),
  );
}

function touchOf(
  before: readonly EntityRow[],
  after: readonly EntityRow[],
  entityId: string,
): Touch {
  const now = after.find((row) => row.entity_id === entityId) ?? after[0];
  if (!now) return { change: 'removed', detail: {} };
  const old = before.find((row) => row.entity_id === now.entity_id) ?? before[0];
  if (!old) return { change: 'created', detail: {} };
  const change =
    before.length > after.length ? 'merged' : before.length < after.length ? 'split' : 'changed';
  return { change, detail: difference(old, now) };
}

function difference(before: EntityRow, after: EntityRow): Record<string, unknown> {
  const old = object(before.props);
  const now = object(after.props);
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
  const oldTags = lines(before.tags);
  const nowTags = lines(after.tags);
  const tagsAdded = nowTags.filter((tag) => !oldTags.includes(tag));
  const tagsRemoved = oldTags.filter((tag) => !nowTags.includes(tag));
  return {
    ...(changed.length > 0 ? { attributes: changed } : {}),
    ...(tagsAdded.length > 0 ? { tagsAdded } : {}),
    ...(tagsRemoved.length > 0 ? { tagsRemoved } : {}),
    ...(before.label === after.label ? {} : { formerLabel: before.label }),
  };
}

/** Derived tags that came or went; one that only rests on something else now did neither. */
function readTagChanges(
  truth: ViewedTruth,
  entityId: string,
): Promise<{ revision: number; tag: string; begun: boolean }[]> {
  return truth.query(
    `WITH ${names},
     touched AS (SELECT t.tag, t.rev_from, t.rev_to FROM derived_tag t JOIN names n ON n.id = t.entity_id WHERE ${begunBefore('t')}),
     marks AS (SELECT tag, rev_from AS revision, 1 AS step FROM touched UNION ALL SELECT tag, rev_to, -1 FROM touched WHERE rev_to IS NOT NULL)
     SELECT revision, tag, sum(step) > 0 AS begun FROM marks GROUP BY revision, tag HAVING sum(step) <> 0 ORDER BY revision, tag`,
    [entityId],
  );
}

interface RelationChange {
  readonly revision: number;
  readonly kind: string;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** A relation whose row ends and begins in one revision changed; so did one that only its end's new name gave a new id. */
async function readRelationChanges(
  truth: ViewedTruth,
  entityId: string,
): Promise<RelationChange[]> {
  const rows = await truth.query<{ revision: number; kind: string; begun: number; ended: number }>(
    `WITH ${names},
     touched AS (SELECT DISTINCT t.relation_id, t.kind, t.rev_from, t.rev_to FROM relation t JOIN names n ON (n.id = t.source OR n.id = t.target) WHERE ${begunBefore('t')}),
     marks AS (SELECT kind, rev_from AS revision, 1 AS begun, 0 AS ended FROM touched
               UNION ALL SELECT kind, rev_to, 0, 1 FROM touched WHERE rev_to IS NOT NULL)
     SELECT revision, kind, CAST(sum(begun) AS BIGINT) AS begun, CAST(sum(ended) AS BIGINT) AS ended
     FROM marks GROUP BY revision, kind ORDER BY revision, kind`,
    [entityId],
  );
  return rows.map(({ revision, kind, begun, ended }) => {
    const changed = Math.min(begun, ended);
    return { revision, kind, added: begun - changed, removed: ended - changed, changed };
  });
}
