/** Deliver: one message per contact, channel and group into the outbox. The first of a group goes at once, what follows within minutes in one update. */
import { readGroups, recipientsOf } from '../store/contact-groups.ts';
import { readContacts, type Contact } from '../store/contact-store.ts';
import { addDelivery, joinDelivery, lastOfGroup } from '../store/outbox.ts';
import type { ChannelKind } from '../channels/channel.ts';
import type { Draft, WriteStep } from './flow-context.ts';
import { afterQuietHours } from './quiet-hours.ts';

/** Followers of a group wait so long for each other. */
export const groupWindowMs = 5 * 60_000;

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
    for (const { contact: id, channels } of first ? recipientsOf(first.watch, known) : []) {
      const contact = contacts.get(id);
      if (contact === undefined) continue;
      for (const channel of channels) {
        const address = addressOf(contact, channel);
        if (address === null) continue;
        if (await joinDelivery(tx, key, id, channel, alerts, level)) continue;
        const last = await lastOfGroup(tx, key, id, channel);
        const free = last === null ? now : new Date(last.getTime() + groupWindowMs);
        const earliest = free > now ? free : now;
        await addDelivery(tx, {
          groupKey: key,
          contact: id,
          contactName: contact.name,
          channel,
          address,
          language: contact.language,
          level,
          alerts,
          nextAt: level === 5 ? earliest : afterQuietHours(contact.quiet, earliest),
          now,
        });
      }
    }
  }
  return drafts;
};

export function addressOf(contact: Contact, channel: ChannelKind): string | null {
  return channel === 'email' ? contact.email : contact.phone;
}
