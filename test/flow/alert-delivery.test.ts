/** The outbox against peers that refuse, fail and vanish, on a simulated clock: nothing lost, nothing sent twice without need. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createChannels } from '@phecda/alerts/channels/channels';
import { noChannels } from '@phecda/alerts/config';
import { Sender } from '@phecda/alerts/sender';
import { channelPauses, endIdlePauses, pauseChannel } from '@phecda/alerts/store/channel-pause';
import { ContactStore } from '@phecda/alerts/store/contact-store';
import { Outbox, type Delivery } from '@phecda/alerts/store/outbox';
import { deployedOntology } from '@phecda/graph-schema';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { smsStatus } from '@phecda/server/features/alerts/sms-status';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { smtpAuthority, smtpPeer, type SmtpPeer } from '../support/smtp-peer.ts';
import { twilioAccount, twilioPeer, type TwilioPeer } from '../support/twilio-peer.ts';
import { newDuckDb } from '../support/truths.ts';

const ontology = deployedOntology();
const minute = 60_000;
let now = new Date();
let sql: Sql;
/** What time passes by, whatever the clock says. */
let passed = 0;
let smtp: SmtpPeer;
let proxy: FaultProxy;
let sms: TwilioPeer;
let outbox: Outbox;
let sender: Sender;
let channels: ReturnType<typeof createChannels>;

const newSender = (): Sender =>
  new Sender({
    sql,
    ontology,
    outbox,
    channels,
    publicUrl: () => 'https://phecda.example',
    clock: () => now,
  });
const newOutbox = (): Outbox =>
  new Outbox(
    sql.state,
    () => now,
    () => passed,
  );
beforeEach(async () => {
  now = new Date('2026-03-10T09:00:00Z');
  sql = await newDuckDb();
  [smtp, sms] = await Promise.all([smtpPeer(), twilioPeer()]);
  proxy = await faultProxy(smtp.port);
  outbox = newOutbox();
  channels = createChannels({
    ...noChannels,
    smtp: { url: `smtp://127.0.0.1:${proxy.port}`, from: 'phecda@customs.example', ca: null },
    sms: { ...twilioAccount, apiUrl: sms.url },
  });
  sender = newSender();
});
afterEach(async () => {
  for (const channel of channels.values()) await channel.close();
  await Promise.all([proxy.close(), smtp.close(), sms.close()]);
  await sql.close();
});

const queue = (channel: 'email' | 'sms', count = 1): Promise<string[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      outbox.test({
        contact: '0a1e0000-0000-4000-8000-0000000000aa',
        contactName: '王芳',
        channel,
        address: channel === 'email' ? `${index}@customs.example` : `+861380000000${index}`,
        language: 'zh',
      }),
    ),
  );
const stateOf = async (id: string | undefined): Promise<Delivery | null> => outbox.find(id ?? '');
const later = async (ms: number): Promise<void> => {
  now = new Date(now.getTime() + ms);
  passed += ms;
  await sender.sendDue();
};

test('451 three times and then taken: one message, after growing waits, under one Message-ID', async () => {
  const [id] = await queue('email');
  smtp.refusals.push(451, 451, 451);
  await later(0);
  expect(await stateOf(id)).toMatchObject({
    state: 'retry',
    attempts: 1,
    problem: 'smtpLater 451',
  });
  await later(30_000);
  expect(await stateOf(id)).toMatchObject({ attempts: 1 });
  for (const pause of [2 * minute, 3 * minute, 6 * minute]) await later(pause);
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 4, problem: null });
  expect(smtp.mails.map(({ messageId }) => messageId)).toEqual([`<${id}@customs.example>`]);
  await later(24 * 60 * minute);
  expect(smtp.mails).toHaveLength(1);
});

test('550: given up at once, and tried again only by hand', async () => {
  const [id] = await queue('email');
  smtp.refusals.push(550);
  await later(0);
  await later(60 * minute);
  expect(await stateOf(id)).toMatchObject({
    state: 'dead',
    attempts: 1,
    problem: 'smtpRefused 550',
  });
  // At the address that the book has by now.
  const { contact = '' } = (await stateOf(id)) ?? {};
  await new ContactStore(sql.state, () => now).save(
    contact,
    { name: 'Wang', language: 'zh', email: 'right@customs.example', phone: null },
    'Wang',
  );
  expect(await outbox.retry(id ?? '')).toBe(true);
  await later(0);
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
  expect(smtp.mails.map(({ to }) => to)).toEqual(['right@customs.example']);
});

