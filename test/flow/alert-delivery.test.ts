/** The outbox against peers that refuse, fail and vanish, on a simulated clock: nothing lost, nothing sent twice without need. */
import { setTimeout as wait } from 'node:timers/promises';
import { createChannels } from '@phecda/alerts/channels/channels';
import { Sender } from '@phecda/alerts/sender';
import { Outbox, type Delivery, type DeliveryState } from '@phecda/alerts/store/outbox';
import { deployedOntology } from '@phecda/graph-schema';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smtpPeer, type SmtpPeer } from '../support/smtp-peer.ts';
import { twilioAccount, twilioPeer, type TwilioPeer } from '../support/twilio-peer.ts';
import { newDuckDb } from '../support/truths.ts';

const ontology = deployedOntology();
const minute = 60_000;
let now = new Date();
let sql: Sql;
let smtp: SmtpPeer;
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
    onSent: () => undefined,
  });
beforeEach(async () => {
  now = new Date('2026-03-10T09:00:00Z');
  sql = await newDuckDb();
  [smtp, sms] = await Promise.all([smtpPeer(), twilioPeer()]);
  outbox = new Outbox(sql.state, () => now);
  channels = createChannels({
    smtp: { url: smtp.url, from: 'phecda@customs.example' },
    sms: { ...twilioAccount, apiUrl: sms.url },
  });
  sender = newSender();
});
afterEach(async () => {
  for (const channel of channels.values()) await channel.close();
  await Promise.all([smtp.close(), sms.close()]);
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
  expect(await outbox.retry(id ?? '')).toBe(true);
  await later(0);
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
});

test('a connection cut after DATA: flagged, sent at most once more, under the same Message-ID', async () => {
  const [id] = await queue('email');
  smtp.cutAfterData = 1;
  await later(0);
  const first = await stateOf(id);
  expect(first?.state).toBe('retry');
  expect(first?.problem).toMatch(/^smtpLost/);
  for (const pause of [2 * minute, 5 * minute, 60 * minute]) await later(pause);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  expect(smtp.mails.map(({ messageId }) => messageId)).toEqual(
    Array.from({ length: 2 }, () => `<${id}@customs.example>`),
  );
});

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

test('a provider that is down for ten minutes: the backlog drains, nothing lost, nothing twice', async () => {
  const ids = await queue('email', 20);
  smtp.refusals.push(...Array.from({ length: 60 }, () => 421));
  for (let minutes = 0; minutes < 10; minutes++) await later(minute);
  smtp.refusals.length = 0;
  for (let quarters = 0; quarters < 8; quarters++) await later(15 * minute);
  const states = await Promise.all(ids.map(async (id) => (await stateOf(id))?.state));
  expect(new Set(states)).toEqual(new Set<DeliveryState>(['sent']));
  expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(20);
  expect(smtp.mails).toHaveLength(20);
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
    channels: createChannels({ smtp: null, sms: null }),
    publicUrl: () => 'https://phecda.example',
    onSent: () => undefined,
  });
  const [id] = await queue('email');
  await later(0);
  await wait(0);
  expect(await stateOf(id)).toMatchObject({ state: 'local', problem: null });
  expect((await stateOf(id))?.message?.subject).toBe('天玑测试消息');
  expect(smtp.mails).toHaveLength(0);
});
