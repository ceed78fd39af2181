/** Empties the outbox through the channels, several messages at a time; what no provider takes stays visible in the app. */
import type { Ontology, Sql } from '@phecda/graph-schema';
import { readDatasetLabels } from '@phecda/graph-schema/truth/dataset-labels';
import type { Channels } from './channels/channels.ts';
import { isEscalation } from './flow/escalate.ts';
import { renderMessage } from './message/render-message.ts';
import { makeLink, renewLink } from './store/alert-link.ts';
import { alertsByIds } from './store/alert-store.ts';
import type { Leased, Outbox, OutboxPart } from './store/outbox.ts';

export interface SenderOptions {
  readonly sql: Sql;
  readonly ontology: Ontology;
  readonly outbox: Outbox;
  readonly channels: Channels;
  readonly publicUrl: () => string;
  readonly clock: () => Date;
  /** Of the outbox; everything where it is not given. */
  readonly only?: OutboxPart;
}

const senders = 4;

export class Sender {
  readonly #options: SenderOptions;
  #stopped = false;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Returns once nothing is due. @returns messages that were tried */
  async sendDue(): Promise<number> {
    const counts = await Promise.all(Array.from({ length: senders }, () => this.#work()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  stop(): void {
    this.#stopped = true;
  }

  async #work(): Promise<number> {
    const { outbox, ontology, publicUrl, clock, only } = this.#options;
    let tried = 0;
    while (!this.#stopped) {
      const leased = await outbox.take(
        async (tx, { id, alerts, language, contactName, groupKey }) =>
          renderMessage(await alertsByIds(tx, alerts), {
            id,
            language,
            url: publicUrl(),
            ontology,
            escalated: isEscalation({ groupKey }),
            datasets: await readDatasetLabels(tx),
            acknowledge:
              alerts.length === 0
                ? null
                : await makeLink(tx, { delivery: id, contactName, alerts, now: clock() }),
          }),
        only,
      );
      if (leased === null) break;
      await this.#send(leased);
      tried++;
    }
    return tried;
  }

  async #send(leased: Leased): Promise<void> {
    const { sql, outbox, channels, clock } = this.#options;
    const channel = channels.get(leased.channel);
    if (channel === undefined || leased.message === null) {
      await outbox.finish(leased, 'local');
      return;
    }
    const outcome = await channel.deliver({
      id: leased.id,
      address: leased.address,
      language: leased.language,
      message: leased.message,
      doubtful: leased.doubtful,
      since: leased.createdAt,
    });
    await outbox.finish(leased, outcome);
    // The link was made at the first attempt, which may be days ago.
    if (outcome.state === 'sent' && leased.attempts > 1)
      await renewLink(sql.state, leased.id, clock());
  }
}