test('a connection that ends after DATA: flagged, sent at most once more, under the same Message-ID', async () => {
  const [id] = await queue('email');
  proxy.resetAfterData = 5;
  await later(0);
  expect(await stateOf(id)).toMatchObject({
    state: 'retry',
    problem: expect.stringMatching(/^smtpDoubt/) as string,
  });
  for (const pause of [2 * minute, 5 * minute, 60 * minute]) await later(pause);
  expect(await stateOf(id)).toMatchObject({ state: 'unknown', attempts: 2 });
  expect(smtp.mails.map(({ messageId }) => messageId)).toEqual(
    Array.from({ length: 2 }, () => `<${id}@customs.example>`),
  );
});

test('a connection cut before the message was whole leaves no doubt', async () => {
  await queue('email', 6);
  proxy.cutAfterBytes = 150;
  await later(0);
  expect((await outbox.list(['retry'], 10, 0)).deliveries[0]?.problem).toMatch(/^smtpLost/);
  await later(minute);
  expect(smtp.mails).toHaveLength(6);
  expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(6);
});

test('a slow and late network is only slow', async () => {
  proxy.latencyMs = 20;
  proxy.bytesPerSecond = 20_000;
  const [id] = await queue('email');
  await later(0);
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
});

test('mail goes over TLS to a peer that is who it says; one whose word nobody vouches for gets none', async () => {
  const peer = await smtpPeer({ tls: true });
  const settings = { url: `smtp://127.0.0.1:${peer.port}`, from: 'phecda@customs.example' };
  const use = (ca: string | null): void => {
    channels = createChannels({ ...noChannels, smtp: { ...settings, ca } });
    sender = newSender();
  };
  const [id] = await queue('email');
  use(null);
  await later(0);
  expect(await stateOf(id)).toMatchObject({ state: 'retry' });
  expect(peer.mails).toHaveLength(0);
  use(smtpAuthority);
  await later(minute);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  expect([peer.mails.length, peer.encrypted]).toEqual([1, 1]);
  await peer.close();
});

test('mail that the server takes from nobody like us waits for the configuration, and is not given up', async () => {
  const peer = await smtpPeer({ tls: true });
  const use = (url: string, ca: string | null = null): void => {
    channels = createChannels({
      ...noChannels,
      smtp: { url, from: 'phecda@customs.example', ca },
    });
    sender = newSender();
  };
  const ids = await queue('email', 3);
  const problems = async (): Promise<unknown[]> => [
    ...new Set((await outbox.list([], 10, 0)).deliveries.map(({ problem }) => problem)),
  ];
  // Plain where the server wants TLS: 530 to the sender.
  use(`smtp://127.0.0.1:${peer.port}?ignoreTLS=true`);
  await later(0);
  expect((await outbox.counts()).dead).toBe(0);
  expect(await problems()).toContain('smtpSender 530');
  use(`smtp://127.0.0.1:${peer.port}`);
  await later(minute);
  expect(await problems()).toContain('smtpTls DEPTH_ZERO_SELF_SIGNED_CERT');
  use(`smtps://127.0.0.1:${peer.port}`);
  await later(minute);
  expect(await problems()).toContain('smtpMode ERR_SSL_WRONG_VERSION_NUMBER');
  use(`smtp://127.0.0.1:${peer.port}`, smtpAuthority);
  await later(6 * minute);
  expect((await outbox.counts()).sent).toBe(ids.length);
  expect(peer.mails).toHaveLength(ids.length);
  await peer.close();
});

test('a message tried again by hand, or a test, does not wait for the pause of its channel to end', async () => {
  const [first, second] = await queue('email', 2);
  proxy.down = true;
  for (let n = 0; n < 6; n++) await later(minute);
  expect((await outbox.counts()).sent).toBe(0);
  proxy.down = false;
  await later(1_000);
  expect((await outbox.counts()).sent).toBe(0);
  expect(await outbox.retry(second ?? '')).toBe(true);
  await later(0);
  expect(await stateOf(second)).toMatchObject({ state: 'sent' });
  expect(await stateOf(first)).toMatchObject({ state: 'sent' });
  await pauseChannel(sql.state, 'email', now, { problem: 'smtpLost', afterMs: null });
  const [third] = await queue('email');
  await later(0);
  expect(await stateOf(third)).toMatchObject({ state: 'sent' });
});

