/** Looks at everything the server rests on, again and again and never for longer than a bound: stores, age of the view, disk, memory. What it saw last is told by `/ready`, `/health`, the status bar and the warnings. */
import {
  StoreUnavailableError,
  storageErrorOf,
  type StoreName,
} from '@phecda/graph-schema/ports/store-errors';

export type PartName = 'sql' | 'graph' | 'view' | 'disk' | 'memory' | 'alerts' | 'feeds';
export type PartState = 'well' | 'degraded' | 'failed';

export interface Part {
  readonly name: PartName;
  readonly state: PartState;
  /** Message key of the warning; null when well. */
  readonly warning: string | null;
  /** Megabytes free, seconds behind; null where there is nothing to count. */
  readonly figure: number | null;
}

export interface HealthProbes {
  readonly sqlEngine: StoreName;
  readonly graphEngine: 'embedded' | 'neo4j';
  /** Newest revision of the truth. */
  revision(): Promise<number>;
  /** Newest revision that the graph view holds completely. */
  viewRevision(): Promise<number>;
  /** Megabytes free where the data folder lies. */
  diskFreeMb(): Promise<number>;
  /** Writes a little there. @throws as the system does */
  writeProbe(): Promise<void>;
  /** What keeps alerts from being found or sent; null: nothing. */
  alerts(): Promise<string | null>;
  /** How many feeds of positions are away or silent. */
  feeds(): Promise<number>;
  /** Megabytes that this process may still take. */
  memoryFreeMb(): number;
}

export interface HealthTimings {
  readonly everyMs: number;
  readonly withinMs: number;
  readonly viewLateMs: number;
  /** A probe without an answer for so long is made anew. */
  readonly giveUpMs: number;
}

const defaults: HealthTimings = {
  everyMs: 2_000,
  withinMs: 3_000,
  viewLateMs: 15_000,
  giveUpMs: 20_000,
};
/** Warned of below. Full is a disk on which the probe finds no room. */
const diskLowMb = 1_000;
const memoryLowMb = 100;
/** After so many seconds it is worth asking again. */
export const retryAfterSeconds = 5;

export class HealthMonitor {
  readonly #probes: HealthProbes;
  readonly #timings: HealthTimings;
  readonly #parts = new Map<PartName, Part>();
  /** When each was asked that has not answered yet. */
  readonly #pending = new Map<PartName, number>();
  #timer: NodeJS.Timeout | undefined;
  #revision = 0;
  #viewRevision = 0;
  #behindSince: number | null = null;

  constructor(probes: HealthProbes, timings: Partial<HealthTimings> = {}) {
    this.#probes = probes;
    this.#timings = { ...defaults, ...timings };
  }

  /** Returns after the first look. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.look(), this.#timings.everyMs);
    this.#timer.unref();
    await this.look();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  get parts(): readonly Part[] {
    return [...this.#parts.values()];
  }

  /** What was seen last. */
  get viewRevision(): number {
    return this.#viewRevision;
  }

  /** As it is now. */
  askViewRevision(): Promise<number> {
    return this.#probes.viewRevision();
  }

