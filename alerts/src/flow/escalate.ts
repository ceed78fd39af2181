/** Escalate: what nobody acknowledged in time is told to the superiors of its recipients, by another channel where they have one; once to each, also to who becomes one later. */
import type { StateReader, StateStore } from '@phecda/graph-schema';
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

/** An alert that is late, and whom it was told to as such. */
interface Late {
  readonly id: string;
  /** Contacts, separated by commas. */
  readonly told: string;
}

/** Open for as long as nobody has acknowledged it. */
const lies = `status = 'new' AND parent IS NULL AND held IS NULL AND level >= ${leastLevel} AND condition <> '${systemCondition}'`;

const isTold = (told: string): string => `COALESCE(escalated_to, '') = CAST(${told} AS TEXT)`;
const isLateSince = (limit: string): string => `${newSince} <= CAST(${limit} AS TIMESTAMP)`;

/** @returns how many alerts were escalated */
export async function escalate(
  state: StateStore,
  watches: readonly Watch[],
  { now, afterMinutes, configured }: EscalateOptions,
): Promise<number> {
  const [book, groups] = [await readContacts(state), await readGroups(state)];
  const contacts = new Map(book.map((contact) => [contact.id, contact]));
  const superiorsOf = (watch: string): Superior[] => {
    const found = watches.find(({ id }) => id === watch);
    return (found ? recipientsOf(found, groups) : []).flatMap(({ contact, channels }) => {
      const superior = contacts.get(contacts.get(contact)?.superior ?? '');
      return superior ? [{ superior, channel: channelTo(superior, channels, configured) }] : [];
    });
  };
  const limit = sqlTime(new Date(now.getTime() - afterMinutes * 60_000));
  const late = [...(await newlyLate(state, limit)), ...(await toldTooFew(state, superiorsOf))];
  if (late.length === 0) return 0;
  return state.transaction(async (tx) => {
    const mine = new Map<string, Late>();
    // Of several daemons one tells.
    for (const one of late) {
      const claimed = await tx.execute(
        `UPDATE alert SET escalated_at = COALESCE(escalated_at, CAST($1 AS TIMESTAMP))
         WHERE alert_id = CAST($2 AS UUID) AND ${lies} AND ${isTold('$3')} AND (escalated_at IS NOT NULL OR ${isLateSince('$4')})`,
        [sqlTime(now), one.id, one.told, limit],
      );
      if (claimed === 1) mine.set(one.id, one);
    }
    const tellings = new Map<string, Telling>();
    let escalated = 0;
    for (const alert of await alertsByIds(tx, [...mine.keys()])) {
      const told = idsOf(mine.get(alert.id)?.told ?? '');
      const open = superiorsOf(alert.watch).filter(({ superior }) => !told.has(superior.id));
      for (const { superior, channel } of open) {
        const key = `${superior.id} ${channel}`;
        const known = tellings.get(key);
        if (known?.alerts.includes(alert.id)) continue;
        tellings.set(key, {
          groupKey: escalationGroup,
          contact: superior,
          id: superior.id,
          channel,
          alerts: [...(known?.alerts ?? []), alert.id],
          level: Math.max(known?.level ?? 0, alert.level),
          now,
        });
      }
      if (open.length === 0) continue;
      escalated++;
      await tx.execute(`UPDATE alert SET escalated_to = $1 WHERE alert_id = CAST($2 AS UUID)`, [
        [...new Set([...told, ...open.map(({ superior }) => superior.id)])].join(','),
        alert.id,
      ]);
      await actOn(tx, alert.id, 'escalated', 'Phecda', '', sqlTime(now));
    }
    for (const telling of tellings.values()) await tell(tx, telling);
    return escalated;
  });
}

interface Superior {
  readonly superior: Contact;
  readonly channel: ChannelKind;
}

const idsOf = (ids: string): Set<string> => new Set(ids.split(',').filter((id) => id !== ''));

/** Nobody is late with what waits for his morning or for the hours of the watch. */
function newlyLate(state: StateReader, limit: string): Promise<Late[]> {
  return state.query<Late>(
    `SELECT alert_id AS id, '' AS told FROM alert WHERE ${lies} AND escalated_at IS NULL AND ${isLateSince('$1')}
       AND EXISTS (SELECT 1 FROM delivery d WHERE ${tells('d')}
       AND (d.state IN ('retry', 'dead', 'unknown') OR d.next_at <= CAST($1 AS TIMESTAMP))
       AND (d.next_at >= ${newSince} OR NOT EXISTS (SELECT 1 FROM delivery w WHERE ${tells('w')} AND w.next_at >= ${newSince})))
     ORDER BY number LIMIT ${mostAtOnce}`,
    [limit],
  );
}

/** Those of which somebody has become a superior since they were told of. */
async function toldTooFew(
  state: StateReader,
  superiorsOf: (watch: string) => readonly Superior[],
): Promise<Late[]> {
  const kinds = await state.query<{ watch: string; told: string }>(
    `SELECT DISTINCT watch_id AS watch, COALESCE(escalated_to, '') AS told FROM alert WHERE ${lies} AND escalated_at IS NOT NULL ORDER BY watch, told`,
  );
  const found: Late[] = [];
  for (const { watch, told } of kinds) {
    const known = idsOf(told);
    if (found.length >= mostAtOnce) break;
    if (superiorsOf(watch).every(({ superior }) => known.has(superior.id))) continue;
    found.push(
      ...(await state.query<Late>(
        `SELECT alert_id AS id, COALESCE(escalated_to, '') AS told FROM alert
         WHERE ${lies} AND escalated_at IS NOT NULL AND watch_id = CAST($1 AS UUID) AND ${isTold('$2')} ORDER BY number LIMIT ${mostAtOnce - found.length}`,
        [watch, told],
      )),
    );
  }
  return found;
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
