/** What the screen of the channels says of the environment. */
import { expect, it } from 'vitest';
import { alertSettings } from '../config.ts';
import { channelVariables } from './channel-variables.ts';

it('says that an address is given also while no SMS is set up', () => {
  const variables = {
    SMTP_FROM: 'phecda@example.org',
    WEBHOOK_ALLOW_PRIVATE: 'false' as const,
    ALERT_ESCALATE_MINUTES: 30,
  };
  const given = (publicUrl: string | null): unknown =>
    channelVariables({ alerts: alertSettings(variables, []), publicUrl }).sms.find(
      ({ name }) => name === 'PUBLIC_URL',
    )?.given;
  expect([given('https://phecda.example.org'), given(null)]).toEqual([true, false]);
});
