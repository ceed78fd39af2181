import { randomUUID } from 'node:crypto';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { idRanges } from './id-ranges.ts';

it('every id is in one part and no other', async () => {
  expect(idRanges('id', 0)).toEqual([]);
  const edges = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  const ids = [...Array.from({ length: 2_000 }, () => randomUUID()), ...edges];
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('CREATE TABLE one (id UUID)');
  await connection.run(`INSERT INTO one VALUES ${ids.map((id) => `('${id}')`).join(', ')}`);
  for (const parts of [1, 2, 3, 7]) {
    const ranges = idRanges('id', parts);
    expect(ranges).toHaveLength(parts);
    const found: string[] = [];
    for (const range of ranges) {
      const rows = await connection.runAndReadAll(`SELECT id::VARCHAR FROM one WHERE ${range}`);
      found.push(...rows.getRows().map(([id]) => String(id)));
    }
    expect(found.sort()).toEqual([...ids].sort());
  }
  connection.closeSync();
});
