import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backUp, restoreDatabases } from '@phecda/etl/backup/back-up';
import { openDuckDb, truthFile } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeBackUp } from './backup.cases.ts';
import { recordSecret } from '../support/record-secret.ts';

describeBackUp({
  name: 'DuckDB',
  open: async (folder) => {
    await mkdir(folder);
    const sql = await openDuckDb({ path: join(folder, truthFile), recordSecret });
    await sql.migrate();
    return sql;
  },
  restore: async (backup, folder) => {
    await restoreDatabases(backup, folder);
    return openDuckDb({ path: join(folder, truthFile), recordSecret });
  },
});

it('backs up what an older version left, before anything is migrated', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'phecda-old-'));
  const open = (name: string) => openDuckDb({ path: join(folder, name, truthFile), recordSecret });
  try {
    await mkdir(join(folder, 'old'));
    const first = await open('old');
    await first.migrate();
    await first.close();
    // It kept the small state in the truth's file.
    await rm(join(folder, 'old', 'phecda.state.duckdb'));
    const sql = await open('old');
    await backUp(sql, join(folder, 'old'), join(folder, 'backup'));
    await sql.close();
    await restoreDatabases(join(folder, 'backup'), join(folder, 'new'));
    const restored = await open('new');
    await restored.migrate();
    expect(await restored.revision()).toBe(0);
    await restored.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
