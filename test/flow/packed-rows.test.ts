import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packedRows } from '@phecda/etl/apply/packed-rows';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { newDuckDb, newPostgres } from '../support/truths.ts';

describe.each([
  ['DuckDB', newDuckDb],
  ['PostgreSQL', newPostgres],
] as const)('rows as one text each from %s', (_, open) => {
  let sql: Sql;
  beforeAll(async () => {
    sql = await open();
  });
  afterAll(() => sql.close());

  it('brings rows to merge as texts and takes them apart again, whatever the last column holds', async () => {
    const [first, second] = await packedRows(
      sql,
      ['no', 'day', 'flag', 'empty', 'name'],
      `FROM (SELECT 1 AS no, DATE '2024-02-29' AS day, TRUE AS flag, '' AS empty, concat('甲', chr(31), chr(10), '乙', chr(31)) AS name
         UNION ALL SELECT 2, NULL, FALSE, NULL, NULL) x ORDER BY no`,
    );
    expect(first).toEqual(['1', '2024-02-29', 'true', '', '甲\u001f\n乙\u001f']);
    expect(second).toEqual(['2', null, 'false', null, null]);
  });
});
