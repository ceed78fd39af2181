/** Files that a browser delivered: kept under a name of our own in the data folder until they are old. */
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateStore } from '@phecda/graph-schema';
import { isId } from '../../graphql/clamp.ts';

export interface Upload {
  readonly id: string;
  /** Name as the analyst knows it; never used as a path. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly actor: string;
}

const keptDays = 14;

export class UploadStore {
  readonly #state: StateStore;
  readonly #clock: () => Date;
  readonly folder: string;

  constructor(state: StateStore, folder: string, clock: () => Date) {
    this.#state = state;
    this.folder = folder;
    this.#clock = clock;
  }

  async add({ id, name, bytes, actor }: Omit<Upload, 'path'>): Promise<void> {
    await this.#state.execute(
      `INSERT INTO upload (upload_id, name, path, bytes, actor, made_at)
       VALUES (CAST($1 AS UUID), $2, $3, CAST($4 AS BIGINT), $5, CAST($6 AS TIMESTAMP))`,
      [id, name, id, bytes, actor, timestamp(this.#clock())],
    );
  }

  async find(id: string): Promise<Upload | null> {
    const [row] = await this.#state.query<{
      upload_id: string;
      name: string;
      path: string;
      bytes: number;
      actor: string;
    }>(
      `SELECT upload_id, name, path, bytes, actor FROM upload WHERE upload_id = CAST($1 AS UUID)`,
      [id],
    );
    if (!row) return null;
    return {
      id: row.upload_id,
      name: row.name,
      path: join(this.folder, row.path),
      bytes: row.bytes,
      actor: row.actor,
    };
  }

  /** Forgets what is old and no waiting job needs. */
  async sweep(): Promise<void> {
    const before = new Date(this.#clock().getTime() - keptDays * 86_400_000);
    const rows = await this.#state.query<{ upload_id: string; path: string }>(
      `SELECT upload_id, path FROM upload WHERE made_at < CAST($1 AS TIMESTAMP)
       AND NOT EXISTS (SELECT 1 FROM job WHERE state IN ('queued', 'running'))`,
      [timestamp(before)],
    );
    for (const row of rows) {
      await unlink(join(this.folder, row.path)).catch(() => undefined); // gone already
      await this.#state.execute(`DELETE FROM upload WHERE upload_id = CAST($1 AS UUID)`, [
        row.upload_id,
      ]);
    }
    await this.#removeUnknown(before);
  }

  /** Files of this folder that no upload names: what another server forgot, or a kill left. */
  async #removeUnknown(before: Date): Promise<void> {
    const rows = await this.#state.query<{ path: string }>(`SELECT path FROM upload`);
    const known = new Set(rows.map(({ path }) => path));
    const names = await readdir(this.folder).catch(() => []); // no folder, no upload yet
    for (const name of names) {
      if (known.has(name) || !isId(name)) continue;
      const { mtime } = await stat(join(this.folder, name));
      if (mtime < before) await unlink(join(this.folder, name));
    }
  }
}

function timestamp(date: Date): string {
  return date.toISOString().replace('T', ' ').replace('Z', '');
}
