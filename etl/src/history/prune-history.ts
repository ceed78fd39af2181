/** Removes rows of the graph that ended long ago, in batches between which others write. The horizon moves before the first row goes, so that no question meets a half-emptied past. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { historyHorizon } from '@phecda/graph-schema/truth/history-horizon';

export interface PruneOptions {
  /** Days that ended rows are kept. */
  readonly days: number;
  readonly now: Date;
  /** Ended rows of about one transaction; default 50,000. */
  readonly batchRows?: number;
  /** Ends it between two batches; what is left is removed the next time. */
  readonly signal?: AbortSignal;
  onBatch?(done: number, total: number): void;
}

export interface Pruned {
  /** The graph can be asked for as of this revision and later; 0: any. */
  readonly horizon: number;
  readonly rows: number;
}

const dayMs = 86_400_000;
/** Batches are ranges of the first three hexadecimal digits of ids. */
const maxBatches = 4_096;

interface Table {
  readonly name: string;
  readonly id: string;
  /** SQL condition of the rows that ended up to this revision. */
  ended(horizon: number): string;
}

const tables: readonly Table[] = [
  {
    name: 'relation',
    id: 'relation_id',
    // One that is gone for good keeps its last row, by which references to its id find what its ends became; an entity is found by lineage.
    ended: (horizon) =>
      `rev_to <= ${horizon} AND EXISTS (SELECT 1 FROM relation l WHERE l.relation_id = relation.relation_id AND l.rev_from >= relation.rev_to)`,
  },
  { name: 'entity', id: 'entity_id', ended: (horizon) => `rev_to <= ${horizon}` },
  { name: 'derived_tag', id: 'entity_id', ended: (horizon) => `rev_to <= ${horizon}` },
];
/** On DuckDB alone. Its rows are only added to: one ends with the next of its relation, and one that says that nothing stands since then ends at once. */
const relationEnd: Table = {
  name: 'relation_end',
  id: 'entity_id',
  ended: (horizon) =>
    `revision <= ${horizon} AND (NOT held OR EXISTS (SELECT 1 FROM relation_end l WHERE l.entity_id = relation_end.entity_id AND l.other = relation_end.other AND l.inbound = relation_end.inbound AND l.kind = relation_end.kind AND l.revision > relation_end.revision AND l.revision <= ${horizon}))`,
};

/** The last revision that is older than so many days; 0 when none is. */
async function lastBefore(sql: Sql, { days, now }: PruneOptions): Promise<number> {
  const before = new Date(now.getTime() - days * dayMs).toISOString().replace('Z', '');
  const [row] = await sql.query<{ revision: number | null }>(
    `SELECT max(revision) AS revision FROM revision WHERE made_at < CAST($1 AS TIMESTAMP)`,
    [before],
  );
  return row?.revision ?? 0;
}

export async function isPruningDue(sql: Sql, options: PruneOptions): Promise<boolean> {
  return (await lastBefore(sql, options)) > (await historyHorizon(sql));
}

export async function pruneHistory(sql: Sql, options: PruneOptions): Promise<Pruned> {
  const horizon = Math.max(await lastBefore(sql, options), await historyHorizon(sql));
  if (horizon === 0) return { horizon, rows: 0 };
  await sql.write(async (tx) => {
    await tx.execute(`DELETE FROM history_horizon`);
    await tx.execute(`INSERT INTO history_horizon (revision) VALUES ($1::bigint)`, [horizon]);
  });
  failpoint('prune:horizon');
  let rows = 0;
  let done = 0;
  const pruned = sql.engine === 'duckdb' ? [...tables, relationEnd] : tables;
  const counts = await Promise.all(
    pruned.map(async ({ name, ended }) => {
      const [row] = await sql.query<{ n: number }>(
        `SELECT count(*) AS n FROM ${name} WHERE ${ended(horizon)}`,
      );
      return row?.n ?? 0;
    }),
  );
  const total = counts.reduce((sum, n) => sum + n, 0);
  for (const [place, { name, id, ended }] of pruned.entries()) {
    const count = counts[place] ?? 0;
    if (count === 0) continue;
    for (const [from, to] of rangesFor(count, options.batchRows ?? 50_000)) {
      if (options.signal?.aborted) return { horizon, rows };
      const within = to === null ? '' : `AND ${id} < CAST('${to}' AS UUID)`;
      rows += await sql.write((tx) =>
        tx.execute(
          `DELETE FROM ${name} WHERE ${ended(horizon)} AND ${id} >= CAST('${from}' AS UUID) ${within}`,
        ),
      );
      failpoint('prune:batch');
    }
    done += count;
    options.onBatch?.(done, total);
  }
  return { horizon, rows };
}

/** Ids are hashes: equal ranges hold about equally many. */
function rangesFor(count: number, batchRows: number): [from: string, to: string | null][] {
  const batches = Math.min(maxBatches, Math.ceil(count / batchRows));
  const bound = (batch: number): string =>
    `${Math.floor((batch * maxBatches) / batches)
      .toString(16)
      .padStart(3, '0')}00000-0000-0000-0000-000000000000`;
  return Array.from({ length: batches }, (_, batch) => [
    bound(batch),
    batch + 1 === batches ? null : bound(batch + 1),
  ]);
}
