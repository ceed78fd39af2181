/** Sends a test by a channel: to a contact of the address book, or to an address of one's own; and says what became of it. */
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useOperator } from '../../app/shell/operator.ts';
import {
  TestChannelDocument,
  type ChannelKind,
  type ChannelsQuery,
} from '../../generated/graphql.ts';
import { Failure } from '../../ui/failure.tsx';
import { TestOutcome } from './test-outcome.tsx';

type Contact = ChannelsQuery['contacts'][number];

/** In place of a contact. */
const myself = 'myself';

const addressOf = (contact: Contact, channel: ChannelKind): string | null | undefined =>
  channel === 'sms' ? contact.phone : contact[channel];

export function TestChannelDialog({
  channel,
  contacts,
  close,
}: {
  readonly channel: ChannelKind;
  readonly contacts: readonly Contact[];
  close(): void;
}) {
  const { t, i18n } = useTranslation('alerts');
  const { name } = useOperator();
  const reachable = contacts.filter((contact) => addressOf(contact, channel));
  const me = reachable.find((contact) => contact.name === name);
  const [to, setTo] = useState(me?.id ?? myself);
  const [address, setAddress] = useState('');
  const [sent, setSent] = useState<string | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [{ fetching }, test] = useMutation(TestChannelDocument);
  const send = async () => {
    setSent(null);
    const language = i18n.language === 'en' ? 'en' : 'zh';
    const answer = await test(
      to === myself
        ? { channel, address: address.replace(channel === 'sms' ? /[\s-]/g : /\s/g, ''), language }
        : { channel, contact: to },
    );
    setError(answer.error ?? null);
    setSent(answer.data?.testChannel.id ?? null);
  };
  return (
    <Modal
      open
      title={t('testTitle', { channel: t(`channels.${channel}`) })}
      onCancel={close}
      footer={null}
    >
      <Form layout="vertical" onFinish={() => void send()}>
        <Form.Item label={t('testTo')}>
          <Select
            value={to}
            onChange={setTo}
            data-testid="test-to"
            aria-label={t('testTo')}
            options={[
              ...(me === undefined
                ? [{ value: myself, label: t('testMyself', { name: name ?? '' }) }]
                : []),
              ...reachable.map((contact) => ({
                value: contact.id,
                label: `${contact.name} · ${addressOf(contact, channel) ?? ''}`,
              })),
            ]}
          />
        </Form.Item>
        {to === myself && (
          <Form.Item label={t(`testAddress.${channel}`)}>
            <Input
              value={address}
              onChange={(event) => setAddress(event.target.value)}
              data-testid="test-address"
              aria-label={t(`testAddress.${channel}`)}
            />
          </Form.Item>
        )}
        <Form.Item>
          <Button
            type="primary"
            htmlType="submit"
            loading={fetching}
            disabled={to === myself && address.trim() === ''}
            data-testid="send-test"
          >
            {t('sendTest')}
          </Button>
        </Form.Item>
      </Form>
      {error && <Failure error={error} />}
      {sent && <TestOutcome id={sent} />}
    </Modal>
  );
}
