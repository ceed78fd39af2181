/** Watches as a list with what they found, the editor of one, and the address book. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Table, Tabs, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useAlertQuery } from '../../alerts/live-alerts.ts';
import { watchAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useScreenStatus } from '../../app/status.ts';
import { WatchesDocument, type WatchesQuery } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { LevelTag } from '../alerts/level-tag.tsx';
import { ContactsTab } from './contacts-tab.tsx';
import { enoughJudged, manyFalse } from './false-alarms.ts';
import { targetsText } from './targets-text.ts';
import { WatchPage } from './watch-page.tsx';
import '../alerts/alerts.css';

export function WatchesScreen() {
  const { watch } = useParams();
  return watch === undefined ? <Tabbed /> : <WatchPage key={watch} id={watch} />;
}

function Tabbed() {
  const { t } = useTranslation('watches');
  const [params, setParams] = useSearchParams();
  return (
    <div className="screen watches">
      <Tabs
        activeKey={params.get('tab') ?? 'watches'}
        onChange={(tab) => setParams({ tab })}
        items={[
          { key: 'watches', label: t('title'), children: <List /> },
          { key: 'contacts', label: t('contacts'), children: <ContactsTab /> },
        ]}
      />
    </div>
  );
}

type Row = WatchesQuery['watches'][number];

function List() {
  const { t } = useTranslation('watches');
  const format = useFormat();
  const legend = useLegend();
  const navigate = useNavigate();
  const [{ data, error, fetching }, again] = useAlertQuery(WatchesDocument, {});
  const rows = data?.watches ?? [];
  useScreenStatus({ shown: t('xOfY', { ns: 'common', x: rows.length, y: rows.length }) });
  if (error) return <Failure error={error} retry={again} />;
  const words = new Map(data?.watchConditions.map((one) => [one.name, one.words]));
  return (
    <>
      <div className="bar">
        <span className="grow" />
        <Link to={watchAddress('new')}>
          <Button type="primary" icon={<PlusOutlined />} data-testid="new-watch">
            {t('create')}
          </Button>
        </Link>
      </div>
      <Table<Row>
        size="small"
        rowKey="id"
        loading={fetching && !data}
        dataSource={rows}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyHint text={t('none')} /> }}
        rowClassName="clickable"
        onRow={({ id }) => ({
          tabIndex: 0,
          'data-testid': 'watch-row',
          onClick: () => void navigate(watchAddress(id)),
          onKeyDown: (event) => event.key === 'Enter' && void navigate(watchAddress(id)),
        })}
        columns={[
          {
            title: t('name'),
            ellipsis: true,
            render: (_, { id, title }) => (
              <Link to={watchAddress(id)}>{title[legend.language]}</Link>
            ),
          },
          {
            title: t('state'),
            width: 110,
            render: (_, { active, allowance }) => (
              <>
                <Tag color={active ? 'blue' : 'default'}>{t(active ? 'on' : 'off')}</Tag>
                {allowance && !active && <div className="muted">{t('allowanceShort')}</div>}
              </>
            ),
          },
          {
            title: t('condition'),
            width: 180,
            ellipsis: true,
            render: (_, { condition }) => words.get(condition)?.[legend.language] ?? condition,
          },
          {
            title: t('targets'),
            ellipsis: true,
            render: (_, { targets, reach }) => (
              <>
                {targetsText(targets, t, legend)}
                {reach && (
                  <div className="muted" style={{ whiteSpace: 'normal' }} data-testid="watch-cut">
                    {t('targetsCutShort', {
                      x: format.number(reach.followed),
                      y: format.number(reach.followed + reach.leftOut),
                      most: format.number(reach.most),
                    })}
                  </div>
                )}
              </>
            ),
          },
          { title: t('level'), width: 80, render: (_, { level }) => <LevelTag level={level} /> },
          {
            title: t('recipients'),
            width: 140,
            ellipsis: true,
            render: (_, { recipients, groups }) =>
              [...groups, ...recipients].map(({ name }) => name ?? '–').join(' · ') ||
              t('deskOnly'),
          },
          {
            title: t('found'),
            width: 110,
            align: 'right',
            render: (_, { found, counted }) => (
              <>
                {format.number(found)}
                {counted > 0 && (
                  <div className="muted">{t('counted', { n: format.number(counted) })}</div>
                )}
              </>
            ),
          },
          {
            title: t('open'),
            width: 80,
            align: 'right',
            render: (_, { open }) => format.number(open),
          },
          {
            title: t('wrong'),
            width: 120,
            align: 'right',
            render: (_, { judged, wrong }) => (
              <>
                {judged > 0 && t('wrongOf', { share: format.percent(wrong / judged), judged })}
                {judged >= enoughJudged && wrong / judged > manyFalse && (
                  <div className="muted">{t('tighten')}</div>
                )}
              </>
            ),
          },
          { title: t('owner'), width: 100, ellipsis: true, dataIndex: 'owner' },
          {
            title: t('updated'),
            width: 150,
            render: (_, { updatedAt }) => format.instant(updatedAt),
          },
        ]}
      />
    </>
  );
}
