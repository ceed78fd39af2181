/** The feeds at work: who is let in, how much is taken, what came, and what was quarantined. */
import type { Decoded, Quarantined, RawFix } from '../fix.ts';
import { deviceKey } from '@phecda/etl/positions/device-key';
import { refuse } from '../decode/refuse.ts';
import { Intake, type FixSink } from '../listen/intake.ts';
import type { Taken } from '../track-flow.ts';
import type { Log } from '../../log.ts';
import { holdsKey, type Feed, type FeedKind } from './feed.ts';
import { connectedKinds, feedFault, type FeedFault } from './feed-faults.ts';
import { FeedLinks } from './feed-links.ts';
import {
  sqlTime,
  type FeedStore,
  type QuarantinedMessage,
  type RefusalCount,
} from './feed-store.ts';
import { FeedFigures, noCount, sumOf, type FeedCount, type FeedReading } from './feed-figures.ts';

const reasons = {
  'feed-limit': {
    zh: '超过该来源每分钟的位置上限',
    en: 'more positions in a minute than the feed may send',
  },
  'feed-device': {
    zh: '车牌、终端号、MMSI 或 IMO 无效',
    en: 'the plate, terminal, MMSI or IMO is none',
  },
} as const;

/** Written at once, or after this long. */
const flushMs = 1_000;
/** What a server that is killed brought is not counted for so long. */
const countMs = 5_000;
/** What other servers took in is asked for no more often. */
const heardEveryMs = 15_000;
/** Who has sent within so long before the start is expected to come again. */
const expectedMs = 7 * 86_400_000;
/** Of one feed between two flushes; what is beyond is counted. */
const maxSamples = 50;

interface Pending {
  readonly feed: string;
  readonly refused: Quarantined;
  readonly at: Date;
}

/** Source → time of the newest fix, milliseconds UTC, whoever took it in. */
export type Heard = () => Promise<ReadonlyMap<string, number>>;

