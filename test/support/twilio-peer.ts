/** An HTTP peer that speaks Twilio's message API, and answers as a test tells it to. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface TakenSms {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  /** Of a registered template. */
  readonly contentSid: string | null;
  readonly statusCallback: string | null;
}

/** `hang`: takes the message and never answers. `later`: 429 with these seconds to wait. */
export type PeerAnswer = number | 'hang' | 'takeAndFail' | { readonly later: number };

export interface TwilioPeer {
  readonly url: string;
  readonly taken: TakenSms[];
  /** Of the next sends, in order; then everything is taken. */
  readonly answers: PeerAnswer[];
  /** How many times sent messages were asked for. */
  lookUps: number;
  close(): Promise<void>;
}

export const twilioAccount = {
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'not-a-secret',
  from: '+15005550006',
  templates: {},
  statusUrl: null,
};

export async function twilioPeer(): Promise<TwilioPeer> {
  const taken: TakenSms[] = [];
  const answers: PeerAnswer[] = [];
  const path = `/2010-04-01/Accounts/${twilioAccount.accountSid}/Messages.json`;
  const login = Buffer.from(`${twilioAccount.accountSid}:${twilioAccount.authToken}`).toString(
    'base64',
  );
  const server = createServer((request, response) => {
    const say = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const url = new URL(request.url ?? '/', 'http://peer');
    if (url.pathname !== path) return say(404, { code: 20404, message: 'not found', status: 404 });
    if (request.headers.authorization !== `Basic ${login}`)
      return say(401, { code: 20003, message: 'authenticate', status: 401 });
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.method === 'GET') {
        peer.lookUps++;
        const to = url.searchParams.get('To');
        return say(200, {
          messages: taken.filter((one) => to === null || one.to === to).map(asJson),
          next_page_uri: null,
          page: 0,
          page_size: 50,
        });
      }
      const form = new URLSearchParams(Buffer.concat(parts).toString());
      const answer = answers.shift();
      const take = (): TakenSms => {
        const sms = {
          sid: `SM${String(taken.length).padStart(32, '0')}`,
          to: form.get('To') ?? '',
          from: form.get('From') ?? '',
          body: form.get('Body') ?? form.get('ContentVariables') ?? '',
          contentSid: form.get('ContentSid'),
          statusCallback: form.get('StatusCallback'),
        };
        taken.push(sms);
        return sms;
      };
      if (typeof answer === 'object') {
        response.setHeader('retry-after', String(answer.later));
        return say(429, { code: 20429, message: 'too many', status: 429 });
      }
      if (answer === 'hang') {
        take();
        request.socket.destroy();
        return;
      }
      if (answer === 'takeAndFail') {
        take();
        return say(500, { code: 20500, message: 'internal', status: 500 });
      }
      if (answer !== undefined)
        return say(answer, {
          code: answer === 400 ? 21211 : 20000 + answer,
          message: 'refused',
          status: answer,
        });
      say(201, asJson(take()));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const peer: TwilioPeer = {
    url: `http://127.0.0.1:${port}`,
    taken,
    answers,
    lookUps: 0,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await Promise.resolve();
    },
  };
  return peer;
}

const asJson = ({ sid, to, from, body }: TakenSms): Record<string, unknown> => ({
  sid,
  to,
  from,
  body,
  status: 'queued',
  account_sid: twilioAccount.accountSid,
  date_created: new Date().toUTCString(),
  date_sent: new Date().toUTCString(),
  date_updated: new Date().toUTCString(),
  error_code: null,
  error_message: null,
  direction: 'outbound-api',
  num_media: '0',
  num_segments: '1',
  price: null,
  price_unit: 'USD',
  uri: '',
  subresource_uris: {},
  api_version: '2010-04-01',
  messaging_service_sid: null,
});
