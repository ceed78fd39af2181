/** How many relations of which kind, and which of them are on the canvas; a click expands just these. */
import { PartitionOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { selectNodes } from '../../../network/core/selection.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import { useCanvas, useNetwork } from '../network-context.ts';
import type { EntityData } from './entity-data.ts';

/** @param disc node that stands for the entity on the canvas. */
export function RelationsTab({ entity, disc }: { entity: EntityData; disc: string }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const format = useFormat();
  const network = useNetwork();
  const canvas = useCanvas();
  const around = useMemo(
    () => [...canvas.links.values()].filter((link) => link.source === disc || link.target === disc),
    [canvas, disc],
  );
  const counts = [...entity.counts].sort((a, b) => a.count - b.count);
  if (!counts.length) return <EmptyHint text={t('details.noRelations')} />;
  return (
    <div className="tab-body">
      <ul className="relation-list">
        {counts.map((one) => {
          const here = around.filter((link) => {
            const outward = link.source === disc;
            const other = canvas.nodes.get(outward ? link.target : link.source);
            const direction = one.direction === 'both' || (one.direction === 'out') === outward;
            return link.kind === one.kind && other?.type === one.type && direction;
          });
          const others = here.map((link) => (link.source === disc ? link.target : link.source));
          return (
            <li key={`${one.kind} ${one.direction} ${one.type}`}>
              <TypeIcon type={one.type} size={18} />
              <button
                type="button"
                className="plain ellipsis grow"
                disabled={!others.length}
                onClick={() => network.select(selectNodes(others))}
                title={t('details.selectThese')}
              >
                {legend.kindLabel(one.kind)}{' '}
                <small className="muted">
                  {one.direction === 'in' ? '←' : one.direction === 'out' ? '→' : '–'}{' '}
                  {legend.typeLabel(one.type)}
                </small>
              </button>
              <span className="num muted">
                {t('xOfY', { x: format.number(here.length), y: format.number(one.count) })}
              </span>
              <Tooltip title={t('details.expandKind')}>
                <Button
                  type="text"
                  size="small"
                  icon={<PartitionOutlined />}
                  disabled={here.length >= one.count}
                  aria-label={`${t('details.expandKind')}: ${legend.kindLabel(one.kind)}`}
                  onClick={() => void network.expand([disc], { kinds: [one.kind], perKind: 100 })}
                />
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
