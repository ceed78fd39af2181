/** Plates and terminals of vehicles for a period: who said so and why, adding and ending; what holds no more stays in the list. */
import { LinkOutlined, StopOutlined } from '@ant-design/icons';
import { Button, Form, Space, Switch, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import {
  DeviceBindingsDocument,
  EndDeviceBindingDocument,
  type DeviceBindingsQuery,
} from '../../../generated/graphql.ts';
import { minuteText } from '../../../map/district-time.ts';
import { BindDeviceDialog } from '../../../ui/bind-device-dialog.tsx';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { MomentField } from '../../../ui/moment-field.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';

type Binding = DeviceBindingsQuery['deviceBindings']['bindings'][number];

const most = 1_000;

export function DeviceBindings() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const [past, setPast] = useState(false);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Binding | null>(null);
  const [{ data, error, fetching }, ask] = useQuery({
    query: DeviceBindingsDocument,
    variables: { vehicle: null, first: most },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  if (error && !data) return <Failure error={error} retry={again} />;
  const { total = 0, bindings = [] } = data?.deviceBindings ?? {};
  const shown = past ? bindings : bindings.filter(({ endedAt }) => endedAt === null);
  const minute = (at: string | null) => (at === null ? '—' : minuteText(Date.parse(at)));
  return (
    <section data-testid="device-bindings">
      <div className="bar">
        <h2>{t('bindings.title')}</h2>
        <span className="muted">
          {t('xOfY', { ns: 'common', x: format.number(shown.length), y: format.number(total) })}
        </span>
        <span className="grow" />
        <Space>
          <Switch size="small" checked={past} onChange={setPast} aria-label={t('bindings.past')} />
          <span className="muted">{t('bindings.past')}</span>
          <Button icon={<LinkOutlined />} onClick={() => setAdding(true)} data-testid="bind-device">
            {t('bindings.add')}
          </Button>
        </Space>
      </div>
      <Table<Binding>
        size="small"
        rowKey="id"
        loading={fetching && !data}
        dataSource={shown}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyHint text={t('bindings.none')} /> }}
        columns={[
          {
            title: t('bindings.number'),
            width: 200,
            render: (_, { scheme, value, endedAt }) => (
              <>
                <span className={endedAt === null ? '' : 'muted'}>{value}</span>{' '}
                <small className="muted">{t(`bindings.schemes.${scheme}`)}</small>
              </>
            ),
          },
          {
            title: t('bindings.vehicle'),
            width: 160,
            ellipsis: true,
            render: (_, { vehicle }) => vehicle?.label ?? t('bindings.gone'),
          },
          { title: t('bindings.from'), width: 150, render: (_, { from }) => minute(from) },
          { title: t('bindings.to'), width: 150, render: (_, { to }) => minute(to) },
          {
            title: t('bindings.said'),
            render: (_, { author, madeAt, reason, endedAt, endedBy, endedReason }) => (
              <>
                {author} · {format.instant(madeAt)} · {reason}
                {endedAt !== null && (
                  <div className="muted">
                    <Tag>{t('bindings.ended')}</Tag>
                    {endedBy} · {format.instant(endedAt)} · {endedReason}
                  </div>
                )}
              </>
            ),
          },
          {
            title: '',
            width: 50,
            render: (_, one) =>
              one.endedAt === null && (
                <Button
                  type="text"
                  icon={<StopOutlined />}
                  title={t('bindings.end')}
                  aria-label={`${t('bindings.end')}: ${one.value}`}
                  onClick={() => setEnding(one)}
                />
              ),
          },
        ]}
      />
      {adding && <BindDeviceDialog close={() => setAdding(false)} saved={again} />}
      {ending && <EndDialog binding={ending} close={() => setEnding(null)} saved={again} />}
    </section>
  );
}

function EndDialog({
  binding,
  close,
  saved,
}: {
  readonly binding: Binding;
  close(): void;
  saved(): void;
}) {
  const { t } = useTranslation('feeds');
  const [at, setAt] = useState<number | null>(null);
  const [never, setNever] = useState(false);
  const [, end] = useMutation(EndDeviceBindingDocument);
  return (
    <ReasonDialog
      title={t('bindings.endTitle', { value: binding.value })}
      ok={t('bindings.end')}
      incomplete={!never && at === null}
      close={close}
      save={async ({ reason }) => {
        const answer = await end({
          id: binding.id,
          at: never || at === null ? null : new Date(at).toISOString(),
          reason,
        });
        saved();
        return answer.error;
      }}
    >
      <Form layout="vertical" component={false}>
        <Form.Item label={t('bindings.endAt')} extra={t('bindings.endWhy')}>
          <Space>
            <MomentField label={t('bindings.endAt')} value={at} change={setAt} disabled={never} />
            <Switch
              size="small"
              checked={never}
              onChange={setNever}
              aria-label={t('bindings.never')}
            />
            {t('bindings.never')}
          </Space>
        </Form.Item>
      </Form>
    </ReasonDialog>
  );
}
