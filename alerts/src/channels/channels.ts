/** Every channel that the settings give a provider for. A new one is a folder here and a line in this list. */
import type { AlertSettings } from '../config.ts';
import type { Channel, ChannelKind } from './channel.ts';
import { createEmail } from './email/email.ts';
import { createSms } from './sms/sms.ts';
import { createWebhook } from './webhook/webhook.ts';

export type Channels = ReadonlyMap<ChannelKind, Channel>;

export function createChannels({ smtp, sms, webhook }: AlertSettings): Channels {
  const channels: Channel[] = [
    ...(smtp === null ? [] : [createEmail(smtp)]),
    ...(sms === null ? [] : [createSms(sms)]),
    ...(webhook === null ? [] : [createWebhook(webhook)]),
  ];
  return new Map(channels.map((channel) => [channel.kind, channel]));
}
