/** The alert desk, the page of one alert, what was sent, by which channels, and what is silenced. */
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { ChannelsTab } from './channels-tab.tsx';
import { AlertPage } from './alert-page.tsx';
import { Desk } from './desk.tsx';
import { OutboxTab } from './outbox-tab.tsx';
import { SilencesTab } from './silences-tab.tsx';
import './alerts.css';

export function AlertsScreen() {
  const { alert } = useParams();
  return alert === undefined ? <Tabbed /> : <AlertPage key={alert} id={alert} />;
}

function Tabbed() {
  const { t } = useTranslation('alerts');
  const [params, setParams] = useSearchParams();
  return (
    <div className="screen alerts">
      <Tabs
        // The keys of a desk that is not seen would act on it.
        destroyOnHidden
        activeKey={params.get('tab') ?? 'desk'}
        onChange={(tab) => setParams({ tab })}
        items={[
          { key: 'desk', label: t('desk'), children: <Desk /> },
          { key: 'outbox', label: t('outbox'), children: <OutboxTab /> },
          { key: 'channels', label: t('channelsTab'), children: <ChannelsTab /> },
          { key: 'silences', label: t('silences'), children: <SilencesTab /> },
        ]}
      />
    </div>
  );
}
