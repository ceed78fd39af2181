/** SMS through Twilio's message API, or a gateway that speaks it. A send whose outcome is not known is looked up before a second one. */
import type { Twilio } from 'twilio';
import type { SmsSettings } from '../../config.ts';
import type { Channel, Envelope, Outcome } from '../channel.ts';

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
      } catch {
        return { state: 'retry', problem: 'smsLookUp' };
      }
      try {
        const { sid } = await twilio.messages.create({
          to: envelope.address,
          from: settings.from,
          body: envelope.message.short,
        });
        return { state: 'sent', peerId: sid };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => Promise.resolve(),
  };
}

/** Twilio's library takes its time to load: only who sends an SMS waits for it. */
async function open({ accountSid, authToken, apiUrl }: SmsSettings): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  const requests = new twilio.RequestClient({ timeout });
  if (apiUrl === null) return twilio(accountSid, authToken, { httpClient: requests });
  const toGateway = new twilio.RequestClient({ timeout });
  toGateway.request = (options) =>
    requests.request({
      ...options,
      uri: options.uri.replace(twilioApi, apiUrl.replace(/\/$/, '')),
    });
  return twilio(accountSid, authToken, { httpClient: toGateway });
}

async function lookUp(twilio: Twilio, { id, address, since }: Envelope): Promise<string | null> {
  // Twilio keeps whole days; clocks differ.
  const dateSentAfter = new Date(Date.parse(since) - 86_400_000);
  const sent = await twilio.messages.list({ to: address, dateSentAfter, limit: 200 });
  return sent.find(({ body }) => body.includes(smsReference(id)))?.sid ?? null;
}

/** 429 was never processed; other refusals below 500 are final; the rest may have been taken. */
function outcomeOf(error: unknown): Outcome {
  const { status, code } = error as { status?: number; code?: number | string };
  if (status === 429) return { state: 'retry', problem: 'smsLater 429' };
  if (status === 401 || status === 403) return { state: 'retry', problem: `smsLogin ${status}` };
  if (status !== undefined && status >= 400 && status < 500)
    return { state: 'refused', problem: `smsRefused ${code ?? status}` };
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return { state: 'retry', problem: `smsLost ${code}` };
  return { state: 'unknown', problem: `smsUnknown ${code ?? status ?? ''}`.trim() };
}
