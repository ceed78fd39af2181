/** What the alert system tells of itself: the daily canary, and faults as alerts of their own, on both SQL engines. */
import { setTimeout as wait } from 'node:timers/promises';
import { AlertSupervisor } from '@phecda/alerts';
import { noChannels } from '@phecda/alerts/config';
import { deployedOntology } from '@phecda/graph-schema';
import { alertFault, alertMetrics } from '@phecda/alerts/alert-health';
import { lastCanary, runCanary, settleCanary } from '@phecda/alerts/canary';
import { pauseChannel } from '@phecda/alerts/store/channel-pause';
import { ContactStore } from '@phecda/alerts/store/contact-store';
import { beat } from '@phecda/alerts/store/daemon-beat';
import { sqlTime } from '@phecda/alerts/store/sql-time';
import { SystemAlerts } from '@phecda/alerts/system-alerts';
import type { StateStore } from '@phecda/graph-schema';
import { describe, expect, test } from 'vitest';
import { useAlertWorld, type AlertWorld, time, clock } from './alert-world.ts';

describe.each(['duckdb', 'postgres'] as const)('%s', (engine) => {
  let sql: AlertWorld['sql'];
  let smtp: AlertWorld['smtp'];
  let sms: AlertWorld['sms'];
  let service: AlertWorld['service'];
  let contact: AlertWorld['contact'];
  let alerts: AlertWorld['alerts'];
  let outbox: AlertWorld['outbox'];
  const { newService, found } = useAlertWorld(engine, (world) => {
    ({ sql, smtp, sms, service, contact, alerts, outbox } = world);
  });

  const supervising = (awaited: () => number | null): AlertSupervisor =>
    new AlertSupervisor({
      sql,
      ontology: deployedOntology(),
      settings: {
        ...noChannels,
        smtp: { url: smtp.url, from: 'phecda@customs.example', ca: null },
      },
      publicUrl: () => 'https://phecda.example',
      awaited,
      clock,
      onError: (error) => {
        throw error;
      },
    });

  test('the daily canary goes through detection and outbox once; what is still, away or late is a fault with a name', async () => {
    const canary = newService('canary');
    await canary.tick();
    expect(await lastCanary(sql.state)).toMatchObject({ day: '2026-03-10', problem: null });
    expect((await lastCanary(sql.state))?.finishedAt).not.toBeNull();
    expect(await alertFault(sql.state, time.now, null)).toBeNull();
    await beat(sql.state, { name: 'a', at: time.now, revision: 1, problem: null });
    expect(await alertFault(sql.state, time.now, null)).toBeNull();
    await beat(sql.state, { name: 'a', at: time.now, revision: 1, problem: 'detect' });
    expect(await alertFault(sql.state, time.now, null)).toBe('failing');
    const later = new Date(time.now.getTime() + 60_000);
    expect(await alertFault(sql.state, later, null)).toBe('stalled');
    await pauseChannel(sql.state, 'email', time.now, { problem: 'smtpLost', afterMs: null });
    const away = new Date(time.now.getTime() + 3 * 60_000);
    await beat(sql.state, { name: 'a', at: away, revision: 1, problem: null });
    expect(await alertFault(sql.state, away, null)).toBe('provider');
    await sql.state.execute(`DELETE FROM channel_pause`);
    await sql.state.execute(`UPDATE alert_canary SET problem = 'deliver'`);
    expect(await alertFault(sql.state, away, null)).toBe('canary');
    expect((await found()).length).toBe(0);
  });

  test('a canary whose mail was late has come through when it is taken', async () => {
    const at = (minutes: number): Date => new Date(time.now.getTime() + minutes * 60_000);
    const ontology = deployedOntology();
    const email = 'canary@customs.example';
    await runCanary({ sql, ontology, name: 'a', now: at(0), email });
    const { deliveries } = await outbox.list([], 10, 0);
    const set = (state: string, minutes: number) =>
      sql.state.execute(
        `UPDATE delivery SET state = $2, updated_at = CAST($3 AS TIMESTAMP) WHERE delivery_id = CAST($1 AS UUID)`,
        [deliveries[0]?.id ?? '', state, sqlTime(at(minutes))],
      );
    await set('retry', 10);
    await settleCanary(sql, at(10));
    expect(await lastCanary(sql.state)).toMatchObject({ problem: null, finishedAt: null });
    await settleCanary(sql, at(16));
    expect(await lastCanary(sql.state)).toMatchObject({ problem: 'deliver', millis: null });
    await set('sent', 40);
    await settleCanary(sql, at(41));
    expect(await lastCanary(sql.state)).toMatchObject({ problem: null, millis: 40 * 60_000 });
  });

  test('a full outbox is a fault, however many messages wait for somebody’s morning', async () => {
    await beat(sql.state, { name: 'a', at: time.now, revision: 1, problem: null });
    const fill = (minutes: number) =>
      sql.state.execute(
        `INSERT INTO delivery (delivery_id, group_key, contact_id, contact_name, channel, address, language, level, alerts, state, attempts, next_at, created_at, updated_at)
         SELECT gen_random_uuid(), 'full', CAST($1 AS UUID), '', 'email', 'x@customs.example', 'zh', 1, '[]', 'pending', 0, CAST($2 AS TIMESTAMP), CAST($2 AS TIMESTAMP), CAST($2 AS TIMESTAMP)
         FROM generate_series(1, 5001) AS series(n)`,
        [contact, sqlTime(new Date(time.now.getTime() + minutes * 60_000))],
      );
    await fill(60);
    expect(await alertFault(sql.state, time.now, null)).toBeNull();
    await fill(-1);
    expect(await alertFault(sql.state, time.now, null)).toBe('outbox');
  });

  test('a fault of the alert system is one alert while it lasts, told to administrators by a channel that works, and closed when it is mended', async () => {
    const contacts = new ContactStore(sql.state, clock);
    await contacts.save(
      contact,
      {
        name: '王芳',
        language: 'zh',
        email: 'wang@customs.example',
        phone: '+8613800000000',
        administrator: true,
      } as Parameters<typeof contacts.save>[1],
      '王芳',
    );
    // A clock that stands: what beats once is alive until it is moved.
    const pass = (ms: number): void => void (time.now = new Date(time.now.getTime() + ms));
    const beats = (problem: string | null = null) =>
      beat(sql.state, { name: 'a', at: time.now, revision: 1, problem });
    const lasts = async (): Promise<void> => {
      for (let n = 0; n < 2; n++) {
        await service.tick();
        pass(20_000);
        await beats();
      }
      await service.tick();
    };
    await beats();
    await pauseChannel(sql.state, 'email', time.now, { problem: 'smtpLost', afterMs: 3_600_000 });
    await lasts();
    expect(await found()).toEqual([]);
    pass(3 * 60_000);
    await beats();
    await lasts();
    await lasts();
    const [alert, ...others] = await found();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ condition: 'systemFault', level: 4, status: 'new', held: null });
    expect((await alerts.list({ origin: 'watch' }, 10, 0)).total).toBe(0);
    await service.sendDue();
    // The mail provider is away: by SMS, once.
    expect(sms.taken.map(({ body }) => body)).toEqual([
      expect.stringContaining('邮件服务商不接收消息（无法连接）'),
    ]);
    expect(smtp.mails).toHaveLength(0);
    await sql.state.execute(`DELETE FROM channel_pause`);
    await service.tick();
    expect((await found())[0]).toMatchObject({ status: 'closed' });
    expect((await alerts.events(alert?.id ?? '')).map(({ act }) => act)).toEqual([
      'found',
      'mended',
    ]);
    // Still: a server notices, and tells what the daemon cannot; the same fault later is another alert.
    const supervisor = supervising(() => null);
    await outbox.test({
      contact,
      contactName: '王芳',
      channel: 'email',
      address: 'wang@customs.example',
      language: 'zh',
    });
    for (let n = 0; n < 3; n++) {
      pass(10 * 60_000);
      await supervisor.look();
    }
    expect(smtp.mails.map(({ text }) => text)).toEqual([
      expect.stringContaining('预警服务停止运行'),
      expect.stringContaining('待发通知积压'),
    ]);
    expect((await alerts.list({ origin: 'system' }, 10, 0)).alerts).toMatchObject([
      { level: 4, detail: { fault: { kind: 'outbox' } } },
      { level: 5, detail: { fault: { kind: 'stalled' } } },
      { status: 'closed' },
    ]);
    await beats();
    await service.sendDue();
    await supervisor.look();
    expect((await alerts.list({ statuses: ['closed'] }, 10, 0)).total).toBe(3);
    await supervisor.stop();
  });

  test('where no daemon ever came, whoever has waited for it says so, and tells the administrators until one beats', async () => {
    const faultAfter = (awaited: number | null) => alertFault(sql.state, time.now, awaited);
    expect([await faultAfter(null), await faultAfter(100_000), await faultAfter(121_000)]).toEqual([
      null,
      null,
      'absent',
    ]);
    expect(await alertMetrics(sql, time.now, 121_000)).toMatch(/alert_fault\{fault="absent"\} 1\n/);
    const contacts = new ContactStore(sql.state, clock);
    const administrator = {
      name: '王芳',
      language: 'zh',
      phone: null,
      administrator: true,
    } as const;
    await contacts.save(contact, { ...administrator, email: 'wang@customs.example' }, '王芳');
    let waited = 0;
    const supervisor = supervising(() => waited);
    const look = async (): Promise<unknown[]> => {
      time.now = new Date(time.now.getTime() + 60_000);
      waited += 60_000;
      await supervisor.look();
      return (await found()).map(({ level, status, detail }) => [
        level,
        status,
        detail.fault?.kind,
      ]);
    };
    expect(await look()).toEqual([]);
    expect(await look()).toEqual([]);
    // Seen for the first time: what is gone within half a minute is nothing.
    expect(await look()).toEqual([]);
    expect(await look()).toEqual([[5, 'new', 'absent']]);
    expect(smtp.mails.map(({ text }) => text)).toEqual([
      expect.stringContaining('预警服务从未运行'),
    ]);
    await beat(sql.state, {
      name: 'a',
      at: new Date(time.now.getTime() + 60_000),
      revision: 1,
      problem: null,
    });
    expect(await look()).toEqual([[5, 'closed', 'absent']]);
    await supervisor.stop();
  });

  test('two faults that two processes raise at once have numbers of their own', async () => {
    // Both have read before either commits, if both may.
    const slow: StateStore = {
      engine: sql.state.engine,
      query: (...given) => sql.state.query(...given),
      execute: (...given) => sql.state.execute(...given),
      change: (...given) => sql.state.change(...given),
      transaction: (work) =>
        sql.state.transaction(async (tx) => {
          const result = await work(tx);
          await wait(200);
          return result;
        }),
    };
    await beat(sql.state, { name: 'a', at: time.now, revision: 1, problem: null });
    const paused = new Date(time.now.getTime() - 3_600_000);
    await pauseChannel(sql.state, 'email', paused, { problem: 'smtpLost', afterMs: null });
    const later = (ms: number) => new Date(time.now.getTime() + ms);
    const seesProvider = new SystemAlerts(slow, clock, new Set());
    const seesStalled = new SystemAlerts(slow, () => later(3_600_000), new Set());
    const look = () => Promise.all([seesProvider.look(), seesStalled.look()]);
    await look();
    time.now = later(31_000);
    await look();
    const raised = await found();
    expect(raised.map(({ detail }) => detail.fault?.kind).sort()).toEqual(['provider', 'stalled']);
    expect(new Set(raised.map(({ number }) => number)).size).toBe(2);
  });
});
