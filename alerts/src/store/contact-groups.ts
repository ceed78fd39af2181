/** Groups of the address book, and who is told of a watch: its recipients and whoever is in its groups now. */
import { randomUUID } from 'node:crypto';
import type { StateReader, StateStore } from '@phecda/graph-schema';
import { z } from 'zod';
import type { ChannelKind } from '../channels/channel.ts';
import type { WatchContent } from '../watch.ts';
import { sqlTime } from './sql-time.ts';

export interface ContactGroup {
  readonly id: string;
  readonly name: string;
  /** Contacts; some may be gone. */
  readonly members: readonly string[];
}

const members = z.array(z.guid());

/** By name. */
export async function readGroups(state: StateReader): Promise<ContactGroup[]> {
  const rows = await state.query<{ group_id: string; name: string; members: string }>(
    `SELECT group_id, name, members FROM contact_group ORDER BY name, group_id`,
  );
  return rows.map((row) => ({
    id: row.group_id,
    name: row.name,
    members: members.parse(JSON.parse(row.members)),
  }));
}

/** @returns the id; a new one where `id` is null */
export async function saveGroup(
  state: StateStore,
  { id, name, members: all }: { id: string | null; name: string; members: readonly string[] },
  actor: string,
  at: Date,
): Promise<string> {
  const group = id ?? randomUUID();
  await state.execute(
    `INSERT INTO contact_group (group_id, name, members, updated_by, updated_at)
     VALUES (CAST($1 AS UUID), $2, $3, $4, CAST($5 AS TIMESTAMP))
     ON CONFLICT (group_id) DO UPDATE SET name = EXCLUDED.name, members = EXCLUDED.members, updated_by = EXCLUDED.updated_by, updated_at = EXCLUDED.updated_at`,
    [group, name, JSON.stringify(all), actor, sqlTime(at)],
  );
  return group;
}

export async function removeGroup(state: StateStore, id: string): Promise<boolean> {
  return (
    (await state.execute(`DELETE FROM contact_group WHERE group_id = CAST($1 AS UUID)`, [id])) === 1
  );
}

/** Each contact once, with all channels by which it is named. */
export function recipientsOf(
  { recipients, groups }: Pick<WatchContent, 'recipients' | 'groups'>,
  known: readonly ContactGroup[],
): { readonly contact: string; readonly channels: readonly ChannelKind[] }[] {
  const channels = new Map<string, Set<ChannelKind>>();
  const add = (contact: string, more: readonly ChannelKind[]): void =>
    void channels.set(contact, new Set([...(channels.get(contact) ?? []), ...more]));
  for (const one of recipients) add(one.contact, one.channels);
  for (const { group, channels: more } of groups)
    for (const contact of known.find(({ id }) => id === group)?.members ?? []) add(contact, more);
  return [...channels].map(([contact, all]) => ({ contact, channels: [...all] }));
}
