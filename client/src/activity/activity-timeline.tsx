/** What a group did month by month, with registrations and seizures; brushing a span tells what fell into it. */
import { brushX, type D3BrushEvent } from 'd3-brush';
import { select } from 'd3-selection';
import { Button, Segmented, Table } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { networkAddress } from '../app/addresses.ts';
import { useFormat } from '../app/format.ts';
import { ActivityDocument, type ActivityQuery } from '../generated/graphql.ts';
import { EmptyHint } from '../ui/empty-hint.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import { inSpan, shownMonths, sumsOf, type Span } from './span.ts';
import './activity.css';

type Activity = ActivityQuery['activity'];
type Event = Activity['events'][number];
type Measure = 'declarations' | 'amount';

const height = 120;
const ground = 22;
const top = 16;

interface ActivityTimelineProps {
  /** Records or entities of the group. */
  readonly ids: readonly string[];
}

export function ActivityTimeline({ ids }: ActivityTimelineProps) {
  const { t } = useTranslation('activity');
  const [{ data, error, fetching }, ask] = useQuery({
    query: ActivityDocument,
    variables: { ids: ids as string[] },
  });
  if (error) return <Failure error={error} retry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return fetching ? <Loading /> : null;
  if (!data.activity.months.length) return <EmptyHint text={t('none')} />;
  return <Timeline activity={data.activity} />;
}

function Timeline({ activity }: { readonly activity: Activity }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const [measure, setMeasure] = useState<Measure>('declarations');
  const [span, setSpan] = useState<Span | null>(null);
  const months = useMemo(() => shownMonths(activity.months), [activity]);
  const { months: within, events } = inSpan(activity, span);
  const sums = sumsOf(within);
  return (
    <section className="activity" data-testid="activity">
      <header>
        <Segmented
          size="small"
          value={measure}
          onChange={setMeasure}
          options={(['declarations', 'amount'] as const).map((value) => ({
            value,
            label: t(`measures.${value}`),
          }))}
        />
        <span className="activity-key">
          <i className="registered" /> {t('kinds.registered')}
          <i className="seizure" /> {t('kinds.seizure')}
        </span>
      </header>
      <Bars
        months={months}
        events={activity.events}
        measure={measure}
        onSpan={setSpan}
        span={span}
      />
      <p className="muted" data-testid="activity-sums">
        {span ? `${span.from} – ${span.to}` : t('whole')} ·{' '}
        {t('sums', {
          declarations: format.number(sums.declarations),
          amount: format.money(sums.amount),
          registrations: format.number(sums.registrations),
          seizures: format.number(sums.seizures),
        })}{' '}
        {span ? (
          <Button type="link" size="small" onClick={() => setSpan(null)}>
            {t('clear')}
          </Button>
        ) : (
          `· ${t('hint')}`
        )}
      </p>
      <Table<Event>
        size="small"
        rowKey={({ day, kind, entity }) => `${day} ${kind} ${entity.id}`}
        dataSource={[...events].reverse()}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('noEvents') }}
        columns={[
          {
            title: t('day'),
            width: 96,
            render: (_, { day }) => day,
            sorter: (a, b) => (a.day < b.day ? -1 : 1),
          },
          {
            title: t('what'),
            width: 110,
            render: (_, { kind }) => (
              <span className={kind === 'seizure' ? 'seized' : ''}>{t(`kinds.${kind}`)}</span>
            ),
            filters: kinds.map((value) => ({ value, text: t(`kinds.${value}`) })),
            onFilter: (value, { kind }) => kind === value,
          },
          {
            title: t('whom'),
            ellipsis: true,
            render: (_, { entity, members, kind }) => (
              <Link to={networkAddress([entity.record])} className="member-name">
                <TypeIcon type={entity.type} tags={entity.tags} size={16} />
                <span className="ellipsis" title={entity.label}>
                  {entity.label}
                  {(kind === 'seizure' || kind === 'case') &&
                    ` · ${t('members', { count: members })}`}
                </span>
              </Link>
            ),
          },
        ]}
      />
    </section>
  );
}

const kinds = ['registered', 'customsRegistered', 'seizure', 'case'] as const;

interface BarsProps {
  readonly months: Activity['months'];
  readonly events: readonly Event[];
  readonly measure: Measure;
  readonly span: Span | null;
  onSpan(span: Span | null): void;
}

function Bars({ months, events, measure, span, onSpan }: BarsProps) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const host = useRef<HTMLDivElement>(null);
  const brushed = useRef<SVGGElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    if (!host.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  const step = width / months.length;
  const most = Math.max(1, ...months.map((one) => one[measure]));
  const write = measure === 'amount' ? format.money : format.number;
  useEffect(() => {
    if (!brushed.current) return;
    const brush = brushX<unknown>()
      .extent([
        [0, top],
        [width, height - ground],
      ])
      .on('end', (event: D3BrushEvent<unknown>) => {
        if (!event.sourceEvent) return;
        const chosen = event.selection as [number, number] | null;
        const at = (x: number) => Math.min(months.length - 1, Math.max(0, Math.floor(x / step)));
        const [from, to] = chosen ? [months[at(chosen[0])], months[at(chosen[1] - 0.5)]] : [];
        onSpan(from && to ? { from: from.month, to: to.month } : null);
      });
    const layer = select<SVGGElement, unknown>(brushed.current);
    layer.call(brush);
    const first = span ? months.findIndex(({ month }) => month === span.from) : -1;
    const last = span ? months.findIndex(({ month }) => month === span.to) : -1;
    layer.call(brush.move, first < 0 || last < 0 ? null : [first * step, (last + 1) * step]);
  }, [months, width, step, span, onSpan]);
  const place = (day: string) => {
    const index = months.findIndex(({ month }) => month === day.slice(0, 7));
    return index < 0 ? null : (index + Number(day.slice(8, 10)) / 32) * step;
  };
  return (
    <div ref={host}>
      <svg width={width} height={height} role="img" aria-label={t('chart')}>
        {months.map((one, index) => {
          const high = (one[measure] / most) * (height - ground - top);
          return (
            <rect
              key={one.month}
              className="bar"
              x={index * step + step * 0.1}
              width={step * 0.8}
              y={height - ground - high}
              height={high}
            />
          );
        })}
        <text className="axis" x={2} y={11}>
          {write(most)}
        </text>
        {events.map(({ day, kind, entity }) => {
          const x = place(day);
          if (x === null || (kind !== 'registered' && kind !== 'seizure')) return null;
          return kind === 'seizure' ? (
            <line
              key={`s ${day} ${entity.id}`}
              className="seizure"
              x1={x}
              x2={x}
              y1={top}
              y2={height - ground}
            >
              <title>{`${day} ${t('kinds.seizure')} ${entity.label}`}</title>
            </line>
          ) : (
            <circle
              key={`r ${day} ${entity.id}`}
              className="registered"
              cx={x}
              cy={height - ground + 4}
              r={3}
            >
              <title>{`${day} ${t('kinds.registered')} ${entity.label}`}</title>
            </circle>
          );
        })}
        {months.map(({ month }, index) =>
          index === 0 || month.endsWith('-01') || (months.length <= 30 && month.endsWith('-07')) ? (
            <text
              key={month}
              className="axis"
              x={Math.min(index * step + 2, width - 48)}
              y={height - 3}
            >
              {month}
            </text>
          ) : null,
        )}
        <g className="brush" ref={brushed} data-testid="activity-brush" />
      </svg>
    </div>
  );
}
