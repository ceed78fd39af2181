/** A back-up taken while the server writes is one moment of it, truth and small state together; run on every engine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backUp } from '@phecda/etl/backup/back-up';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { graphText, loadStaged } from './staged-world.ts';

export interface BackUpEngine {
  readonly name: string;
  open(folder: string): Promise<Sql>;
  /** A deployment of its own, filled from the back-up. */
  restore(backup: string, folder: string): Promise<Sql>;
}

export function describeBackUp({ name, open, restore }: BackUpEngine): void {
  it(`backs up and restores on ${name} while files and small writes come in`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phecda-backup-'));
    const sql = await open(join(folder, 'live'));
    try {
      const texts = new Map<number, string>();
      let written = 0;
      let copying = true;
      const load = async (n: number): Promise<void> => {
        const { revision } = await loadStaged(sql, {
          name: `f${n}`,
          dataset: 'registry',
          items: Array.from({ length: 300 }, (_, i) => ({
            family: 'entity',
            type: 'Enterprise',
            key: `E${n}-${i}`,
            props: { name: `名${n}` },
          })),
        });
        texts.set(revision!, await graphText(sql));
      };
      await load(0);
      const writing = (async () => {
        for (let n = 1; copying; n++) {
          await sql.state.execute(`INSERT INTO setting (name, value) VALUES ($1, $2)`, [
            `s${String(n).padStart(4, '0')}`,
            '1',
          ]);
          written = n;
          await load(n);
        }
      })();
      const backup = join(folder, 'backup');
      await new Promise((resolve) => setTimeout(resolve, 300));
      const before = written;
      await backUp(sql, null, join(folder, 'live'), backup);
      copying = false;
      await writing;

      const restored = await restore(backup, join(folder, 'restored'));
      try {
        await restored.migrate();
        const revision = await restored.revision();
        expect(await graphText(restored)).toBe(texts.get(revision));
        const settings = await restored.state.query<{ name: string }>(
          `SELECT name FROM setting WHERE name LIKE 's%' ORDER BY name`,
        );
        // All that was acknowledged before, nothing with a gap, and no file without the small write before it.
        expect(settings.map((setting) => Number(setting.name.slice(1)))).toEqual(
          settings.map((_, i) => i + 1),
        );
        expect(settings.length).toBeGreaterThanOrEqual(Math.max(before, revision - 1));
        // It is a deployment like any other: it goes on.
        const next = await loadStaged(restored, {
          name: 'next',
          dataset: 'registry',
          items: [{ family: 'entity', type: 'Person', key: 'P', label: '张三' }],
        });
        expect(next.revision).toBe(revision + 1);
      } finally {
        await restored.close();
      }
    } finally {
      await sql.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
}