test('a pause of a channel that is no longer set up, or that nothing waits in, ends', async () => {
  const [id] = await queue('email');
  proxy.down = true;
  await later(0);
  const paused = async (): Promise<number> => (await channelPauses(sql.state)).length;
  expect(await paused()).toBe(1);
  channels = createChannels(noChannels);
  sender = newSender();
  await later(6 * minute);
  expect(await stateOf(id)).toMatchObject({ state: 'local' });
  expect(await paused()).toBe(0);
  await pauseChannel(sql.state, 'sms', now, { problem: 'smsLost', afterMs: null });
  await endIdlePauses(sql.state, now);
  expect(await paused()).toBe(1);
  now = new Date(now.getTime() + minute);
  const [waits] = await queue('sms');
  await endIdlePauses(sql.state, now);
  expect(await paused()).toBe(1);
  await sql.state.execute(`DELETE FROM delivery WHERE delivery_id = CAST($1 AS UUID)`, [
    waits ?? '',
  ]);
  await endIdlePauses(sql.state, now);
  expect(await paused()).toBe(0);
});

test.each([
  [404, 'smsSender 20404'],
  [401, 'smsLogin 401'],
])(
  'an SMS account that the gateway does not know (%i) gives no message up',
  async (answer, problem) => {
    const [id] = await queue('sms');
    sms.answers.push(answer);
    await later(0);
    expect(await stateOf(id)).toMatchObject({ state: 'retry', problem });
    await later(minute);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
  },
);

test.each(['hang', 'takeAndFail'] as const)(
  'an SMS whose fate is not known (%s) is looked up first, and not sent again when the peer has it',
  async (answer) => {
    const [id] = await queue('sms');
    sms.answers.push(answer);
    await later(0);
    expect((await stateOf(id))?.problem).toMatch(/^smsUnknown/);
    await later(2 * minute);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', peerId: sms.taken[0]?.sid });
    expect([sms.taken.length, sms.lookUps]).toEqual([1, 1]);
  },
);

test('an SMS that failed with 500 and is not at the peer is sent once more', async () => {
  const [id] = await queue('sms');
  sms.answers.push(500);
  await later(0);
  await later(2 * minute);
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
  expect([sms.taken.length, sms.lookUps]).toEqual([1, 1]);
});

test('429 was never processed: tried again without a look-up; a refused number is given up', async () => {
  const [id] = await queue('sms');
  sms.answers.push(429);
  await later(0);
  expect(await stateOf(id)).toMatchObject({ state: 'retry', problem: 'smsLater 429' });
  await later(2 * minute);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  expect(sms.lookUps).toBe(0);
  const [wrong] = await queue('sms');
  sms.answers.push(400);
  await later(0);
  expect(await stateOf(wrong)).toMatchObject({ state: 'dead', problem: 'smsRefused 21211' });
});

test('429 with a time to wait: nobody is sent an SMS before it, and then everybody', async () => {
  await queue('sms', 3);
  sms.answers.push({ later: 600 }, { later: 600 }, { later: 600 });
  await later(0);
  await later(9 * minute);
  expect(sms.taken).toHaveLength(0);
  await later(minute);
  expect(sms.taken).toHaveLength(3);
});

test('a provider that is down for ten minutes: the backlog drains in its order, nothing lost, nothing twice', async () => {
  proxy.down = true;
  const ids: string[] = [];
  for (let minutes = 0; minutes < 10; minutes++) {
    ids.push(...(await queue('email', 2)));
    await later(minute);
  }
  expect((await outbox.counts()).sent).toBe(0);
  proxy.down = false;
  await later(6 * minute);
  const order = smtp.mails.map(({ messageId }) => ids.indexOf(messageId.slice(1, 37)));
  expect([...order].sort((a, b) => a - b)).toEqual(ids.map((_, index) => index));
  // Four are under way at a time.
  expect(Math.max(...order.map((place, index) => Math.abs(place - index)))).toBeLessThan(5);
});

