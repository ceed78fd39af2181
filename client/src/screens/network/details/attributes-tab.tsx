/** Attributes by kind, conflicts open, each a step away from the files and rows it rests on. */
import { FileSearchOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { currencyOf } from '../../../legend/currency-of.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { BoundDevices } from '../../../ui/bound-devices.tsx';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { useNetworkScope } from '../network-context.ts';
import type { EntityData } from './entity-data.ts';

export type ValueData = EntityData['attributes'][number];

export function AttributesTab({ entity }: { entity: EntityData }) {
  const { t } = useTranslation('network');
  const { ui } = useNetworkScope();
  const legend = useLegend();
  const group = (name: string) => legend.attribute(entity.type, name)?.group ?? 'natural';
  const open = (property: string | null) =>
    ui.dialog.set({ name: 'statements', id: entity.id, owner: entity.type, property });
  const own = entity.attributes.filter((one) => group(one.name) !== 'behavioural');
  const behaviour = [
    ...entity.behaviour,
    ...entity.attributes.filter(
      (one) =>
        group(one.name) === 'behavioural' &&
        !entity.behaviour.some((other) => other.name === one.name),
    ),
  ];
  return (
    <div className="tab-body">
      {own.length === 0 && behaviour.length === 0 && <EmptyHint text={t('details.noAttributes')} />}
      <ValueList owner={entity.type} values={own} open={open} />
      {behaviour.length > 0 && (
        <>
          <h3 className="list-title">{t('details.behaviour')}</h3>
          <ValueList owner={entity.type} values={behaviour} />
        </>
      )}
      <Button
        type="link"
        size="small"
        icon={<FileSearchOutlined />}
        onClick={() => open(null)}
        data-testid="all-statements"
      >
        {t('details.allStatements')}
      </Button>
      {['Vehicle', 'Vessel'].includes(entity.type) && <BoundDevices vehicle={entity.id} />}
    </div>
  );
}

export function ValueList({
  owner,
  values,
  open,
}: {
  owner: string;
  values: readonly ValueData[];
  open?: (property: string) => void;
}) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const format = useFormat();
  return (
    <dl className="value-list">
      {values.map((one) => {
        const attribute = legend.attribute(owner, one.name);
        const others = one.values.slice(1);
        const currency = currencyOf(attribute, values);
        return (
          <div key={one.name} className={one.conflict ? 'conflict' : ''}>
            <dt title={one.name}>{legend.attributeLabel(owner, one.name)}</dt>
            <dd>
              <span className="value">{format.value(one.value, attribute, currency)}</span>
              {one.conflict && (
                <Tooltip title={t('details.conflict', { count: one.values.length })}>
                  <WarningOutlined className="conflict-mark" />
                </Tooltip>
              )}
              {others.map((other, index) => (
                <span key={index} className="other-value">
                  {format.value(other, attribute, currency)}
                </span>
              ))}
            </dd>
            {open && (
              <dd className="act">
                <Tooltip
                  title={`${t('details.statements')}: ${one.sources.map(legend.datasetLabel).join(', ')}`}
                >
                  <Button
                    type="text"
                    size="small"
                    icon={<FileSearchOutlined />}
                    aria-label={`${t('details.statements')}: ${legend.attributeLabel(owner, one.name)}`}
                    onClick={() => open(one.name)}
                  />
                </Tooltip>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
