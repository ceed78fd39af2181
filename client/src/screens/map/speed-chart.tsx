/** Speed over time of the tracks shown: hovering points at the map, a click moves the clock, brushing chooses the period. */
import { axisBottom, axisLeft } from 'd3-axis';
import { brushX, type D3BrushEvent } from 'd3-brush';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import { useLegend } from '../../legend/legend.tsx';
import { speedIn, tagColour, vehicleColour } from '../../map/canvas/colours.ts';
import { clockText, dayText, districtOffsetMs, secondText } from '../../map/district-time.ts';
import { chartPath, gapsOf } from '../../map/playback/chart-path.ts';
import { scrub } from '../../map/playback/clock.ts';
import { fixBefore } from '../../map/track-line.ts';
import { useMapScope } from './map-scope.ts';

const margin = { left: 42, right: 12, top: 8, bottom: 20 };
const leastSpanMs = 60_000;

export function SpeedChart() {
  const { t } = useTranslation('map');
  const scope = useMapScope();
  const { view, setPeriod, span, tracks, clock, hover } = scope;
  const { palette } = useLegend();
  const host = useRef<HTMLDivElement>(null);
  const marks = {
    x: useRef<SVGGElement>(null),
    y: useRef<SVGGElement>(null),
    brush: useRef<SVGGElement>(null),
  };
  const [{ width, height }, setSize] = useState({ width: 600, height: 110 });
  useEffect(() => {
    if (!host.current) return;
    const observer = new ResizeObserver(
      ([entry]) =>
        entry && setSize({ width: entry.contentRect.width, height: entry.contentRect.height }),
    );
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  const there = useMemo(
    () =>
      tracks.flatMap(({ line, answer }, index) =>
        line && answer ? [{ line, answer, index }] : [],
      ),
    [tracks],
  );
  const unit =
    there.length > 0 && there.every(({ answer }) => answer.mover.kind === 'VESSEL') ? 'kn' : 'km/h';
  const from = span?.from ?? 0;
  const to = span?.to ?? 1;
  const scale = useMemo(
    () =>
      scaleUtc(
        [new Date(from + districtOffsetMs), new Date(to + districtOffsetMs)],
        [margin.left, Math.max(margin.left + 1, width - margin.right)],
      ),
    [from, to, width],
  );
  const most = useMemo(
    () =>
      there.reduce(
        (top, { line }) => line.kmh.reduce((best, kmh) => (kmh > best ? kmh : best), top),
        speedInKmh(unit, unit === 'kn' ? 10 : 60),
      ),
    [there, unit],
  );
  const rows = useMemo(
    () =>
      scaleLinear(
        [0, speedIn(unit, most)],
        [Math.max(margin.top + 1, height - margin.bottom), margin.top],
      ).nice(3),
    [most, unit, height],
  );
  const columnOf = useMemo(() => (at: number) => scale(new Date(at + districtOffsetMs)), [scale]);
  const paths = useMemo(
    () =>
      there.map(({ line, index }) => ({
        id: line.id,
        index,
        d: chartPath(line, columnOf, (kmh) => rows(speedIn(unit, kmh)), from, to),
        gaps:
          there.length === 1 ? gapsOf(line).filter((gap) => gap.to > from && gap.from < to) : [],
      })),
    [there, columnOf, rows, unit, from, to],
  );
  useEffect(() => {
    if (!marks.x.current || !marks.y.current) return;
    const day = 86_400_000;
    select(marks.x.current).call(
      axisBottom<Date>(scale)
        .ticks(Math.max(2, width / 110))
        .tickSizeOuter(0)
        .tickFormat((at) => {
          const real = at.getTime() - districtOffsetMs;
          return at.getTime() % day === 0 ? dayText(real) : clockText(real);
        }),
    );
    select(marks.y.current).call(axisLeft(rows).ticks(3).tickSizeOuter(0));
  }, [scale, rows, width, marks.x, marks.y]);
  const instantAt = useMemo(
    () => (x: number) => scale.invert(x).getTime() - districtOffsetMs,
    [scale],
  );
  useEffect(() => {
    if (!marks.brush.current) return;
    const brush = brushX<unknown>()
      .extent([
        [margin.left, margin.top],
        [
          Math.max(margin.left + 1, width - margin.right),
          Math.max(margin.top + 1, height - margin.bottom),
        ],
      ])
      .on('end', (event: D3BrushEvent<unknown>) => {
        if (!event.sourceEvent) return;
        const chosen = event.selection as [number, number] | null;
        if (!chosen) {
          const [x] = pointIn(host.current, event.sourceEvent as MouseEvent);
          return clock.set((one) => scrub(one, instantAt(x)));
        }
        layer.call(brush.move, null);
        const [first, last] = chosen.map(instantAt) as [number, number];
        if (last - first >= leastSpanMs)
          setPeriod({ from: Math.round(first), to: Math.round(last) });
      });
    const layer = select<SVGGElement, unknown>(marks.brush.current);
    layer.call(brush);
  }, [width, height, instantAt, clock, setPeriod, marks.brush]);
  const point = (event: MouseEvent) => {
    const [x] = pointIn(host.current, event);
    const selected = there.find(({ line }) => line.id === view.selected) ?? there[0];
    if (!selected) return;
    hover.set({ track: selected.line.id, at: instantAt(x) });
  };
  const colourOf = (index: number) =>
    view.colour === 'tag'
      ? tagColour(0, palette)
      : there.length === 1 || view.colour === 'speed'
        ? vehicleColour(index, palette)
        : vehicleColour(index, palette);
  return (
    <div
      className="speed-chart"
      ref={host}
      onMouseMove={point}
      onMouseLeave={() => hover.set(null)}
      data-testid="speed-chart"
    >
      <svg width={width} height={height} role="img" aria-label={t('chart.label')}>
        {paths.flatMap(({ gaps }) =>
          gaps.map((gap) => (
            <rect
              key={gap.from}
              className="gap"
              x={Math.max(margin.left, columnOf(gap.from))}
              width={Math.max(
                1,
                columnOf(Math.min(to, gap.to)) - Math.max(margin.left, columnOf(gap.from)),
              )}
              y={margin.top}
              height={Math.max(1, height - margin.top - margin.bottom)}
            >
              <title>
                {t('chart.gap', { from: secondText(gap.from), to: secondText(gap.to) })}
              </title>
            </rect>
          )),
        )}
        {paths.map(({ id, d, index }) => (
          <path
            key={id}
            d={d}
            fill="none"
            stroke={colourOf(index)}
            strokeWidth={id === view.selected ? 1.75 : 1}
            opacity={view.selected === null || id === view.selected ? 1 : 0.55}
          />
        ))}
        <g
          ref={marks.x}
          className="axis"
          transform={`translate(0 ${Math.max(0, height - margin.bottom)})`}
        />
        <g ref={marks.y} className="axis" transform={`translate(${margin.left} 0)`} />
        <text className="unit" x={margin.left + 4} y={margin.top + 9}>
          {unit}
        </text>
        <g ref={marks.brush} className="brush" data-testid="chart-brush" />
        <Cursor columnOf={columnOf} height={height} width={width} />
      </svg>
      <Reading unit={unit} />
    </div>
  );
}

const speedInKmh = (unit: 'kn' | 'km/h', value: number) => (unit === 'kn' ? value * 1.852 : value);

function pointIn(
  element: HTMLElement | null,
  event: { clientX: number; clientY: number },
): [number, number] {
  const box = element?.getBoundingClientRect();
  return [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)];
}

function Cursor({
  columnOf,
  height,
  width,
}: {
  columnOf(at: number): number;
  height: number;
  width: number;
}) {
  const { clock, hover } = useMapScope();
  const { at } = useStore(clock);
  const over = useStore(hover);
  const line = (name: string, x: number) =>
    x >= margin.left - 1 && x <= width - margin.right + 1 ? (
      <line
        key={name}
        className={name}
        x1={x}
        x2={x}
        y1={margin.top}
        y2={Math.max(margin.top, height - margin.bottom)}
      />
    ) : null;
  return (
    <>
      {line('cursor', columnOf(at))}
      {over && line('pointer', columnOf(over.at))}
    </>
  );
}

/** Time and speed of the fix that is pointed at. */
function Reading({ unit }: { unit: 'kn' | 'km/h' }) {
  const { t } = useTranslation('map');
  const { hover, tracks } = useMapScope();
  const over = useStore(hover);
  const line = over && tracks.find(({ id }) => id === over.track)?.line;
  if (!over || !line) return null;
  const fix = fixBefore(line, over.at);
  if (fix < 0) return null;
  const kmh = line.kmh[fix]!;
  const inGap = line.gap[fix + 1] === 1 && over.at > line.time[fix]!;
  return (
    <output className="chart-reading" data-testid="chart-reading">
      {tracks.length > 1 && `${line.name} · `}
      {secondText(line.time[fix]!)} ·{' '}
      {Number.isFinite(kmh) ? `${Math.round(speedIn(unit, kmh))} ${unit}` : t('chart.unknown')}
      {inGap && ` · ${t('legend.gap')}`}
      {line.late[fix] !== 0 && ` · ${t('legend.late')}`}
    </output>
  );
}
