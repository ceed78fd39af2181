/** Says what the colours mean and chooses what they show. */
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLegend } from '../../legend/legend.tsx';
import { speedSteps, tagColour, vehicleColour, type ColourBy } from '../../map/canvas/colours.ts';
import { moverColours, type LiveColumns } from '../../map/canvas/paint-movers.ts';
import type { DrawnTrack } from '../../map/canvas/paint-tracks.ts';
import { useMapScope } from './map-scope.ts';

interface MapLegendProps {
  readonly tracks: readonly DrawnTrack[];
  readonly live: LiveColumns | null;
}

export function MapLegend({ tracks, live }: MapLegendProps) {
  const { t } = useTranslation('map');
  const { view, change } = useMapScope();
  const { palette } = useLegend();
  if (!tracks.length) return live && live.ids.length > 0 ? <LiveLegend /> : null;
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
        {tracks.some(({ line }) => line.late.some(Boolean)) && (
          <span>
            <b className="is-mark" aria-hidden="true" />
            {t('legend.late')}
          </span>
        )}
      </div>
    </aside>
  );
}

/** What the marks of the live board say. */
function LiveLegend() {
  const { t } = useTranslation('map');
  const { palette } = useLegend();
  const colours = moverColours[palette.dark ? 'dark' : 'light'];
  return (
    <aside className="map-legend" aria-label={t('legend.title')} data-testid="live-legend">
      <div className="legend-steps">
        {(['truck', 'vessel'] as const).map((kind) => (
          <span key={kind}>
            <i className="is-disc" style={{ background: colours[kind] }} />
            {t(`kindOf.${kind === 'truck' ? 'TRUCK' : 'VESSEL'}`)}
          </span>
        ))}
        <span>
          <b aria-hidden="true">➤</b>
          {t('legend.moving')}
        </span>
        <span>
          <b aria-hidden="true">●</b>
          {t('legend.standing')}
        </span>
        <span>
          <b className="is-cluster" aria-hidden="true">
            9
          </b>
          {t('legend.cluster')}
        </span>
        <span className="is-pale">
          <b aria-hidden="true">●</b>
          {t('legend.stale')}
        </span>
      </div>
      <div className="legend-steps">
        <small className="muted">{t('legend.ring')}</small>
        {[2, 3, 4, 5].map((level) => (
          <span key={level}>
            <i className="is-ring" style={{ borderColor: tagColour(level, palette) }} />
            {t('legend.level', { level })}
          </span>
        ))}
      </div>
    </aside>
  );
}
