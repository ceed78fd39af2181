/** In the top bar: what I said, newest first, and what became of it; what did not take effect is told at once. */
import { InboxOutlined } from '@ant-design/icons';
import { App, Badge, Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useOperator } from '../app/shell/operator.ts';
import { MyInboxDocument, RetractEntryDocument } from '../generated/graphql.ts';
import { EntryLine } from './entry-line.tsx';
import { useInboxFeed, useOnEntry } from './live-inbox.ts';
import { newKey } from './new-key.ts';
import './inbox.css';

export function MyInbox() {
  const { t } = useTranslation('common');
  const { notification } = App.useApp();
  const operator = useOperator();
  const [{ data }, again] = useQuery({ query: MyInboxDocument, variables: { limit: 30 } });
  const [, retract] = useMutation(RetractEntryDocument);
  useInboxFeed();
  useOnEntry((entry) => {
    if (entry.author !== operator.name) return;
    again({ requestPolicy: 'network-only' });
    if (entry.state !== 'refused' && (entry.state !== 'moot' || entry.code === 'RETRACTED')) return;
    notification.warning({
      key: `inbox-${entry.number}`,
      title: t(`inbox.ended.${entry.state}`),
      description: <EntryLine entry={entry} />,
      placement: 'bottomRight',
      duration: 12,
    });
  });
  const entries = data?.inbox ?? [];
  const pending = entries.filter((entry) => entry.state === 'pending').length;
  if (entries.length === 0) return null;
  const list = (
    <ul className="inbox-list">
      {entries.map((entry) => (
        <EntryLine
          key={entry.number}
          entry={entry}
          takeBack={() => void retract({ number: entry.number, key: newKey() })}
        />
      ))}
    </ul>
  );
  return (
    <Popover content={list} title={t('inbox.title')} placement="bottomRight" trigger="click">
      <Badge count={pending} size="small">
        <Button
          type="text"
          icon={<InboxOutlined />}
          aria-label={t('inbox.title')}
          data-testid="my-inbox"
        />
      </Badge>
    </Popover>
  );
}
