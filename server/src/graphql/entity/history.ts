/** How one entity came to be what it is: a line per revision that touched it or its relations, newest first. */
import type { SqlReader } from '@phecda/graph-schema';
import type { HistoryLine } from '../../generated/resolvers.ts';
import { lines, object } from '../../truth-text.ts';

interface EntityRow {
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

export async function readHistory(
  sql: SqlReader,
  entityId: string,
  limit: number,
): Promise<HistoryLine[]> {
  const touches = new Map<number, Touch>();
  await addEntityChanges(sql, entityId, touches);
  await addRelationChanges(sql, entityId, touches);
  const revisions = [...touches.keys()].sort((a, b) => b - a).slice(0, limit);
  if (revisions.length === 0) return [];
  const rows = await sql.query<{
    revision: number;
    at_time: string;
    actor: string;
    reason: string;
  }>(
    `SELECT revision, made_at AS at_time, actor, reason FROM revision WHERE revision IN (${revisions.map(Number).join(', ')})`,
  );
  const known = new Map(rows.map((row) => [row.revision, row]));
  return revisions.flatMap((revision) => {
    const row = known.get(revision);
    const touch = touches.get(revision);
    if (!row || !touch) return [];
    const detail = { ...touch.detail, ...(row.reason === '' ? {} : { reason: row.reason }) };
    return [{ revision, at: row.at_time, actor: row.actor, change: touch.change, detail }];
  });
}

async function addEntityChanges(
  sql: SqlReader,
  entityId: string,
  touches: Map<number, Touch>,
): Promise<void> {
  const rows = await sql.query<EntityRow>(
    `SELECT label, props, tags, rev_from, rev_to FROM entity WHERE entity_id = CAST($1 AS UUID) ORDER BY rev_from`,
    [entityId],
  );
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    const continues = before !== undefined && before.rev_to === row.rev_from;
    touches.set(
      row.rev_from,
      continues
        ? { change: 'changed', detail: difference(before, row) }
        : { change: 'created', detail: {} },
    );
    const next = rows[i + 1];
    if (row.rev_to !== null && next?.rev_from !== row.rev_to)
      touches.set(row.rev_to, { change: 'removed', detail: {} });
  });
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

/** A relation that changed ends one row and begins another with the same revision: counted as changed, neither added nor removed. */
async function addRelationChanges(
  sql: SqlReader,
  entityId: string,
  touches: Map<number, Touch>,
): Promise<void> {
  const rows = await sql.query<{
    revision: number;
    kind: string;
    added: number;
    removed: number;
    changed: number;
  }>(
    `WITH touched AS (
       SELECT relation_id, kind, rev_from, rev_to FROM relation
       WHERE source = CAST($1 AS UUID) OR target = CAST($1 AS UUID)),
     marks AS (
       SELECT relation_id, kind, rev_from AS revision, 1 AS begins, 0 AS ends FROM touched
       UNION ALL SELECT relation_id, kind, rev_to, 0, 1 FROM touched WHERE rev_to IS NOT NULL),
     sums AS (SELECT relation_id, kind, revision, max(begins) AS begins, max(ends) AS ends FROM marks GROUP BY 1, 2, 3)
     SELECT revision, kind,
            CAST(sum(CASE WHEN ends = 0 THEN 1 ELSE 0 END) AS BIGINT) AS added,
            CAST(sum(CASE WHEN begins = 0 THEN 1 ELSE 0 END) AS BIGINT) AS removed,
            CAST(sum(CASE WHEN begins + ends = 2 THEN 1 ELSE 0 END) AS BIGINT) AS changed
     FROM sums GROUP BY revision, kind ORDER BY revision, kind`,
    [entityId],
  );
  for (const { revision, kind, ...counts } of rows) {
    const touch = touches.get(revision) ?? { change: 'relations', detail: {} };
    touches.set(revision, touch);
    const relations = (touch.detail['relations'] ??= []) as unknown[];
    relations.push({ kind, ...counts });
  }
}
