/** A real SMTP server that keeps what it takes, and answers as a test tells it to. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface TakenMail {
  readonly to: string;
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Headers and body, with transfer encodings undone. */
  readonly text: string;
}

const tlsFolder = join(import.meta.dirname, '../fixtures/smtp-tls');
/** What signs the peer that speaks TLS. */
export const smtpAuthority = readFileSync(join(tlsFolder, 'cert.pem'), 'utf8');

export interface SmtpPeer {
  readonly url: string;
  readonly mails: TakenMail[];
  /** Codes of the next answers to RCPT TO, in order; then everything is taken. */
  readonly refusals: number[];
  /** How many of the next messages are taken and never acknowledged: the connection is cut instead. */
  cutAfterData: number;
  /** How many of the mails came over TLS. */
  encrypted: number;
  readonly port: number;
  close(): Promise<void>;
}

/** @param tls offers STARTTLS, and takes no mail without it */
export async function smtpPeer({ tls = false } = {}): Promise<SmtpPeer> {
  const mails: TakenMail[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    ...(tls
      ? {
          disabledCommands: ['AUTH'],
          key: readFileSync(join(tlsFolder, 'key.pem')),
          cert: smtpAuthority,
        }
      : { disabledCommands: ['AUTH', 'STARTTLS'] }),
    onMailFrom(_address, session, done) {
      if (!tls || session.secure) return done();
      done(Object.assign(new Error('STARTTLS first'), { responseCode: 530 }));
    },
    logger: false,
    onRcptTo(_address, _session, done) {
      const code = refusals.shift();
      if (code === undefined) return done();
      done(Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address).join(','),
          at: Date.now(),
          messageId: /^Message-ID: (.+)$/im.exec(raw)?.[1]?.trim() ?? '',
          text: decoded(raw),
        });
        if (session.secure) peer.encrypted++;
        if (peer.cutAfterData === 0) return done();
        peer.cutAfterData--;
        for (const connection of (
          server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }
        ).connections)
          connection._socket.destroy();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const peer: SmtpPeer = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refusals,
    cutAfterData: 0,
    encrypted: 0,
    port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return peer;
}

/** Undoes base64 and quoted-printable of each part, and encoded words of headers. */
function decoded(raw: string): string {
  const words = raw
    .replace(/\r\n[ \t]+/g, ' ')
    .replace(/=\?utf-8\?B\?([^?]+)\?=(?: +(?==\?))?/gi, (_, text: string) =>
      Buffer.from(text, 'base64').toString(),
    )
    .replace(/=\?utf-8\?Q\?([^?]+)\?=(?: +(?==\?))?/gi, (_, text: string) =>
      quoted(text.replaceAll('_', ' ')),
    );
  return words
    .split(/\r\n--[^\r\n]+\r\n/)
    .map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n');
      const body = rest.join('\r\n\r\n');
      if (/encoding: base64/i.test(head))
        return `${head}\n${Buffer.from(body.replace(/\s/g, ''), 'base64').toString()}`;
      return /encoding: quoted-printable/i.test(head) ? `${head}\n${quoted(body)}` : part;
    })
    .join('\n');
}

function quoted(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
