/** Faults of the alert system as alerts of their own: one for each while it lasts, told to the administrators of the address book by a channel that works, closed with a note when it is mended. Daemons and servers look; whoever sees it first raises it. */
import { randomUUID } from 'node:crypto';
import type { StateStore } from '@phecda/graph-schema';
import type { StateTransaction } from '@phecda/graph-schema/ports/state-store';
import { currentFaults, type Awaited, type Fault } from './alert-health.ts';
import { channelKinds, type ChannelKind } from './channels/channel.ts';
import { emptyDetail } from './conditions/condition.ts';
import type { AlertFault } from './fault-kinds.ts';
import { addressOf, tell } from './flow/deliver.ts';
import { lockNumbers } from './store/alert-number-lock.ts';
import { actOn, addAlertEvent, systemCondition, type AlertDetail } from './store/alert-store.ts';
import { channelPauses } from './store/channel-pause.ts';
import { readContacts, type Contact } from './store/contact-store.ts';
import { sqlTime } from './store/sql-time.ts';

/** All of them are one group: what follows within minutes comes in one update. */
export const systemGroup = 'system';
/** No watch has it. */
const noWatch = '0a1e0000-0000-4000-8000-000000000000';
/** A fault that is gone again sooner is none that somebody has to hear of. */
const lastsMs = 30_000;
const levels: Readonly<Record<AlertFault, number>> = {
  absent: 5,
  stalled: 5,
  failing: 5,
  provider: 4,
  outbox: 4,
  canary: 3,
};

const keyOf = ({ kind, channel }: Fault): string => `${systemGroup}|${kind}|${channel ?? ''}`;

export class SystemAlerts {
  readonly #state: StateStore;
  readonly #clock: () => Date;
  readonly #configured: ReadonlySet<ChannelKind>;
  readonly #awaited: () => Awaited;
  /** By key, when this process saw it first. */
  #since = new Map<string, number>();

  /** @param configured channels that have a provider. @param awaited for how long a daemon was waited for; a daemon itself waits for none */
  constructor(
    state: StateStore,
    clock: () => Date,
    configured: ReadonlySet<ChannelKind>,
    awaited: () => Awaited = () => null,
  ) {
    this.#state = state;
    this.#clock = clock;
    this.#configured = configured;
    this.#awaited = awaited;
  }

  /** Raises what has lasted and closes what is mended. @returns what there is now */
  async look(): Promise<readonly Fault[]> {
    const now = this.#clock();
    const faults = await currentFaults(this.#state, now, this.#awaited());
    // A clock that went back begins anew.
    this.#since = new Map(
      faults.map((fault) => {
        const key = keyOf(fault);
        return [key, Math.min(this.#since.get(key) ?? now.getTime(), now.getTime())];
      }),
    );
    const raised = await this.#state.query<{ alert_id: string; key: string; status: string }>(
      `SELECT alert_id, key, status FROM alert WHERE condition = '${systemCondition}' AND key LIKE '${systemGroup}|%'`,
    );
    for (const fault of faults) {
      const key = keyOf(fault);
      if (raised.some((one) => one.key === key)) continue;
      if (now.getTime() - (this.#since.get(key) ?? 0) >= lastsMs) await this.#raise(fault, now);
    }
    for (const one of raised)
      if (!this.#since.has(one.key)) await this.#close(one.alert_id, one.status, now);
    return faults;
  }

  #raise(fault: Fault, now: Date): Promise<void> {
    return this.#state.transaction(async (tx) => {
      const administrators = (await readContacts(tx)).filter(
        (contact) => contact.administrator && addressesOf(contact).length > 0,
      );
      const id = randomUUID();
      const level = levels[fault.kind];
      await lockNumbers(tx, this.#state.engine);
      const made = await tx.execute(
        `INSERT INTO alert (alert_id, number, key, subject, watch_id, watch_version, condition, level, target, path, facts, detail, revision, held, status, created_at, updated_at)
         SELECT CAST($1 AS UUID), COALESCE(max(number), 0) + 1, CAST($2 AS TEXT), CAST($2 AS TEXT), CAST($3 AS UUID), 1, '${systemCondition}', CAST($4 AS BIGINT), '', '[]', '[]', CAST($5 AS TEXT), 0,
           CAST($6 AS TEXT), 'new', CAST($7 AS TIMESTAMP), CAST($7 AS TIMESTAMP) FROM alert
         ON CONFLICT (key) DO NOTHING`,
        [
          id,
          keyOf(fault),
          noWatch,
          level,
          JSON.stringify(detailOf(fault)),
          administrators.length === 0 ? 'noAdministrator' : null,
          sqlTime(now),
        ],
      );
      if (made !== 1) return;
      await addAlertEvent(tx, id, {
        at: sqlTime(now),
        actor: 'Phecda',
        act: 'found',
        reason: fault.problem ?? '',
      });
      const paused = (await channelPauses(tx)).map(({ channel }) => channel);
      for (const contact of administrators)
        await tell(tx, {
          groupKey: systemGroup,
          contact,
          id: contact.id,
          channel: this.#bestOf(contact, paused),
          alerts: [id],
          level,
          now,
        });
    });
  }

  /** One that works; where none does, one that will send it later, or show it here. */
  #bestOf(contact: Contact, paused: readonly ChannelKind[]): ChannelKind {
    const all = addressesOf(contact);
    const set = all.filter((channel) => this.#configured.has(channel));
    return set.find((channel) => !paused.includes(channel)) ?? set[0] ?? all[0] ?? 'email';
  }

  /** What somebody has closed keeps his verdict; the same fault later is another alert. */
  #close(id: string, status: string, now: Date): Promise<void> {
    const at = sqlTime(now);
    return this.#state.transaction(async (tx: StateTransaction) => {
      const mine = await tx.execute(
        `UPDATE alert SET key = $2 WHERE alert_id = CAST($1 AS UUID) AND key LIKE '${systemGroup}|%'`,
        [id, `mended|${id}`],
      );
      if (mine !== 1) return;
      if (status === 'new' || status === 'inProgress')
        await actOn(tx, id, 'mended', 'Phecda', '', at);
      else await addAlertEvent(tx, id, { at, actor: 'Phecda', act: 'mended', reason: '' });
    });
  }
}

const addressesOf = (contact: Contact): ChannelKind[] =>
  channelKinds.filter((channel) => addressOf(contact, channel) !== null);

const detailOf = (fault: Fault): AlertDetail => ({ ...emptyDetail, count: 0, fault });
