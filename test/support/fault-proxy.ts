/** A TCP proxy before a peer, with the faults of a network: late, slow, cut, and reset after a message was handed over. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface FaultProxy {
  readonly port: number;
  /** Milliseconds before each part of an answer. */
  latencyMs: number;
  /** Bytes a second towards the peer; null: as fast as it goes. */
  bytesPerSecond: number | null;
  /** New connections are refused by closing them at once. */
  down: boolean;
  /** How many of the next messages the peer gets whole, with the connection reset before its answer comes back. */
  resetAfterData: number;
  /** How many of the next connections are cut after so many bytes. */
  cutAfterBytes: number | null;
  close(): Promise<void>;
}

/** End of a message in SMTP. */
const endOfData = '\r\n.\r\n';

export async function faultProxy(toPort: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    client.on('error', () => undefined);
    if (proxy.down) return void client.destroy();
    const peer = connect(toPort, '127.0.0.1');
    sockets.add(peer);
    peer.on('error', () => client.destroy());
    let tail = '';
    let bytes = 0;
    let mute = false;
    void forward(client, async (part) => {
      tail = (tail + part.toString('latin1')).slice(-8);
      bytes += part.length;
      if (proxy.bytesPerSecond !== null) await wait((part.length / proxy.bytesPerSecond) * 1_000);
      if (proxy.cutAfterBytes !== null && bytes > proxy.cutAfterBytes) {
        proxy.cutAfterBytes = null;
        client.resetAndDestroy();
        peer.destroy();
        return;
      }
      if (tail.endsWith(endOfData) && proxy.resetAfterData > 0) {
        proxy.resetAfterData--;
        mute = true;
        // The peer has it and answers; nobody hears of it.
        peer.once('data', () => client.resetAndDestroy());
      }
      peer.write(part);
    }).finally(() => peer.end());
    void forward(peer, async (part) => {
      if (proxy.latencyMs > 0) await wait(proxy.latencyMs);
      if (!mute) client.write(part);
    }).finally(() => client.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: FaultProxy = {
    port: (server.address() as AddressInfo).port,
    latencyMs: 0,
    bytesPerSecond: null,
    down: false,
    resetAfterData: 0,
    cutAfterBytes: null,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await Promise.resolve();
    },
  };
  return proxy;
}

async function forward(from: Socket, part: (bytes: Buffer) => Promise<void>): Promise<void> {
  try {
    for await (const bytes of from) await part(bytes as Buffer);
  } catch {
    // The other side went away: so does this one.
  }
}
