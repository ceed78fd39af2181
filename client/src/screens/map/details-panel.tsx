/** One mover at a glance: last fix, period, kilometres, gaps; what else is known follows below. */
import { ApartmentOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CombinedError } from 'urql';
import { networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { usePreferences } from '../../app/preferences.ts';
import { useStore } from '../../app/store.ts';
import { writePlace } from '../../map/base/datum.ts';
import { speedIn } from '../../map/canvas/colours.ts';
import { minuteText, secondText } from '../../map/district-time.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { WatchButton } from '../watches/watch-button.tsx';
import { inGraph, useMapScope } from './map-scope.ts';
import { StopsTabs } from './stops-tabs.tsx';
import { ago } from '../../map/newest-time.ts';
import { ZoneDetails } from './zones/zone-details.tsx';
import type { TrackAnswer, useTracks } from './use-tracks.ts';

/** The graph may know it, but no position has come in. */
const isUnknown = (error: unknown): boolean =>
  error instanceof CombinedError &&
  error.graphQLErrors.some(({ extensions }) => extensions['code'] === 'NOT_FOUND');

const clockMs = 30_000;

export function DetailsPanel({ loading }: { loading: ReturnType<typeof useTracks> }) {
  const { t } = useTranslation('map');
  const { view, tracks, zones } = useMapScope();
  const zone = zones.all.find(({ id }) => id === view.zone);
  if (zone && view.panel !== 'movers') return <ZoneDetails key={zone.id} zone={zone} />;
  const track = tracks.find(({ id }) => id === view.selected);
  if (!track)
    return (
      <aside className="map-details">
        <EmptyHint text={t('details.none')} />
      </aside>
    );
  const error = loading.error ?? track.error;
  return (
    <aside className="map-details" data-testid="mover-details">
      {error !== undefined && isUnknown(error) ? (
        <EmptyHint text={t('details.noFix')} />
      ) : error !== undefined ? (
        <Failure error={error} retry={loading.again} />
      ) : loading.isCancelled && !track.answer ? (
        <EmptyHint text={t('details.cancelled')}>
          <Button onClick={loading.again}>{t('details.load')}</Button>
        </EmptyHint>
      ) : track.answer ? (
        <MoverSummary answer={track.answer} />
      ) : !loading.span && loading.pending === 0 ? (
        <EmptyHint text={t('details.noFix')} />
      ) : (
        <Loading />
      )}
    </aside>
  );
}

/** The moment, kept up so that an age stays true. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), clockMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function MoverSummary({ answer }: { answer: TrackAnswer }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const now = useNow();
  const { language } = usePreferences();
  const { view, live, scene } = useMapScope();
  const board = useStore(live);
  const { mover } = answer;
  const at = board ? board.ids.indexOf(answer.mover.id) : -1;
  const unit = mover.kind === 'VESSEL' ? 'kn' : 'km/h';
  const last = at < 0 || !board ? Date.parse(mover.last) : board.time[at]!;
  const kmh = at < 0 ? null : (board?.kmh[at] ?? null);
  const place = at < 0 || !board ? null : ([board.lng[at]!, board.lat[at]!] as const);
  const level = (at < 0 ? 0 : board?.level[at]) ?? 0;
  return (
    <>
      <header className="entity-header">
        <TypeIcon type={mover.kind === 'VESSEL' ? 'Vessel' : 'Vehicle'} tags={[]} size={36} />
        <div className="grow">
          <h2 data-testid="mover-name">{mover.name}</h2>
          <small className="muted">
            {t(`kindOf.${mover.kind}`)} ·{' '}
            {t('details.fixes', { count: mover.fixes, shown: format.number(mover.fixes) })}
            {level >= 2 && ` · ${t('legend.level', { level })}`}
          </small>
        </div>
        {inGraph(answer.mover.id) ? (
          <>
            <WatchButton of={{ records: [answer.mover.id], zone: '' }} name="" signOnly />
            <Link to={networkAddress([answer.mover.id])}>
              <Button size="small" icon={<ApartmentOutlined />} data-testid="to-network">
                {t('details.toNetwork')}
              </Button>
            </Link>
          </>
        ) : (
          <Tooltip title={t('details.unknownWhy')}>
            <small className="muted">{t('details.unknown')}</small>
          </Tooltip>
        )}
      </header>
      <dl className="map-facts">
        <dt>{t('details.last')}</dt>
        <dd>
          {secondText(last)} <small className="muted">{ago(last, now, language)}</small>
        </dd>
        {kmh !== null && (
          <>
            <dt>{t('details.speed')}</dt>
            <dd>{`${Math.round(speedIn(unit, kmh))} ${unit}`}</dd>
          </>
        )}
        {place && (
          <>
            <dt>{t('details.place')}</dt>
            <dd>
              <Button
                type="link"
                size="small"
                onClick={() =>
                  scene.get()?.map.setView([place[1], place[0]], 14, { animate: false })
                }
              >
                {writePlace(place, view.datum)}
              </Button>
            </dd>
          </>
        )}
        <dt>{t('details.period')}</dt>
        <dd>
          {minuteText(Date.parse(answer.from))} – {minuteText(Date.parse(answer.to))}
        </dd>
        <dt>{t('details.distance')}</dt>
        <dd data-testid="track-km">
          {t('details.km', { km: format.number(Math.round(answer.km * 10) / 10) })}
        </dd>
        <dt>{t('details.gaps')}</dt>
        <dd>
          {answer.gaps === 0
            ? t('details.noGaps')
            : t('details.gapsOf', {
                count: answer.gaps,
                hours: format.number(Math.round(answer.gapHours * 10) / 10),
              })}
        </dd>
        <dt>{t('details.shown')}</dt>
        <dd>
          {t('xOfY', {
            ns: 'common',
            x: format.number(answer.shown),
            y: format.number(answer.fixes),
          })}
        </dd>
      </dl>
      {answer.removedBefore && (
        <p className="muted">
          {t('details.removedBefore', { at: minuteText(Date.parse(answer.removedBefore)) })}
        </p>
      )}
      {answer.thinnedBefore && (
        <p className="muted" data-testid="thinned-before">
          {t('details.thinnedBefore', { at: minuteText(Date.parse(answer.thinnedBefore)) })}
        </p>
      )}
      {answer.fixes === 0 ? (
        <p className="muted">{t('details.noneInPeriod')}</p>
      ) : (
        <StopsTabs key={mover.id} id={mover.id} />
      )}
    </>
  );
}
