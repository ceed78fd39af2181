/** Where one mover stayed, and the places to which its stops come back; a row and its mark on the map show each other. */
import { Button, Tabs } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useStore } from '../../app/store.ts';
import { MoverStopsDocument } from '../../generated/graphql.ts';
import { shortText } from '../../map/district-time.ts';
import { scrub } from '../../map/playback/clock.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useMapScope, type MarkedPlace } from './map-scope.ts';

const closeZoom = 14;

export function StopsTabs({ id }: { id: string }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { span, places, place, scene, clock } = useMapScope();
  const pointed = useStore(place);
  const from = new Date(span?.from ?? 0).toISOString();
  const to = new Date(span?.to ?? 0).toISOString();
  const [{ data, error, fetching }, again] = useQuery({
    query: MoverStopsDocument,
    variables: { id, from, to },
    pause: !span,
    requestPolicy: 'network-only',
  });
  const marked = useMemo<readonly MarkedPlace[]>(
    () =>
      data
        ? [
            ...data.bases.map(({ rank, lng, lat }) => ({
              id: `base ${rank}`,
              kind: 'base' as const,
              lng,
              lat,
              text: String(rank),
            })),
            ...data.stops.stops.map(({ lng, lat }, index) => ({
              id: `stop ${index}`,
              kind: 'stop' as const,
              lng,
              lat,
              text: String(index + 1),
            })),
          ]
        : [],
    [data],
  );
  useEffect(() => {
    places.set(marked);
    return () => places.set([]);
  }, [places, marked]);
  if (error)
    return <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return fetching ? <Loading /> : null;
  const duration = (minutes: number) =>
    minutes < 120
      ? t('stops.minutes', { minutes: format.number(Math.round(minutes)) })
      : t('stops.hours', { hours: format.number(Math.round(minutes / 6) / 10) });
  const row = (
    key: string,
    lng: number,
    lat: number,
    at: number | null,
    first: string,
    second: string,
    last: string,
  ) => (
    <li
      key={key}
      className={pointed === key ? 'is-selected' : ''}
      onMouseEnter={() => place.set(key)}
      onMouseLeave={() => place.set(null)}
    >
      <button
        type="button"
        data-testid={key.split(' ')[0]}
        onClick={() => {
          scene
            .get()
            ?.map.setView([lat, lng], Math.max(closeZoom, scene.get()?.map.getZoom() ?? 0), {
              animate: false,
            });
          if (at !== null) clock.set((one) => scrub(one, at));
        }}
      >
        <b className="place-number">
          {key.split(' ')[0] === 'stop' ? Number(key.split(' ')[1]) + 1 : key.split(' ')[1]}
        </b>
        <span className="ellipsis" title={first}>
          {first}
        </span>
        <span className="grow" />
        <small className="muted num">{second}</small>
        <span className="num">{last}</span>
      </button>
    </li>
  );
  const { stops, total, gapMinutes, splitByGaps } = data.stops;
  return (
    <Tabs
      size="small"
      items={[
        {
          key: 'stops',
          label: t('stops.tab', { count: total, shown: format.number(total) }),
          children: (
            <>
              <small className="muted">
                {t('xOfY', {
                  ns: 'common',
                  x: format.number(stops.length),
                  y: format.number(total),
                })}{' '}
                · {t('stops.split', { count: splitByGaps, minutes: format.number(gapMinutes) })}
              </small>
              {total === 0 && <EmptyHint text={t('stops.none')} />}
              <ul className="mover-list">
                {stops.map((stop, index) =>
                  row(
                    `stop ${index}`,
                    stop.lng,
                    stop.lat,
                    Date.parse(stop.from),
                    shortText(Date.parse(stop.from)),
                    shortText(Date.parse(stop.to)),
                    duration(stop.minutes),
                  ),
                )}
              </ul>
            </>
          ),
        },
        {
          key: 'bases',
          label: t('stops.bases', { count: data.bases.length }),
          children: (
            <>
              {data.bases.length === 0 && (
                <EmptyHint text={t('stops.noBases')}>
                  <Button size="small" onClick={() => again({ requestPolicy: 'network-only' })}>
                    {t('retry', { ns: 'common' })}
                  </Button>
                </EmptyHint>
              )}
              <ul className="mover-list">
                {data.bases.map((base) =>
                  row(
                    `base ${base.rank}`,
                    base.lng,
                    base.lat,
                    null,
                    base.nearest ?? t('stops.times', { count: base.stops }),
                    t('stops.daysNights', { days: base.days, nights: base.nights }),
                    duration(base.minutes),
                  ),
                )}
              </ul>
            </>
          ),
        },
      ]}
    />
  );
}
