/** Says what the colours mean and chooses what they show. */
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLegend } from '../../legend/legend.tsx';
import { speedSteps, tagColour, vehicleColour, type ColourBy } from '../../map/canvas/colours.ts';
import type { DrawnTrack } from '../../map/canvas/paint-tracks.ts';
import { useMapScope } from './map-scope.ts';

export function MapLegend({ tracks }: { tracks: readonly DrawnTrack[] }) {
  const { t } = useTranslation('map');
  const { view, change } = useMapScope();
  const { palette } = useLegend();
  if (!tracks.length) return null;
  const units = [...new Set(tracks.map(({ unit }) => unit))];
  return (
    <aside className="map-legend" aria-label={t('legend.title')}>
      <Segmented<ColourBy>
        size="small"
        value={view.colour}
        onChange={(colour) => change({ colour })}
        options={(['speed', 'vehicle', 'tag'] as const).map((value) => ({
          value,
          label: t(`legend.${value}`),
        }))}
      />
      {view.colour === 'speed' &&
        units.map((unit) => (
          <div key={unit} className="legend-steps">
            <small className="muted">{unit}</small>
            {speedSteps(unit, palette).map(({ from, to, colour }) => (
              <span key={from}>
                <i style={{ background: colour }} />
                {to === null ? `≥ ${from}` : `${from}–${to}`}
              </span>
            ))}
          </div>
        ))}
      {view.colour === 'vehicle' && (
        <div className="legend-steps">
          {tracks.map(({ line }, index) => (
            <button
              key={line.id}
              type="button"
              onClick={() => change({ selected: line.id })}
              className={view.selected === line.id ? 'is-selected' : ''}
            >
              <i style={{ background: vehicleColour(index, palette) }} />
              {line.name}
            </button>
          ))}
        </div>
      )}
      {view.colour === 'tag' && (
        <div className="legend-steps">
          {[0, 2, 3, 4, 5].map((level) => (
            <span key={level}>
              <i style={{ background: tagColour(level, palette) }} />
              {level === 0 ? t('legend.noTag') : t('legend.level', { level })}
            </span>
          ))}
        </div>
      )}
      <div className="legend-steps">
        <span>
          <i className="is-gap" />
          {t('legend.gap')}
        </span>
        <span>
          <i className="is-start" />
          {t('legend.start')}
        </span>
        <span>
          <i className="is-end" />
          {t('legend.end')}
        </span>
        {tracks.some(({ line }) => line.flag.some(Boolean)) && (
          <span>
            <b className="is-mark" aria-hidden="true" />
            {t('legend.marked')}
          </span>
        )}
      </div>
    </aside>
  );
}
