/** One zone: what it is, and who visited it in the period. */
import { Button, Space, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { useNotify } from '../../../app/notify.tsx';
import {
  RetireZoneDocument,
  ZoneVisitsDocument,
  type ZoneVisitsQuery,
} from '../../../generated/graphql.ts';
import { minuteText, shortText } from '../../../map/district-time.ts';
import { toolOf } from '../../../map/zones/zone-drawing.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { WatchButton } from '../../watches/watch-button.tsx';
import { inGraph, useMapScope } from '../map-scope.ts';
import { PeriodPicker, usePeriod } from '../period.tsx';
import { useSizeText } from './zone-editor.tsx';
import type { Zone } from './use-zones.ts';

type Visit = ZoneVisitsQuery['zoneVisits']['visits'][number];
/** Around a visit, so that one sees where it came from. */
const aroundMs = 3 * 3_600_000;

export function ZoneDetails({ zone }: { zone: Zone }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const notify = useNotify();
  const sizeText = useSizeText();
  const { draft, zones, view, change } = useMapScope();
  const period = usePeriod();
  const [, retire] = useMutation(RetireZoneDocument);
  const [{ data, error, fetching }, again] = useQuery({
    query: ZoneVisitsDocument,
    variables: { zones: [zone.id], from: period.fromText, to: period.toText },
    pause: !period.known,
    requestPolicy: 'network-only',
  });
  const visits = data?.zoneVisits;
  const end = async () => {
    const answer = await retire({ id: zone.id, reason: null });
    if (answer.error) return notify.failed(answer.error, t('zones.notRetired'));
    notify.done(t('zones.retired', { name: zone.name }));
    change({ zone: null });
    zones.reload();
  };
  return (
    <aside className="map-details" data-testid="zone-details">
      <header className="entity-header">
        <div className="grow">
          <h2>{zone.name}</h2>
          <small className="muted">
            {t(`zones.shapes.${zone.shape}`)} · {sizeText(zone.drawn)} ·{' '}
            {t('zones.version', {
              version: zone.version,
              author: zone.author,
              at: minuteText(Date.parse(zone.at)),
            })}
          </small>
          {zone.calendar && (
            <div>
              <small>
                {zone.calendar.days.map((day) => t(`zones.days.${day}`)).join(' ')}{' '}
                {zone.calendar.from}–{zone.calendar.to}
              </small>
            </div>
          )}
        </div>
      </header>
      <Space wrap>
        <Button
          size="small"
          onClick={() => {
            change({ panel: 'zones' });
            draft.set({ tool: toolOf(zone.drawn), purpose: 'zone', zone, shape: zone.drawn });
          }}
        >
          {t('zones.edit')}
        </Button>
        <WatchButton
          of={{ records: view.ids.filter(inGraph), zone: zone.id }}
          name=""
          size="small"
        />
        <Button size="small" danger onClick={() => void end()}>
          {t('zones.retire')}
        </Button>
        <Button size="small" type="text" onClick={() => change({ zone: null })}>
          {t('zones.close')}
        </Button>
      </Space>
      <PeriodPicker />
      {error ? (
        <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : (
        <>
          {visits && (
            <small className="muted" data-testid="visit-count">
              {t('zones.visitsOf', {
                x: format.number(visits.visits.length),
                y: format.number(visits.total),
                looked: format.number(visits.looked),
              })}
              {visits.total > 0 && (
                <div data-testid="visits-sure">
                  {t('questions.sure', {
                    certain: format.number(visits.certain),
                    possible: format.number(visits.total - visits.certain),
                  })}
                </div>
              )}
            </small>
          )}
          {visits && visits.unseen > 0 && (
            <small className="muted" data-testid="visits-unseen">
              {t('zones.unseen', { count: visits.unseen, n: format.number(visits.unseen) })}
            </small>
          )}
          <Table<Visit>
            size="small"
            loading={fetching}
            rowKey={({ mover, enter, certainty }) => `${mover.id} ${enter} ${certainty}`}
            dataSource={visits?.visits ?? []}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <EmptyHint text={t('zones.noVisits')} /> }}
            rowClassName="clickable"
            onRow={({ mover, enter, exit }) => ({
              tabIndex: 0,
              'data-testid': 'visit',
              onClick: () => show(mover.id, enter, exit),
              onKeyDown: (event) => event.key === 'Enter' && show(mover.id, enter, exit),
            })}
            columns={[
              {
                title: t('zones.who'),
                ellipsis: true,
                render: (_, { mover }) => mover.name,
                sorter: (a, b) => a.mover.name.localeCompare(b.mover.name),
              },
              {
                title: t('zones.entered'),
                width: 92,
                render: (_, { enter }) => shortText(Date.parse(enter)),
                sorter: (a, b) => (a.enter < b.enter ? -1 : 1),
              },
              {
                title: t('zones.minutes'),
                width: 62,
                align: 'right',
                render: (_, { minutes, certainty }) =>
                  certainty === 'CERTAIN' ? format.number(Math.round(minutes)) : '–',
                sorter: (a, b) => a.minutes - b.minutes,
              },
              {
                title: t('zones.certainty'),
                width: 74,
                render: (_, visit) => <CertaintyTag {...visit} />,
              },
            ]}
          />
        </>
      )}
    </aside>
  );
  function show(mover: string, enter: string, exit: string) {
    change({
      ids: [mover],
      selected: mover,
      panel: 'movers',
      from: Date.parse(enter) - aroundMs,
      to: Date.parse(exit) + aroundMs,
      at: Date.parse(enter),
    });
  }
}

interface CertaintyProps {
  readonly certainty: 'CERTAIN' | 'POSSIBLE' | 'EXCLUDED';
  readonly crossed?: boolean;
  /** Possible for want of positions alone. */
  readonly unseen?: boolean;
}

export function CertaintyTag({ certainty, crossed, unseen }: CertaintyProps) {
  const { t } = useTranslation('map');
  const said = unseen ? 'UNSEEN' : certainty;
  return (
    <Tag color={certainty === 'CERTAIN' ? 'blue' : 'default'} title={t(`zones.why.${said}`)}>
      {t(crossed && certainty === 'POSSIBLE' ? 'zones.crossed' : `zones.certain.${said}`)}
    </Tag>
  );
}
