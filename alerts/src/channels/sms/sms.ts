/** SMS through Twilio's message API, or a gateway that speaks it. A send whose outcome is not known is looked up before a second one. */
import type { Twilio } from 'twilio';
import type { SmsSettings } from '../../config.ts';
import type { Channel, Envelope, Outcome } from '../channel.ts';
import { isUntrusted } from '../untrusted.ts';

const timeout = 15_000;
const twilioApi = 'https://api.twilio.com';

/** Reference within the text, by which a message that may have been taken is found again. */
export const smsReference = (id: string): string => id.slice(0, 8).toUpperCase();

export function createSms(settings: SmsSettings): Channel {
  let opened: Promise<Twilio> | null = null;
  const client = (): Promise<Twilio> => (opened ??= open(settings));
  return {
    kind: 'sms',
    async deliver(envelope) {
      const twilio = await client();
      try {
        if (envelope.doubtful) {
          const known = await lookUp(twilio, envelope);
          if (known !== null) return { state: 'sent', peerId: known };
        }
      } catch (error) {
        const { status, code } = error as { status?: number; code?: number | string };
        const problem = `smsLookUp ${status ?? code ?? ''}`.trim();
        return { state: 'retry', problem, down: { afterMs: null } };
      }
      try {
        const { sid } = await twilio.messages.create({
          to: envelope.address,
          from: settings.from,
          ...contentOf(settings, envelope),
          ...(settings.statusUrl !== null && {
            statusCallback: `${settings.statusUrl}${envelope.id}`,
          }),
        });
        return { state: 'sent', peerId: sid };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => Promise.resolve(),
  };
}

/** Free text, or a registered template with its variables: 1 subject, 2 reason, 3 case number, 4 link, 5 reference. It has to show the reference. */
function contentOf(
  { templates }: SmsSettings,
  { language, message }: Envelope,
): { body: string } | { contentSid: string; contentVariables: string } {
  const contentSid = templates[language];
  const given = message.variables;
  if (contentSid === undefined || given === undefined) return { body: message.short };
  const names = ['subject', 'reason', 'caseNumber', 'link', 'reference'];
  return {
    contentSid,
    contentVariables: JSON.stringify(
      Object.fromEntries(names.map((name, index) => [String(index + 1), given[name] ?? ''])),
    ),
  };
}

/** Whether the provider itself sent what came to the status address. */
export async function isSigned(
  { authToken }: Pick<SmsSettings, 'authToken'>,
  signature: string,
  url: string,
  values: Record<string, string>,
): Promise<boolean> {
  const { default: twilio } = await import('twilio');
  return twilio.validateRequest(authToken, signature, url, values);
}

/** The provider said when to come again. */
class LaterError extends Error {
  readonly status = 429;
  readonly afterMs: number | null;
  constructor(afterMs: number | null) {
    super('later');
    this.afterMs = afterMs;
  }
}

/** Twilio's library takes its time to load: only who sends an SMS waits for it. */
async function open({ accountSid, authToken, apiUrl }: SmsSettings): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  const requests = new twilio.RequestClient({ timeout });
  const httpClient = new twilio.RequestClient({ timeout });
  httpClient.request = async (options) => {
    const uri =
      apiUrl === null ? options.uri : options.uri.replace(twilioApi, apiUrl.replace(/\/$/, ''));
    const answer = await requests.request({ ...options, uri });
    if (answer.statusCode === 429) throw new LaterError(afterMs(answer.headers));
    return answer;
  };
  return twilio(accountSid, authToken, { httpClient });
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function afterMs(headers: unknown): number | null {
  const value = (headers as Record<string, unknown> | undefined)?.['retry-after'];
  if (typeof value !== 'string' || value === '') return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

async function lookUp(twilio: Twilio, { id, address, since }: Envelope): Promise<string | null> {
  // Twilio keeps whole days; clocks differ.
  const dateSentAfter = new Date(Date.parse(since) - 86_400_000);
  const sent = await twilio.messages.list({ to: address, dateSentAfter, limit: 200 });
  return sent.find(({ body }) => body.includes(smsReference(id)))?.sid ?? null;
}

/** Twilio's codes for a sender that it does not take, whatever the message (https://www.twilio.com/docs/api/errors). */
const senderCodes = [21212, 21603, 21606, 21659, 21660];
/** Of a request that never got there. */
const unreachable = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
];

/** 429 was never processed; other refusals below 500 are final unless they are the same for every message; the rest may have been taken. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof LaterError)
    return { state: 'retry', problem: 'smsLater 429', down: { afterMs: error.afterMs } };
  const { status, code } = error as { status?: number; code?: number | string };
  const down = { afterMs: null };
  if (status === 401 || status === 403)
    return { state: 'retry', problem: `smsLogin ${status}`, down };
  // No such account or path, or no such sender: somebody mends the configuration.
  if (status === 404 || senderCodes.includes(Number(code)))
    return { state: 'retry', problem: `smsSender ${code ?? status}`, down };
  if (status !== undefined && status >= 400 && status < 500)
    return { state: 'refused', problem: `smsRefused ${code ?? status}` };
  const why = String(code ?? '');
  if (isUntrusted(why)) return { state: 'retry', problem: `smsTls ${why}`, down };
  if (unreachable.includes(why)) return { state: 'retry', problem: `smsLost ${why}`, down };
  return { state: 'unknown', problem: `smsUnknown ${code ?? status ?? ''}`.trim() };
}
