/** Numbers under which positions of one vehicle or vessel come in, as people said, and saying so of another. */
import { LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useFormat } from '../app/format.ts';
import { DeviceBindingsDocument } from '../generated/graphql.ts';
import { minuteText } from '../map/district-time.ts';
import { BindDeviceDialog } from './bind-device-dialog.tsx';
import { Failure } from './failure.tsx';

const most = 1_000;

/** `vehicle`: its id, or that of one of its records. */
export function BoundDevices({ vehicle }: { readonly vehicle: string }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const [{ data, error }, ask] = useQuery({
    query: DeviceBindingsDocument,
    variables: { vehicle, first: most },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  if (error && !data) return <Failure error={error} retry={again} />;
  const { total = 0, bindings = [] } = data?.deviceBindings ?? {};
  const inForce = bindings.filter(({ endedAt }) => endedAt === null);
  const minute = (at: string | null) => (at === null ? '…' : minuteText(Date.parse(at)));
  return (
    <section data-testid="bound-devices">
      <h3 className="list-title">{t('bindings.own')}</h3>
      {inForce.length === 0 && <p className="muted">{t('bindings.ownNone')}</p>}
      <ul className="plain-list">
        {inForce.map(({ id, scheme, value, from, to, author, reason }) => (
          <li key={id} title={`${author}: ${reason}`}>
            {value} <small className="muted">{t(`bindings.schemes.${scheme}`)}</small>
            {(from !== null || to !== null) && (
              <small className="muted">{` · ${minute(from)} – ${minute(to)}`}</small>
            )}
          </li>
        ))}
      </ul>
      {total > bindings.length && (
        <p className="muted">
          {t('xOfY', {
            ns: 'common',
            x: format.number(bindings.length),
            y: format.number(total),
          })}
        </p>
      )}
      <Button
        type="link"
        size="small"
        icon={<LinkOutlined />}
        onClick={() => setAdding(true)}
        data-testid="bind-own-device"
      >
        {t('bindings.add')}
      </Button>
      {adding && (
        <BindDeviceDialog vehicle={vehicle} close={() => setAdding(false)} saved={again} />
      )}
    </section>
  );
}
