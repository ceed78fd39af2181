/** Says that a brushed time narrows this screen and the others, and drops it. */
import { CloseOutlined, FieldTimeOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import './period-chip.css';

export function PeriodChip({ text, clear }: { readonly text: string; clear(): void }) {
  const { t } = useTranslation('common');
  return (
    <div className="period-chip" data-testid="period-chip">
      <Tooltip title={t('period.shared')}>
        <span>
          <FieldTimeOutlined /> <span className="num">{text}</span>
        </span>
      </Tooltip>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('period.clear')}
        title={t('period.clear')}
        onClick={clear}
        data-testid="clear-period"
      />
    </div>
  );
}
