/** Escalate: what nobody acknowledged in time is told to the superiors of its recipients, by another channel where they have one. */
import type { StateStore } from '@phecda/graph-schema';
import { channelKinds, type ChannelKind } from '../channels/channel.ts';
import { actOn, alertsByIds, systemCondition } from '../store/alert-store.ts';
import { readGroups, recipientsOf } from '../store/contact-groups.ts';
import { readContacts, type Contact } from '../store/contact-store.ts';
import { sqlTime } from '../store/sql-time.ts';
import type { Watch } from '../watch.ts';
import { addressOf, escalationGroup, tell, type Telling } from './deliver.ts';

/** Graver than this is not left lying. */
const leastLevel = 4;
const mostAtOnce = 100;

export interface EscalateOptions {
  readonly now: Date;
  readonly afterMinutes: number;
  /** Channels that have a provider. */
  readonly configured: ReadonlySet<ChannelKind>;
}

/** What superiors are told stays apart from what they hear as recipients, in digests too. */
export const isEscalation = (delivery: { readonly groupKey: string }): boolean =>
  [escalationGroup, `digest|${escalationGroup}`].includes(delivery.groupKey);

/** Found, or come back: what was told before that tells nobody of it now, unless nothing is told anew. */
const newSince = `COALESCE((SELECT max(e.made_at) FROM alert_event e WHERE e.alert_id = alert.alert_id AND e.act = 'reopened'), alert.created_at)`;
const tells = (delivery: string): string =>
  `${delivery}.alerts LIKE concat('%', CAST(alert.alert_id AS TEXT), '%')`;

/** @returns how many alerts were escalated */
export async function escalate(
  state: StateStore,
  watches: readonly Watch[],
  { now, afterMinutes, configured }: EscalateOptions,
): Promise<number> {
  const due = `status = 'new' AND parent IS NULL AND held IS NULL AND escalated_at IS NULL AND level >= ${leastLevel} AND condition <> '${systemCondition}' AND ${newSince} <= CAST($1 AS TIMESTAMP)`;
  const limit = sqlTime(new Date(now.getTime() - afterMinutes * 60_000));
  // Nobody is late with what waits for his morning or for the hours of the watch.
  const rows = await state.query<{ alert_id: string }>(
    `SELECT alert_id FROM alert WHERE ${due} AND EXISTS (SELECT 1 FROM delivery d WHERE ${tells('d')}
       AND (d.state IN ('retry', 'dead', 'unknown') OR d.next_at <= CAST($1 AS TIMESTAMP))
       AND (d.next_at >= ${newSince} OR NOT EXISTS (SELECT 1 FROM delivery w WHERE ${tells('w')} AND w.next_at >= ${newSince})))
     ORDER BY number LIMIT ${mostAtOnce}`,
    [limit],
  );
  if (rows.length === 0) return 0;
  return state.transaction(async (tx) => {
    const mine: string[] = [];
    // Of several daemons one tells.
    for (const { alert_id: id } of rows) {
      const claimed = await tx.execute(
        `UPDATE alert SET escalated_at = CAST($2 AS TIMESTAMP) WHERE alert_id = CAST($3 AS UUID) AND ${due}`,
        [limit, sqlTime(now), id],
      );
      if (claimed === 1) mine.push(id);
    }
    const contacts = new Map((await readContacts(tx)).map((contact) => [contact.id, contact]));
    const groups = await readGroups(tx);
    const tellings = new Map<string, Telling>();
    const escalated = new Set<string>();
    for (const alert of await alertsByIds(tx, mine)) {
      const watch = watches.find((one) => one.id === alert.watch);
      for (const { contact, channels } of watch ? recipientsOf(watch, groups) : []) {
        const superior = contacts.get(contacts.get(contact)?.superior ?? '');
        if (superior === undefined) continue;
        escalated.add(alert.id);
        const key = `${superior.id} ${channelTo(superior, channels, configured)}`;
        const known = tellings.get(key);
        if (known?.alerts.includes(alert.id)) continue;
        tellings.set(key, {
          groupKey: escalationGroup,
          contact: superior,
          id: superior.id,
          channel: channelTo(superior, channels, configured),
          alerts: [...(known?.alerts ?? []), alert.id],
          level: Math.max(known?.level ?? 0, alert.level),
          now,
        });
      }
    }
    for (const telling of tellings.values()) await tell(tx, telling);
    for (const id of escalated) await actOn(tx, id, 'escalated', 'Phecda', '', sqlTime(now));
    return escalated.size;
  });
}

/** Another than was tried, of those that reach anybody; where none is set up, one that the app shows. */
function channelTo(
  superior: Contact,
  tried: readonly ChannelKind[],
  configured: ReadonlySet<ChannelKind>,
): ChannelKind {
  const all = channelKinds.filter((kind) => addressOf(superior, kind) !== null);
  const set = all.filter((kind) => configured.has(kind));
  const reachable = set.length > 0 ? set : all;
  return reachable.find((kind) => !tried.includes(kind)) ?? reachable[0] ?? 'email';
}
