/** Copies the tables of the truth and of the small state out of PostgreSQL, as they stood at one moment, and into an empty database again. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { positionTableNames } from '../positions/position-tables.ts';

const tableList = `SELECT table_name AS name FROM information_schema.tables
  WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name NOT IN (${positionTableNames.map((name) => `'${name}'`).join(', ')})
  ORDER BY table_name`;
const versions = ['schema_version', 'state_schema_version'];

async function tables(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(tableList);
  return rows.map(({ name }) => name);
}

const columns = async (client: pg.PoolClient, table: string): Promise<string> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY column_name`,
    [table],
  );
  return rows.map(({ name }) => `"${name}"`).join(', ');
};

/** One transaction sees one moment, whoever writes meanwhile. */
export async function copyTablesOut(client: pg.PoolClient, folder: string): Promise<void> {
  await mkdir(folder);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    for (const table of await tables(client))
      await pipeline(
        client.query(
          copyTo(`COPY (SELECT ${await columns(client, table)} FROM "${table}") TO STDOUT`),
        ),
        createWriteStream(join(folder, `${table}.copy`), { mode: 0o600 }),
      );
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Within a transaction, into tables of the same schema versions, which may hold what their making put there. */
export async function copyTablesIn(client: pg.PoolClient, folder: string): Promise<void> {
  const names = (await tables(client)).filter((name) => !versions.includes(name));
  await client.query(`TRUNCATE ${names.map((name) => `"${name}"`).join(', ')}`);
  for (const table of names)
    await pipeline(
      createReadStream(join(folder, `${table}.copy`)),
      client.query(copyFrom(`COPY "${table}" (${await columns(client, table)}) FROM STDIN`)),
    );
  // The graph store may have seen greater tokens since.
  await client.query('UPDATE lease SET token = token + 1000000');
  await client.query('ANALYZE');
}

export interface SchemaVersions {
  readonly truth: number;
  readonly state: number;
}

/** Schema versions of a back-up: the greatest in its own lists. */
export async function readVersions(folder: string): Promise<SchemaVersions> {
  const newest = async (table: string): Promise<number> => {
    // Columns in the order of their names: name, version.
    const lines = (await readFile(join(folder, `${table}.copy`), 'utf8')).trim().split('\n');
    return Math.max(...lines.map((line) => Number(line.split('\t')[1])));
  };
  return { truth: await newest('schema_version'), state: await newest('state_schema_version') };
}
