/** The time that questions are asked about: the view's, else the last days of all positions. */
import { DatePicker } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import { fromPicker, toPicker } from '../../map/district-time.ts';
import { useMapScope } from './map-scope.ts';
import { usualSpanMs } from './use-tracks.ts';

export function usePeriod() {
  const { view, live } = useMapScope();
  const board = useStore(live);
  const last = board?.time.reduce((most, at) => (at > most ? at : most), 0) ?? 0;
  // A minute's grain: the last fix moves on all the time.
  const end = Math.ceil(last / 60_000) * 60_000;
  const from = view.from ?? end - usualSpanMs;
  const to = view.to ?? end;
  return {
    from,
    to,
    known: view.from !== null || last > 0,
    fromText: new Date(from).toISOString(),
    toText: new Date(to).toISOString(),
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
  return <PeriodField label={t('period')} value={known ? { from, to } : null} change={setPeriod} />;
}
