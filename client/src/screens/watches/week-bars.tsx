/** Alerts by week as bars, with the allowance as a line. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';

const height = 72;

export function WeekBars({
  weeks,
  allowance,
}: {
  readonly weeks: readonly { readonly from: string; readonly found: number }[];
  readonly allowance: number;
}) {
  const { t } = useTranslation('watches');
  const format = useFormat();
  const most = Math.max(allowance, 1, ...weeks.map(({ found }) => found));
  const [first, last] = [weeks[0]?.from ?? '', weeks.at(-1)?.from ?? ''];
  return (
    <figure className="week-bars" aria-label={t('weekBars', { from: first, to: last })}>
      <div className="bars" style={{ height }}>
        {weeks.map(({ from, found }) => (
          <span
            key={from}
            title={t('weekOf', { from, found: format.number(found) })}
            className={found > allowance ? 'over' : ''}
            style={{ height: found === 0 ? 1 : Math.max(3, (found / most) * height) }}
          />
        ))}
        <i style={{ bottom: (allowance / most) * height }} title={t('weekly')} />
      </div>
      <figcaption className="muted">
        <span>{first}</span>
        <span>{last}</span>
      </figcaption>
    </figure>
  );
}
