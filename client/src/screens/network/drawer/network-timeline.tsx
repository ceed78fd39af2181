/** How many relations on the canvas held in each month; brushing a span shows only what held within it. */
import { axisBottom } from 'd3-axis';
import { brushX, type D3BrushEvent } from 'd3-brush';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { utcDay, utcMonth } from 'd3-time';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useStore } from '../../../app/store.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { holdsWithin, lastDayOf } from '../../../network/core/scope.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { useCanvas, useNetwork } from '../network-context.ts';

const margin = { left: 36, right: 12, top: 8, bottom: 22 };
const iso = (day: Date) => day.toISOString().slice(0, 10);

export function NetworkTimeline() {
  const { t } = useTranslation('network');
  const network = useNetwork();
  const canvas = useCanvas();
  const scope = useStore(network.scope);
  const legend = useLegend();
  const format = useFormat();
  const host = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const [size, setSize] = useState({ width: 600, height: 140 });
  useEffect(() => {
    if (!host.current) return;
    const observer = new ResizeObserver(
      ([entry]) =>
        entry &&
        setSize({
          width: entry.contentRect.width,
          height: Math.max(70, entry.contentRect.height - 26),
        }),
    );
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  const dated = useMemo(
    () =>
      [...canvas.links.values()].filter((link) => link.periods.some((one) => one.from || one.to)),
    [canvas],
  );
  const months = useMemo(() => {
    const days = dated.flatMap((link) =>
      link.periods.flatMap((one) =>
        [one.from, lastDayOf(one)].filter((day): day is string => day !== null),
      ),
    );
    if (!days.length) return [];
    const first = utcMonth.floor(new Date(days.reduce((a, b) => (a < b ? a : b))));
    const last = utcMonth.ceil(new Date(days.reduce((a, b) => (a > b ? a : b))));
    return utcMonth.range(first, utcMonth.offset(last, 1)).map((start) => {
      const from = iso(start);
      const to = iso(utcDay.offset(utcMonth.offset(start, 1), -1));
      return { start, count: dated.filter((link) => holdsWithin(link, from, to)).length };
    });
  }, [dated]);
  const { palette } = legend;
  useEffect(() => {
    if (!svg.current || !months.length) return;
    const { width, height } = size;
    const inner = height - margin.bottom;
    const root = select(svg.current);
    root.selectAll('*').remove();
    const x = scaleUtc()
      .domain([months[0]!.start, utcMonth.offset(months.at(-1)!.start, 1)])
      .range([margin.left, width - margin.right]);
    const y = scaleLinear()
      .domain([0, Math.max(...months.map((one) => one.count), 1)])
      .range([inner, margin.top]);
    const language = legend.language === 'zh' ? 'zh-CN' : 'en-GB';
    root
      .append('g')
      .selectAll('rect')
      .data(months)
      .join('rect')
      .attr('x', (one) => x(one.start) + 0.5)
      .attr('width', (one) => Math.max(1, x(utcMonth.offset(one.start, 1)) - x(one.start) - 1))
      .attr('y', (one) => y(one.count))
      .attr('height', (one) => inner - y(one.count))
      .attr('fill', palette.accent)
      .attr('opacity', 0.55)
      .append('title')
      .text(
        (one) =>
          `${one.start.toLocaleDateString(language, { year: 'numeric', month: 'long', timeZone: 'UTC' })}: ${one.count}`,
      );
    root
      .append('g')
      .attr('class', 'axis')
      .attr('transform', `translate(0 ${inner})`)
      .call(
        axisBottom<Date>(x)
          .ticks(Math.max(3, width / 110))
          .tickFormat((day) =>
            day.getUTCMonth() === 0
              ? String(day.getUTCFullYear())
              : day.toLocaleDateString(language, {
                  month: 'short',
                  year: '2-digit',
                  timeZone: 'UTC',
                }),
          ),
      );
    root
      .append('text')
      .attr('x', margin.left - 6)
      .attr('y', margin.top + 8)
      .attr('text-anchor', 'end')
      .attr('class', 'axis-most')
      .text(format.short(Math.max(...months.map((one) => one.count))));
    const brush = brushX<unknown>()
      .extent([
        [margin.left, margin.top],
        [width - margin.right, inner],
      ])
      .on('end', (event: D3BrushEvent<unknown>) => {
        if (!event.sourceEvent) return;
        const span = event.selection as [number, number] | null;
        network.scope.set((before) => ({
          ...before,
          from: span ? iso(utcDay.round(x.invert(span[0]))) : null,
          to: span ? iso(utcDay.offset(utcDay.round(x.invert(span[1])), -1)) : null,
        }));
      });
    const layer = root.append('g').attr('class', 'brush').call(brush);
    if (scope.from || scope.to) {
      const domain = x.domain() as [Date, Date];
      const left = x(scope.from ? new Date(scope.from) : domain[0]);
      const right = x(scope.to ? utcDay.offset(new Date(scope.to), 1) : domain[1]);
      layer.call(brush.move, [Math.max(margin.left, left), Math.min(width - margin.right, right)]);
    }
  }, [months, size, scope.from, scope.to, network, palette, legend.language, format]);
  if (!months.length) return <EmptyHint text={t('timeline.none')} />;
  const set = scope.from !== null || scope.to !== null;
  return (
    <div className="network-timeline" ref={host}>
      <svg
        ref={svg}
        width={size.width}
        height={size.height}
        role="img"
        aria-label={t('drawer.timeline')}
      />
      <small className="muted">
        {t('timeline.hint', {
          dated: format.number(dated.length),
          total: format.number(canvas.links.size),
        })}
        {set && (
          <>
            {' '}
            · {scope.from ?? '…'} – {scope.to ?? '…'}{' '}
            <Button
              type="link"
              size="small"
              onClick={() => network.scope.set((before) => ({ ...before, from: null, to: null }))}
            >
              {t('timeline.clear')}
            </Button>
          </>
        )}
      </small>
    </div>
  );
}
