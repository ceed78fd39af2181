/** Bars per month, imports and exports apart; by count, value or mass. */
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../app/format.ts';

export interface MonthBar {
  readonly month: string;
  readonly direction: string;
  readonly count: number;
  readonly value: number;
  readonly mass: number;
}
type Measure = 'count' | 'value' | 'mass';

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = first.split('-').map(Number) as [number, number];
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    months.push(name);
    if (name >= last || months.length > 600) return months;
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
}

/** At least a year, so that a single month is not one huge bar. */
function padded(months: string[]): string[] {
  const result = [...months];
  while (result.length < 12) {
    const [year, month] = result[0]!.split('-').map(Number) as [number, number];
    result.unshift(
      month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`,
    );
  }
  return result;
}

const height = 92;

export function MonthChart({ months }: { months: readonly MonthBar[] }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const [measure, setMeasure] = useState<Measure>('count');
  const sorted = months.map((one) => one.month.slice(0, 7)).sort();
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return null;
  const all = padded(monthsBetween(first, last));
  const sums = new Map<string, { import: number; export: number }>(
    all.map((name) => [name, { import: 0, export: 0 }]),
  );
  for (const one of months) {
    const sum = sums.get(one.month.slice(0, 7));
    if (sum) sum[one.direction === 'export' ? 'export' : 'import'] += one[measure];
  }
  const most = Math.max(1, ...[...sums.values()].map((sum) => sum.import + sum.export));
  const show = (value: number) =>
    measure === 'value'
      ? format.money(value)
      : measure === 'mass'
        ? format.mass(value)
        : format.number(value);
  const step = 100 / all.length;
  const both =
    months.some((one) => one.direction === 'export') &&
    months.some((one) => one.direction !== 'export');
  return (
    <figure className="month-chart">
      <figcaption>
        <Segmented
          size="small"
          value={measure}
          onChange={setMeasure}
          options={(['count', 'value', 'mass'] as const).map((name) => ({
            value: name,
            label: t(`chart.${name}`),
          }))}
        />
        {both && (
          <span className="chart-key">
            <i className="import" /> {t('chart.import')} <i className="export" />{' '}
            {t('chart.export')}
          </span>
        )}
        <span className="grow" />
        <small className="muted">{show(most)}</small>
      </figcaption>
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        width="100%"
        height={height}
        role="img"
        aria-label={t('chart.label', { from: first, to: last })}
      >
        {all.map((name, index) => {
          const sum = sums.get(name)!;
          const imports = (sum.import / most) * (height - 4);
          const exports = (sum.export / most) * (height - 4);
          return (
            <g key={name}>
              <title>{`${name}: ${sum.import && sum.export ? `${show(sum.import)} + ${show(sum.export)}` : show(sum.import + sum.export)}`}</title>
              <rect x={index * step} y={0} width={step} height={height} fill="transparent" />
              <rect
                className="import"
                x={index * step + step * 0.12}
                width={step * 0.76}
                y={height - imports}
                height={imports}
              />
              <rect
                className="export"
                x={index * step + step * 0.12}
                width={step * 0.76}
                y={height - imports - exports}
                height={exports}
              />
            </g>
          );
        })}
      </svg>
      <div className="chart-axis">
        <span>{all[0]}</span>
        <span>{last}</span>
      </div>
    </figure>
  );
}
