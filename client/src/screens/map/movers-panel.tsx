/** Trucks and ships that have positions: found by name, with where and how fast they were last seen. */
import { Button, Checkbox, Input, Segmented, Select, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useStore } from '../../app/store.ts';
import { MoversDocument } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { mostTracks, moverKinds } from '../../map/address/map-address.ts';
import { speedIn } from '../../map/canvas/colours.ts';
import { shortText } from '../../map/district-time.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { useMapScope } from './map-scope.ts';
import { NewestPosition } from './newest-position.tsx';
import { everyone } from './use-board.ts';
import type { useLive } from './use-live.ts';
import { Link } from 'react-router';

const pageSize = 100;
const askAfterMs = 200;

export function MoversPanel({ live }: { live: ReturnType<typeof useLive> }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { view, change, open, toggle, live: board } = useMapScope();
  const legend = useLegend();
  const latest = useStore(board);
  const [text, setText] = useState(() => view.search.replaceAll(',', '\n'));
  const { search, tag, kind } = view;
  const [first, setFirst] = useState(pageSize);
  useEffect(() => {
    const terms = text.split(/[\n\r\t,，;；、]+/).flatMap((term) => term.trim() || []);
    const timer = setTimeout(() => change({ search: terms.join(',') }), askAfterMs);
    return () => clearTimeout(timer);
  }, [text, change]);
  const [{ data, error, fetching }, again] = useQuery({
    query: MoversDocument,
    variables: {
      search: search || null,
      kind: kind === 'ALL' ? null : kind,
      first: tag === null ? first : everyone,
    },
    requestPolicy: 'cache-and-network',
  });
  // What comes in for the first time is listed too.
  const known = latest?.ids.length ?? 0;
  useEffect(() => {
    if (known > 0) again({ requestPolicy: 'network-only' });
  }, [known, again]);
  if (error && !data)
    return <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  const { total = 0, movers: found = [], unknown = [] } = data?.movers ?? {};
  const place = new Map(latest?.ids.map((id, index) => [id, index]));
  const tagsOf = (id: string): readonly string[] => latest?.tags[place.get(id) ?? -1] ?? [];
  const movers = tag === null ? found : found.filter(({ id }) => tagsOf(id).includes(tag));
  const tags = legend.tags.flatMap(({ name }) => {
    const count = latest?.tags.filter((own) => own.includes(name)).length ?? 0;
    return count > 0 || name === tag
      ? [{ value: name, label: `${legend.tagLabel(name)} · ${format.number(count)}` }]
      : [];
  });
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
          onChange={(next) => change({ kind: next })}
          options={moverKinds.map((value) => ({
            value,
            label: t(`kinds.${value}`),
          }))}
        />
        <div className="board-filter">
          {tags.length > 0 && (
            <Select
              size="small"
              allowClear
              placeholder={t('movers.tag')}
              aria-label={t('movers.tag')}
              value={tag}
              options={tags}
              popupMatchSelectWidth={false}
              onChange={(next?: string) => change({ tag: next ?? null })}
              data-testid="board-tag"
            />
          )}
          {search !== '' && (
            <Checkbox
              checked={view.listed}
              onChange={(event) => change({ listed: event.target.checked, live: true })}
              data-testid="board-listed"
            >
              {t('movers.listed')}
            </Checkbox>
          )}
        </div>
        <small className="muted">
          {t('xOfY', { ns: 'common', x: format.number(movers.length), y: format.number(total) })}
          {live.error && ` · ${t('movers.liveFailed')}`}
          {fetching && <Spin size="small" />}
        </small>
        {view.live && latest && <NewestPosition times={latest.time} />}
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
                <span className="mover-name ellipsis" title={name}>
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
      {tag === null && movers.length < total && movers.length > 0 && (
        <Button
          size="small"
          type="link"
          onClick={() => setFirst(first + 4 * pageSize)}
          loading={fetching}
        >
          {t('movers.more')}
        </Button>
      )}
      {data && (total === 0 || (tag !== null && movers.length === 0)) && (
        <EmptyHint
          text={t(search || kind !== 'ALL' || tag !== null ? 'movers.noMatch' : 'movers.none')}
        >
          {!search && kind === 'ALL' && tag === null && (
            <Link to="/imports">{t('movers.toImports')}</Link>
          )}
        </EmptyHint>
      )}
    </>
  );
}
