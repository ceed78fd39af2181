/** Before expanding: how many neighbours of which kind, most specific first, hubs marked; choose and go. */
import { FireOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, InputNumber, Space, Spin, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../app/error-text.ts';
import { useFormat } from '../../app/format.ts';
import { useStore } from '../../app/store.ts';
import { useLegend } from '../../legend/legend.tsx';
import type { KindCount } from '../../network/network-api.ts';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { useCanvas, useNetworkScope } from './network-context.ts';

/** A kind with more neighbours than this is a hub: offered, but not chosen beforehand. */
const hub = 100;

export function ExpandPreview() {
  const { ui, network } = useNetworkScope();
  const id = useStore(ui.expandBy);
  const place = id ? network.stage?.placeOf(id) : null;
  if (!id || !place) return null;
  return <Preview key={id} id={id} left={place.x + 24} top={place.y - 20} />;
}

function Preview({ id, left, top }: { id: string; left: number; top: number }) {
  const { t } = useTranslation('network');
  const { t: common } = useTranslation('common');
  const { ui, network } = useNetworkScope();
  const legend = useLegend();
  const format = useFormat();
  const canvas = useCanvas();
  const [counts, setCounts] = useState<readonly KindCount[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [limit, setLimit] = useState(50);
  useEffect(() => {
    let live = true;
    network.counts(id).then(
      (answer) => {
        if (!live) return;
        const sorted = [...answer].sort((a, b) => a.count - b.count || (a.kind < b.kind ? -1 : 1));
        setCounts(sorted);
        setChosen(new Set(sorted.filter((one) => one.count <= hub).map((one) => one.kind)));
      },
      (failure: unknown) => live && setError(failure),
    );
    return () => {
      live = false;
    };
  }, [network, id]);
  const close = () => ui.expandBy.set(null);
  const go = () => {
    close();
    void network.expand([id], { kinds: [...chosen], perKind: limit });
  };
  const toggle = (kind: string) => {
    const next = new Set(chosen);
    if (!next.delete(kind)) next.add(kind);
    setChosen(next);
  };
  const bound = Math.max(1, ...(counts ?? []).map((one) => Math.log2(1 + one.count)));
  const total =
    counts
      ?.filter((one) => chosen.has(one.kind))
      .reduce((sum, one) => sum + Math.min(limit, one.count), 0) ?? 0;
  return (
    <div
      className="expand-preview"
      role="dialog"
      aria-label={t('actions.expandBy')}
      style={{
        left: `min(${left}px, calc(100% - 350px))`,
        top: `clamp(8px, ${top}px, calc(100% - 380px))`,
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      data-testid="expand-preview"
    >
      <h3 className="ellipsis">{t('expand.title', { name: canvas.nodes.get(id)?.label ?? '' })}</h3>
      {error !== null && <Alert type="warning" title={errorText(error, common).title} />}
      {!counts && error === null && <Spin size="small" />}
      {counts?.length === 0 && <p className="muted">{t('expand.none')}</p>}
      {counts && counts.length > 0 && (
        <>
          <ul>
            {counts.map((one) => (
              <li key={`${one.kind} ${one.direction} ${one.type}`}>
                <Checkbox checked={chosen.has(one.kind)} onChange={() => toggle(one.kind)}>
                  <span className="expand-row">
                    <TypeIcon type={one.type} size={18} />
                    <span className="ellipsis grow">
                      {legend.kindLabel(one.kind)}
                      <small className="muted">
                        {' '}
                        {one.direction === 'in' ? '←' : one.direction === 'out' ? '→' : '–'}{' '}
                        {legend.typeLabel(one.type)}
                      </small>
                    </span>
                    {one.count > hub && (
                      <Tooltip title={t('expand.hub', { limit: hub })}>
                        <FireOutlined className="hub-mark" />
                      </Tooltip>
                    )}
                    <span
                      className="bar"
                      style={{
                        width: `${(Math.log2(1 + one.count) / bound) * 48}px`,
                        background: legend.typeColour(one.type),
                      }}
                    />
                    <span className="num count">{format.number(one.count)}</span>
                  </span>
                </Checkbox>
              </li>
            ))}
          </ul>
          <Space className="expand-foot">
            <span>{t('expand.limit')}</span>
            <InputNumber
              min={1}
              max={500}
              value={limit}
              onChange={(value) => setLimit(value ?? 50)}
              style={{ width: 76 }}
              aria-label={t('expand.limit')}
            />
            <Button onClick={close}>{common('cancel')}</Button>
            <Button
              type="primary"
              autoFocus
              disabled={chosen.size === 0}
              onClick={go}
              data-testid="expand-go"
            >
              {t('expand.go', { count: total })}
            </Button>
          </Space>
        </>
      )}
    </div>
  );
}
