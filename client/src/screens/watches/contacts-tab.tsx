/** The address book: who can be told, where, in which language and when not; each channel can be tried. */
import { DeleteOutlined, EditOutlined, PlusOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Flex, Space, Table, Tag, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useNotify } from '../../app/notify.tsx';
import {
  ContactsDocument,
  RemoveContactDocument,
  TestChannelDocument,
  type ChannelKind,
  type ContactsQuery,
} from '../../generated/graphql.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { TestOutcomeDialog } from '../alerts/test-outcome.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { ContactDialog } from './contact-dialog.tsx';

type Row = ContactsQuery['contacts'][number];

export function ContactsTab() {
  const { t } = useTranslation('watches');
  const notify = useNotify();
  const [tested, setTested] = useState<{ id: string; channel: ChannelKind } | null>(null);
  const [edited, setEdited] = useState<Row | 'new' | null>(null);
  const [{ data, error }, ask] = useQuery({
    query: ContactsDocument,
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const [, remove] = useMutation(RemoveContactDocument);
  const [, test] = useMutation(TestChannelDocument);
  if (error) return <Failure error={error} retry={again} />;
  const drop = async (id: string) => {
    const answer = await remove({ id });
    if (answer.error) notify.failed(answer.error, t('removeContact'));
    again();
  };
  const send = async (contact: string, channel: ChannelKind) => {
    const answer = await test({ contact, channel });
    if (answer.error) return notify.failed(answer.error, t('test'));
    if (answer.data) setTested({ id: answer.data.testChannel.id, channel });
  };
  const reached = (contact: Row, channel: ChannelKind, address: string | null | undefined) =>
    address && (
      <Flex gap={4} align="center">
        <Typography.Text ellipsis={{ tooltip: true }}>{address}</Typography.Text>
        <Tooltip title={t('test')}>
          <Button
            size="small"
            type="text"
            icon={<SendOutlined />}
            aria-label={t('test')}
            onClick={() => void send(contact.id, channel)}
            data-testid={`test-${channel}`}
          />
        </Tooltip>
      </Flex>
    );
  return (
    <>
      <div className="bar">
        <span className="grow" />
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => setEdited('new')}
          data-testid="new-contact"
        >
          {t('newContact')}
        </Button>
      </div>
      <Table<Row>
        size="small"
        rowKey="id"
        dataSource={data?.contacts ?? []}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyHint text={t('noContactsYet')} /> }}
        columns={[
          {
            title: t('name'),
            ellipsis: true,
            render: (_, { name, administrator }) => (
              <>
                {name} {administrator && <Tag color="blue">{t('administrator')}</Tag>}
              </>
            ),
          },
          {
            title: t('language'),
            width: 90,
            render: (_, { language }) => t(`languages.${language}`),
          },
          {
            title: t('channels.email'),
            render: (_, row) => reached(row, 'email', row.email),
          },
          {
            title: t('channels.sms'),
            render: (_, row) => reached(row, 'sms', row.phone),
          },
          {
            title: t('channels.webhook'),
            render: (_, row) => reached(row, 'webhook', row.webhook),
          },
          {
            title: t('superior'),
            width: 140,
            ellipsis: true,
            render: (_, { superior }) => data?.contacts.find(({ id }) => id === superior)?.name,
          },
          {
            title: t('quiet'),
            width: 130,
            render: (_, { quiet }) => quiet && `${quiet.from}–${quiet.to}`,
          },
          {
            title: '',
            width: 90,
            render: (_, row) => (
              <Space size={0}>
                <Button
                  type="text"
                  icon={<EditOutlined />}
                  aria-label={t('editContact')}
                  onClick={() => setEdited(row)}
                />
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('removeContact')}
                  onClick={() => void drop(row.id)}
                />
              </Space>
            ),
          },
        ]}
      />
      <GroupsPanel
        groups={data?.contactGroups ?? []}
        contacts={data?.contacts ?? []}
        again={again}
      />
      {tested && <TestOutcomeDialog {...tested} close={() => setTested(null)} />}
      {edited && (
        <ContactDialog
          contact={edited === 'new' ? null : edited}
          contacts={data?.contacts ?? []}
          close={() => setEdited(null)}
          saved={again}
        />
      )}
    </>
  );
}
