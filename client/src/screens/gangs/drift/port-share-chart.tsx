/** Declarations per month and port, of former shells (pale) and of proposed candidates (full), with the seizure and the first declarations elsewhere. */
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import type { FullRun } from './drift-page.tsx';

const HEIGHT = 110;
const colours = ['#2F6FDE', '#D97706', '#0F9D8A', '#7C4DDB', '#A0792B', '#868E96'] as const;

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = first.split('-').map(Number) as [number, number];
  for (let name = first; name <= last && months.length < 600;) {
    months.push(name);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    name = `${year}-${String(month).padStart(2, '0')}`;
  }
  return months;
}

export function PortShareChart({ run }: { readonly run: FullRun }) {
  const { t } = useTranslation('drift');
  const format = useFormat();
  const [measure, setMeasure] = useState<'count' | 'share'>('count');
  const rows = run.portMonths;
  const [first, last] = [rows[0]?.month, rows.at(-1)?.month];
  if (first === undefined || last === undefined) return null;
  const seized = run.day.slice(0, 7);
  const months = monthsBetween(first < seized ? first : seized, last > seized ? last : seized);
  // The last colour stands for all further ports.
  const colourOf = new Map(
    run.ports.map(({ id }, i) => [id, colours[Math.min(i, colours.length - 1)]] as const),
  );
  const order = new Map(run.ports.map(({ id }, i) => [id, i]));
  const sums = months.map((month) =>
    rows.filter((row) => row.month === month).reduce((sum, row) => sum + row.old + row.new, 0),
  );
  const most = Math.max(1, ...sums);
  const step = 100 / months.length;
  const dayOfMonth = Number(run.day.slice(8, 10)) / 31;
  const seizedAt = (months.indexOf(seized) + dayOfMonth) * step;
  const [earliest] = run.firstFilings;
  const labelOf = new Map(run.entities.map(({ id, label }) => [id, label]));
  return (
    <figure className="month-chart port-share" data-testid="port-share">
      <figcaption>
        <b>{t('portShare')}</b>
        <Segmented
          size="small"
          value={measure}
          onChange={setMeasure}
          options={(['count', 'share'] as const).map((one) => ({
            value: one,
            label: t(`chart.${one}`),
          }))}
        />
        <span className="chart-key">
          {run.ports.slice(0, colours.length).map(({ id, label }) => (
            <span key={id}>
              <i style={{ background: colourOf.get(id) }} /> {label}
            </span>
          ))}
        </span>
        <span className="grow" />
        <small className="muted">
          {measure === 'count' ? format.number(most) : format.percent(1)}
        </small>
      </figcaption>
      <svg
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={t('portShareLabel', { day: run.day })}
      >
        {months.map((month, index) => {
          const whole = measure === 'count' ? most : Math.max(1, sums[index] ?? 0);
          let top = HEIGHT;
          return rows
            .filter((row) => row.month === month)
            .sort((a, b) => (order.get(a.port) ?? 0) - (order.get(b.port) ?? 0))
            .flatMap((row) =>
              (['old', 'new'] as const).map((which) => {
                const height = (row[which] / whole) * (HEIGHT - 8);
                top -= height;
                const port = run.ports.find(({ id }) => id === row.port)?.label ?? '';
                return (
                  <rect
                    key={`${month} ${row.port} ${which}`}
                    x={index * step + step * 0.1}
                    width={step * 0.8}
                    y={top}
                    height={height}
                    style={{ fill: colourOf.get(row.port), opacity: which === 'old' ? 0.4 : 1 }}
                  >
                    <title>{`${month} ${port}: ${format.number(row[which])} ${t(`chart.${which}`)}`}</title>
                  </rect>
                );
              }),
            );
        })}
        <line
          className="seizure"
          x1={seizedAt}
          x2={seizedAt}
          y1={0}
          y2={HEIGHT}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div className="chart-axis">
        <span>{months[0]}</span>
        <span
          className="seizure-label"
          style={{ left: `${Math.min(88, Math.max(12, seizedAt))}%` }}
        >
          {t('seizedOn', { day: run.day })}
        </span>
        <span>{months.at(-1)}</span>
      </div>
      {earliest && (
        <p data-testid="first-filing">
          {t('firstFiling', {
            day: earliest.day,
            enterprise: labelOf.get(earliest.enterprise) ?? '',
            port: earliest.label,
            count: run.firstFilings.length - 1,
          })}
        </p>
      )}
    </figure>
  );
}
