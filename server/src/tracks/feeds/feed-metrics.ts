/** The feeds of positions as figures for Prometheus: which are well, and since when the others are not. */
import { metricFamily } from '@phecda/alerts/metric-family';
import type { FeedDesk } from './feed-desk.ts';

export async function feedMetrics(desk: FeedDesk, now: Date): Promise<string> {
  const faults = await desk.faults();
  const active = desk.feeds.filter((feed) => feed.active);
  return `${[
    metricFamily(
      'position_feed_up',
      'gauge',
      'Feeds of positions that are on: 0 while the broker, the topic or the senders are away, or nothing comes, for longer than usual.',
      active.map(({ id, name, kind }) => ({
        labels: { feed: name, kind },
        value: faults.has(id) ? 0 : 1,
      })),
    ),
    metricFamily(
      'position_feed_fault_seconds',
      'gauge',
      'For how long a feed of positions has been at fault, by fault.',
      active.flatMap(({ id, name }) => {
        const fault = faults.get(id);
        if (!fault) return [];
        const labels = { feed: name, fault: fault.kind };
        return [{ labels, value: Math.round((now.getTime() - fault.since) / 1_000) }];
      }),
    ),
  ].join('\n')}\n`;
}
