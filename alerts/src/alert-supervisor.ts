/** What a server does beside the daemons: it notices when they stand still or never came, and then tells the administrators itself. */
import type { Ontology, Sql } from '@phecda/graph-schema';
import type { Awaited } from './alert-health.ts';
import { createChannels } from './channels/channels.ts';
import type { AlertSettings } from './config.ts';
import { Sender } from './sender.ts';
import { Outbox } from './store/outbox.ts';
import { SystemAlerts, systemGroup } from './system-alerts.ts';

export interface AlertSupervisorOptions {
  readonly sql: Sql;
  readonly ontology: Ontology;
  readonly settings: AlertSettings;
  readonly publicUrl: () => string;
  readonly awaited: () => Awaited;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
}

const lookEveryMs = 15_000;
/** A server that has just started waits for its daemon to beat. */
const firstLookMs = 60_000;

export class AlertSupervisor {
  readonly #options: AlertSupervisorOptions;
  readonly #channels: ReturnType<typeof createChannels>;
  readonly #system: SystemAlerts;
  readonly #sender: Sender;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;

  constructor(options: AlertSupervisorOptions) {
    const { sql, settings, clock, awaited } = options;
    this.#options = options;
    this.#channels = createChannels(settings);
    this.#system = new SystemAlerts(sql.state, clock, new Set(this.#channels.keys()), awaited);
    this.#sender = new Sender({
      ...options,
      channels: this.#channels,
      outbox: new Outbox(sql.state, clock),
      only: { group: systemGroup, channels: [...this.#channels.keys()] },
    });
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#tick();
      this.#timer = setInterval(() => this.#tick(), lookEveryMs);
      this.#timer.unref();
    }, firstLookMs);
    this.#timer.unref();
  }

  async look(): Promise<void> {
    const faults = await this.#system.look();
    const nobodyWorks = faults.some(({ kind }) => kind === 'stalled' || kind === 'absent');
    if (this.#channels.size > 0 && nobodyWorks) await this.#sender.sendDue();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#sender.stop();
    await this.#looking;
    for (const channel of this.#channels.values()) await channel.close();
  }

  #tick(): void {
    this.#looking ??= this.look()
      .catch(this.#options.onError)
      .finally(() => {
        this.#looking = null;
      });
  }
}
