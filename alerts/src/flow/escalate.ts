/** Escalate: what nobody acknowledged in time is told to the superiors of its recipients, by another channel where they have one. */
import type { StateStore } from '@phecda/graph-schema';
import { channelKinds, type ChannelKind } from '../channels/channel.ts';
import { actOn, alertsByIds, systemCondition } from '../store/alert-store.ts';
import { readGroups, recipientsOf } from '../store/contact-groups.ts';
import { readContacts } from '../store/contact-store.ts';
import { sqlTime } from '../store/sql-time.ts';
import type { Watch } from '../watch.ts';
import { addressOf, tell } from './deliver.ts';

/** Graver than this is not left lying. */
const leastLevel = 4;
const mostAtOnce = 100;

/** @returns how many alerts were escalated */
export async function escalate(
  state: StateStore,
  watches: readonly Watch[],
  { now, afterMinutes }: { readonly now: Date; readonly afterMinutes: number },
): Promise<number> {
  const due = `status = 'new' AND parent IS NULL AND held IS NULL AND escalated_at IS NULL AND level >= ${leastLevel} AND condition <> '${systemCondition}' AND created_at <= CAST($1 AS TIMESTAMP)`;
  const limit = sqlTime(new Date(now.getTime() - afterMinutes * 60_000));
  const rows = await state.query<{ alert_id: string }>(
    `SELECT alert_id FROM alert WHERE ${due} ORDER BY number LIMIT ${mostAtOnce}`,
    [limit],
  );
  let count = 0;
  for (const { alert_id: id } of rows)
    count += await state.transaction(async (tx) => {
      // Of several daemons one tells.
      const mine = await tx.execute(
        `UPDATE alert SET escalated_at = CAST($2 AS TIMESTAMP) WHERE alert_id = CAST($3 AS UUID) AND ${due}`,
        [limit, sqlTime(now), id],
      );
      const [alert] = await alertsByIds(tx, [id]);
      const watch = watches.find((one) => one.id === alert?.watch);
      if (mine !== 1 || alert === undefined || watch === undefined) return 0;
      const contacts = new Map((await readContacts(tx)).map((contact) => [contact.id, contact]));
      const groups = await readGroups(tx);
      const told = new Set<string>();
      for (const { contact, channels } of recipientsOf(watch, groups)) {
        const superior = contacts.get(contacts.get(contact)?.superior ?? '');
        if (superior === undefined || told.has(superior.id)) continue;
        told.add(superior.id);
        const reachable = channelKinds.filter((kind) => addressOf(superior, kind) !== null);
        const other = reachable.find((kind) => !channels.includes(kind));
        const channel: ChannelKind = other ?? reachable[0] ?? 'email';
        await tell(tx, {
          groupKey: `escalation|${id}`,
          contact: superior,
          id: superior.id,
          channel,
          alerts: [id],
          level: alert.level,
          now,
        });
      }
      if (told.size === 0) return 0;
      await actOn(tx, id, 'escalated', 'Phecda', '', sqlTime(now));
      return 1;
    });
  return count;
}
