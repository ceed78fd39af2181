/** A real SMTP server that keeps what it takes, and answers as a test tells it to. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface TakenMail {
  readonly to: string;
  readonly messageId: string;
  /** Headers and body, with transfer encodings undone. */
  readonly text: string;
}

export interface SmtpPeer {
  readonly url: string;
  readonly mails: TakenMail[];
  /** Codes of the next answers to RCPT TO, in order; then everything is taken. */
  readonly refusals: number[];
  /** How many of the next messages are taken and never acknowledged: the connection is cut instead. */
  cutAfterData: number;
  close(): Promise<void>;
}

export async function smtpPeer(): Promise<SmtpPeer> {
  const mails: TakenMail[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
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
          messageId: /^Message-ID: (.+)$/im.exec(raw)?.[1]?.trim() ?? '',
          text: decoded(raw),
        });
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
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return peer;
}

/** Undoes base64 and quoted-printable of each part, and encoded words of headers. */
function decoded(raw: string): string {
  const words = raw
    .replace(/\r\n[ \t]+/g, ' ')
    .replace(/=\?utf-8\?B\?([^?]+)\?=\s*/gi, (_, text: string) =>
      Buffer.from(text, 'base64').toString(),
    )
    .replace(/=\?utf-8\?Q\?([^?]+)\?=\s*/gi, (_, text: string) =>
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
