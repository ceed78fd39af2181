/** By which variables of the environment each channel is set up: names and whether they are given, never what they hold. */
import type { DaemonConfig } from '../config.ts';
import type { ChannelKind } from './channel.ts';

export interface ChannelVariable {
  readonly name: string;
  readonly required: boolean;
  readonly given: boolean;
}

export function channelVariables({
  alerts: { smtp, sms, webhook },
  publicUrl,
}: Pick<DaemonConfig, 'alerts' | 'publicUrl'>): Readonly<
  Record<ChannelKind, readonly ChannelVariable[]>
> {
  const needed = (name: string, given: boolean): ChannelVariable => ({
    name,
    required: true,
    given,
  });
  const possible = (name: string, given: boolean): ChannelVariable => ({
    name,
    required: false,
    given,
  });
  return {
    email: [
      needed('SMTP_URL', smtp !== null),
      possible('SMTP_FROM', smtp !== null && smtp.from !== defaultSender),
      possible('SMTP_CA', smtp?.ca != null),
    ],
    sms: [
      needed('TWILIO_ACCOUNT_SID', sms !== null),
      needed('TWILIO_AUTH_TOKEN', sms !== null),
      needed('TWILIO_FROM', sms !== null),
      possible('TWILIO_API_URL', sms?.apiUrl != null),
      possible('TWILIO_TEMPLATE_ZH', sms?.templates.zh !== undefined),
      possible('TWILIO_TEMPLATE_EN', sms?.templates.en !== undefined),
      possible('PUBLIC_URL', publicUrl !== null),
    ],
    webhook: [
      needed('WEBHOOK_SECRET', webhook !== null),
      possible('WEBHOOK_ALLOW_PRIVATE', webhook?.allowInside === true),
    ],
  };
}

/** Of mails where nobody has named another. */
export const defaultSender = 'phecda@localhost.localdomain';
