/** Coordinates under the pointer in the datum chosen, and a field that goes to coordinates written in it. */
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatumName } from '../../map/address/map-address.ts';
import { readPlace, writePlace, type LngLat } from '../../map/base/datum.ts';
import type { Scene } from '../../map/scene.ts';
import { useMapScope } from './map-scope.ts';

const names: Readonly<Record<DatumName, string>> = {
  WGS84: 'WGS-84',
  GCJ02: 'GCJ-02',
  BD09: 'BD-09',
};

interface PlaceBoxProps {
  readonly pointer: LngLat | null;
  readonly scene: Scene | null;
  /** Where the base map comes from. */
  readonly foot: string;
}

export function PlaceBox({ pointer, scene, foot }: PlaceBoxProps) {
  const { t } = useTranslation('map');
  const { view, change } = useMapScope();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const go = () => {
    const place = readPlace(text, view.datum);
    setWrong(!place && text.trim() !== '');
    if (place)
      scene?.map.setView([place[1], place[0]], Math.max(12, scene.map.getZoom()), {
        animate: false,
      });
  };
  return (
    <footer className="map-place">
      <Input
        size="small"
        className="map-goto"
        placeholder={t('place.goTo')}
        aria-label={t('place.goTo')}
        status={wrong ? 'error' : ''}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
        onPressEnter={go}
      />
      <Select<DatumName>
        size="small"
        variant="borderless"
        value={view.datum}
        aria-label={t('place.datum')}
        onChange={(datum) => change({ datum })}
        popupMatchSelectWidth={false}
        options={Object.entries(names).map(([value, label]) => ({
          value: value as DatumName,
          label,
        }))}
      />
      <output className="num" data-testid="pointer">
        {pointer ? writePlace(pointer, view.datum) : '–'}
      </output>
      <span className="grow" />
      <small className="muted ellipsis" title={foot}>
        {wrong ? t('place.unreadable') : foot}
      </small>
    </footer>
  );
}
