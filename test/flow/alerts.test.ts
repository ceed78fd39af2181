/** From an import to mail and SMS at real peers, on both SQL engines: told once, with the reason, and without anybody's name. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { AlertService } from '@phecda/alerts';
import { alertFault, alertMetrics } from '@phecda/alerts/alert-health';
import { lastCanary } from '@phecda/alerts/canary';
import { noChannels } from '@phecda/alerts/config';
import { addDefaultWatches } from '@phecda/alerts/default-watches';
import { AlertStore, type AlertFacts } from '@phecda/alerts/store/alert-store';
import { pauseChannel } from '@phecda/alerts/store/channel-pause';
import { ContactStore } from '@phecda/alerts/store/contact-store';
import { beat } from '@phecda/alerts/store/daemon-beat';
import { Outbox } from '@phecda/alerts/store/outbox';
import { SilenceStore } from '@phecda/alerts/store/silence-store';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent, type Watch } from '@phecda/alerts/watch';
import { withdrawFile } from '@phecda/etl';
import { deployedOntology } from '@phecda/graph-schema';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { acknowledgePage } from '@phecda/server/features/alerts/acknowledge-page';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smtpPeer, type SmtpPeer } from '../support/smtp-peer.ts';
import { twilioAccount, twilioPeer, type TwilioPeer } from '../support/twilio-peer.ts';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { idOf, loadStaged, type StagedFile, type StagedItem } from './staged-world.ts';

const ontology = deployedOntology();
const registry = 'registry';
const enterprise = (
  key: string,
  props: Record<string, string> = {},
  tags: string[] = [],
): StagedItem => ({
  family: 'entity',
  type: 'Enterprise',
  key,
  label: `${key}公司`,
  props: { name: `${key}公司`, ...props },
  tags,
});
const person = (key: string, tags: string[] = []): StagedItem => ({
  family: 'entity',
  type: 'Person',
  key,
  label: key,
  props: { name: key },
  tags,
});
const port = (key: string): StagedItem => ({ family: 'entity', type: 'Port', key, label: key });
const id = (type: string, key: string): string => idOf(registry, type, key);
const represents = (who: string, company: string): StagedItem => ({
  family: 'relation',
  type: 'legalRepresentative',
  source: id('Person', who),
  target: id('Enterprise', company),
});
const declared = (number: string, date: string, company: string, at: string): StagedItem => ({
  family: 'event',
  number,
  date,
  direction: 'import',
  parties: { trader: id('Enterprise', company), port: id('Port', at) },
});
const file = (name: string, items: readonly StagedItem[]): StagedFile => ({
  name,
  dataset: registry,
  items,
});

/** The day before is recent, whatever day it is. */
let now = new Date('2026-03-10T09:00:00Z');
const clock = (): Date => now;
const yesterday = '2026-03-09';

const base = file('base', [
  enterprise('甲'),
  enterprise('乙'),
  person('王小明'),
  port('深圳港'),
  port('广州港'),
  represents('王小明', '乙'),
  declared('D1', '2025-11-01', '甲', '深圳港'),
]);

