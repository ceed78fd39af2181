/** Positions from an MQTT broker: topics of the feeds, QoS 1, messages committed together and each acknowledged once its fixes are. */
import { connect, type MqttClient } from 'mqtt';
import { writeToStream } from 'mqtt-packet';
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
/** Messages that wait for their commit; no more are read from the connection. */
const maxOpen = 256;
/** The broker keeps what comes while nobody listens, however long. */
const forever = 0xffff_ffff;
/** In the words of version 3 and of 5. */
const wrongVersion: readonly unknown[] = [1, 132];
/** What the client takes an error for: no acknowledgement from it, and the next message. */
const acknowledgedLater = new Error('The message is acknowledged after its commit.');

export function listenMqtt({ url, clientId }: Broker, desk: FeedDesk, log: Log): BrokerLink {
  const stop = new AbortController();
  const client: MqttClient = connect(url, {
    clientId,
    clean: false,
    manualConnect: true,
    reconnectOnConnackError: true,
    // Only here can a client say how many messages it takes before the first is acknowledged: brokers send some twenty otherwise.
    protocolVersion: 5,
    properties: { receiveMaximum: maxOpen, sessionExpiryInterval: forever },
  });
  let wasOpen = false;
  /** To a broker that is older. */
  const speakVersion4 = (): void => {
    client.options.protocolVersion = 4;
    delete client.options.properties;
  };
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

  let open = 0;
  const held: (() => void)[] = [];
  let acknowledged: Promise<unknown> = Promise.resolve();
  client.handleMessage = ({ topic, payload, qos, messageId }, done) => {
    const { stream } = client;
    const taken = take(desk, topic.toString(), Buffer.from(payload), stop.signal);
    open++;
    // In the order in which the messages came, and never over another connection, where the number may be another message's.
    acknowledged = Promise.all([acknowledged, taken]).then(() => {
      open--;
      if (qos > 0 && messageId !== undefined && client.connected && client.stream === stream)
        writeToStream({ cmd: 'puback', messageId }, stream, client.options);
      held.shift()?.();
    });
    acknowledged.catch(() => undefined); // the server is stopping: the broker keeps the message
    const next = () => done(acknowledgedLater);
    if (open < maxOpen) next();
    else held.push(next);
  };
  const link = desk.links.broker;
  link.expected(Date.now());
  // It tries again every second: what is known is not said again.
  let failed = false;
  client.on('error', (error) => {
    failed = true;
    const isOlder = 'code' in error && wrongVersion.includes(error.code);
    if (isOlder && client.options.protocolVersion === 5) return speakVersion4();
    if (link.failed(Date.now(), codeOf(error))) log.warn({ err: error }, 'the broker of positions');
  });
  client.on('connect', () => {
    wasOpen = true;
    link.opened(Date.now());
    subscribe();
  });
  client.on('close', () => {
    link.closed(Date.now());
    // Some of the older ones hang up without a word.
    if (!wasOpen && !failed) speakVersion4();
    failed = false;
  });
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
