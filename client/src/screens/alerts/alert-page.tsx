/** One alert: why now, from which row, what was sent to whom, and what people made of it. */
import { ApartmentOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { Button, Space, Table, Tag, Timeline } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { useAlertQuery } from '../../alerts/live-alerts.ts';
import {
  alertAddress,
  gangAddress,
  mapAddress,
  networkAddress,
  watchAddress,
} from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  AddSilenceDocument,
  AlertPageDocument,
  type AlertDeskAct,
  type AlertPageQuery,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { minuteText } from '../../map/district-time.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { eventReason } from './event-reason.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { ActButtons, actsAfter } from './act-buttons.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { ExceptMenu } from './except-menu.tsx';
import { FaultNote } from './fault-note.tsx';
import { AlertPath as Path } from './alert-path.tsx';
import { AlertRule } from './alert-rule.tsx';
import { LevelTag } from './level-tag.tsx';
import { useActKeys, useActs } from './use-acts.tsx';

type FullAlert = NonNullable<AlertPageQuery['alert']>;
const weekMs = 7 * 86_400_000;
/** What led to a movement, and what followed, on the map. */
const aroundMs = 6 * 3_600_000;

export function AlertPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const notify = useNotify();
  const legend = useLegend();
  const { language } = legend;
  const [silencing, setSilencing] = useState(false);
  const [, silence] = useMutation(AddSilenceDocument);
  const [{ data, error, fetching }, again] = useAlertQuery(AlertPageDocument, { id });
  const acts = useActs(again);
  const { start: ask } = acts;
  const status = data?.alert?.status;
  const start = useCallback(
    (act: AlertDeskAct) => {
      if (status !== undefined && actsAfter(status).includes(act)) ask(act, [id]);
    },
    [ask, id, status],
  );
  const navigate = useNavigate();
  const back = useMemo(
    () => [
      {
        id: 'alert-back',
        title: t('backToDesk'),
        group: t('title'),
        keys: 'u',
        run: () => void navigate('/alerts'),
      },
    ],
    [navigate, t],
  );
  useActKeys(start, back);
  if (error) return <Failure error={error} retry={again} />;
  const alert = data?.alert;
  if (!alert) return fetching ? <Loading /> : <EmptyHint text={t('noSuch')} />;
  const records = alert.path.map(({ record }) => record);
  return (
    <div className="screen alerts" data-testid="alert-page">
      <header className="bar">
        <Link to="/alerts">{t('title')}</Link>
        <h1 className="ellipsis">
          #{alert.number} {alert.title[language]}
        </h1>
        <LevelTag level={alert.level} />
        <Tag data-testid="alert-status">{t(`statuses.${alert.status}`)}</Tag>
        <span className="grow" />
        <Space size={4}>
          <ActButtons status={alert.status} start={start} />
          <ExceptMenu alert={alert} done={again} />
          {!alert.fault && (
            <>
              <Button onClick={() => setSilencing(true)}>{t('silence')}</Button>
              {alert.moved && alert.target && (
                <Link to={movementAddress(alert.target.record, alert.moved)}>
                  <Button icon={<EnvironmentOutlined />} data-testid="open-on-map">
                    {t('openOnMap')}
                  </Button>
                </Link>
              )}
              <Link to={networkAddress(records)}>
                <Button icon={<ApartmentOutlined />} data-testid="open-on-canvas">
                  {t('openOnCanvas')}
                </Button>
              </Link>
            </>
          )}
        </Space>
      </header>
      <p data-testid="alert-reason">
        <b>{alert.reason[language]}</b>
      </p>
      <p className="muted">
        {format.instant(alert.createdAt)}
        {!alert.fault && ` · ${t('revision', { revision: alert.revision })}`}
        {alert.moved
          ? ` · ${t('movedAt', { time: minuteText(Date.parse(alert.moved.at)) })}`
          : alert.factDay && ` · ${t('factDay', { day: alert.factDay })}`}
        {alert.caseNumber && ` · ${t('caseNumber', { number: alert.caseNumber })}`}
        {alert.gang && (
          <>
            {' · '}
            <Link to={gangAddress(alert.gang.id)}>{alert.gang.name}</Link>
          </>
        )}
        {alert.watch && (
          <>
            {' · '}
            <Link to={watchAddress(alert.watch.id)}>{alert.watch.title[language]}</Link>{' '}
            {t('version', { version: alert.watchVersion })}
          </>
        )}
        {alert.acknowledgedBy &&
          alert.acknowledgedAt &&
          ` · ${t('acknowledgedBy', { actor: alert.acknowledgedBy, at: format.instant(alert.acknowledgedAt) })}`}
        {alert.parent && (
          <>
            {' · '}
            <Link to={alertAddress(alert.parent)}>{t('parent')}</Link>
          </>
        )}
      </p>
      <div className="alert-columns">
        <section>
          {alert.fault ? <FaultNote fault={alert.fault} /> : <WhyNow alert={alert} />}
          {alert.children.length > 0 && (
            <>
              <h2>{t('children', { count: alert.children.length })}</h2>
              <ul>
                {alert.children.map((child) => (
                  <li key={child.id}>
                    <Link to={alertAddress(child.id)}>#{child.number}</Link>{' '}
                    {child.reason[language]}
                  </li>
                ))}
              </ul>
            </>
          )}
          <h2>{t('sent')}</h2>
          {alert.held && <p data-testid="alert-held">{t(`heldWhy.${alert.held}`)}</p>}
          {alert.deliveries.length > 0 && (
            <DeliveryTable deliveries={alert.deliveries} again={again} />
          )}
        </section>
        <section>
          <h2>{t('history')}</h2>
          <Timeline
            items={alert.events.map((event, index) => ({
              key: index,
              content: (
                <>
                  <b>{t(`events.${event.act}`)}</b>{' '}
                  <span className="muted">
                    {event.actor} · {format.instant(event.at)}
                  </span>
                  <div>{eventReason(event, t)}</div>
                </>
              ),
            }))}
          />
        </section>
      </div>
      {acts.dialog}
      {silencing && (
        <ReasonDialog
          title={t('silenceTitle')}
          close={() => setSilencing(false)}
          save={async ({ reason }) => {
            const until = new Date(Date.now() + weekMs).toISOString();
            const answer = await silence({
              watch: alert.watch?.id ?? null,
              target: records[0] ?? null,
              until,
              reason,
            });
            if (answer.error) return answer.error;
            notify.done(t('silenced', { until: format.instant(until) }));
            return null;
          }}
        >
          <p className="muted">{t('silenceWhat')}</p>
        </ReasonDialog>
      )}
    </div>
  );
}