export class FeedDesk {
  readonly store: FeedStore;
  readonly links = new FeedLinks();
  readonly #intake: Intake;
  readonly #clock: () => Date;
  readonly #log: Log;
  readonly #heard: Heard;
  #heardAt = -Infinity;
  #heardOf: ReadonlyMap<string, number> = new Map();
  #feeds: readonly Feed[] = [];
  readonly #figures = new Map<string, FeedFigures>();
  #pending: Pending[] = [];
  #counts = new Map<string, RefusalCount>();
  #flushing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #countTimer: NodeJS.Timeout | null = null;
  #counting: Promise<void> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  constructor(
    store: FeedStore,
    sink: FixSink,
    clock: () => Date,
    log: Log,
    heard: Heard = () => Promise.resolve(new Map()),
  ) {
    this.store = store;
    this.#clock = clock;
    this.#log = log;
    this.#heard = heard;
    this.#intake = new Intake(sink, (source, taken, fixes) => this.#taken(source, taken, fixes));
  }

  /** Also after every change of a feed. */
  async refresh(): Promise<void> {
    this.#feeds = await this.store.list();
    for (const listener of this.#listeners) listener();
  }

  /** Calls when feeds were changed. @returns how to end it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get feeds(): readonly Feed[] {
    return this.#feeds;
  }

  /** The feed that a sender of this address may use; those that name the address come first. */
  fromAddress(kind: FeedKind, address: string): Feed | null {
    const open = this.mayConnect(kind, address);
    return open.find(({ settings }) => settings.senders.length > 0) ?? open[0] ?? null;
  }

  mayConnect(kind: FeedKind, address: string): Feed[] {
    const plain = address.replace(/^::ffff:/, '');
    return this.#feeds.filter(
      ({ kind: own, active, settings: { senders } }) =>
        own === kind && active && (senders.length === 0 || senders.includes(plain)),
    );
  }

  withKey(kind: FeedKind, key: string): Feed | null {
    return (
      this.#feeds.find((feed) => feed.kind === kind && feed.active && holdsKey(feed, key)) ?? null
    );
  }

  /** As it is now; null when it was closed meanwhile. */
  current(id: string): Feed | null {
    return this.#feeds.find((feed) => feed.id === id && feed.active) ?? null;
  }

  /** Senders that sent before this server started are to come again. */
  async expectSenders(): Promise<void> {
    const now = this.#clock().getTime();
    const heard = await this.#heard();
    for (const { id, name, kind } of this.#feeds)
      if (connectedKinds.has(kind) && (heard.get(name) ?? -Infinity) >= now - expectedMs)
        this.links.senderOf(id).expected(now);
  }

  /** Feed → what is wrong with it. A sender that another server hears is not away. */
  async faults(): Promise<ReadonlyMap<string, FeedFault>> {
    const now = this.#clock().getTime();
    const faults = new Map<string, FeedFault>();
    for (const feed of this.#feeds) {
      const fault = feedFault(feed, this.links, this.#figuresOf(feed.id).arrivals, now);
      if (!fault) continue;
      if (fault.kind === 'sender' || fault.kind === 'silent') {
        if (now - this.#heardAt >= heardEveryMs) {
          this.#heardAt = now;
          // A store that is away denies nothing.
          this.#heardOf = await this.#heard().catch(() => this.#heardOf);
        }
        if ((this.#heardOf.get(feed.name) ?? -Infinity) > fault.since) continue;
      }
      faults.set(feed.id, fault);
    }
    return faults;
  }

  reading(feed: Feed): FeedReading {
    return this.#figuresOf(feed.id).read(this.#clock().getTime());
  }

  /** Feed → what it has brought, and since when that is counted; of feeds that brought something. */
  async counts(): Promise<Map<string, FeedCount & { readonly since: string | null }>> {
    await this.#counting;
    const counts = await this.store.counts();
    return new Map(
      this.#feeds.flatMap(({ id }) => {
        const counted = counts.get(id);
        const all = sumOf(counted ?? noCount, this.#figuresOf(id).uncounted);
        return all.lastReceived === null ? [] : [[id, { ...all, since: counted?.since ?? null }]];
      }),
    );
  }

  /** Resolves once the fixes are committed; what is refused is quarantined. @throws what the store says */
  async take(feed: Feed, decoded: readonly Decoded[]): Promise<RawFix[]> {
    const now = this.#clock().getTime();
    const figures = this.#figuresOf(feed.id);
    const fixes: RawFix[] = [];
    for (const one of decoded) {
      if ('fix' in one) {
        if (!isNamed(one.fix)) {
          this.#quarantine(feed, refuse(reasons, 'feed-device', one.fix.device.value));
        } else if (figures.allow(now, feed.perMinute)) fixes.push(one.fix);
        else this.#quarantine(feed, refuse(reasons, 'feed-limit', one.fix.device.value));
      } else this.#quarantine(feed, one);
    }
    if (fixes.length === 0) return fixes;
    try {
      await this.#intake.take(feed.name, fixes);
    } catch (error) {
      figures.giveBack(fixes.length);
      throw error;
    }
    return fixes;
  }

  /** Everything quarantined so far is stored. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const [pending, counts] = [this.#pending, this.#counts];
    this.#pending = [];
    this.#counts = new Map();
    const messages = pending.map(({ feed, refused, at }): QuarantinedMessage => ({
      feed,
      receivedAt: sqlTime(at),
      code: refused.code,
      ...refused.words,
      place: refused.at,
      sample: refused.sample?.replaceAll('\0', '�') ?? null,
    }));
    if (counts.size > 0)
      this.#flushing = this.#flushing.then(() =>
        this.store
          .addQuarantined([...counts.values()], messages)
          .catch((error: unknown) =>
            this.#log.warn({ err: error }, 'quarantined messages could not be stored'),
          ),
      );
    await this.#flushing;
  }

  /** What came is counted in the store. */
  async flushCounts(): Promise<void> {
    if (this.#countTimer) clearTimeout(this.#countTimer);
    this.#countTimer = null;
    this.#counting = this.#counting.then(async () => {
      const taken = new Map(
        [...this.#figures]
          .map(([id, figures]) => [id, figures.takeCount()] as const)
          .filter(([, { lastReceived }]) => lastReceived !== null),
      );
      if (taken.size === 0) return;
      try {
        await this.store.addCounts(taken);
      } catch (error) {
        for (const [id, count] of taken) this.#figuresOf(id).giveCount(count);
        this.#log.warn({ err: error }, 'counts of feeds could not be stored');
      }
    });
    await this.#counting;
  }

  async close(): Promise<void> {
    await this.#intake.close();
    await this.flush();
    await this.flushCounts();
  }

  #quarantine(feed: Feed, decoded: Decoded): void {
    if (!('refused' in decoded)) return;
    const { refused } = decoded;
    const at = this.#clock();
    const key = `${feed.id} ${refused.code}`;
    const before = this.#counts.get(key);
    this.#counts.set(key, {
      feed: feed.id,
      code: refused.code,
      ...refused.words,
      count: (before?.count ?? 0) + 1,
      lastAt: sqlTime(at),
    });
    if (this.#pending.filter((one) => one.feed === feed.id).length < maxSamples)
      this.#pending.push({ feed: feed.id, refused, at });
    this.#timer ??= setTimeout(() => void this.flush(), flushMs).unref();
  }

  #taken(source: string, taken: Taken, fixes: readonly RawFix[]): void {
    const feed = this.#feeds.find(({ name }) => name === source);
    if (!feed) return;
    this.#figuresOf(feed.id).add(this.#clock().getTime(), taken, fixes);
    this.#countTimer ??= setTimeout(() => void this.flushCounts(), countMs).unref();
  }

  #figuresOf(id: string): FeedFigures {
    let figures = this.#figures.get(id);
    if (!figures) {
      figures = new FeedFigures();
      this.#figures.set(id, figures);
    }
    return figures;
  }
}

function isNamed({ device: { scheme, value } }: RawFix): boolean {
  const none = { plate: '', terminal: '', mmsi: '', imo: '', name: '' };
  return deviceKey({ ...none, [scheme]: value }) !== null;
}
