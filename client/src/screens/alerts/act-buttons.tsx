/** Buttons for what can be done with alerts. */
import { Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AlertDeskAct, AlertStatus } from '../../generated/graphql.ts';

interface ActButtonsProps {
  /** Of one alert; null: of several. */
  readonly status: AlertStatus | null;
  start(act: AlertDeskAct): void;
}

const open: readonly (AlertStatus | null)[] = ['new', 'inProgress', null];

/** What may follow from a status, the most likely first. */
export const actsAfter = (status: AlertStatus | null): readonly AlertDeskAct[] => [
  ...(status === 'new' || status === null ? (['acknowledged'] as const) : []),
  ...(open.includes(status)
    ? (['confirmed', 'falseAlarm', 'closed'] as const)
    : (['reopened'] as const)),
];

export function ActButtons({ status, start }: ActButtonsProps) {
  const { t } = useTranslation('alerts');
  return (
    <Space size={4}>
      {actsAfter(status).map((act) => (
        <Button
          key={act}
          {...(act === 'acknowledged' && { type: 'primary' as const })}
          onClick={() => start(act)}
          data-testid={act === 'acknowledged' ? 'acknowledge' : `act-${act}`}
        >
          {t(`acts.${act}`)}
        </Button>
      ))}
    </Space>
  );
}
