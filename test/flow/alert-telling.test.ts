/** Who is told, how often and by whom it is taken up: many watches, digests, superiors and links, on both SQL engines. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { alertMetrics } from '@phecda/alerts/alert-health';
import { escalationGroup, tell } from '@phecda/alerts/flow/deliver';
import { escalate } from '@phecda/alerts/flow/escalate';
import { findLink } from '@phecda/alerts/store/alert-link';
import { ContactStore, readContacts } from '@phecda/alerts/store/contact-store';
import { watchContent } from '@phecda/alerts/watch';
import { withdrawFile } from '@phecda/etl';
import { acknowledgePage } from '@phecda/server/features/alerts/acknowledge-page';
import express from 'express';
import { describe, expect, test } from 'vitest';
import { loadStaged } from './staged-world.ts';
import {
  useAlertWorld,
  type AlertWorld,
  enterprise,
  person,
  id,
  represents,
  declared,
  file,
  time,
  clock,
} from './alert-world.ts';

describe.each(['duckdb', 'postgres'] as const)('%s', (engine) => {
  let sql: AlertWorld['sql'];
  let smtp: AlertWorld['smtp'];
  let sms: AlertWorld['sms'];
  let service: AlertWorld['service'];
  let contact: AlertWorld['contact'];
  let watches: AlertWorld['watches'];
  let alerts: AlertWorld['alerts'];
  let outbox: AlertWorld['outbox'];
  const { newService, watch, found, run, risky } = useAlertWorld(engine, (world) => {
    ({ sql, smtp, sms, service, contact, watches, alerts, outbox } = world);
  });

  test('of many watches that ask the same, those concerned find what each would find alone', async () => {
    const firms = Array.from({ length: 10 }, (_, n) => `F${n}`);
    const people = firms.map((_, n) => `Q${n}`);
    await loadStaged(
      sql,
      file('many', [
        ...firms.map((key) => enterprise(key)),
        ...people.map((key) => person(key)),
        person('R', ['wanted-person']),
        represents('Q5', 'F5'),
      ]),
    );
    for (const key of firms) await watch('newAssociation', key);
    // What is watched itself is no news of another that this watch is about.
    const own = await watches.create(
      {
        name: 'own',
        active: true,
        content: watchContent.parse({
          targets: [{ kind: 'entities', records: [id('Enterprise', 'F3'), id('Person', 'R')] }],
          condition: 'newAssociation',
          level: 4,
        }),
      },
      '王芳',
      'x',
    );
    for (const key of people)
      await watch('newDeclaration', key, {
        targets: [{ kind: 'entities', records: [id('Person', key)] }],
      });
    await run();
    await loadStaged(
      sql,
      file('touching', [
        represents('R', 'F3'),
        represents('Q7', 'F4'),
        declared('N77', '2026-03-09', 'F5', 'P1'),
      ]),
    );
    await run();
    const fired = (await found()).map(({ condition, target }) => `${condition} ${target}`);
    expect(fired.sort()).toEqual(
      [
        `newAssociation ${id('Enterprise', 'F3')}`,
        `newDeclaration ${id('Enterprise', 'F5')}`,
      ].sort(),
    );
    expect((await found()).map((alert) => alert.watch)).not.toContain(own);
  });

  test('too many for one person within the hour come in one digest, none lost; who has no address is named', async () => {
    const contacts = new ContactStore(sql.state, clock);
    const nobody = await contacts.save(
      null,
      { name: '李强', language: 'zh', email: null, phone: null },
      '王芳',
    );
    const firms = Array.from({ length: 14 }, (_, n) => `G${n}`);
    await loadStaged(
      sql,
      file('firms', [
        ...firms.map((key) => enterprise(key)),
        ...firms.map((key) => person(`W${key}`, ['wanted-person'])),
      ]),
    );
    for (const key of firms)
      await watch('newAssociation', key, {
        recipients: [
          { contact, channels: ['sms'] },
          ...(key === 'G0' ? [{ contact: nobody, channels: ['email'] }] : []),
        ],
      });
    await run();
    await loadStaged(
      sql,
      file(
        'all',
        firms.map((key) => represents(`W${key}`, key)),
      ),
    );
    await run();
    expect(sms.taken).toHaveLength(10);
    const { deliveries } = await outbox.list([], 100, 0);
    expect(deliveries.filter(({ problem }) => problem === 'noAddress')).toMatchObject([
      { contactName: '李强', state: 'dead' },
    ]);
    expect(deliveries.filter(({ problem }) => problem === 'rateCap')).toMatchObject([
      { state: 'pending', alerts: { length: 4 } },
    ]);
    // What is late is told apart from what is new, as what it is.
    const book = (await readContacts(sql.state)).find((one) => one.id === contact);
    const late = deliveries.find(({ state }) => state === 'sent')?.alerts ?? [];
    await sql.state.transaction((tx) =>
      tell(tx, {
        groupKey: escalationGroup,
        contact: book,
        id: contact,
        channel: 'sms',
        alerts: late,
        level: 4,
        now: time.now,
      }),
    );
    time.now = new Date(time.now.getTime() + 61 * 60_000);
    await run();
    expect(sms.taken).toHaveLength(12);
    expect(sms.taken.filter(({ body }) => body.includes('逾时未确认'))).toHaveLength(1);
    const told = new Set(
      (await outbox.list(['sent'], 100, 0)).deliveries.flatMap((one) => one.alerts),
    );
    expect(told.size).toBe(14);
  });

  test('outside the hours of its watch a message waits for them, level 5 does not, and the desk has both', async () => {
    // A Tuesday, nine in the morning.
    const schedule = { days: [3], from: '10:00', to: '12:00', offsetMinutes: 0 };
    await watch('newAssociation', '甲', { schedule });
    await watch('newAssociation', '甲', { schedule, level: 5 });
    const { fileId } = await loadStaged(sql, risky);
    await run();
    const alerts = (await found()).sort((a, b) => b.level - a.level);
    expect(alerts.map(({ level, held }) => [level, held])).toEqual([
      [5, null],
      [4, null],
    ]);
    expect(smtp.mails).toHaveLength(1);
    const { deliveries } = await outbox.list(['pending'], 10, 0);
    expect(deliveries.map(({ level, problem, nextAt }) => [level, problem, nextAt])).toEqual([
      [4, 'schedule', expect.stringContaining('2026-03-11')],
      [4, 'schedule', expect.stringContaining('2026-03-11')],
    ]);
    await withdrawFile(sql, fileId ?? '', '王芳', '错误');
    time.now = new Date('2026-03-11T10:00:00Z');
    await run();
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails.map(({ text }) => text.includes('（此后已撤回）'))).toEqual([false, true]);
  });

  test('what is of level 5 does not wait for the morning with what is not', async () => {
    await new ContactStore(sql.state, clock).save(
      contact,
      {
        name: '王芳',
        language: 'zh',
        email: null,
        phone: '+8613800000000',
        quiet: { from: '08:00', to: '18:00', offsetMinutes: 0 },
      },
      '王芳',
    );
    const [reader] = await readContacts(sql.state);
    for (const level of [4, 5, 4, 5]) {
      await sql.state.transaction((tx) =>
        tell(tx, {
          groupKey: 'system',
          contact: reader,
          id: contact,
          channel: 'sms',
          alerts: [randomUUID()],
          level,
          now: time.now,
        }),
      );
      time.now = new Date(time.now.getTime() + 1_000);
    }
    const { deliveries } = await outbox.list(['pending'], 10, 0);
    expect(deliveries).toMatchObject([
      { level: 5, problem: 'grouped', alerts: { length: 2 } },
      { level: 4, problem: 'quietHours', alerts: { length: 2 } },
    ]);
    await run();
    expect(sms.taken).toHaveLength(0);
    time.now = new Date(time.now.getTime() + 5 * 60_000);
    await run();
    expect(sms.taken).toHaveLength(1);
  });

  test('a superior is told once of all that is late, by what is set up, and not of what its recipient was not told yet', async () => {
    const contacts = new ContactStore(sql.state, clock);
    const card = { language: 'zh', phone: '+8613900000000' } as const;
    const superior = await contacts.save(
      null,
      { ...card, name: '赵主任', email: 'zhao@customs.example' },
      '王芳',
    );
    // Quiet for an hour from now.
    const quiet = { from: '17:00', to: '18:00', offsetMinutes: 480 };
    await contacts.save(
      contact,
      { ...card, name: '王芳', email: 'wang@customs.example', superior, quiet },
      '王芳',
    );
    for (const hops of [1, 2])
      await watch('newAssociation', '甲', {
        recipients: [{ contact, channels: ['email'] }],
        settings: { hops },
      });
    await loadStaged(sql, risky);
    const later = async (minutes: number): Promise<number> => {
      time.now = new Date(time.now.getTime() + minutes * 60_000);
      await run();
      return escalate(sql.state, await watches.list(), {
        now: time.now,
        afterMinutes: 30,
        configured: new Set(['email'] as const),
      });
    };
    expect([await later(0), await later(31), await later(30), await later(31)]).toEqual([
      0, 0, 0, 2,
    ]);
    await run();
    const { deliveries } = await outbox.list([], 10, 0);
    expect(deliveries.filter((one) => one.contact === superior)).toMatchObject([
      { channel: 'email', state: 'sent', alerts: { length: 2 } },
    ]);
    const mail = smtp.mails.find(({ to }) => to === 'zhao@customs.example')?.text;
    expect(mail).toContain('逾时未确认：2 条预警');
    expect(mail).toContain('而您在通讯录中是其上级');
    expect(mail).not.toContain('接收人名单');
  });

  test('the link of a mail that waited for days is good for as long as any other', async () => {
    const day = 24 * 60 * 60_000;
    await watch('newAssociation', '甲', { recipients: [{ contact, channels: ['email'] }] });
    await loadStaged(sql, risky);
    smtp.refusals.push(451);
    await run();
    expect(smtp.mails).toHaveLength(0);
    time.now = new Date(time.now.getTime() + 4 * day);
    await run();
    const token = /\/ack\/([\w-]{24})/.exec(smtp.mails[0]?.text ?? '')?.[1] ?? '';
    const stateAfter = async (days: number): Promise<string | undefined> =>
      (await findLink(sql.state, token, new Date(time.now.getTime() + days * day)))?.state;
    expect([await stateAfter(2), await stateAfter(4)]).toEqual(['open', 'over']);
  });

  test('what is reopened is late only from then on, and is told to the superior again', async () => {
    const contacts = new ContactStore(sql.state, clock);
    const superior = await contacts.save(
      null,
      { name: '赵主任', language: 'zh', email: 'zhao@customs.example', phone: null },
      '王芳',
    );
    await contacts.save(
      contact,
      { name: '王芳', language: 'zh', email: 'wang@customs.example', phone: null, superior },
      '王芳',
    );
    await watch('newAssociation', '甲', { recipients: [{ contact, channels: ['email'] }] });
    await loadStaged(sql, risky);
    await run();
    const [alert] = await found();
    const act = (name: 'acknowledged' | 'closed' | 'reopened') =>
      alerts.act([alert?.id ?? ''], name, '王芳', '已核');
    const late = async (minutes: number): Promise<number> => {
      time.now = new Date(time.now.getTime() + minutes * 60_000);
      const afterMinutes = 30;
      const configured = new Set(['email'] as const);
      const options = { now: time.now, afterMinutes, configured };
      const escalated = await escalate(sql.state, await watches.list(), options);
      await service.sendDue();
      return escalated;
    };
    await act('closed');
    expect(await late(24 * 60)).toBe(0);
    await act('reopened');
    expect([await late(1), await late(30), await late(30)]).toEqual([0, 1, 0]);
    await act('acknowledged');
    await act('reopened');
    expect([await late(1), await late(30)]).toEqual([0, 1]);
    expect(smtp.mails.filter(({ to }) => to === 'zhao@customs.example')).toHaveLength(2);
  });

  test('who becomes a superior after an alert was late is told of it at the next look, once, as long as nobody has acknowledged it', async () => {
    const contacts = new ContactStore(sql.state, clock);
    const nameOf = (name: string) => `${name}@customs.example`;
    const save = (id: string | null, name: string, superior: string | null = null) =>
      contacts.save(
        id,
        { name, language: 'zh', email: nameOf(name), phone: null, superior },
        '王芳',
      );
    const other = await save(null, 'li');
    const both = [contact, other].map((one) => ({ contact: one, channels: ['email'] }));
    await watch('newAssociation', '甲', { recipients: both });
    await watch('newAssociation', '乙', { recipients: both });
    await loadStaged(
      sql,
      file('two', [
        person('李四', ['wanted-person']),
        represents('李四', '甲'),
        represents('李四', '乙'),
      ]),
    );
    await run();
    const [first, second] = await found();
    const look = async (): Promise<(string | undefined)[]> => {
      const before = smtp.mails.length;
      time.now = new Date(time.now.getTime() + 31 * 60_000);
      await Promise.all([service.tick(), newService('other').tick()]);
      await service.sendDue();
      return smtp.mails.slice(before).map(({ to }) => to);
    };
    expect(await look()).toEqual([]);
    // Of the one that nobody has acknowledged alone, and once.
    await alerts.act([second?.id ?? ''], 'acknowledged', '王芳', '');
    await save(contact, 'wang', await save(null, 'zhao'));
    expect(await look()).toEqual([nameOf('zhao')]);
    expect(smtp.mails.at(-1)?.text).toContain('逾时未确认');
    expect(await look()).toEqual([]);
    // The superior of another recipient, and who takes the place of the first.
    const chen = await save(null, 'chen');
    await save(other, 'li', chen);
    expect(await look()).toEqual([nameOf('chen')]);
    await save(contact, 'wang', chen);
    expect(await look()).toEqual([]);
    await save(contact, 'wang', await save(null, 'sun'));
    expect(await look()).toEqual([nameOf('sun')]);
    const told = await alerts.events(first?.id ?? '');
    expect(told.filter(({ act }) => act === 'escalated')).toHaveLength(3);
    await alerts.act([first?.id ?? ''], 'acknowledged', '王芳', '');
    await save(contact, 'wang', await save(null, 'qian'));
    expect(await look()).toEqual([]);
  });

  test('without acknowledgement the superior is told by another channel; the link acknowledges once, without logging in', async () => {
    const contacts = new ContactStore(sql.state, clock);
    const superior = await contacts.save(
      null,
      { name: '赵主任', language: 'zh', email: 'zhao@customs.example', phone: '+8613900000000' },
      '王芳',
    );
    await contacts.save(
      contact,
      { name: '王芳', language: 'zh', email: 'wang@customs.example', phone: null, superior },
      '王芳',
    );
    await watch('newAssociation', '甲', { recipients: [{ contact, channels: ['email'] }] });
    await loadStaged(sql, risky);
    await run();
    await service.tick();
    time.now = new Date(time.now.getTime() + 29 * 60_000);
    await service.tick();
    await service.sendDue();
    expect(sms.taken).toHaveLength(0);
    time.now = new Date(time.now.getTime() + 2 * 60_000);
    await Promise.all([service.tick(), newService('other').tick()]);
    await service.sendDue();
    expect(sms.taken.map(({ to }) => to)).toEqual(['+8613900000000']);
    const [alert] = await found();
    expect((await alerts.events(alert?.id ?? '')).map(({ act }) => act)).toContain('escalated');

    const token = /\/ack\/([\w-]{24})/.exec(smtp.mails[0]?.text ?? '')?.[1] ?? '';
    expect(token).not.toBe('');
    expect(JSON.stringify(await sql.state.query(`SELECT * FROM alert_link`))).not.toContain(token);
    expect(JSON.stringify(await sql.state.query(`SELECT * FROM delivery`))).not.toContain(token);
    const server = express().use('/ack', acknowledgePage(sql.state, clock)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ask = async (method: 'GET' | 'POST', of = token, site = 'same-origin') => {
      const headers = { 'sec-fetch-site': site };
      const answer = await fetch(`http://127.0.0.1:${port}/ack/${of}`, { method, headers });
      return { status: answer.status, text: await answer.text() };
    };
    // From a mailbox in the browser; a page of another site acknowledges nothing.
    const looked = await ask('GET', token, 'cross-site');
    expect((await ask('POST', token, 'cross-site')).status).toBeGreaterThanOrEqual(400);
    expect(looked.status).toBe(200);
    expect(looked.text).toContain('#1 · 4 级');
    for (const name of ['甲', '李四', '王芳']) expect(looked.text).not.toContain(name);
    expect((await found())[0]?.status).toBe('new');
    expect((await ask('POST')).status).toBe(200);
    expect((await found())[0]).toMatchObject({ status: 'inProgress', acknowledgedBy: '王芳' });
    for (const method of ['POST', 'GET'] as const)
      expect(await ask(method)).toMatchObject({
        status: 410,
        text: expect.stringContaining('无需再次操作') as string,
      });
    expect((await ask('POST', 'x'.repeat(24))).status).toBe(410);
    server.close();
    // What Prometheus reads names nobody.
    const figures = await alertMetrics(sql, time.now, null);
    expect(figures).toContain('phecda_alert_sends_total{channel="sms",outcome="sent"} 1');
    for (const secret of ['王芳', '赵主任', '甲', '李四', 'wang@', '+8613', token])
      expect(figures).not.toContain(secret);
  });
});