test.each([
  ['ahead', 24],
  ['back', -24],
])('a clock that jumps %s a day: nothing waits for it, nothing is sent twice', async (_, hours) => {
  const [held] = await queue('sms', 1);
  const lost = await newOutbox().take(async () => ({ subject: '', text: '', html: '', short: '' }));
  expect(lost?.id).toBe(held);
  smtp.refusals.push(451);
  const [mail] = await queue('email');
  await later(0);
  expect(await stateOf(mail)).toMatchObject({ state: 'retry' });
  now = new Date(now.getTime() + hours * 60 * minute);
  // Its sender still has it.
  await later(1_000);
  expect(sms.taken).toHaveLength(0);
  expect(await stateOf(held)).toMatchObject({ state: 'sending' });
  await later(2 * minute);
  expect(await stateOf(mail)).toMatchObject({ state: 'sent' });
  expect(await stateOf(held)).toMatchObject({ state: 'sent' });
  expect([smtp.mails.length, sms.taken.length, sms.lookUps]).toEqual([1, 1, 1]);
});

test('two senders at once share the work by leases: each message once', async () => {
  await queue('email', 30);
  await Promise.all([sender.sendDue(), newSender().sendDue()]);
  expect(smtp.mails).toHaveLength(30);
  expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(30);
});

test('a sender that died holding a message: another takes it once the lease is over, and the SMS is looked up', async () => {
  const [id] = await queue('sms');
  const lost = await outbox.take(async () => ({ subject: '', text: '', html: '', short: '' }));
  expect(lost?.id).toBe(id);
  await sender.sendDue();
  expect(sms.taken).toHaveLength(0);
  await later(2 * minute);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  expect([sms.taken.length, sms.lookUps]).toEqual([1, 1]);
  // Too late: the lease is another's.
  expect(lost && (await outbox.finish(lost, { state: 'refused', problem: 'late' }))).toBe(false);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
});

test('without a provider a message is kept to be looked at, plainly as not sent', async () => {
  sender = new Sender({
    sql,
    ontology,
    outbox,
    channels: createChannels(noChannels),
    publicUrl: () => 'https://phecda.example',
    clock: () => now,
  });
  const [id] = await queue('email');
  await later(0);
  await wait(0);
  expect(await stateOf(id)).toMatchObject({ state: 'local', problem: null });
  expect((await stateOf(id))?.message?.subject).toBe('天玑测试消息');
  expect(smtp.mails).toHaveLength(0);
});

test('a registered template gets its variables, and the provider is believed only with its signature', async () => {
  const settings = {
    ...twilioAccount,
    apiUrl: sms.url,
    templates: { zh: 'HX1' },
    statusUrl: 'https://phecda.example/sms-status/',
  };
  const channel = createChannels({ ...noChannels, sms: settings }).get('sms');
  const [id = ''] = await queue('sms');
  const leased = await outbox.take(async () => ({
    subject: 's',
    text: 't',
    html: '',
    short: 'free text',
    variables: { subject: '预警', reason: '原因', link: 'https://x', reference: 'ABCD1234' },
  }));
  if (leased?.message == null) throw new Error('nothing taken');
  const { message } = leased;
  const outcome = await channel?.deliver({ ...leased, message, since: leased.createdAt });
  await outbox.finish(leased, outcome ?? 'local');
  expect(sms.taken).toMatchObject([
    { contentSid: 'HX1', statusCallback: `https://phecda.example/sms-status/${id}` },
  ]);
  expect(JSON.parse(sms.taken[0]?.body ?? '')).toEqual({
    1: '预警',
    2: '原因',
    3: '',
    4: 'https://x',
    5: 'ABCD1234',
  });
  const server = express().use('/sms-status', smsStatus(settings, outbox)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const values = { ErrorCode: '30005', MessageStatus: 'undelivered' };
  const signed = createHmac('sha1', settings.authToken)
    .update(
      `${settings.statusUrl}${id}${Object.entries(values)
        .map(([name, value]) => name + value)
        .join('')}`,
    )
    .digest('base64');
  const say = async (signature: string): Promise<number> =>
    (
      await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sms-status/${id}`, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams(values),
      })
    ).status;
  expect(await say('forged')).toBe(403);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  expect(await say(signed)).toBe(204);
  expect(await stateOf(id)).toMatchObject({ state: 'dead', problem: 'smsUndelivered 30005' });
  server.close();
});
