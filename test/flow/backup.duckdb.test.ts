import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backUp, restoreDatabases } from '@phecda/etl/backup/back-up';
import { openDuckDb, truthFile } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeBackUp } from './backup.cases.ts';
import { positionsFile } from '@phecda/graph-schema/ports/position-store';
import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import { TrackFlow } from '@phecda/server/tracks/track-flow';
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
    await backUp(sql, null, join(folder, 'old'), join(folder, 'backup'));
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

it('has the positions too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'phecda-positions-'));
  const openAll = async (name: string) => ({
    sql: await openDuckDb({ path: join(folder, name, truthFile), recordSecret }),
    positions: await openPositions({ engine: 'duckdb', path: join(folder, name, positionsFile) }),
  });
  try {
    await mkdir(join(folder, 'live'));
    const live = await openAll('live');
    await live.sql.migrate();
    const flow = new TrackFlow({
      positions: live.positions,
      clock: () => new Date('2026-10-02'),
      onStored: () => undefined,
    });
    const at = Date.parse('2026-10-01');
    const device = { scheme: 'plate', value: '粤B12345' } as const;
    const fix = { device, at, lng: 114.1, lat: 22.5, datum: 'WGS-84' } as const;
    await flow.takeIn({ name: '南方北斗' }, [fix, { ...fix, at: at + 60_000 }]);
    await backUp(live.sql, live.positions, join(folder, 'live'), join(folder, 'backup'));
    await flow.takeIn({ name: '南方北斗' }, [{ ...fix, at: at + 120_000 }]);
    await live.positions.close();
    await live.sql.close();
    await restoreDatabases(join(folder, 'backup'), join(folder, 'new'));
    const restored = await openAll('new');
    const mover = await restored.positions.mover('plate', '粤B12345');
    expect(mover).toMatchObject({ fixes: 2, last: at + 60_000 });
    expect(await restored.positions.sources()).toMatchObject([{ name: '南方北斗' }]);
    await restored.positions.close();
    await restored.sql.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
