/** What can be done with alerts: acknowledge at once, judge with a reason. */
import { Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useNotify } from '../../app/notify.tsx';
import {
  ActOnAlertsDocument,
  type AlertDeskAct,
  type AlertStatus,
} from '../../generated/graphql.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

interface ActButtonsProps {
  readonly ids: readonly string[];
  /** Of one alert; null: of several. */
  readonly status: AlertStatus | null;
  done(): void;
}

const open: readonly (AlertStatus | null)[] = ['new', 'inProgress', null];

export function ActButtons({ ids, status, done }: ActButtonsProps) {
  const { t } = useTranslation('alerts');
  const notify = useNotify();
  const [asked, setAsked] = useState<AlertDeskAct | null>(null);
  const [, act] = useMutation(ActOnAlertsDocument);
  const perform = async (what: AlertDeskAct, reason: string): Promise<Error | null> => {
    const answer = await act({ ids: [...ids], act: what, reason });
    if (answer.error) return answer.error;
    notify.done(t(`done.${what}`));
    done();
    return null;
  };
  const acknowledge = async () => {
    const failed = await perform('acknowledged', '');
    if (failed) notify.failed(failed, t('acts.acknowledged'));
  };
  const verdicts: AlertDeskAct[] = open.includes(status)
    ? ['confirmed', 'falseAlarm', 'closed']
    : ['reopened'];
  return (
    <Space size={4}>
      {(status === 'new' || status === null) && (
        <Button type="primary" onClick={() => void acknowledge()} data-testid="acknowledge">
          {t('acts.acknowledged')}
        </Button>
      )}
      {verdicts.map((one) => (
        <Button key={one} onClick={() => setAsked(one)} data-testid={`act-${one}`}>
          {t(`acts.${one}`)}
        </Button>
      ))}
      {asked && (
        <ReasonDialog
          title={t(`acts.${asked}`)}
          close={() => setAsked(null)}
          save={({ reason }) => perform(asked, reason)}
        />
      )}
    </Space>
  );
}
