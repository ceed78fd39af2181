/** Messages with their state and, opened, their words; what was given up can be tried again. */
import { Badge, Button, Table, type BadgeProps } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  RetryDeliveryDocument,
  type DeliveryPartsFragment,
  type DeliveryState,
} from '../../generated/graphql.ts';

const badges: Readonly<Record<DeliveryState, BadgeProps['status']>> = {
  pending: 'default',
  sending: 'processing',
  retry: 'processing',
  sent: 'success',
  local: 'default',
  dead: 'error',
  unknown: 'warning',
};

/** Whom the daily test names as its recipient. */
const canary = 'canary';

/** The code of a problem in words, with what the peer itself said. */
export function problemWords(t: TFunction<'alerts'>, problem: string): string {
  const [code = '', ...rest] = problem.split(' ');
  // A peer that said nothing leaves no empty brackets.
  return t(`problems.${code}`, { code: rest.join(' ') }).replace(/ ?(\(\)|（）)/, '');
}

export function DeliveryTable({
  deliveries,
  again,
}: {
  readonly deliveries: readonly DeliveryPartsFragment[];
  again(): void;
}) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const notify = useNotify();
  const [, retry] = useMutation(RetryDeliveryDocument);
  const tryAgain = async (id: string) => {
    const answer = await retry({ id });
    if (answer.error) notify.failed(answer.error, t('tryAgain'));
    again();
  };
  return (
    <Table<DeliveryPartsFragment>
      size="small"
      rowKey="id"
      dataSource={[...deliveries]}
      rowClassName="delivery-row"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      expandable={{
        rowExpandable: ({ text }) => text !== null,
        expandedRowRender: ({ subject, text, channel }) => (
          <pre data-testid="delivery-text">
            {channel === 'email' && `${subject}\n\n`}
            {text}
          </pre>
        ),
      }}
      columns={[
        {
          title: t('recipient'),
          width: '14%',
          ellipsis: true,
          render: (_, { contact }) => (contact === canary ? t('canaryRecipient') : contact),
        },
        { title: t('channel'), width: 80, render: (_, { channel }) => t(`channels.${channel}`) },
        { title: t('address'), width: '18%', ellipsis: true, dataIndex: 'address' },
        {
          title: t('state'),
          width: 150,
          render: (_, { state }) => (
            <Badge status={badges[state] ?? 'default'} text={t(`deliveryStates.${state}`)} />
          ),
        },
        { title: t('attempts'), width: 70, align: 'right', dataIndex: 'attempts' },
        {
          title: t('problem'),
          ellipsis: true,
          render: (_, row) =>
            row.problem
              ? `${problemWords(t, row.problem)}${row.state === 'retry' || row.state === 'pending' ? ` · ${t('nextAt', { at: format.instant(row.nextAt) })}` : ''}`
              : row.state === 'pending'
                ? t('nextAt', { at: format.instant(row.nextAt) })
                : '',
        },
        { title: t('at'), width: 150, render: (_, { createdAt }) => format.instant(createdAt) },
        {
          title: '',
          width: 90,
          render: (_, { id, state }) =>
            ['dead', 'unknown', 'retry'].includes(state) && (
              <Button size="small" onClick={() => void tryAgain(id)} data-testid="retry-delivery">
                {t('tryAgain')}
              </Button>
            ),
        },
      ]}
    />
  );
}