  /** Seconds for which the view has been behind the truth; 0 when it is not. */
  get viewBehindSeconds(): number {
    return this.#behindSince === null
      ? 0
      : Math.round((performance.now() - this.#behindSince) / 1_000);
  }

  /** Message keys, the worst first. */
  get warnings(): string[] {
    const worst = { failed: 0, degraded: 1, well: 2 } as const;
    return this.parts
      .filter(({ warning }) => warning !== null)
      .sort((a, b) => worst[a.state] - worst[b.state])
      .map(({ warning }) => warning ?? '');
  }

  /** Part that keeps the server from answering fully, null when there is none. */
  get failed(): PartName | null {
    return this.parts.find(({ state }) => state === 'failed')?.name ?? null;
  }

  /** While the truth cannot be reached: what every request would find out by itself, later. */
  get truthFailure(): StoreUnavailableError | undefined {
    const part = this.#parts.get('sql');
    if (part?.state !== 'failed') return undefined;
    const why = part.warning?.endsWith('Slow') === true ? 'slow' : 'lost';
    return new StoreUnavailableError(this.#probes.sqlEngine, why);
  }

  hasFailed(name: PartName): boolean {
    return this.#parts.get(name)?.state === 'failed';
  }

  async look(): Promise<void> {
    const { sqlEngine, graphEngine } = this.#probes;
    await Promise.all([
      this.#ask('sql', sqlEngine, async () => {
        this.#revision = await this.#probes.revision();
        return well('sql');
      }),
      this.#ask('graph', graphEngine, async () => {
        this.#viewRevision = await this.#probes.viewRevision();
        return well('graph');
      }),
      this.#ask('disk', 'disk', () => this.#lookAtDisk()),
      this.#ask('alerts', 'alerts', async () => {
        const fault = await this.#probes.alerts();
        return fault === null
          ? well('alerts')
          : failed('alerts', `system.alerts${fault.charAt(0).toUpperCase()}${fault.slice(1)}`);
      }),
      this.#ask('feeds', 'feeds', async () => {
        const figure = await this.#probes.feeds();
        // A source that is away is told, but keeps no server from answering.
        const away = figure > 0;
        return {
          name: 'feeds',
          state: away ? 'degraded' : 'well',
          warning: away ? 'system.feedsAway' : null,
          figure,
        };
      }),
    ]);
    this.#lookAtView();
    const figure = this.#probes.memoryFreeMb();
    const low = figure < memoryLowMb;
    this.#parts.set('memory', {
      name: 'memory',
      state: low ? 'degraded' : 'well',
      warning: low ? 'system.memoryLow' : null,
      figure,
    });
  }

  /** A part that is still being asked is not asked again; when that takes too long it has failed until it answers. */
  async #ask(name: PartName, subject: string, look: () => Promise<Part>): Promise<void> {
    const asked = this.#pending.get(name);
    if (asked !== undefined && performance.now() - asked < this.#timings.giveUpMs) return;
    const at = performance.now();
    this.#pending.set(name, at);
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<void>((resolve) => {
      late = setTimeout(() => {
        this.#parts.set(name, failed(name, `system.${subject}Slow`));
        resolve();
      }, this.#timings.withinMs);
    });
    const answered = look()
      .then(
        (part) => this.#parts.set(name, part),
        (error: unknown) => this.#parts.set(name, failed(name, warningOf(error, subject))),
      )
      .finally(() => {
        clearTimeout(late);
        if (this.#pending.get(name) === at) this.#pending.delete(name);
      });
    await Promise.race([answered, tooLate]);
  }

  async #lookAtDisk(): Promise<Part> {
    const figure = await this.#probes.diskFreeMb();
    await this.#probes.writeProbe();
    if (figure < diskLowMb)
      return { name: 'disk', state: 'degraded', warning: 'system.diskLow', figure };
    return { ...well('disk'), figure };
  }

  #lookAtView(): void {
    if (this.#viewRevision >= this.#revision) this.#behindSince = null;
    else this.#behindSince ??= performance.now();
    const late =
      this.#behindSince !== null &&
      performance.now() - this.#behindSince > this.#timings.viewLateMs;
    this.#parts.set('view', {
      name: 'view',
      state: late ? 'degraded' : 'well',
      warning: late ? 'system.viewBehind' : null,
      figure: this.viewBehindSeconds,
    });
  }
}

const well = (name: PartName): Part => ({ name, state: 'well', warning: null, figure: null });
const failed = (name: PartName, warning: string): Part => ({
  name,
  state: 'failed',
  warning,
  figure: null,
});

function warningOf(error: unknown, subject: string): string {
  if (error instanceof StoreUnavailableError)
    return `system.${subject}${error.why === 'slow' ? 'Slow' : 'Lost'}`;
  const storage = storageErrorOf(error);
  if (storage !== null) return storage.why === 'full' ? 'system.diskFull' : 'system.folderReadOnly';
  return `system.${subject}Lost`;
}
