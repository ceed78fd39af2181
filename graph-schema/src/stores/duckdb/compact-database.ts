/** Gives the space of a DuckDB file that holds nothing any more back to the disk, before anybody has opened it: the file is copied, and the copy takes its place. */
import { existsSync } from 'node:fs';
import { rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { holdDatabase } from './copy-database.ts';

export interface CompactionLimits {
  /** Empty bytes from which on it is worth a copy; default 256 MB. */
  readonly leastEmpty?: number;
  /** Share of the file that is empty; default two fifths. */
  readonly emptyShare?: number;
  /** Room on the disk, bytes. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Room beside what the copy will take. */
const spareBytes = 256 << 20;

/** @param path of a file that no process has open. @returns whether it was compacted */
export async function compactDatabase(
  path: string,
  { leastEmpty = 256 << 20, emptyShare = 0.4, freeBytes = freeOf }: CompactionLimits = {},
): Promise<boolean> {
  const copy = `${path}.compact`;
  // An earlier start may have been interrupted.
  for (const left of [copy, `${copy}.wal`]) await rm(left, { force: true });
  if (!existsSync(path) || (await stat(path)).size < leastEmpty) return false;
  const instance = await DuckDBInstance.create(path, {
    memory_limit: '384MB',
    preserve_insertion_order: 'false',
    temp_directory: `${path}.tmp`,
  });
  try {
    const connection = await instance.connect();
    // What is still in the log is no part of the file, and would be lost with it.
    await connection.run('CHECKPOINT');
    const { empty, used } = await sizesOf(connection);
    connection.closeSync();
    if (empty < leastEmpty || empty < emptyShare * (empty + used)) return false;
    if ((await freeBytes(dirname(path))) < used + spareBytes) return false;
    const held = await holdDatabase(instance, copy);
    try {
      await held.hold();
      await held.copy();
    } finally {
      await held.release();
    }
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  } finally {
    instance.closeSync();
  }
  if (existsSync(`${path}.wal`)) {
    await rm(copy, { force: true });
    return false;
  }
  await rename(copy, path);
  return true;
}

async function sizesOf(connection: DuckDBConnection): Promise<{ empty: number; used: number }> {
  const reader = await connection.runAndReadAll('PRAGMA database_size');
  const [row] = reader.getRowObjects();
  const number = (name: string): number => Number(row?.[name] ?? 0);
  const block = number('block_size');
  return { empty: number('free_blocks') * block, used: number('used_blocks') * block };
}

async function freeOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
