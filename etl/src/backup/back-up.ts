/** Back-up and restore of a deployment: truth, small state, positions, the secret of its ids and the mappings of its own, in one folder. The graph view is not in it: it follows from the truth. */
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BackUpError, type Sql } from '@phecda/graph-schema/ports/sql';
import { positionsFile, type PositionStore } from '@phecda/graph-schema/ports/position-store';
import { z } from 'zod';

const manifestFile = 'backup.json';
const format = 1;
/** What of a data folder is neither database nor made again by itself. */
const keptBeside = ['secret.key', 'mappings'];
/** Databases of the embedded engines. */
const databases = ['phecda.duckdb', 'phecda.state.duckdb', positionsFile];

const manifest = z.object({
  format: z.literal(format),
  engine: z.enum(['duckdb', 'postgres']),
  revision: z.number().int().nonnegative(),
  madeAt: z.string(),
});
export type BackUp = z.infer<typeof manifest>;

/** `positions`: null where nothing keeps any. Complete or not there: it gets its name when all of it is written. @throws BackUpError when something lies there already */
export async function backUp(
  sql: Sql,
  positions: Pick<PositionStore, 'backUp'> | null,
  dataDir: string,
  folder: string,
  now: Date = new Date(),
): Promise<BackUp> {
  if (await exists(folder)) throw new BackUpError(`${folder} exists already.`);
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true, mode: 0o700 });
  const revision = await sql.revision();
  await sql.backUp(part);
  await positions?.backUp(part);
  await copyBeside(dataDir, part);
  const made: BackUp = { format, engine: sql.engine, revision, madeAt: now.toISOString() };
  await writeFile(join(part, manifestFile), `${JSON.stringify(made, null, 2)}\n`);
  await rename(part, folder);
  return made;
}

/** @throws BackUpError when the folder is no back-up of this engine */
export async function readBackUp(folder: string, engine: BackUp['engine']): Promise<BackUp> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => null);
  const parsed = manifest.safeParse(text === null ? null : JSON.parse(text));
  if (!parsed.success) throw new BackUpError(`${folder} is no back-up that this software knows.`);
  if (parsed.data.engine !== engine)
    throw new BackUpError(
      `${folder} is a back-up of ${parsed.data.engine}, and this deployment uses ${engine}.`,
    );
  return parsed.data;
}

/** Files of the embedded engines, into a data folder without any. */
export async function restoreDatabases(folder: string, dataDir: string): Promise<void> {
  for (const name of databases)
    if (await exists(join(dataDir, name)))
      throw new BackUpError(`${dataDir} holds a database already: restore into an empty folder.`);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // The truth last: without it the folder counts as empty, and restoring can be done again.
  for (const name of [...databases].reverse()) {
    // One made before there were positions has none.
    if (name === positionsFile && !(await exists(join(folder, name)))) continue;
    await cp(join(folder, name), join(dataDir, `${name}.part`));
    await rename(join(dataDir, `${name}.part`), join(dataDir, name));
  }
}

/** The secret and the mappings; the secret of the back-up replaces one that no truth has used yet. */
export async function copyBeside(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const there = new Set(await readdir(from).catch(() => []));
  for (const name of keptBeside)
    if (there.has(name)) await cp(join(from, name), join(to, name), { recursive: true });
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
