/** Declared versus driven: a form, the ranked declarations, and the one that is looked at, shown on the map. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, DatePicker, Segmented, Select, Space, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { fromPicker, shortText, toPicker } from '../../../map/district-time.ts';
import { csv } from '../../../ui/csv.ts';
import { download } from '../../../ui/download.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { useMapScope, type MarkedPlace } from '../map-scope.ts';
import { usePeriod, UsualPeriodNote } from '../period.tsx';
import { JourneyDetails } from './journey-details.tsx';
import { useDeclared, type DeclaredAnswer, type DeclaredJourney } from './use-declared.ts';
import type { UnexplainedOrder } from '../../../generated/graphql.ts';

/** A longer list is read in the file. */
const mostShown = 300;
const aroundMs = 1_800_000;
const usualMs = 28 * 86_400_000;

export function DeclaredPanel() {
  const { t } = useTranslation('map');
  const { view, tracks } = useMapScope();
  const [by, setBy] = useState<UnexplainedOrder>('KILOMETRES');
  const [office, setOffice] = useState<string | null>(null);
  const [only, setOnly] = useState(false);
  // A period of its own: a journey that is shown narrows that of the map.
  const [chosen, setChosen] = useState<{ from: number; to: number } | null>(null);
  const { to: last, known } = usePeriod();
  const period = chosen ?? { from: last - usualMs, to: last };
  const { answer, error, asking, offices, ask, stop } = useDeclared();
  const vehicle = view.selected !== null && !view.selected.startsWith('device:');
  const filter = { ...period, by, office, vehicle: only && vehicle ? view.selected : null };
  const name = tracks.find(({ id }) => id === view.selected)?.answer?.mover.name;
  return (
    <>
      <header className="map-left-header">
        <p className="muted">{t('declared.hint')}</p>
        <DatePicker.RangePicker
          size="small"
          allowClear={false}
          aria-label={t('period')}
          className="period-picker"
          value={known ? [toPicker(period.from), toPicker(period.to)] : null}
          onChange={(days) => {
            const [first, end] = days ?? [];
            if (first && end) setChosen({ from: fromPicker(first), to: fromPicker(end) });
          }}
        />
        {!chosen && <UsualPeriodNote toNewest={(to) => setChosen({ from: to - usualMs, to })} />}
        <Select
          size="small"
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder={t('declared.anyOffice')}
          aria-label={t('declared.office')}
          value={office}
          onChange={(next) => setOffice(next ?? null)}
          options={[...offices].map(([value, label]) => ({ value, label }))}
        />
        {vehicle && (
          <Checkbox checked={only} onChange={({ target }) => setOnly(target.checked)}>
            {t('declared.onlyVehicle')} {name}
          </Checkbox>
        )}
        <Segmented<UnexplainedOrder>
          block
          size="small"
          value={by}
          aria-label={t('declared.order')}
          onChange={(next) => {
            setBy(next);
            if (answer) ask({ ...filter, by: next });
          }}
          options={(['KILOMETRES', 'HOURS'] as const).map((value) => ({
            value,
            label: t(`declared.orders.${value}`),
          }))}
        />
        <Space>
          <Button
            type="primary"
            size="small"
            data-testid="ask-declared"
            disabled={!known}
            onClick={() => {
              setChosen(period);
              ask(filter);
            }}
          >
            {t('declared.ask')}
          </Button>
          {answer && answer.lines.length > 0 && <Export answer={answer} />}
        </Space>
      </header>
      {asking && (
        <div className="answer-busy">
          <Loading />
          <Button size="small" onClick={stop}>
            {t('cancel')}
          </Button>
        </div>
      )}
      {!asking && error !== null && <Failure error={error} retry={() => ask(filter)} />}
      {!asking && error === null && answer && <Journeys answer={answer} />}
    </>
  );
}

