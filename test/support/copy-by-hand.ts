/** Rows of PostgreSQL's tables written by hand: COPY into tables of the same columns and indexes. */
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

export interface CopiedTables {
  /** Writes the rows; milliseconds. */
  write(): Promise<number>;
  readonly rows: number;
}

/** Takes the rows of all tables of `schema` into files of `folder`; `write` measures putting them into empty tables beside them. */
export async function takeTables(
  url: string,
  schema: string,
  folder: string,
): Promise<CopiedTables> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = $1::regnamespace ORDER BY 1`,
    [schema],
  );
  let count = 0;
  const taken: { readonly name: string; readonly path: string }[] = [];
  await client.query('CREATE SCHEMA by_hand');
  for (const { name } of tables) {
    const path = join(folder, `${name}.copy`);
    const from = client.query(copyTo(`COPY ${schema}.${name} TO STDOUT (FORMAT binary)`));
    await pipeline(from, createWriteStream(path));
    count += from.rowCount;
    taken.push({ name, path });
    await client.query(`CREATE TABLE by_hand.${name} (LIKE ${schema}.${name} INCLUDING ALL)`);
  }
  return {
    rows: count,
    write: async () => {
      const began = performance.now();
      for (const { name, path } of taken)
        await pipeline(
          createReadStream(path),
          client.query(copyFrom(`COPY by_hand.${name} FROM STDIN (FORMAT binary)`)),
        );
      const wall = performance.now() - began;
      await client.end();
      return wall;
    },
  };
}
