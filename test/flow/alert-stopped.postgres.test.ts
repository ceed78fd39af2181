/** A daemon on PostgreSQL that is stopped in the middle of its transaction, as by a machine that stands still: another one goes on after half a minute, and what the first had in hand is told once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent } from '@phecda/alerts/watch';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import pg from 'pg';
import { expect, test } from 'vitest';
import { recordSecret } from '../support/record-secret.ts';
import { postgresDatabase } from '../support/test-servers.ts';
import { enterprise, file, id, person, represents } from './alert-world.ts';
import { loadStaged } from './staged-world.ts';

const root = join(import.meta.dirname, '../..');
const clock = (): Date => new Date();
/** What the daemon gives its connections, and as much again for a loaded machine. */
const lostAfterMs = 30_000;

test('a daemon that stands still inside its transaction holds up another for half a minute, not longer', async () => {
  const url = await postgresDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'phecda-stopped-'));
  const sql = await openPostgres({ url, recordSecret });
  const gate = new pg.Client({ connectionString: url });
  const children: ChildProcess[] = [];
  const daemon = (): ChildProcess => {
    const child = spawn(process.execPath, ['dist/alerts/src/main.js'], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        DATA_DIR: dataDir,
        SQL_URL: url,
        RECORD_SECRET: recordSecret,
      },
      stdio: 'ignore',
    });
    children.push(child);
    return child;
  };
  const count = async (from: string): Promise<number> =>
    (await sql.state.query<{ n: number }>(`SELECT count(*) AS n FROM ${from}`))[0]?.n ?? 0;
  const until = (from: string, n: number) =>
    expect.poll(() => count(from), { timeout: 90_000, interval: 200 }).toBe(n);
  try {
    await sql.migrate();
    await gate.connect();
    const firms = ['甲', '乙'];
    const people = firms.map((firm) => person(`Q${firm}`, ['wanted-person']));
    await loadStaged(sql, file('base', [...firms.map((firm) => enterprise(firm)), ...people]));
    await new WatchStore(sql.state, clock).create(
      {
        name: 'firms',
        active: true,
        content: watchContent.parse({
          targets: [{ kind: 'entities', records: firms.map((firm) => id('Enterprise', firm)) }],
          condition: 'newAssociation',
          level: 5,
        }),
      },
      '王芳',
      'x',
    );
    const first = daemon();
    await until(`feed_cursor WHERE consumer = 'alerts'`, 1);
    // Its transaction has moved the cursor and waits to write the alert.
    await gate.query('BEGIN');
    await gate.query('LOCK TABLE alert IN SHARE MODE');
    await loadStaged(sql, file('risk', [represents('Q甲', '甲')]));
    const ofOthers = `pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await until(`${ofOthers} AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO alert %'`, 1);
    first.kill('SIGSTOP');
    await gate.query('COMMIT');
    await until(`${ofOthers} AND state = 'idle in transaction'`, 1);
    const stopped = performance.now();
    daemon();
    await until(
      `${ofOthers} AND wait_event_type = 'Lock' AND query LIKE 'UPDATE feed_cursor %'`,
      1,
    );
    expect(await count('alert')).toBe(0);
    await until('alert', 1);
    const waited = performance.now() - stopped;
    expect(waited).toBeLessThan(2 * lostAfterMs);
    // What it had in hand is another's; it works on with what comes next.
    first.kill('SIGCONT');
    await loadStaged(sql, file('more', [represents('Q乙', '乙')]));
    await until('alert', 2);
    await until(`(SELECT DISTINCT key FROM alert) k`, 2);
    await until(`alert_daemon WHERE beat_at > now() AT TIME ZONE 'UTC' - INTERVAL '10 seconds'`, 2);
  } finally {
    for (const child of children) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    await gate.end();
    await sql.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
