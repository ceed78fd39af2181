/** One declaration against its journey: figures, what the places and the answer rest on, stops, and the row that declares it. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { DeclarationSourceDocument } from '../../../generated/graphql.ts';
import { shortText } from '../../../map/district-time.ts';
import { scrub } from '../../../map/playback/clock.ts';
import { useMapScope } from '../map-scope.ts';
import type { DeclaredJourney } from './use-declared.ts';

const closeZoom = 13;

export function JourneyDetails({ journey }: { journey: DeclaredJourney }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { scene, clock } = useMapScope();
  const km = (value: number | null | undefined) =>
    t('declared.km', { km: format.number(Math.round(value ?? 0)) });
  const hours = (value: number | null | undefined) =>
    format.number(Math.round((value ?? 0) * 10) / 10);
  const look = (lng: number, lat: number, at: number | null) => {
    const map = scene.get()?.map;
    map?.setView([lat, lng], Math.max(closeZoom, map.getZoom()), { animate: false });
    if (at !== null) clock.set((one) => scrub(one, at));
  };
  const place = (name: 'gate' | 'end') => {
    const spot = journey[name];
    if (!spot) return null;
    return (
      <>
        <dt>{t(`declared.details.${name}`)}</dt>
        <dd>
          <button
            type="button"
            className="link-button"
            data-testid={`declared-${name}`}
            onClick={() => look(spot.lng, spot.lat, null)}
          >
            {spot.label || t(`declared.grounds.${spot.ground}`)}
          </button>
          {spot.label && <small className="muted"> {t(`declared.grounds.${spot.ground}`)}</small>}
        </dd>
      </>
    );
  };
  return (
    <section className="journey-details" data-testid="journey-details">
      <h3>{t('declared.details.title', { number: journey.number })}</h3>
      <dl>
        {place('gate')}
        {place('end')}
        {journey.verdict !== 'UNKNOWN' && (
          <>
            <dt>{t('declared.details.driven')}</dt>
            <dd className="num">
              {km(journey.drivenKm)}
              {!journey.arrived && (
                <b className="is-warning"> · {t('declared.details.notArrived')}</b>
              )}
            </dd>
            <dt>{t('declared.details.plausible')}</dt>
            <dd className="num">{km(journey.plausibleKm)}</dd>
            <dt>{t('declared.details.unexplained')}</dt>
            <dd className="num">
              <b>
                {t('declared.kmHours', {
                  km: format.number(Math.round(journey.unexplainedKm ?? 0)),
                  hours: hours(journey.unexplainedHours),
                })}
              </b>
            </dd>
            <dt>{t('declared.details.gaps')}</dt>
            <dd className="num">
              {t('declared.details.gapsOf', {
                count: journey.gaps ?? 0,
                hours: hours(journey.gapHours),
              })}
            </dd>
            <dt>{t('declared.details.passages')}</dt>
            <dd className="num">{format.number(journey.passages ?? 0)}</dd>
          </>
        )}
        <dt>{t('declared.details.why')}</dt>
        <dd>
          {journey.cause
            ? t(`declared.causes.${journey.cause}`)
            : journey.reasons.map((reason) => t(`declared.reasons.${reason}`)).join(' · ') ||
              t('declared.details.certain')}
        </dd>
        <Source number={journey.number} />
      </dl>
      {journey.stops.length > 0 && (
        <>
          <h4>{t('declared.details.stops')}</h4>
          <ul className="plain-list">
            {journey.stops.map(({ from, minutes, lng, lat }) => (
              <li key={from}>
                <button
                  type="button"
                  className="link-button num"
                  data-testid="unexplained-stop"
                  onClick={() => look(lng, lat, Date.parse(from))}
                >
                  {shortText(Date.parse(from))} ·{' '}
                  {t('declared.minutes', { minutes: format.number(Math.round(minutes)) })}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Source({ number }: { number: string }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const [{ data }] = useQuery({ query: DeclarationSourceDocument, variables: { number } });
  const [first] = data?.declaration ?? [];
  if (!first) return null;
  return (
    <>
      <dt>{t('declared.details.source')}</dt>
      <dd data-testid="declared-source">
        <Link to={`/imports/${first.fileId}`}>
          {t('declared.details.row', { file: first.fileName, row: format.number(first.row) })}
        </Link>
      </dd>
    </>
  );
}