function WhyNow({ alert }: { readonly alert: FullAlert }) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  return (
    <>
      <h2>{t('whyNow')}</h2>
      {alert.pastFrom && (
        <p className="muted" data-testid="past-from">
          {t('pastFrom', { day: format.instant(alert.pastFrom) })}
        </p>
      )}
      {alert.path.length > 1 && !alert.pastFrom && (
        <>
          <h3>
            {t('before')}{' '}
            <span className="muted">{t('beforeRevision', { revision: alert.revision - 1 })}</span>
          </h3>
          <Path steps={alert.path} before />
          <h3>{t('after')}</h3>
        </>
      )}
      <Path steps={alert.path} />
      {alert.rules.map((rule) => (
        <AlertRule key={rule.tag} rule={rule} />
      ))}
      {alert.declarations > 0 && <p>{t('declarations', { count: alert.declarations })}</p>}
      <h2>{t('sources')}</h2>
      <Sources sources={alert.sources} />
    </>
  );
}

function movementAddress(record: string, { at, zone }: NonNullable<FullAlert['moved']>): string {
  const time = Date.parse(at);
  return mapAddress([record], { from: time - aroundMs, to: time + aroundMs }, zone ?? undefined);
}

function Sources({ sources }: { readonly sources: FullAlert['sources'] }) {
  const { t } = useTranslation('alerts');
  const legend = useLegend();
  const format = useFormat();
  return (
    <Table<FullAlert['sources'][number]>
      size="small"
      rowKey={({ fileId, row }) => `${fileId} ${row}`}
      dataSource={[...sources]}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: t('noSources') }}
      columns={[
        {
          title: t('file'),
          ellipsis: true,
          render: (_, { fileName, fresh }) => (
            <>
              {fresh && <Tag color="blue">{t('new')}</Tag>} {fileName}
            </>
          ),
        },
        {
          title: t('dataset'),
          width: 180,
          render: (_, { dataset }) => legend.datasetLabel(dataset),
        },
        { title: t('row'), width: 90, align: 'right', render: (_, { row }) => format.number(row) },
      ]}
    />
  );
}
