/** A fault of the alert system in place of why now: what the peer said, that it ends by itself, and where to look. */
import { Alert as Notice, Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AlertPageQuery } from '../../generated/graphql.ts';
import { problemWords } from './delivery-table.tsx';

type Fault = NonNullable<NonNullable<AlertPageQuery['alert']>['fault']>;

export function FaultNote({ fault }: { readonly fault: Fault }) {
  const { t } = useTranslation('alerts');
  return (
    <>
      <h2>{t('faultWhat')}</h2>
      <Notice
        type="error"
        showIcon
        data-testid="fault-note"
        title={t(`faults.${fault.kind}`)}
        description={
          <>
            {fault.channel && fault.problem && (
              <p>
                {t(`channels.${fault.channel}`)}: {problemWords(t, fault.problem)}
              </p>
            )}
            <p>{t('faultEnds')}</p>
          </>
        }
      />
      <Space className="fault-ways">
        <Link to="/alerts?tab=channels">
          <Button>{t('channelsTab')}</Button>
        </Link>
        <Link to="/alerts?tab=outbox">
          <Button>{t('outbox')}</Button>
        </Link>
        <Link to="/watches?tab=contacts">
          <Button>{t('toContacts')}</Button>
        </Link>
      </Space>
    </>
  );
}
