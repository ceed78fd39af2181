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
        client.subscribe(topic, { qos: 1 }, (error) => {
          if (!error) return;
          topics.delete(topic);
          log.warn({ err: error }, 'a topic of the broker could not be subscribed');
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
  client.on('error', (error) => log.warn({ err: error }, 'the broker of positions'));
  client.on('connect', subscribe);
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
