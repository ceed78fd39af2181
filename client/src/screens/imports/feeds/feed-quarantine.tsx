/** What of a feed could not be read: by reason, and the newest messages with their place and beginning. */
import { Button, Drawer, Popconfirm, Space, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { useNotify } from '../../../app/notify.tsx';
import {
  ClearPositionQuarantineDocument,
  PositionQuarantineDocument,
  type FeedPartsFragment,
} from '../../../generated/graphql.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';

export function FeedQuarantine({
  feed,
  close,
  cleared,
}: {
  readonly feed: FeedPartsFragment;
  close(): void;
  cleared(): void;
}) {
  const { t, i18n } = useTranslation('feeds');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const format = useFormat();
  const notify = useNotify();
  const [{ data, error, fetching }, ask] = useQuery({
    query: PositionQuarantineDocument,
    variables: { feed: feed.id },
    requestPolicy: 'network-only',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const [, clear] = useMutation(ClearPositionQuarantineDocument);
  const forget = async () => {
    const answer = await clear({ feed: feed.id });
    if (answer.error) return notify.failed(answer.error, t('clear'));
    cleared();
    again();
  };
  const total = feed.refusals.reduce((sum, { count }) => sum + count, 0);
  const rows = data?.positionQuarantine ?? [];
  return (
    <Drawer
      open
      size={820}
      title={t('quarantineOf', { name: feed.name })}
      onClose={close}
      extra={
        <Space>
          <Button onClick={again}>{t('refresh')}</Button>
          <Popconfirm title={t('clearAsk')} onConfirm={() => void forget()}>
            <Button danger disabled={total === 0}>
              {t('clear')}
            </Button>
          </Popconfirm>
        </Space>
      }
    >
      {error && <Failure error={error} retry={again} />}
      <ul className="problems" data-testid="feed-refusals">
        {feed.refusals.map((one) => (
          <li key={one.code}>
            {format.number(one.count)} × {one[language]}{' '}
            <span className="muted">
              {one.code} · {format.instant(one.lastAt)}
            </span>
          </li>
        ))}
      </ul>
      <p className="muted">
        {t('xOfY', { ns: 'common', x: format.number(rows.length), y: format.number(total) })}
      </p>
      <Table
        size="small"
        rowKey={(row) => `${row.receivedAt} ${row.place} ${row.sample}`}
        loading={fetching && !data}
        dataSource={rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyHint text={t('nothingRefused')} /> }}
        columns={[
          {
            title: t('receivedAt'),
            width: 150,
            render: (_, row) => format.instant(row.receivedAt),
          },
          { title: t('reason'), width: 220, render: (_, row) => row[language] },
          { title: t('place'), width: 100, dataIndex: 'place' },
          {
            title: t('sample'),
            render: (_, row) => row.sample && <code className="sample">{row.sample}</code>,
          },
        ]}
      />
    </Drawer>
  );
}
