/** Position feeds: where positions of trucks and ships come in, what they bring, and what of it is refused. */
import { EditOutlined, KeyOutlined, PlusOutlined, WarningOutlined } from '@ant-design/icons';
import {
  Alert,
  Button,
  Modal,
  Popconfirm,
  Space,
  Switch,
  Table,
  Tag,
  Tooltip,
  Typography,
} from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { useNotify } from '../../../app/notify.tsx';
import {
  ChangePositionFeedDocument,
  PositionFeedsDocument,
  RenewFeedKeyDocument,
  type FeedInput,
  type FeedPartsFragment,
} from '../../../generated/graphql.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { DeviceBindings } from './device-bindings.tsx';
import { FeedDialog } from './feed-dialog.tsx';
import { datumWords, inputOf } from './feed-input.ts';
import { FeedQuarantine } from './feed-quarantine.tsx';
import { PositionFiles } from './position-files.tsx';
import { Retention } from './retention.tsx';

const refreshMs = 5_000;

export function FeedsTab() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const notify = useNotify();
  const [edited, setEdited] = useState<FeedPartsFragment | 'new' | null>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const [shown, setShown] = useState<{ feed: FeedPartsFragment; key: string } | null>(null);
  const [{ data, error, fetching }, ask] = useQuery({
    query: PositionFeedsDocument,
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), refreshMs);
    return () => clearInterval(timer);
  }, [ask]);
  const [, change] = useMutation(ChangePositionFeedDocument);
  const [, renew] = useMutation(RenewFeedKeyDocument);
  if (error) return <Failure error={error} retry={again} />;
  const feeds = data?.positionFeeds ?? [];
  const put = async (feed: FeedPartsFragment, patch: Partial<FeedInput>) => {
    const { id, version } = feed;
    const answer = await change({ id, version, input: { ...inputOf(feed), ...patch } });
    if (answer.error) notify.failed(answer.error, feed.name);
    again();
  };
  const renewKey = async ({ id, version, name }: FeedPartsFragment) => {
    const answer = await renew({ id, version });
    if (answer.error) return notify.failed(answer.error, name);
    const made = answer.data?.renewFeedKey;
    if (made?.key) setShown({ feed: made.feed, key: made.key });
    again();
  };
  const looking = feeds.find(({ id }) => id === looked);
  return (
    <section className="feeds">
      <div className="bar">
        <span className="muted">{t('hint')}</span>
        <span className="grow" />
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => setEdited('new')}
          data-testid="new-feed"
        >
          {t('create')}
        </Button>
      </div>
      {feeds
        .filter(({ datumProposal }) => datumProposal)
        .map((feed) => (
          <DatumWarning key={feed.id} feed={feed} accept={(datum) => void put(feed, { datum })} />
        ))}
      <Table<FeedPartsFragment>
        size="small"
        rowKey="id"
        loading={fetching && !data}
        dataSource={feeds}
        pagination={false}
        locale={{ emptyText: <EmptyHint text={t('none')} /> }}
        columns={[
          {
            title: t('name'),
            ellipsis: true,
            render: (_, feed) => (
              <>
                {feed.name}
                {feed.fault && <FeedFault fault={feed.fault} />}
              </>
            ),
          },
          {
            title: t('kind'),
            width: 170,
            render: (_, feed) => (
              <>
                {t(`kinds.${feed.kind}`)}
                <div className="muted">
                  {feed.address ?? <Tooltip title={t('closedWhy')}>{t('closed')}</Tooltip>}
                </div>
              </>
            ),
          },
          { title: t('datum'), width: 80, render: (_, { datum }) => datumWords[datum] },
          {
            title: t('perSecond'),
            width: 84,
            align: 'right',
            render: (_, { figures }) => figures.fixesPerSecond.toFixed(1),
          },
          {
            title: t('stored'),
            width: 96,
            align: 'right',
            render: (_, { figures }) => (
              <Tooltip
                title={figures.since && t('countedSince', { time: format.instant(figures.since) })}
              >
                {format.number(figures.stored)}
              </Tooltip>
            ),
          },
          {
            title: t('duplicate'),
            width: 76,
            align: 'right',
            render: (_, { figures }) => format.number(figures.duplicate),
          },
          {
            title: <Tooltip title={t('markedWhy')}>{t('marked')}</Tooltip>,
            width: 76,
            align: 'right',
            render: (_, { figures }) => format.number(figures.marked),
          },
          {
            title: t('last'),
            width: 150,
            render: (_, { figures }) => figures.lastFix && format.instant(figures.lastFix),
          },
          {
            title: <Tooltip title={t('lagWhy')}>{t('lag')}</Tooltip>,
            width: 90,
            align: 'right',
            render: (_, { figures }) =>
              figures.lagSeconds !== null && format.duration(Math.max(0, figures.lagSeconds)),
          },
          {
            title: t('refused'),
            width: 90,
            align: 'right',
            render: (_, feed) => {
              const total = feed.refusals.reduce((sum, { count }) => sum + count, 0);
              return (
                <Button
                  size="small"
                  type="text"
                  className={total > 0 ? 'warn' : ''}
                  aria-label={t('quarantineOf', { name: feed.name })}
                  onClick={() => setLooked(feed.id)}
                  data-testid="feed-refused"
                >
                  {format.number(total)}
                </Button>
              );
            },
          },
          {
            title: t('active'),
            width: 70,
            render: (_, feed) => (
              <Switch
                size="small"
                checked={feed.active}
                aria-label={`${t('active')}: ${feed.name}`}
                onChange={(active) => void put(feed, { active })}
              />
            ),
          },
          {
            title: '',
            width: 80,
            render: (_, feed) => (
              <Space size={0}>
                <Button
                  type="text"
                  icon={<EditOutlined />}
                  aria-label={t('edit', { name: feed.name })}
                  onClick={() => setEdited(feed)}
                />
                {(feed.kind === 'HTTP' || feed.kind === 'JTT809') && (
                  <Popconfirm title={t('renewAsk')} onConfirm={() => void renewKey(feed)}>
                    <Button type="text" icon={<KeyOutlined />} aria-label={t('renew')} />
                  </Popconfirm>
                )}
              </Space>
            ),
          },
        ]}
      />
      <PositionFiles />
      <DeviceBindings />
      <Retention />
      {edited && (
        <FeedDialog
          feed={edited === 'new' ? null : edited}
          close={() => setEdited(null)}
          saved={(feed, key) => {
            setEdited(null);
            if (key !== null) setShown({ feed, key });
            again();
          }}
        />
      )}
      {shown && <KeyShown feed={shown.feed} shownKey={shown.key} close={() => setShown(null)} />}
      {looking && <FeedQuarantine feed={looking} close={() => setLooked(null)} cleared={again} />}
    </section>
  );
}

