/** The outbox: what was sent and what was not. Without a provider its messages are shown here and go nowhere. */
import { Alert as Notice, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAlertQuery } from '../../alerts/live-alerts.ts';
import { useFormat } from '../../app/format.ts';
import {
  DeliveriesDocument,
  type DeliveriesQuery,
  type DeliveryState,
} from '../../generated/graphql.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { DeliveryTable, problemWords } from './delivery-table.tsx';

export function OutboxTab() {
  const { t } = useTranslation('alerts');
  const [states, setStates] = useState<DeliveryState[]>([]);
  const [{ data, error }, again] = useAlertQuery(DeliveriesDocument, { states, limit: 500 });
  const format = useFormat();
  if (error) return <Failure error={error} retry={again} />;
  const canaryWords = (canary: DeliveriesQuery['alertDaemon']['canary']): string => {
    if (!canary) return t('canaryNone');
    if (canary.problem) return t('canaryFailed', { day: canary.day });
    return canary.millis === null
      ? t('canaryUnderWay')
      : t('canaryTook', { day: canary.day, seconds: (canary.millis / 1_000).toFixed(2) });
  };
  const daemon = data?.alertDaemon;
  const missing = [
    !daemon?.email && t('channels.email'),
    !daemon?.sms && t('channels.sms'),
    !daemon?.webhook && t('channels.webhook'),
  ].filter((name) => name !== false);
  return (
    <>
      {daemon && missing.length > 0 && (
        <Notice
          type="info"
          showIcon
          data-testid="not-sent-outside"
          title={t('notSentOutside', { channels: missing.join(' · ') })}
        />
      )}
      {daemon?.fault && (
        <Notice
          type="error"
          showIcon
          data-testid="alert-fault"
          title={t(`faults.${daemon.fault}`)}
          description={daemon.paused
            .map(({ channel, since, problem }) =>
              t('pausedSince', {
                channel: t(`channels.${channel}`),
                at: format.instant(since),
                problem: problemWords(t, problem),
              }),
            )
            .join(' ')}
        />
      )}
      {daemon && (
        <p className="hint" data-testid="alert-daemon">
          {t('daemonState', {
            state: t(daemon.alive ? 'daemonAlive' : 'daemonStill'),
            behind: daemon.behind,
            canary: canaryWords(daemon.canary),
          })}
          {daemon.watchesCut > 0 && ` · ${t('watchesCut', { count: daemon.watchesCut })}`}
        </p>
      )}
      <div className="bar">
        <Select
          mode="multiple"
          allowClear
          style={{ width: 320 }}
          placeholder={t('allStates')}
          aria-label={t('allStates')}
          value={states}
          onChange={setStates}
          options={(daemon?.outbox ?? []).map(({ state, count }) => ({
            value: state,
            label: `${t(`deliveryStates.${state}`)} ${count}`,
          }))}
        />
      </div>
      {data && data.deliveries.deliveries.length === 0 ? (
        <EmptyHint text={t('nothingSent')} />
      ) : (
        <DeliveryTable deliveries={data?.deliveries.deliveries ?? []} again={again} />
      )}
    </>
  );
}
