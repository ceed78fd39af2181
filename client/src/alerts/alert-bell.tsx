/** In the top bar: how many alerts are new, and the way to the desk. */
import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AlertsUnreadDocument } from '../generated/graphql.ts';
import { useAlertFeed, useAlertQuery } from './live-alerts.ts';

export function AlertBell() {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  useAlertFeed();
  const [{ data }] = useAlertQuery(AlertsUnreadDocument, {});
  return (
    <Tooltip title={t('alerts')}>
      <Badge count={data?.alertsUnread ?? 0} size="small">
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={t('alerts')}
          data-testid="alert-bell"
          onClick={() => void navigate('/alerts')}
        />
      </Badge>
    </Tooltip>
  );
}
