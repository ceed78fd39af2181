/** The set operations of the apply flow on DuckDB with far less memory than they read: none of them holds what it cannot set aside. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyFile, withdrawFile } from '@phecda/etl';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { bigFileFacts, writeBigScratch, type BigFile } from '../support/big-scratch.ts';
import { recordSecret } from '../support/record-secret.ts';
import { longRun } from '../support/run-length.ts';

/** DuckDB needs an eighth of a gigabyte for each thread to set anything aside at all. */
const LIMIT = '256MB';
/** Twelve hundred thousand rows of the truth and two kilobytes of text for each: ten times the limit. */
const ROWS = 300_000;
const WIDTH = 2_000;

/** Aggregates and operators that DuckDB keeps in memory whole, whatever the limit. */
const unspillable =
  /DISTINCT ON|\b(?:list|array_agg|string_agg|group_concat|histogram|quantile\w*|median|mode|arg_min|arg_max)\s*\(|\b(?:min|max)\s*\(\s*(?:\w+\.)?(?:props|tags|keys|sources|behaviour|periods)\s*\)/i;
/** Where they are few and small whatever is loaded: chapters of a pattern, countries of an entity, sources or currencies of what has several. */
const bounded =
  /^CREATE TEMP TABLE (?:t_chapter|t_country|t_several_amount|t_amount) |^UPDATE t_sum SET sources/;

let folder: string;
let sql: Sql;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-memory-'));
  sql = await openDuckDb({
    path: join(folder, 'truth.duckdb'),
    recordSecret,
    memoryLimit: LIMIT,
    threads: 2,
  });
  await sql.migrate();
});
afterEach(async () => {
  await sql?.close();
  await rm(folder, { recursive: true, force: true });
});

async function load(name: string, file: BigFile): Promise<{ fileId: string | null }> {
  const scratch = join(folder, `${name}.duckdb`);
  await writeBigScratch(scratch, file);
  const summary = await applyFile(sql, { scratch, file: bigFileFacts(name, file), actor: 'test' });
  await rm(scratch);
  return summary;
}

async function loadTwiceAndWithdraw(rows: number, width: number): Promise<void> {
  expect(await load('first', { rows, width })).toMatchObject({ entitiesAdded: rows * 1.5 });
  const again = { rows, width, edition: 1, sourceDate: '2024-02-01' };
  const second = await load('second', again);
  expect(second).toMatchObject({ entitiesAdded: 0, declarationsChanged: 2 * rows });
  await withdrawFile(sql, second.fileId!, 'test', 'mistake');
}

describe('memory of the apply flow', () => {
  it('holds no aggregate of unbounded size', async () => {
    const statements: string[] = [];
    const run = vi.spyOn(DuckDBConnection.prototype, 'run');
    await loadTwiceAndWithdraw(200, 10);
    for (const [text] of run.mock.calls) statements.push(text.replaceAll(/\s+/g, ' ').trim());
    run.mockRestore();
    expect(statements.length).toBeGreaterThan(200);
    expect(statements.filter((text) => unspillable.test(text) && !bounded.test(text))).toEqual([]);
  });

  if (longRun)
    it(
      'suffices at a tenth of what is new, of a full delivery that changes all, and of its withdrawal',
      () => loadTwiceAndWithdraw(ROWS, WIDTH),
      1_800_000,
    );
});
