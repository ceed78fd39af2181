/** Positions over TCP: a decoder per connection, read no faster than its fixes are committed. */
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Log } from '../../log.ts';
import type { StreamDecoder } from '../decode/decoder.ts';
import type { FeedDesk } from '../feeds/feed-desk.ts';
import type { Feed } from '../feeds/feed.ts';
import type { FeedLink } from '../feeds/feed-links.ts';

/** A connection that has been let in, or waits for its login (feed null). */
export interface Conversation {
  readonly decoder: StreamDecoder;
  feed(): Feed | null;
}

export interface TcpWay {
  readonly name: string;
  /** Null where nobody of this address may send. */
  open(address: string): Conversation | null;
}

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

const maxConnections = 10_000;
const idleMs = 10 * 60_000;
/** The store is away: the sender waits. */
const againMs = 1_000;

export async function listenTcp(
  way: TcpWay,
  at: { readonly host: string; readonly port: number },
  desk: FeedDesk,
  log: Log,
): Promise<Listener> {
  const sockets = new Set<Socket>();
  const stop = new AbortController();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(way, socket, desk, log, stop.signal).catch((error: unknown) => {
      log.warn({ err: error, way: way.name }, 'a connection of positions ended');
      socket.destroy();
    });
  });
  server.maxConnections = maxConnections;
  server.listen(at.port, at.host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : at.port,
    close: async () => {
      stop.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function serve(
  way: TcpWay,
  socket: Socket,
  desk: FeedDesk,
  log: Log,
  stop: AbortSignal,
): Promise<void> {
  socket.on('error', () => {});
  socket.setTimeout(idleMs, () => socket.destroy());
  const conversation = way.open(socket.remoteAddress ?? '');
  if (!conversation) {
    log.info({ way: way.name, address: socket.remoteAddress }, 'no feed is open for this address');
    socket.destroy();
    return;
  }
  const { decoder } = conversation;
  // Known from the start, or once the login has said it.
  let admitted: FeedLink | null = null;
  const admit = (): void => {
    const named = conversation.feed();
    if (admitted || !named) return;
    admitted = desk.links.senderOf(named.id);
    admitted.opened(Date.now());
    socket.once('close', () => admitted?.closed(Date.now()));
  };
  admit();
  // The loop reads the next part only when this one is committed: the sender's own buffer fills, nobody else's.
  try {
    for await (const bytes of socket as AsyncIterable<Buffer>) {
      const { decoded, replies, close } = decoder.push(bytes, Date.now());
      admit();
      for (const reply of replies) socket.write(reply);
      await commit(conversation, decoded, desk, stop, (answer) => socket.write(answer));
      if (close !== undefined) {
        log.info({ way: way.name, why: close }, 'a connection of positions is closed');
        socket.end();
        break;
      }
    }
  } catch (error) {
    if (!socket.destroyed) throw error;
  }
  if (!stop.aborted) await commit(conversation, decoder.end(), desk, stop, () => {});
}

async function commit(
  { decoder, feed }: Conversation,
  decoded: Parameters<FeedDesk['take']>[1],
  desk: FeedDesk,
  stop: AbortSignal,
  answer: (bytes: Buffer) => void,
): Promise<void> {
  const named = feed();
  const open = named && desk.current(named.id);
  if (!open || decoded.length === 0) return;
  for (let left = decoded; ; left = left.filter((one) => 'fix' in one)) {
    try {
      const fixes = await desk.take(open, left);
      const bytes = fixes.length > 0 ? decoder.acknowledge(fixes) : null;
      if (bytes) answer(bytes);
      return;
    } catch (error) {
      if (stop.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}
