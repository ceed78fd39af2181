/** What became of a test of a channel, as it comes: taken, shown here alone, or why not. */
import { Alert as Notice, Modal, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAlertQuery } from '../../alerts/live-alerts.ts';
import { useFormat } from '../../app/format.ts';
import { TestDeliveryDocument, type ChannelKind } from '../../generated/graphql.ts';
import { Failure } from '../../ui/failure.tsx';
import { problemWords } from './delivery-table.tsx';

export function TestOutcome({ id }: { readonly id: string }) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const [{ data, error }, again] = useAlertQuery(TestDeliveryDocument, { id });
  if (error) return <Failure error={error} retry={again} />;
  const message = data?.delivery;
  if (!message) return <Spin />;
  const { address, state, problem, channel, nextAt } = message;
  const pause = data.alertDaemon.paused.find((one) => one.channel === channel);
  const why = problem ? problemWords(t, problem) : '';
  const note = (type: 'success' | 'info' | 'warning' | 'error', title: string, more = '') => (
    <Notice showIcon type={type} title={title} description={more} data-testid="test-outcome" />
  );
  if (state === 'sent') return note('success', t('testSent', { address }));
  if (state === 'local') return note('info', t('testLocal'));
  if (state === 'unknown') return note('warning', t('testUnknown', { address }), why);
  if (state === 'dead') return note('error', t('testFailed', { address }), why);
  if (state === 'retry')
    return note(
      'error',
      t('testFailed', { address }),
      `${why} ${t('nextAt', { at: format.instant(nextAt) })}`,
    );
  if (pause)
    return note(
      'warning',
      t('testPaused', {
        at: format.instant(pause.until),
        problem: problemWords(t, pause.problem),
      }),
    );
  if (!data.alertDaemon.alive) return note('warning', t('testWaitingDaemon'));
  return (
    <div>
      <Spin size="small" /> {t('testWaiting')}
    </div>
  );
}

/** Of a test that was begun elsewhere. */
export function TestOutcomeDialog({
  id,
  channel,
  close,
}: {
  readonly id: string;
  readonly channel: ChannelKind;
  close(): void;
}) {
  const { t } = useTranslation('alerts');
  return (
    <Modal
      open
      footer={null}
      onCancel={close}
      title={t('testTitle', { channel: t(`channels.${channel}`) })}
    >
      <TestOutcome id={id} />
    </Modal>
  );
}
