/** `npm run alerts` on PostgreSQL, killed without warning while it finds and sends: no alert is lost, and what comes twice comes under one Message-ID. Two that share the work send nothing twice. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ContactStore } from '@phecda/alerts/store/contact-store';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent } from '@phecda/alerts/watch';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultProxy } from '../support/fault-proxy.ts';
import { recordSecret } from '../support/record-secret.ts';
import { times } from '../support/run-length.ts';
import { smtpPeer } from '../support/smtp-peer.ts';
import { postgresDatabase } from '../support/test-servers.ts';
import { idOf, loadStaged } from './staged-world.ts';

const root = join(import.meta.dirname, '../..');
const kills = times(6, 200);
/** Two hundred starts and what comes in between. */
const longestMs = times(400_000, 3_600_000);
/** Found by two daemons at once, after the kills. */
const shared = 8;
const clock = (): Date => new Date();

test(
  'the daemon is killed again and again under load',
  async () => {
    const url = await postgresDatabase();
    const dataDir = await mkdtemp(join(tmpdir(), 'phecda-alerts-'));
    const sql = await openPostgres({ url, recordSecret });
    const smtp = await smtpPeer();
    const proxy = await faultProxy(smtp.port);
    // Long enough under way for a kill to come between the peer's word and ours.
    proxy.latencyMs = 30;
    const daemon = (): ChildProcess =>
      spawn(process.execPath, ['dist/alerts/src/main.js'], {
        cwd: root,
        env: {
          PATH: process.env['PATH'],
          HOME: process.env['HOME'],
          DATA_DIR: dataDir,
          SQL_URL: url,
          RECORD_SECRET: recordSecret,
          SMTP_URL: `smtp://127.0.0.1:${proxy.port}`,
        },
        stdio: 'ignore',
      });
    const children: ChildProcess[] = [];
    try {
      await sql.migrate();
      const company = (key: string) => ({
        family: 'entity' as const,
        type: 'Enterprise',
        key,
        label: key,
      });
      const keys = Array.from({ length: kills * 2 + shared }, (_, index) => `E${index}`);
      await loadStaged(sql, { name: 'base', dataset: 'registry', items: keys.map(company) });
      const contact = await new ContactStore(sql.state, clock).save(
        null,
        {
          name: '王芳',
          language: 'zh',
          email: 'w@customs.example',
          phone: null,
          quiet: null,
          superior: null,
        },
        '王芳',
      );
      const watches = new WatchStore(sql.state, clock);
      for (const key of keys)
        await watches.create(
          {
            name: key,
            active: true,
            content: watchContent.parse({
              targets: [{ kind: 'entities', records: [idOf('registry', 'Enterprise', key)] }],
              condition: 'newAssociation',
              level: 5,
              recipients: [{ contact, channels: ['email'] }],
            }),
          },
          '王芳',
          'x',
        );
      children.push(daemon());
      const [{ n: before } = { n: 0 }] = await eventually(
        () =>
          sql.state.query<{ n: number }>(
            `SELECT count(*) AS n FROM feed_cursor WHERE consumer = 'alerts'`,
          ),
        (rows) => rows[0]?.n === 1,
      );
      expect(before).toBe(1);
      const link = async (some: readonly string[]): Promise<void> => {
        for (const key of some)
          await loadStaged(sql, {
            name: `risk ${key}`,
            dataset: 'registry',
            items: [
              {
                family: 'entity',
                type: 'Person',
                key: `P${key}`,
                label: `P${key}`,
                tags: ['wanted-person'],
              },
              {
                family: 'relation',
                type: 'legalRepresentative',
                source: idOf('registry', 'Person', `P${key}`),
                target: idOf('registry', 'Enterprise', key),
              },
            ],
          });
      };
      const sent = (count: number) =>
        eventually(
          () =>
            sql.state.query<{ n: number }>(
              `SELECT count(*) AS n FROM delivery WHERE state = 'sent'`,
            ),
          (rows) => rows[0]?.n === count,
        );
      const pauses = fc.sample(fc.integer({ min: 0, max: 2_500 }), kills);
      for (const [kill, pause] of pauses.entries()) {
        await link(keys.slice(kill * 2, kill * 2 + 2));
        await wait(pause);
        children[0]?.kill('SIGKILL');
        await gone(children[0]);
        // Nobody waits for the leases of the dead here.
        await sql.state.execute(`UPDATE delivery SET lease = NULL WHERE state = 'sending'`);
        children[0] = daemon();
      }
      await sent(kills * 2);
      const doubled = smtp.mails.length - kills * 2;
      expect(doubled).toBeLessThanOrEqual(kills);
      children.push(daemon());
      await link(keys.slice(kills * 2));
      await sent(keys.length);
      expect(smtp.mails).toHaveLength(keys.length + doubled);
      expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(keys.length);
      const alerts = await sql.state.query<{ n: number; keys: number }>(
        `SELECT count(*) AS n, count(DISTINCT key) AS keys FROM alert`,
      );
      expect(alerts).toEqual([{ n: keys.length, keys: keys.length }]);
    } finally {
      for (const child of children) {
        child.kill('SIGKILL');
        await gone(child);
      }
      await proxy.close();
      await smtp.close();
      await sql.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
  longestMs,
);

async function eventually<T>(ask: () => Promise<T>, done: (answer: T) => boolean): Promise<T> {
  for (let left = times(600, 6_000); left > 0; left--) {
    const answer = await ask();
    if (done(answer)) return answer;
    await wait(100);
  }
  throw new Error(`never happened: ${done.toString()}`);
}

async function gone(child: ChildProcess | undefined): Promise<void> {
  if (child !== undefined && child.exitCode === null && child.signalCode === null)
    await once(child, 'exit');
}
