/** The outbox: what was sent and what was not. Without a provider its messages are shown here and go nowhere. */
import { Alert as Notice, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAlertQuery } from '../../alerts/live-alerts.ts';
import { DeliveriesDocument, type DeliveryState } from '../../generated/graphql.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { DeliveryTable } from './delivery-table.tsx';

export function OutboxTab() {
  const { t } = useTranslation('alerts');
  const [states, setStates] = useState<DeliveryState[]>([]);
  const [{ data, error }, again] = useAlertQuery(DeliveriesDocument, { states, limit: 500 });
  if (error) return <Failure error={error} retry={again} />;
  const daemon = data?.alertDaemon;
  const missing = [!daemon?.email && t('channels.email'), !daemon?.sms && t('channels.sms')].filter(
    (name) => name !== false,
  );
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