describe.each(['duckdb', 'postgres'] as const)('%s', (engine) => {
  let sql: Sql;
  let smtp: SmtpPeer;
  let sms: TwilioPeer;
  let service: AlertService;
  let contact = '';
  let watches: WatchStore;
  let alerts: AlertStore;
  let outbox: Outbox;

  const newService = (name = 'test'): AlertService =>
    new AlertService({
      sql,
      ontology,
      settings: {
        ...noChannels,
        smtp: { url: smtp.url, from: 'phecda@customs.example', ca: null },
        sms: { ...twilioAccount, apiUrl: sms.url },
      },
      publicUrl: () => 'https://phecda.example',
      name,
      clock,
      onError: (error) => {
        throw error;
      },
    });
  beforeEach(async () => {
    now = new Date('2026-03-10T09:00:00Z');
    [smtp, sms] = await Promise.all([smtpPeer(), twilioPeer()]);
    sql = engine === 'duckdb' ? await newDuckDb() : await newPostgres();
    watches = new WatchStore(sql.state, clock);
    alerts = new AlertStore(sql.state, clock);
    outbox = new Outbox(sql.state, clock);
    contact = await new ContactStore(sql.state, clock).save(
      null,
      {
        name: '王芳',
        language: 'zh',
        email: 'wang@customs.example',
        phone: '+8613800000000',
        quiet: null,
        superior: null,
      },
      '王芳',
    );
    await loadStaged(sql, base);
    service = newService();
    await addDefaultWatches(watches);
    await service.catchUp();
  });
  afterEach(async () => {
    await service.stop();
    await Promise.all([smtp.close(), sms.close()]);
    await sql.close();
  });

  const watch = (
    condition: string,
    company = '甲',
    more: Record<string, unknown> = {},
  ): Promise<string> =>
    watches.create(
      {
        name: `${company} ${condition}`,
        active: true,
        content: watchContent.parse({
          targets: [{ kind: 'entities', records: [id('Enterprise', company)] }],
          condition,
          level: 4,
          recipients: [{ contact, channels: ['email', 'sms'] }],
          ...more,
        }),
      },
      '王芳',
      '重点企业',
    );
  const found = async (children = true): Promise<AlertFacts[]> =>
    (await alerts.list({ children }, 100, 0)).alerts;
  const run = async (): Promise<void> => {
    await service.catchUp();
    await service.sendDue();
  };
  const risky = file('risky', [person('李四', ['wanted-person']), represents('李四', '甲')]);

  test('an import that links a watched enterprise to a wanted person is told by mail and SMS, once, with the reason', async () => {
    await watch('newAssociation');
    await loadStaged(sql, risky);
    await run();
    const [alert] = await found();
    expect(alert).toMatchObject({
      number: 1,
      level: 4,
      status: 'new',
      held: null,
      path: [id('Enterprise', '甲'), id('Person', '李四')],
      detail: { endType: 'Person', tags: ['wanted-person'], hops: 1, kind: 'legalRepresentative' },
    });
    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail?.to).toBe('wang@customs.example');
    expect(mail?.text).toContain('监控对象（企业）在 1 步内新关联到人员，标签：在逃人员');
    expect(mail?.text).toContain(`https://phecda.example/alerts/${alert?.id}`);
    expect(sms.taken).toHaveLength(1);
    expect(sms.taken[0]).toMatchObject({ to: '+8613800000000', from: twilioAccount.from });
    expect(sms.taken[0]?.body).toContain('在逃人员');
    expect(sms.taken[0]?.body).toContain(`https://phecda.example/alerts/${alert?.id}`);
    expect(sms.taken[0]?.body.length).toBeLessThanOrEqual(201);
    for (const text of [mail?.text ?? '', sms.taken[0]?.body ?? ''])
      for (const name of ['李四', '甲公司', '王芳']) expect(text).not.toContain(name);
    const [byMail, bySms] = (await outbox.list([], 10, 0)).deliveries.sort((a, b) =>
      a.channel < b.channel ? -1 : 1,
    );
    expect(byMail).toMatchObject({ channel: 'email', state: 'sent', attempts: 1 });
    expect(mail?.messageId).toBe(`<${byMail?.id}@customs.example>`);
    expect(bySms).toMatchObject({
      channel: 'sms',
      state: 'sent',
      peerId: sms.taken[0] && expect.any(String),
    });

    // The same again, under another name: nothing new.
    for (const name of ['again', 'and again']) await loadStaged(sql, { ...risky, name });
    now = new Date(now.getTime() + 3_600_000);
    await run();
    expect(await found()).toHaveLength(1);
    expect([smtp.mails.length, sms.taken.length]).toEqual([1, 1]);

    expect(await alerts.act([alert?.id ?? ''], 'acknowledged', '王芳', '')).toBe(1);
    expect(await alerts.find(alert?.id ?? '')).toMatchObject({
      status: 'inProgress',
      acknowledgedBy: '王芳',
    });
    expect((await alerts.events(alert?.id ?? '')).map(({ act }) => act)).toEqual([
      'found',
      'acknowledged',
    ]);
  });

  test('a watched enterprise files again, and at another port for the first time', async () => {
    await watch('newDeclaration');
    await watch('firstFilingAtPort');
    await loadStaged(
      sql,
      file('filed', [
        declared('D1', '2025-11-01', '甲', '深圳港'),
        declared('D2', yesterday, '甲', '广州港'),
        declared('D3', yesterday, '甲', '广州港'),
        declared('D4', yesterday, '乙', '广州港'),
      ]),
    );
    await run();
    const all = await found();
    expect(
      all.map(({ condition, detail, factDay }) => [condition, detail.count, factDay]).sort(),
    ).toEqual([
      ['firstFilingAtPort', 2, yesterday],
      ['newDeclaration', 2, yesterday],
    ]);
    expect(smtp.mails.map(({ text }) => text).join('\n')).toContain(
      '首次在其他口岸申报，2 份报关单',
    );
  });

  test('what a withdrawn file said closes its alert, and opens it anew when it is said again', async () => {
    await watch('newAssociation');
    const { fileId } = await loadStaged(sql, risky);
    await run();
    await withdrawFile(sql, fileId ?? '', '王芳', '错误');
    await run();
    expect((await found()).map(({ status }) => status)).toEqual(['withdrawn']);
    await loadStaged(sql, { ...risky, name: 'once more' });
    await run();
    expect((await found()).map(({ status }) => status)).toEqual(['new']);
    expect(smtp.mails).toHaveLength(1);
  });

  test('a tag gained and an attribute changed are told of; a re-load and a first value are not', async () => {
    await watch('tagChanged', '甲');
    await watch('attributeChanged', '甲', { settings: { attributes: ['name', 'status'] } });
    await loadStaged(sql, {
      ...file('new', [enterprise('甲', { status: 'active' }, ['filed-smuggling-case'])]),
      sourceDate: '2026-03-01',
    });
    await loadStaged(sql, {
      ...file('newer', [enterprise('甲', { status: 'revoked' }, ['filed-smuggling-case'])]),
      sourceDate: '2026-03-05',
    });
    await run();
    expect(
      (await found()).map(({ condition, detail }) => [condition, detail.attribute]).sort(),
    ).toEqual([
      ['attributeChanged', 'status'],
      ['tagChanged', 'gained'],
    ]);
  });

  test('without any watch: a person of a closed smuggling case registers an enterprise with customs, which then files', async () => {
    const recipients = [{ contact, channels: ['email'] }];
    for (const one of await watches.list())
      await watches.change(
        one.id,
        one.version,
        {
          name: one.name,
          active: true,
          content: watchContent.parse({ ...contentOf(one), recipients }),
        },
        '王芳',
        '接收',
      );
    await loadStaged(
      sql,
      file('case', [
        {
          family: 'entity',
          type: 'Case',
          key: '粤缉001',
          label: '粤缉001',
          props: {
            number: '粤缉001',
            caseKind: 'smuggling',
            status: 'closed',
            closedDate: '2025-06-01',
          },
        },
        {
          family: 'relation',
          type: 'subjectOf',
          source: id('Person', '王小明'),
          target: id('Case', '粤缉001'),
        },
      ]),
    );
    await run();
    expect(await found()).toEqual([]);
    await loadStaged(
      sql,
      file('shell', [
        enterprise('丙', { customsRegistrationDate: yesterday, customsCode: '4403000001' }),
        represents('王小明', '丙'),
      ]),
    );
    await loadStaged(sql, file('filing', [declared('D9', yesterday, '丙', '广州港')]));
    await run();
    const all = await found();
    expect(
      all.map(({ condition, level, detail }) => [condition, level, detail.caseNumber]).sort(),
    ).toEqual([
      ['newDeclaration', 3, '粤缉001'],
      ['newEnterprise', 5, '粤缉001'],
    ]);
    expect(smtp.mails.map(({ text }) => text).join('\n')).toContain('案号: 粤缉001');
    expect(smtp.mails.map(({ text }) => text).join('\n')).not.toContain('王小明');
  });

  test('old facts, silenced ones and those under an open alert are on the desk and say why they were not sent', async () => {
    const watched = await watch('newDeclaration');
    await loadStaged(sql, file('old', [declared('D5', '2024-01-01', '甲', '深圳港')]));
    await run();
    await loadStaged(sql, file('under', [declared('D6', yesterday, '甲', '深圳港')]));
    await run();
    await new SilenceStore(sql.state, clock).add(
      { watch: watched, target: id('Enterprise', '甲'), condition: null },
      new Date('2026-03-11T00:00:00Z'),
      '核查中',
      '王芳',
    );
    await alerts.act(
      (await found()).map((one) => one.id),
      'closed',
      '王芳',
      '已查',
    );
    await loadStaged(sql, file('silent', [declared('D7', '2026-03-08', '甲', '深圳港')]));
    await run();
    expect((await found()).map(({ held }) => held)).toEqual(['silenced', 'inhibited', 'backDated']);
    expect(smtp.mails).toHaveLength(0);
    expect(await outbox.list([], 10, 0)).toMatchObject({ total: 0 });
  });

  test('what follows in a group waits for minutes and goes out in one update', async () => {
    await watch('newAssociation', '甲', { recipients: [{ contact, channels: ['email'] }] });
    for (const who of ['李四', '王五', '赵六']) {
      await loadStaged(sql, file(who, [person(who, ['wanted-person']), represents(who, '甲')]));
      await run();
    }
    expect(smtp.mails).toHaveLength(1);
    now = new Date(now.getTime() + 6 * 60_000);
    await run();
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]?.text).toContain('2 条预警');
  });

  test('a merge that brings a watched enterprise to something risky is told, a mere new name of it is not', async () => {
    await watch('newAssociation', '甲');
    const keyed = (key: string, tags: string[] = []): StagedItem =>
      ({
        ...enterprise(key, {}, tags),
        keys: ['Enterprise:uscc:91440300MA5F00000X'],
      }) as StagedItem;
    await loadStaged(
      sql,
      file('stranger', [keyed('丁'), person('李四', ['wanted-person']), represents('李四', '丁')]),
    );
    await run();
    expect(await found()).toHaveLength(0);
    await loadStaged(sql, { ...file('same', [keyed('甲')]), sourceDate: '2026-03-01' });
    await run();
    expect((await found()).map(({ detail }) => detail.tags)).toEqual([['wanted-person']]);
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
    now = new Date(now.getTime() + 61 * 60_000);
    await run();
    expect(sms.taken).toHaveLength(11);
    const told = new Set(
      (await outbox.list(['sent'], 100, 0)).deliveries.flatMap((one) => one.alerts),
    );
    expect(told.size).toBe(14);
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
    now = new Date(now.getTime() + 29 * 60_000);
    await service.tick();
    await service.sendDue();
    expect(sms.taken).toHaveLength(0);
    now = new Date(now.getTime() + 2 * 60_000);
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
    const ask = async (method: 'GET' | 'POST', of = token) => {
      const answer = await fetch(`http://127.0.0.1:${port}/ack/${of}`, { method });
      return { status: answer.status, text: await answer.text() };
    };
    const looked = await ask('GET');
    expect(looked.status).toBe(200);
    expect(looked.text).toContain('#1 · 4 级');
    for (const name of ['甲', '李四', '王芳']) expect(looked.text).not.toContain(name);
    expect((await found())[0]?.status).toBe('new');
    expect((await ask('POST')).status).toBe(200);
    expect((await found())[0]).toMatchObject({ status: 'inProgress', acknowledgedBy: '王芳' });
    expect([(await ask('POST')).status, (await ask('GET')).status]).toEqual([410, 410]);
    expect((await ask('POST', 'x'.repeat(24))).status).toBe(410);
    server.close();
    // What Prometheus reads names nobody.
    const figures = await alertMetrics(sql, now);
    expect(figures).toContain('phecda_alert_sends_total{channel="sms",outcome="sent"} 1');
    for (const secret of ['王芳', '赵主任', '甲', '李四', 'wang@', '+8613', token])
      expect(figures).not.toContain(secret);
  });

  test('the daily canary goes through detection and outbox once; what is still, away or late is a fault with a name', async () => {
    const canary = newService('canary');
    await canary.tick();
    expect(await lastCanary(sql.state)).toMatchObject({ day: '2026-03-10', problem: null });
    expect((await lastCanary(sql.state))?.finishedAt).not.toBeNull();
    expect(await alertFault(sql.state, now)).toBeNull();
    await beat(sql.state, { name: 'a', at: now, revision: 1, problem: null });
    expect(await alertFault(sql.state, now)).toBeNull();
    await beat(sql.state, { name: 'a', at: now, revision: 1, problem: 'detect' });
    expect(await alertFault(sql.state, now)).toBe('failing');
    const later = new Date(now.getTime() + 60_000);
    expect(await alertFault(sql.state, later)).toBe('stalled');
    await pauseChannel(sql.state, 'email', now, { problem: 'smtpLost', afterMs: null });
    const away = new Date(now.getTime() + 3 * 60_000);
    await beat(sql.state, { name: 'a', at: away, revision: 1, problem: null });
    expect(await alertFault(sql.state, away)).toBe('provider');
    await sql.state.execute(`DELETE FROM channel_pause`);
    await sql.state.execute(`UPDATE alert_canary SET problem = 'deliver'`);
    expect(await alertFault(sql.state, away)).toBe('canary');
    expect((await found()).length).toBe(0);
  });

  test('two daemons at once find and send once', async () => {
    await watch('newAssociation');
    const other = newService('other');
    await loadStaged(sql, risky);
    await Promise.all([service.catchUp(), other.catchUp()]);
    await Promise.all([service.sendDue(), other.sendDue()]);
    expect(await found()).toHaveLength(1);
    expect([smtp.mails.length, sms.taken.length]).toEqual([1, 1]);
    await other.stop();
  });
});

const contentOf = ({
  targets,
  condition,
  settings,
  level,
  recipients,
  expires,
  backDatedDays,
}: Watch) => ({
  targets,
  condition,
  settings,
  level,
  recipients,
  expires,
  backDatedDays,
});
