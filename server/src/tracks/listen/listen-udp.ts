/** Positions over UDP: a decoder per sender; datagrams beyond a bound are dropped and counted, for nobody can be held back. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Log } from '../../log.ts';
import type { StreamDecoder } from '../decode/decoder.ts';
import { refuse } from '../decode/refuse.ts';
import type { FeedDesk } from '../feeds/feed-desk.ts';
import type { Feed } from '../feeds/feed.ts';
import type { Decoded } from '../fix.ts';
import type { Listener } from './listen-tcp.ts';

const reasons = {
  'udp-dropped': {
    zh: '来不及入库，数据报被丢弃',
    en: 'dropped: the sender is faster than the store',
  },
} as const;

interface Sender {
  readonly feed: Feed;
  readonly decoder: StreamDecoder;
  waiting: Decoded[];
  busy: boolean;
  last: number;
}

const maxSenders = 1_000;
const maxWaiting = 5_000;
const newline = Buffer.from('\n');

export async function listenUdp(
  open: (address: string) => { feed: Feed; decoder: StreamDecoder } | null,
  at: { readonly host: string; readonly port: number },
  desk: FeedDesk,
  log: Log,
): Promise<Listener> {
  const socket = createSocket(at.host.includes(':') ? 'udp6' : 'udp4');
  const senders = new Map<string, Sender>();

  const senderOf = (address: string): Sender | null => {
    const known = senders.get(address);
    if (known && desk.current(known.feed.id)) return known;
    senders.delete(address);
    const opened = open(address);
    if (!opened) return null;
    if (senders.size >= maxSenders) {
      const [oldest] = [...senders].toSorted(([, a], [, b]) => a.last - b.last);
      if (oldest) senders.delete(oldest[0]);
    }
    const sender: Sender = { ...opened, waiting: [], busy: false, last: 0 };
    senders.set(address, sender);
    return sender;
  };

  const work = async (sender: Sender): Promise<void> => {
    if (sender.busy) return;
    sender.busy = true;
    try {
      while (sender.waiting.length > 0) {
        const part = sender.waiting;
        sender.waiting = [];
        await desk.take(sender.feed, part);
      }
    } catch (error) {
      log.warn({ err: error }, 'positions of a datagram could not be stored');
    } finally {
      sender.busy = false;
    }
  };

  socket.on('message', (bytes, { address }) => {
    const sender = senderOf(address);
    if (!sender) return;
    const now = Date.now();
    sender.last = now;
    // A datagram ends what it carries.
    const { decoded } = sender.decoder.push(Buffer.concat([bytes, newline]), now);
    if (sender.waiting.length >= maxWaiting)
      void desk.take(sender.feed, [refuse(reasons, 'udp-dropped', `${bytes.length} bytes`)]);
    else sender.waiting.push(...decoded);
    void work(sender);
  });
  socket.on('error', (error) => log.warn({ err: error }, 'the port for datagrams'));
  socket.bind(at.port, at.host);
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    close: async () => {
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}
