/** E-mail through SMTP: TLS is verified, time-outs are short, the Message-ID stays over retries. */
import type { Transporter } from 'nodemailer';
import type { AlertSettings } from '../../config.ts';
import type { Channel, Envelope, Outcome } from '../channel.ts';

const connectionTimeout = 10_000;
const socketTimeout = 30_000;

type SmtpSettings = NonNullable<AlertSettings['smtp']>;

export function createEmail({ url, from }: SmtpSettings): Channel {
  let opened: Promise<Transporter> | null = null;
  const host = from.slice(from.indexOf('@') + 1);
  const transport = (): Promise<Transporter> => (opened ??= open(url));
  return {
    kind: 'email',
    async deliver({ id, address, message }: Envelope): Promise<Outcome> {
      try {
        const info = (await (
          await transport()
        ).sendMail({
          from,
          to: address,
          subject: message.subject,
          text: message.text,
          html: message.html,
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })) as { response?: string };
        return { state: 'sent', peerId: info.response?.slice(0, 200) ?? null };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async close() {
      if (opened !== null) (await opened).close();
    },
  };
}

async function open(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout,
    greetingTimeout: connectionTimeout,
    socketTimeout,
    dnsTimeout: connectionTimeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Replies from 500 on are final (RFC 5321, 4.2.1); everything else is tried again, with the same Message-ID. */
function outcomeOf(error: unknown): Outcome {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (code === 'EAUTH')
    return { state: 'retry', problem: `smtpLogin ${responseCode ?? ''}`.trim() };
  if (responseCode !== undefined && responseCode >= 500)
    return { state: 'refused', problem: `smtpRefused ${responseCode}` };
  if (responseCode !== undefined) return { state: 'retry', problem: `smtpLater ${responseCode}` };
  return { state: 'retry', problem: `smtpLost ${code ?? ''}`.trim() };
}
