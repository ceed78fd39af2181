/** Trucks and ships that have positions: found by name, with where and how fast they were last seen. */
import { Button, Checkbox, Input, Segmented, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useStore } from '../../app/store.ts';
import { MoversDocument, type MoverKind } from '../../generated/graphql.ts';
import { mostTracks } from '../../map/address/map-address.ts';
import { speedIn } from '../../map/canvas/colours.ts';
import { shortText } from '../../map/district-time.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { useMapScope } from './map-scope.ts';
import type { useLive } from './use-live.ts';
import { Link } from 'react-router';

const pageSize = 100;
const askAfterMs = 200;

export function MoversPanel({ live }: { live: ReturnType<typeof useLive> }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { view, open, toggle, live: board } = useMapScope();
  const latest = useStore(board);
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<MoverKind | 'ALL'>('ALL');
  const [first, setFirst] = useState(pageSize);
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), askAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  const [{ data, error, fetching }, again] = useQuery({
    query: MoversDocument,
    variables: { search: search || null, kind: kind === 'ALL' ? null : kind, first },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data)
    return <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  const { total = 0, movers = [], unknown = [] } = data?.movers ?? {};
  const place = new Map(latest?.ids.map((id, index) => [id, index]));
  return (
    <>
      <header className="map-left-header">
        <Input.TextArea
          allowClear
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={text}
          placeholder={t('movers.find')}
          aria-label={t('movers.find')}
          onChange={(event) => {
            setText(event.target.value);
            setFirst(pageSize);
          }}
          data-testid="find-mover"
        />
        <Segmented
          block
          size="small"
          value={kind}
          onChange={setKind}
          options={(['ALL', 'TRUCK', 'VESSEL'] as const).map((value) => ({
            value,
            label: t(`kinds.${value}`),
          }))}
        />
        <small className="muted">
          {t('xOfY', { ns: 'common', x: format.number(movers.length), y: format.number(total) })}
          {live.error && ` · ${t('movers.liveFailed')}`}
          {fetching && <Spin size="small" />}
        </small>
        {unknown.length > 0 && (
          <small className="unknown-movers" data-testid="unknown-movers">
            {t('movers.unknown', { count: unknown.length, names: unknown.join(' · ') })}
          </small>
        )}
      </header>
      <ul className="mover-list" data-testid="mover-list">
        {movers.map(({ id, name, kind: own, last }) => {
          const at = place.get(id);
          const kmh = at === undefined ? null : latest!.kmh[at]!;
          const level = (at === undefined ? 0 : latest!.level[at]) ?? 0;
          const unit = own === 'VESSEL' ? 'kn' : 'km/h';
          return (
            <li key={id} className={view.selected === id ? 'is-selected' : ''}>
              <Checkbox
                checked={view.ids.includes(id)}
                disabled={!view.ids.includes(id) && view.ids.length >= mostTracks}
                onChange={() => toggle(id)}
                aria-label={t('movers.alsoShow', { name })}
              />
              <button type="button" onClick={() => open(id)} data-testid="mover">
                <TypeIcon type={own === 'VESSEL' ? 'Vessel' : 'Vehicle'} tags={[]} size={18} />
                <span className="ellipsis" title={name}>
                  {name}
                </span>
                {level >= 2 && (
                  <i className={`level-dot level-${level}`} title={t('legend.level', { level })} />
                )}
                <span className="grow" />
                <small className="muted num">
                  {kmh === null ? '' : `${Math.round(speedIn(unit, kmh))} ${unit} · `}
                  {shortText(at === undefined ? Date.parse(last) : latest!.time[at]!)}
                </small>
              </button>
            </li>
          );
        })}
      </ul>
      {movers.length < total && movers.length > 0 && (
        <Button
          size="small"
          type="link"
          onClick={() => setFirst(first + 4 * pageSize)}
          loading={fetching}
        >
          {t('movers.more')}
        </Button>
      )}
      {data && total === 0 && (
        <EmptyHint text={t(search || kind !== 'ALL' ? 'movers.noMatch' : 'movers.none')}>
          {!search && kind === 'ALL' && <Link to="/imports">{t('movers.toImports')}</Link>}
        </EmptyHint>
      )}
    </>
  );
}
