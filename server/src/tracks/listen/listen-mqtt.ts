/** Positions from an MQTT broker: topics of the feeds, QoS 1, a message acknowledged once its fixes are committed. */
import { connect, type MqttClient } from 'mqtt';
import type { Log } from '../../log.ts';
import { decodeMqtt, fallsUnder } from '../decode/mqtt/mqtt-decoder.ts';
import type { FeedDesk } from '../feeds/feed-desk.ts';

export interface Broker {
  /** With user and password. */
  readonly url: string;
  /** The broker keeps under it what comes while the server is down. */
  readonly clientId: string;
}

export interface BrokerLink {
  close(): Promise<void>;
}

/** The store is away: the broker waits. */
const againMs = 1_000;

export function listenMqtt({ url, clientId }: Broker, desk: FeedDesk, log: Log): BrokerLink {
  const stop = new AbortController();
  const client: MqttClient = connect(url, { clientId, clean: false, manualConnect: true });
  const topics = new Set<string>();

  const subscribe = (): void => {
    const wanted = new Set(
      desk.feeds.flatMap(({ kind, active, settings }) =>
        kind === 'mqtt' && active ? [settings.topic] : [],
      ),
    );
    for (const topic of topics)
      if (!wanted.has(topic)) {
        topics.delete(topic);
        client.unsubscribe(topic);
      }
    for (const topic of wanted)
      if (!topics.has(topic)) {
        topics.add(topic);
        const link = desk.links.topic(topic);
        client.subscribe(topic, { qos: 1 }, (error, granted = []) => {
          const refused = error?.message ?? (granted.some(({ qos }) => qos > 2) ? 'refused' : null);
          if (refused === null) return link.opened(Date.now());
          topics.delete(topic);
          if (link.failed(Date.now(), refused))
            log.warn({ refused }, 'a topic of the broker could not be subscribed');
        });
      }
  };

  // The next message is read and this one acknowledged when the callback is called.
  client.handleMessage = ({ topic, payload }, done) => {
    take(desk, topic.toString(), Buffer.from(payload), stop.signal).then(
      () => done(),
      () => undefined,
    );
  };
  const link = desk.links.broker;
  link.expected(Date.now());
  // It tries again every second: what is known is not said again.
  client.on('error', (error) => {
    if (link.failed(Date.now(), codeOf(error))) log.warn({ err: error }, 'the broker of positions');
  });
  client.on('connect', () => {
    link.opened(Date.now());
    subscribe();
  });
  client.on('close', () => link.closed(Date.now()));
  const unsubscribe = desk.onChange(() => {
    if (client.connected) subscribe();
  });
  client.connect();
  return {
    close: async () => {
      stop.abort();
      unsubscribe();
      await client.endAsync(true);
    },
  };
}

/** Refused connections are many errors in one. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

async function take(
  desk: FeedDesk,
  topic: string,
  payload: Buffer,
  stop: AbortSignal,
): Promise<void> {
  const feed = desk.feeds.find(
    ({ kind, active, settings }) => kind === 'mqtt' && active && fallsUnder(settings.topic, topic),
  );
  if (!feed) return;
  const decoded = decodeMqtt(topic, payload, feed.datum, Date.now());
  for (let left = decoded; ; left = left.filter((one) => 'fix' in one)) {
    stop.throwIfAborted();
    try {
      await desk.take(feed, left);
      return;
    } catch (error) {
      if (stop.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}
