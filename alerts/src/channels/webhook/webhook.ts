/** Webhook: a signed POST to an address of the recipient. The name is resolved once, and what is connected to is the address that was checked. */
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { WebhookSettings } from '../../config.ts';
import type { Channel, Envelope, Outcome } from '../channel.ts';

const timeout = 15_000;

/** Of this machine, of networks inside, of the cloud's own services, or of nobody. */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, bits, 'ipv6');

/** IPv4 within IPv6 is judged as IPv4. */
export const isInside = (address: string): boolean =>
  inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>">` */
export function signature(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

class InsideError extends Error {
  readonly code = 'EINSIDE';
}

export function createWebhook({ secret, allowInside }: WebhookSettings): Channel {
  const checked: LookupFunction = (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [], 4);
      if (!allowInside && found.some(({ address }) => isInside(address)))
        return done(new InsideError(host), [], 4);
      done(null, options.all === true ? found : (found[0]?.address ?? ''), found[0]?.family ?? 4);
    });
  };
  return {
    kind: 'webhook',
    deliver: (envelope) =>
      new Promise<Outcome>((resolve) => {
        const url = new URL(envelope.address);
        const host = url.hostname.replace(/^\[|\]$/g, '');
        if (!allowInside && isIP(host) !== 0 && isInside(host))
          return resolve({ state: 'refused', problem: 'webhookInside' });
        const body = bodyOf(envelope);
        const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
        const call = send(
          url,
          {
            method: 'POST',
            lookup: checked,
            agent: false,
            timeout,
            signal: AbortSignal.timeout(timeout * 2),
            headers: {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
              'idempotency-key': envelope.id,
              'x-phecda-signature': signature(secret, body, Math.floor(Date.now() / 1_000)),
            },
          },
          (answer) => {
            answer.resume();
            resolve(outcomeOf(answer.statusCode ?? 0));
          },
        );
        call.on('timeout', () => call.destroy(new Error('too slow')));
        call.on('error', (error: NodeJS.ErrnoException) =>
          resolve(
            error.code === 'EINSIDE'
              ? { state: 'refused', problem: 'webhookInside' }
              : { state: 'retry', problem: `webhookLost ${error.code ?? ''}`.trim() },
          ),
        );
        call.end(body);
      }),
    close: () => Promise.resolve(),
  };
}

/** The same at every attempt: who receives tells repetitions by the id. */
const bodyOf = ({ id, message }: Envelope): string =>
  JSON.stringify({ id, subject: message.subject, text: message.text });

/** Redirections are not followed: their aim was not checked. */
function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return { state: 'sent', peerId: null };
  if (status === 408 || status === 429 || status >= 500)
    return { state: 'retry', problem: `webhookLater ${status}` };
  return { state: 'refused', problem: `webhookRefused ${status}` };
}