function Journeys({ answer }: { answer: DeclaredAnswer }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { change, setPeriod, declared } = useMapScope();
  const [chosen, setChosen] = useState<DeclaredJourney | null>(null);
  const { total, judged, unjudged, lines } = answer;
  const shown = lines.slice(0, mostShown);
  const line = chosen && lines.includes(chosen) ? chosen : null;
  const marks = useMarks(line);
  useEffect(() => {
    declared.set(marks);
    return () => declared.set([]);
  }, [declared, marks]);
  const choose = (one: DeclaredJourney) => {
    setChosen(one);
    if (!one.mover) return;
    const day = Date.parse(`${one.date}T00:00:00+08:00`);
    const from = one.from ? Date.parse(one.from) - aroundMs : day;
    const to = one.to ? Date.parse(one.to) + aroundMs : day + 86_400_000;
    setPeriod({ from, to });
    change({ ids: [one.mover.id], selected: one.mover.id, zone: null, at: from });
  };
  return (
    <>
      <small className="muted answer-count" data-testid="declared-count">
        {t('declared.found', {
          judged: format.number(judged),
          total: format.number(total),
          shown: format.number(shown.length),
        })}
      </small>
      {unjudged.length > 0 && (
        <details className="answer-count" data-testid="declared-unjudged">
          <summary>{t('declared.unjudged', { total: format.number(total - judged) })}</summary>
          <ul className="plain-list">
            {unjudged.map(({ cause, count }) => (
              <li key={cause}>
                {t(`declared.causes.${cause}`)} <b className="num">{format.number(count)}</b>
              </li>
            ))}
          </ul>
        </details>
      )}
      {total === 0 && <EmptyHint text={t('declared.none')} />}
      {line && <JourneyDetails journey={line} />}
      <ul className="mover-list declared-list">
        {shown.map((one) => (
          <li
            key={`${one.declaration} ${one.vehicle}`}
            className={one === line ? 'is-selected' : ''}
          >
            <button type="button" data-testid="declared-line" onClick={() => choose(one)}>
              <span>
                <b className="num">{one.vehicleName}</b>
                <span className="grow" />
                <span className="num">
                  {one.verdict === 'UNKNOWN'
                    ? t(`declared.causes.${one.cause ?? 'noTrack'}`)
                    : t('declared.kmHours', {
                        km: format.number(Math.round(one.unexplainedKm ?? 0)),
                        hours: format.number(Math.round((one.unexplainedHours ?? 0) * 10) / 10),
                      })}
                </span>
              </span>
              <small className="muted">
                <span className="num">{one.date}</span>
                <span className="ellipsis" title={`${one.officeName ?? ''} ${one.partyName ?? ''}`}>
                  {one.officeName} · {one.partyName}
                </span>
                <span className="grow" />
                <VerdictTag verdict={one.verdict} />
              </small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function VerdictTag({ verdict }: Pick<DeclaredJourney, 'verdict'>) {
  const { t } = useTranslation('map');
  return (
    <Tag color={verdict === 'CERTAIN' ? 'blue' : 'default'}>{t(`declared.verdict.${verdict}`)}</Tag>
  );
}

function useMarks(line: DeclaredJourney | null): readonly MarkedPlace[] {
  const { t } = useTranslation('map');
  const [gate, end] = [t('declared.gateMark'), t('declared.endMark')];
  const [marks, setMarks] = useState<{ of: DeclaredJourney | null; places: MarkedPlace[] }>({
    of: null,
    places: [],
  });
  if (marks.of !== line)
    setMarks({
      of: line,
      places: [
        ...(line?.stops ?? []).map(({ lng, lat }, index) => ({
          id: `unexplained ${index}`,
          kind: 'stop' as const,
          lng,
          lat,
          text: '?',
        })),
        ...(line?.gate ? [{ ...line.gate, id: 'gate', kind: 'end' as const, text: gate }] : []),
        ...(line?.end ? [{ ...line.end, id: 'end', kind: 'end' as const, text: end }] : []),
      ],
    });
  return marks.places;
}

function Export({ answer }: { answer: DeclaredAnswer }) {
  const { t } = useTranslation('map');
  const head = (
    [
      'number',
      'date',
      'direction',
      'office',
      'party',
      'vehicle',
      'verdict',
      'reasons',
      'arrived',
      'begin',
      'end',
      'driven',
      'plausible',
      'km',
      'hours',
      'gaps',
    ] as const
  ).map((name) => t(`declared.columns.${name}`));
  const rounded = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : Math.round(value * 10) / 10;
  const text = (at: string | null | undefined) => (at ? shortText(Date.parse(at)) : '');
  const rows = () =>
    answer.lines.map((one) => [
      one.number,
      one.date,
      t(one.direction === 'import' ? 'declared.importMark' : 'declared.exportMark'),
      one.officeName ?? '',
      one.partyName ?? '',
      one.vehicleName,
      t(`declared.verdict.${one.verdict}`),
      one.cause
        ? t(`declared.causes.${one.cause}`)
        : one.reasons.map((reason) => t(`declared.reasons.${reason}`)).join('; '),
      one.arrived === null || one.arrived === undefined
        ? ''
        : t(one.arrived ? 'declared.details.arrived' : 'declared.details.notArrived'),
      text(one.from),
      text(one.to),
      rounded(one.drivenKm),
      rounded(one.plausibleKm),
      rounded(one.unexplainedKm),
      rounded(one.unexplainedHours),
      one.gaps ?? '',
    ]);
  return (
    <Button
      size="small"
      icon={<DownloadOutlined />}
      data-testid="export-declared"
      onClick={() =>
        download(
          new Blob([csv([head, ...rows()])], { type: 'text/csv;charset=utf-8' }),
          'declared-driven.csv',
        )
      }
    >
      {t('declared.export')}
    </Button>
  );
}
