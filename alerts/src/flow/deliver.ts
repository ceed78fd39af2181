/** Deliver: one message per contact, channel and group into the outbox. The first of a group goes at once, what follows within minutes in one update. */
import { readGroups, recipientsOf } from '../store/contact-groups.ts';
import type { StateTransaction } from '@phecda/graph-schema';
import { readContacts, type Contact } from '../store/contact-store.ts';
import { addDelivery, joinDelivery, lastOfGroup } from '../store/outbox.ts';
import type { ChannelKind } from '../channels/channel.ts';
import type { Draft, WriteStep } from './flow-context.ts';
import { sqlTime } from '../store/sql-time.ts';
import type { WatchSchedule } from '../watch.ts';
import { afterQuietHours, whenAllowed } from './quiet-hours.ts';

/** Followers of a group wait so long for each other. */
export const groupWindowMs = 5 * 60_000;
/** Of what superiors are told. */
export const escalationGroup = 'escalation';

export const deliver: WriteStep = async (drafts, { tx, now }) => {
  const toSend = drafts.filter(({ held }) => held === null);
  if (toSend.length === 0) return drafts;
  const contacts = new Map((await readContacts(tx)).map((contact) => [contact.id, contact]));
  const known = await readGroups(tx);
  const groups = new Map<string, Draft[]>();
  for (const draft of toSend)
    groups.set(draft.groupKey, [...(groups.get(draft.groupKey) ?? []), draft]);
  for (const [key, members] of groups) {
    const level = Math.max(...members.map(({ watch }) => watch.level));
    const alerts = members.map(({ id }) => id);
    const [first] = members;
    for (const { contact: id, channels } of first ? recipientsOf(first.watch, known) : [])
      for (const channel of channels)
        await tell(tx, {
          groupKey: key,
          contact: contacts.get(id),
          id,
          channel,
          alerts,
          level,
          schedule: first?.watch.schedule ?? null,
          now,
        });
  }
  return drafts;
};

export interface Telling {
  readonly groupKey: string;
  /** undefined: no longer in the address book. */
  readonly contact: Contact | undefined;
  readonly id: string;
  readonly channel: ChannelKind;
  readonly alerts: readonly string[];
  readonly level: number;
  /** Of the watch; absent: at any time. */
  readonly schedule?: WatchSchedule | null;
  readonly now: Date;
}

/** A message into the outbox, or into one that waits there already; what cannot be sent is there too, and says why. */
export async function tell(
  tx: StateTransaction,
  { groupKey, contact, id, channel, alerts, level, schedule = null, now }: Telling,
): Promise<void> {
  const address = contact === undefined ? null : addressOf(contact, channel);
  const draft = {
    contact: id,
    contactName: contact?.name ?? '',
    channel,
    address: address ?? '',
    language: contact?.language ?? 'zh',
    level,
    alerts,
    now,
  } as const;
  if (contact === undefined || address === null) {
    const problem = contact === undefined ? 'noContact' : 'noAddress';
    await addDelivery(tx, { ...draft, groupKey, nextAt: now, problem, state: 'dead' });
    return;
  }
  if (await joinDelivery(tx, groupKey, id, channel, alerts, level)) return;
  const capped = level === 5 ? null : await capEnds(tx, id, channel, now);
  // A watch with hours of its own is not told with what may go at any time, nor what is late with what is new.
  const isApart = schedule !== null || groupKey === escalationGroup;
  const key = capped === null ? groupKey : isApart ? `digest|${groupKey}` : 'digest';
  if (capped !== null && (await joinDelivery(tx, key, id, channel, alerts, level))) return;
  const last = capped === null ? await lastOfGroup(tx, key, id, channel) : null;
  // A clock that went back does not hold a group for longer than its window.
  const free = Math.min(
    last === null ? now.getTime() : last.getTime() + groupWindowMs,
    now.getTime() + groupWindowMs,
  );
  const earliest = capped ?? new Date(Math.max(free, now.getTime()));
  const nextAt = level === 5 ? earliest : whenAllowed(contact.quiet, schedule, earliest);
  const problem =
    nextAt > earliest
      ? afterQuietHours(contact.quiet, earliest) > earliest
        ? 'quietHours'
        : 'schedule'
      : capped !== null
        ? 'rateCap'
        : earliest > now
          ? 'grouped'
          : null;
  await addDelivery(tx, { ...draft, groupKey: key, nextAt, problem, state: 'pending' });
}

/** Messages an hour to one person by one channel; what is more comes in one digest at the hour's end. */
const hourly: Readonly<Record<ChannelKind, number>> = { email: 30, sms: 10, webhook: 300 };
const hourMs = 3_600_000;

/** @returns when the next may go; null: now */
async function capEnds(
  tx: StateTransaction,
  contact: string,
  channel: ChannelKind,
  now: Date,
): Promise<Date | null> {
  const [row] = await tx.query<{ n: number; oldest: string | null }>(
    `SELECT count(*) AS n, min(created_at) AS oldest FROM delivery WHERE contact_id = CAST($1 AS UUID) AND channel = $2 AND alerts <> '[]' AND state <> 'dead'
       AND created_at > CAST($3 AS TIMESTAMP) AND created_at <= CAST($4 AS TIMESTAMP)`,
    [contact, channel, sqlTime(new Date(now.getTime() - hourMs)), sqlTime(now)],
  );
  if (row === undefined || row.oldest === null || row.n < hourly[channel]) return null;
  return new Date(new Date(row.oldest).getTime() + hourMs);
}

export function addressOf(contact: Contact, channel: ChannelKind): string | null {
  if (channel === 'webhook') return contact.webhook;
  return channel === 'email' ? contact.email : contact.phone;
}
