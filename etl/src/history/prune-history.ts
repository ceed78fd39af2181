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

/** A relation that is gone for good keeps its last row, by which references to its id find what its ends became; an entity is found by lineage. */
const succeeded = `AND EXISTS (SELECT 1 FROM relation l WHERE l.relation_id = relation.relation_id AND l.rev_from >= relation.rev_to)`;
const tables = [
  { name: 'relation', id: 'relation_id', condition: succeeded },
  { name: 'entity', id: 'entity_id', condition: '' },
  { name: 'derived_tag', id: 'entity_id', condition: '' },
] as const;

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
  const ended = await Promise.all(
    tables.map(async ({ name, condition }) => {
      const [row] = await sql.query<{ n: number }>(
        `SELECT count(*) AS n FROM ${name} WHERE rev_to <= ${horizon} ${condition}`,
      );
      return row?.n ?? 0;
    }),
  );
  const total = ended.reduce((sum, n) => sum + n, 0);
  for (const [place, { name, id, condition }] of tables.entries()) {
    const count = ended[place] ?? 0;
    if (count === 0) continue;
    for (const [from, to] of rangesFor(count, options.batchRows ?? 50_000)) {
      if (options.signal?.aborted) return { horizon, rows };
      const within = to === null ? '' : `AND ${id} < CAST('${to}' AS UUID)`;
      rows += await sql.write((tx) =>
        tx.execute(
          `DELETE FROM ${name} WHERE rev_to <= ${horizon} AND ${id} >= CAST('${from}' AS UUID) ${within} ${condition}`,
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
