/** The channels as a screen shows them, and tests of them. */
import { channelKinds, type ChannelKind } from '@phecda/alerts/channels/channel';
import { channelVariables } from '@phecda/alerts/channels/channel-variables';
import { addressOf } from '@phecda/alerts/flow/deliver';
import { channelPauses } from '@phecda/alerts/store/channel-pause';
import { channelStates } from '@phecda/alerts/store/channel-state';
import { contactDraft } from '@phecda/alerts/store/contact-store';
import type { Delivery } from '@phecda/alerts/store/outbox';
import { DomainError, notFound } from '../../domain-error.ts';
import type { Channel } from '../../generated/resolvers.ts';
import { checkId } from '../../graphql/clamp.ts';
import type { Services } from '../../services.ts';
import { pauseOf } from './pause.ts';

type Desk = Pick<Services, 'alerts' | 'state' | 'config'>;

/** The app itself first: it is always there. */
export async function readChannels({ state, config, alerts }: Desk): Promise<Channel[]> {
  const [states, pauses, { unread, lastAt }] = await Promise.all([
    channelStates(state),
    channelPauses(state),
    alerts.alerts.pulse(),
  ]);
  const variables = channelVariables(config);
  const templates = Object.entries(config.alerts.sms?.templates ?? {});
  return [
    {
      kind: null,
      configured: true,
      variables: [],
      pause: null,
      lastSentAt: lastAt,
      lastProblem: null,
      queue: [{ state: 'pending', count: unread }],
      templates: [],
    },
    ...channelKinds.map((kind) => {
      const known = states.get(kind);
      const pause = pauses.find(({ channel }) => channel === kind);
      return {
        kind,
        configured: variables[kind].every(({ required, given }) => given || !required),
        variables: [...variables[kind]],
        pause: pause === undefined ? null : pauseOf(pause),
        lastSentAt: known?.lastSentAt ?? null,
        lastProblem: known?.lastProblem ?? null,
        queue: [...(known?.queue ?? [])],
        templates:
          kind === 'sms' ? templates.map(([language, id]) => ({ language, id: id ?? '' })) : [],
      };
    }),
  ];
}

interface TestTarget {
  readonly channel: ChannelKind;
  readonly contact: string | null;
  /** Where no contact is named. */
  readonly address: string | null;
  readonly language: string | null;
  readonly actor: string;
}

/** A contact that nobody has; a test to an address is about none. */
const noContact = '0a1e0000-0000-4000-8000-0000000000ff';

export async function sendTest({ alerts }: Desk, to: TestTarget): Promise<Delivery> {
  const { outbox } = alerts;
  const { channel } = to;
  const made = await outbox.test({ channel, ...(await recipientOf(alerts.contacts, to)) });
  const delivery = await outbox.find(made);
  if (delivery === null) throw notFound('delivery');
  return delivery;
}

async function recipientOf(
  contacts: Desk['alerts']['contacts'],
  { channel, contact: id, address: given, language, actor }: TestTarget,
) {
  if (id !== null) {
    const contact = (await contacts.list()).find((one) => one.id === checkId(id));
    if (contact === undefined) throw notFound('contact');
    const address = addressOf(contact, channel);
    if (address === null)
      throw new DomainError('BAD_INPUT', 'error.noAddress', 'The contact has no such address.');
    return { contact: contact.id, contactName: contact.name, address, language: contact.language };
  }
  const field = ({ email: 'email', sms: 'phone', webhook: 'webhook' } as const)[channel];
  const parsed = contactDraft.shape[field].safeParse(given?.trim() ?? '');
  if (!parsed.success || !parsed.data)
    throw new DomainError('BAD_INPUT', 'error.noSuchAddress', 'This is no address of the channel.');
  return {
    contact: noContact,
    contactName: actor,
    address: parsed.data,
    language: language === 'en' ? ('en' as const) : ('zh' as const),
  };
}
