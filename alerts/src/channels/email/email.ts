/** E-mail through SMTP: TLS is verified, time-outs are short, the Message-ID stays over retries. */
import type { AlertSettings } from '../../config.ts';
import type { Channel, Envelope, Outcome } from '../channel.ts';
import { isUntrusted } from '../untrusted.ts';

const connectionTimeout = 10_000;
const socketTimeout = 30_000;
/** A peer that answers byte by byte is left, too. Shorter than the outbox's lease. */
const wholeTimeout = 60_000;

export type SmtpSettings = NonNullable<AlertSettings['smtp']>;

export function createEmail({ url, from, ca }: SmtpSettings): Channel {
  const host = from.slice(from.indexOf('@') + 1);
  return {
    kind: 'email',
    async deliver({ id, address, message }: Envelope): Promise<Outcome> {
      const { createTransport } = await import('nodemailer');
      const handed = { over: false };
      const transport = createTransport({
        url,
        connectionTimeout,
        greetingTimeout: connectionTimeout,
        socketTimeout,
        dnsTimeout: connectionTimeout,
        disableFileAccess: true,
        disableUrlAccess: true,
        ...(ca !== null && { tls: { ca } }),
        logger: whenHandedOver(() => {
          handed.over = true;
        }),
      });
      let late: NodeJS.Timeout | undefined;
      try {
        const sending = transport.sendMail({
          from,
          to: address,
          subject: message.subject,
          text: message.text,
          html: message.html,
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        }) as Promise<{ response?: string }>;
        const info = await Promise.race([
          sending,
          new Promise<never>((_, reject) => {
            late = setTimeout(
              () => reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })),
              wholeTimeout,
            );
          }),
        ]);
        return { state: 'sent', peerId: info.response?.slice(0, 200) ?? null };
      } catch (error) {
        return outcomeOf(error, handed.over);
      } finally {
        clearTimeout(late);
        transport.close();
      }
    },
    close: () => Promise.resolve(),
  };
}

/** The library tells only its log when the last byte of a message has gone out. */
function whenHandedOver(tell: () => void) {
  const nothing = (): void => undefined;
  return {
    level: nothing,
    trace: nothing,
    debug: nothing,
    info: (entry: unknown) => {
      if ((entry as { tnx?: string } | undefined)?.tnx === 'message') tell();
    },
    warn: nothing,
    error: nothing,
    fatal: nothing,
  };
}

/** Answers to these are the same for every message: the server does not take ours, or none without a login. */
const aboutUs = ['EHLO', 'HELO', 'STARTTLS', 'MAIL FROM'];
const tooLarge = 552;

interface SmtpError {
  readonly message?: string;
  readonly code?: string;
  /** The system's own, where the library has one of its. */
  readonly originalCode?: string;
  readonly responseCode?: number;
  /** To which the server answered. */
  readonly command?: string;
}

/** Replies from 500 on are final (RFC 5321, 4.2.1) for what they are about. A connection that ends after the message went out leaves open whether it was taken. */
function outcomeOf(error: unknown, handedOver: boolean): Outcome {
  const { message, code = '', originalCode, responseCode, command = '' } = error as SmtpError;
  const down = { afterMs: null };
  if (code === 'EAUTH')
    return { state: 'retry', problem: `smtpLogin ${responseCode ?? ''}`.trim(), down };
  // The service closes its doors (421), or is not there at all.
  if (responseCode === 421) return { state: 'retry', problem: 'smtpLater 421', down };
  const forAll = aboutUs.includes(command) || message?.startsWith('Invalid greeting') === true;
  // Nobody's message is to be given up for what is mended in the configuration.
  if (responseCode !== undefined && responseCode >= 500 && responseCode !== tooLarge && forAll)
    return { state: 'retry', problem: `smtpSender ${responseCode}`, down };
  if (responseCode !== undefined && responseCode >= 500)
    return { state: 'refused', problem: `smtpRefused ${responseCode}` };
  if (responseCode !== undefined) return { state: 'retry', problem: `smtpLater ${responseCode}` };
  const why = originalCode ?? code;
  if (handedOver) return { state: 'unknown', problem: `smtpDoubt ${why}`.trim() };
  if (code === 'ETLS' || isUntrusted(why))
    return { state: 'retry', problem: `smtpTls ${why}`, down };
  const mode = why === 'ERR_SSL_WRONG_VERSION_NUMBER';
  return { state: 'retry', problem: `${mode ? 'smtpMode' : 'smtpLost'} ${why}`.trim(), down };
}
