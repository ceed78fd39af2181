/** The time that questions are asked about: the view's, else the last days that hold the positions of the fleet. */
import { Button, DatePicker } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useStore } from '../../app/store.ts';
import { fromPicker, minuteText, toPicker } from '../../map/district-time.ts';
import { usualEnd } from '../../map/usual-period.ts';
import { useMapScope } from './map-scope.ts';
import { usualSpanMs } from './use-tracks.ts';

// A minute's grain: the last fix moves on all the time.
const minuteAfter = (at: number) => Math.ceil(at / 60_000) * 60_000;

export function usePeriod() {
  const { view, live } = useMapScope();
  const board = useStore(live);
  const usual = useMemo(() => board && usualEnd([...board.time]), [board]);
  const end = minuteAfter(usual?.at ?? 0);
  const from = view.from ?? end - usualSpanMs;
  const to = view.to ?? end;
  return {
    from,
    to,
    known: view.from !== null || usual !== null,
    fromText: new Date(from).toISOString(),
    toText: new Date(to).toISOString(),
    /** Positions that the usual time leaves out; null: none, or somebody chose the time. */
    later:
      view.from === null && usual && usual.later > 0
        ? { newest: minuteAfter(usual.newest), count: usual.later }
        : null,
  };
}

export interface Period {
  /** Milliseconds UTC. */
  readonly from: number;
  readonly to: number;
}

interface PeriodFieldProps {
  readonly label: string;
  readonly value: Period | null;
  change(period: Period | null): void;
}

/** By the minute, in the district's time. */
export function PeriodField({ label, value, change }: PeriodFieldProps) {
  return (
    <DatePicker.RangePicker
      size="small"
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      allowClear
      aria-label={label}
      className="period-picker"
      value={value && [toPicker(value.from), toPicker(value.to)]}
      onChange={(chosen) => {
        const [first, last] = chosen ?? [];
        change(first && last ? { from: fromPicker(first), to: fromPicker(last) } : null);
      }}
    />
  );
}

export function PeriodPicker() {
  const { t } = useTranslation('map');
  const { setPeriod } = useMapScope();
  const { from, to, known } = usePeriod();
  return (
    <>
      <PeriodField label={t('period')} value={known ? { from, to } : null} change={setPeriod} />
      <UsualPeriodNote
        toNewest={(newest) => setPeriod({ from: newest - usualSpanMs, to: newest })}
      />
    </>
  );
}

/** Says how the time was chosen where somebody has sent later, and leads there. */
export function UsualPeriodNote({ toNewest }: { toNewest(newest: number): void }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { to, later } = usePeriod();
  if (!later) return null;
  return (
    <small className="muted usual-period" data-testid="usual-period">
      {t('usualPeriod', { to: minuteText(to), count: later.count, n: format.number(later.count) })}{' '}
      <Button
        size="small"
        type="link"
        onClick={() => toNewest(later.newest)}
        data-testid="to-newest"
      >
        {t('toNewest', { at: minuteText(later.newest) })}
      </Button>
    </small>
  );
}
