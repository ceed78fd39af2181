/** Says whose positions those under a number are, for a period and with a reason. */
import { Form, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { BindDeviceDocument, type DeviceScheme } from '../generated/graphql.ts';
import { EntityPicker } from './entity-picker.tsx';
import { MomentField } from './moment-field.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

const schemes = ['terminal', 'plate', 'mmsi', 'imo'] as const satisfies readonly DeviceScheme[];

export function BindDeviceDialog({
  vehicle: given,
  close,
  saved,
}: {
  /** Id of the vehicle or vessel that it is about; chosen in the dialog where absent. */
  readonly vehicle?: string;
  close(): void;
  saved(): void;
}) {
  const { t } = useTranslation('feeds');
  const [scheme, setScheme] = useState<DeviceScheme>('terminal');
  const [value, setValue] = useState('');
  const [vehicle, setVehicle] = useState(given ?? '');
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const [, bind] = useMutation(BindDeviceDocument);
  return (
    <ReasonDialog
      title={t('bindings.add')}
      incomplete={value.trim() === '' || vehicle === ''}
      asksMore
      close={close}
      save={async ({ reason }) => {
        const answer = await bind({
          scheme,
          value: value.trim(),
          vehicle,
          from: from === null ? null : new Date(from).toISOString(),
          to: to === null ? null : new Date(to).toISOString(),
          reason,
        });
        saved();
        return answer.error;
      }}
    >
      <Form layout="vertical" component={false}>
        <Form.Item label={t('bindings.number')} extra={t('bindings.why')}>
          <Space.Compact block>
            <Select
              value={scheme}
              onChange={setScheme}
              style={{ width: 120 }}
              aria-label={t('bindings.scheme')}
              options={schemes.map((one) => ({ value: one, label: t(`bindings.schemes.${one}`) }))}
            />
            <Input
              autoFocus
              value={value}
              maxLength={100}
              aria-label={t('bindings.number')}
              onChange={(event) => setValue(event.target.value)}
              data-testid="binding-number"
            />
          </Space.Compact>
        </Form.Item>
        {given === undefined && (
          <Form.Item label={t('bindings.vehicle')}>
            <EntityPicker value={vehicle} label={t('bindings.vehicle')} onChange={setVehicle} />
          </Form.Item>
        )}
        <Form.Item label={t('bindings.period')} extra={t('bindings.periodWhy')}>
          <Space>
            <MomentField label={t('bindings.from')} value={from} change={setFrom} />
            <MomentField label={t('bindings.to')} value={to} change={setTo} />
          </Space>
        </Form.Item>
      </Form>
    </ReasonDialog>
  );
}
