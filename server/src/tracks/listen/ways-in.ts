/** The ways in that wait for connections: opened where the configuration says a port, none by default. */
import type { Log } from '../../log.ts';
import { ais } from '../decode/ais/ais-decoder.ts';
import { jtt809 } from '../decode/jtt809/jtt809-decoder.ts';
import type { FeedDesk } from '../feeds/feed-desk.ts';
import { holdsKey, type Feed, type FeedKind } from '../feeds/feed.ts';
import type { StreamDecoder } from '../decode/decoder.ts';
import { listenTcp, type Listener, type TcpWay } from './listen-tcp.ts';
import type { Broker, BrokerLink } from './listen-mqtt.ts';
import { listenUdp } from './listen-udp.ts';

export interface WaySettings {
  /** Address on which the ports are open. */
  readonly host: string;
  readonly aisTcpPort: number | null;
  readonly aisUdpPort: number | null;
  readonly jtt809Port: number | null;
  readonly broker: Broker | null;
}

export class WaysIn {
  readonly #settings: WaySettings;
  readonly #desk: FeedDesk;
  readonly #log: Log;
  readonly #open = new Map<FeedKind, Listener>();
  #broker: BrokerLink | null = null;

  constructor(settings: WaySettings, desk: FeedDesk, log: Log) {
    this.#settings = settings;
    this.#desk = desk;
    this.#log = log;
  }

  async start(): Promise<void> {
    const { host, aisTcpPort, aisUdpPort, jtt809Port, broker } = this.#settings;
    const [desk, log] = [this.#desk, this.#log];
    await desk.refresh();
    await desk.expectSenders();
    if (aisTcpPort !== null)
      this.#open.set(
        'ais-tcp',
        await listenTcp(aisOver(desk), { host, port: aisTcpPort }, desk, log),
      );
    if (aisUdpPort !== null)
      this.#open.set(
        'ais-udp',
        await listenUdp(
          (address) => aisFrom(desk, 'ais-udp', address),
          { host, port: aisUdpPort },
          desk,
          log,
        ),
      );
    if (jtt809Port !== null)
      this.#open.set(
        'jtt809',
        await listenTcp(jtt809Over(desk), { host, port: jtt809Port }, desk, log),
      );
    if (broker) {
      const { listenMqtt } = await import('./listen-mqtt.ts');
      this.#broker = listenMqtt(broker, desk, log);
    }
    for (const [kind, { port }] of this.#open)
      log.info({ kind, host, port }, 'positions come in here');
  }

  /** Null: not open here. */
  address(kind: FeedKind): string | null {
    if (kind === 'http') return '/api/positions';
    const { broker } = this.#settings;
    if (kind === 'mqtt') return broker && new URL(broker.url).host;
    const listener = this.#open.get(kind);
    return listener ? `${this.#settings.host}:${listener.port}` : null;
  }

  async close(): Promise<void> {
    await this.#broker?.close();
    await Promise.all([...this.#open.values()].map((listener) => listener.close()));
    this.#open.clear();
    await this.#desk.close();
  }
}

function aisOver(desk: FeedDesk): TcpWay {
  return {
    name: 'ais-tcp',
    open: (address) => {
      const opened = aisFrom(desk, 'ais-tcp', address);
      return opened && { decoder: opened.decoder, feed: () => opened.feed };
    },
  };
}

function aisFrom(
  desk: FeedDesk,
  kind: FeedKind,
  address: string,
): { feed: Feed; decoder: StreamDecoder } | null {
  const feed = desk.fromAddress(kind, address);
  return feed && { feed, decoder: ais.open({ admits: () => null, ciphers: () => [] }) };
}

/** Whose feed it is, the login says. */
function jtt809Over(desk: FeedDesk): TcpWay {
  return {
    name: 'jtt809',
    open: (address) => {
      const allowed = desk.mayConnect('jtt809', address);
      if (allowed.length === 0) return null;
      let feed: Feed | null = null;
      const decoder = jtt809.open({
        admits: (name, key) => {
          feed =
            desk
              .mayConnect('jtt809', address)
              .find((one) => one.settings.user === name && holdsKey(one, key)) ?? null;
          return feed && { datum: feed.datum, cipher: feed.settings.cipher };
        },
        ciphers: () => allowed.flatMap(({ settings }) => settings.cipher ?? []),
      });
      return { decoder, feed: () => feed };
    },
  };
}