function FeedFault({ fault }: { readonly fault: NonNullable<FeedPartsFragment['fault']> }) {
  const { t, i18n } = useTranslation('feeds');
  const format = useFormat();
  const seconds = Math.max(0, (Date.now() - Date.parse(fault.since)) / 1000);
  const why = fault[i18n.language === 'en' ? 'en' : 'zh'];
  return (
    <Tooltip title={`${why} · ${t('awaySince', { time: format.instant(fault.since) })}`}>
      <div className="feed-fault" data-testid="feed-fault">
        <WarningOutlined /> {t('away', { time: format.duration(seconds), why })}
      </div>
    </Tooltip>
  );
}

function DatumWarning({
  feed,
  accept,
}: {
  readonly feed: FeedPartsFragment;
  accept(datum: FeedInput['datum']): void;
}) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const proposal = feed.datumProposal;
  if (!proposal) return null;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="datum-proposal"
      title={t('datumLooksWrong', { name: feed.name, datum: datumWords[feed.datum] })}
      description={t('datumProposed', {
        datum: datumWords[proposal.datum],
        offset: format.number(Math.round(proposal.offset)),
        rest: format.number(Math.round(proposal.rest)),
        fixes: format.number(proposal.fixes),
      })}
      action={
        <Popconfirm title={t('datumAsk')} onConfirm={() => accept(proposal.datum)}>
          <Button size="small">{t('datumAccept', { datum: datumWords[proposal.datum] })}</Button>
        </Popconfirm>
      }
    />
  );
}

function KeyShown({
  feed,
  shownKey,
  close,
}: {
  readonly feed: FeedPartsFragment;
  readonly shownKey: string;
  close(): void;
}) {
  const { t } = useTranslation('feeds');
  return (
    <Modal
      open
      title={t('keyOf', { name: feed.name })}
      onCancel={close}
      onOk={close}
      cancelButtonProps={{ style: { display: 'none' } }}
    >
      <Alert type="info" showIcon title={t('keyOnce')} />
      <Typography.Paragraph copyable code data-testid="feed-key">
        {shownKey}
      </Typography.Paragraph>
      {feed.kind === 'HTTP' && (
        <Typography.Paragraph copyable={{ text: tryIt(shownKey) }}>
          <Tag>{t('tryIt')}</Tag>
          <code className="sample">{tryIt(shownKey)}</code>
        </Typography.Paragraph>
      )}
    </Modal>
  );
}

function tryIt(key: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  return `curl -X POST '${location.origin}/api/positions?key=${key}&plate=粤B12345&lat=22.53&lon=114.05&timestamp=${seconds}&kmh=42'`;
}
