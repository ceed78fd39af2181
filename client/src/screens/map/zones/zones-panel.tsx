/** The zones: found by name, drawn, changed. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useStore } from '../../../app/store.ts';
import { outlineOf, type ZoneShape } from '../../../map/zones/zone-shape.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';
import type { Scene } from '../../../map/scene.ts';
import { useMapScope } from '../map-scope.ts';
import { DrawButtons } from './draw-buttons.tsx';
import { ZoneEditor } from './zone-editor.tsx';

/** A corridor and a circle with a margin, so that it is seen whole. */
export function fitShape(scene: Scene | null, shape: ZoneShape): void {
  const points = outlineOf(shape).flat();
  scene?.fit(
    points.map(([lng]) => lng),
    points.map(([, lat]) => lat),
  );
}

export function ZonesPanel() {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { zones, draft: store, view, change, scene } = useMapScope();
  const draft = useStore(store);
  const [text, setText] = useState('');
  if (draft?.purpose === 'zone') return <ZoneEditor key={draft.zone?.id ?? 'new'} draft={draft} />;
  if (zones.error && !zones.all.length) return <Failure error={zones.error} retry={zones.reload} />;
  if (zones.fetching && !zones.all.length) return <Loading />;
  const shown = zones.all.filter(({ name }) =>
    name.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <>
      <header className="map-left-header">
        <DrawButtons purpose="zone" />
        <Input
          allowClear
          value={text}
          placeholder={t('zones.find')}
          aria-label={t('zones.find')}
          onChange={(event) => setText(event.target.value)}
        />
        <small className="muted">
          {t('xOfY', {
            ns: 'common',
            x: format.number(shown.length),
            y: format.number(zones.all.length),
          })}
        </small>
      </header>
      <ul className="mover-list">
        {shown.map((zone) => (
          <li key={zone.id} className={view.zone === zone.id ? 'is-selected' : ''}>
            <button
              type="button"
              data-testid="zone"
              onClick={() => {
                change({ zone: zone.id });
                fitShape(scene.get(), zone.drawn);
              }}
            >
              <span className="ellipsis" title={zone.name}>
                {zone.name}
              </span>
              <span className="grow" />
              <small className="muted">{t(`zones.shapes.${zone.shape}`)}</small>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <EmptyHint text={t(zones.all.length ? 'zones.noMatch' : 'zones.none')}>
          {text !== '' && <Button onClick={() => setText('')}>{t('zones.showAll')}</Button>}
        </EmptyHint>
      )}
    </>
  );
}
