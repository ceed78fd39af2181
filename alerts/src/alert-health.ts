/** What keeps alerts from being found and sent, as `/ready`, the status bar and the figures for Prometheus tell it. Counts and codes alone: nobody's data. */
import type { Sql, StateReader } from '@phecda/graph-schema';
import { lastCanary } from './canary.ts';
import type { ChannelKind } from './channels/channel.ts';
import { alertFaults, type AlertFault } from './fault-kinds.ts';
import { metricFamily } from './metric-family.ts';
import { channelPauses } from './store/channel-pause.ts';
import { daemonBeats } from './store/daemon-beat.ts';
import { sqlTime } from './store/sql-time.ts';
import { watchReaches } from './store/watch-reach.ts';

/** A daemon that has not beaten for so long stands still. */
export const stillMs = 30_000;
/** Whoever has waited for less cannot say that no daemon ever comes. */
export const firstBeatMs = 120_000;
/** A provider that is away for less is no fault yet. */
const providerMs = 2 * 60_000;
const outboxOldestMs = 15 * 60_000;
const outboxMost = 5_000;

export interface Fault {
  readonly kind: AlertFault;
  /** Of a provider. */
  readonly channel: ChannelKind | null;
  /** A code, and the peer's own. */
  readonly problem: string | null;
}

/** For how many milliseconds whoever looks has waited for a daemon; null: none is meant to run here. */
export type Awaited = number | null;

/** The worst; null while all is well. */
export async function alertFault(
  state: StateReader,
  now: Date,
  awaited: Awaited,
): Promise<AlertFault | null> {
  return (await currentFaults(state, now, awaited))[0]?.kind ?? null;
}

/** @returns the worst first */
export async function currentFaults(
  state: StateReader,
  now: Date,
  awaited: Awaited,
): Promise<Fault[]> {
  const [beats, pauses, canary, [waiting]] = await Promise.all([
    daemonBeats(state),
    channelPauses(state),
    lastCanary(state),
    // What waits for somebody's morning or for its group is no backlog.
    state.query<{ n: number; oldest: string | null }>(
      `SELECT count(*) AS n, min(next_at) AS oldest FROM delivery WHERE state = 'retry' OR (state = 'pending' AND next_at <= CAST($1 AS TIMESTAMP))`,
      [sqlTime(now)],
    ),
  ]);
  const [last] = beats;
  const isStill = ({ at }: { readonly at: Date }): boolean =>
    now.getTime() - at.getTime() > stillMs;
  const fault = (kind: AlertFault, problem: string | null = null): Fault => ({
    kind,
    channel: null,
    problem,
  });
  if (last === undefined) return awaited !== null && awaited > firstBeatMs ? [fault('absent')] : [];
  const late = waiting?.oldest == null ? 0 : now.getTime() - new Date(waiting.oldest).getTime();
  const faults: Fault[] = [];
  if (isStill(last)) faults.push(fault('stalled'));
  else if (beats.every((one) => one.problem !== null || isStill(one)))
    faults.push(fault('failing', last.problem));
  for (const { channel, since, problem } of pauses)
    if (now.getTime() - since.getTime() > providerMs)
      faults.push({ kind: 'provider', channel, problem });
  if ((waiting?.n ?? 0) > outboxMost || late > outboxOldestMs) faults.push(fault('outbox'));
  if (canary?.problem != null) faults.push(fault('canary', canary.problem));
  return faults;
}

/** In Prometheus' text format. */
export async function alertMetrics(sql: Sql, now: Date, awaited: Awaited): Promise<string> {
  const [fault, beats, pauses, canary, deliveries, [alerts], revision, reaches] = await Promise.all(
    [
      alertFault(sql.state, now, awaited),
      daemonBeats(sql.state),
      channelPauses(sql.state),
      lastCanary(sql.state),
      sql.state.query<{ channel: string; state: string; n: number; attempts: number }>(
        `SELECT channel, state, count(*) AS n, sum(attempts) AS attempts FROM delivery GROUP BY channel, state ORDER BY channel, state`,
      ),
      sql.state.query<{ n: number; unread: number }>(
        `SELECT count(*) AS n, count(CASE WHEN status = 'new' THEN 1 END) AS unread FROM alert`,
      ),
      sql.revision(),
      watchReaches(sql.state),
    ],
  );
  const reached = Math.max(0, ...beats.map((one) => one.revision));
  const [next] = await sql.query<{ at: string | null }>(
    `SELECT min(made_at) AS at FROM revision WHERE revision > ${reached}`,
  );
  const lag = beats.length === 0 || next?.at == null ? 0 : now.getTime() - Date.parse(next.at);
  const alive = beats.filter(({ at }) => now.getTime() - at.getTime() < stillMs).length;
  const ended = ['sent', 'local', 'dead', 'unknown'];
  const figure = (name: string, help: string, value: number): string =>
    metricFamily(name, 'gauge', help, [{ value }]);
  return `${[
    figure('alert_daemons', 'Daemons that beat.', alive),
    figure(
      'alert_lag_seconds',
      'Age of the oldest revision that was not looked at.',
      Math.max(0, lag) / 1_000,
    ),
    figure(
      'alert_lag_revisions',
      'Revisions that were not looked at.',
      beats.length === 0 ? 0 : Math.max(0, revision - reached),
    ),
    figure(
      'alert_watches_cut',
      'Watches that do not look at all of their targets.',
      reaches.length,
    ),
    figure(
      'alert_targets_left_out',
      'Targets that watches do not look at, summed over them.',
      reaches.reduce((sum, { leftOut }) => sum + leftOut, 0),
    ),
    figure('alerts_new', 'Alerts that nobody has taken up.', alerts?.unread ?? 0),
    metricFamily('alerts_total', 'counter', 'Alerts found.', [{ value: alerts?.n ?? 0 }]),
    metricFamily(
      'alert_outbox_messages',
      'gauge',
      'Messages by channel and state.',
      deliveries.map(({ channel, state, n }) => ({ labels: { channel, state }, value: n })),
    ),
    metricFamily(
      'alert_sends_total',
      'counter',
      'Messages that came to an end, by channel and outcome.',
      deliveries
        .filter(({ state }) => ended.includes(state))
        .map(({ channel, state, n }) => ({ labels: { channel, outcome: state }, value: n })),
    ),
    metricFamily(
      'alert_channel_paused',
      'gauge',
      'Providers that take nothing now.',
      pauses.map(({ channel }) => ({ labels: { channel }, value: 1 })),
    ),
    figure(
      'alert_canary_seconds',
      'What the last daily canary took; -1 when it did not come through.',
      canary === null ? 0 : canary.problem !== null ? -1 : (canary.millis ?? 0) / 1_000,
    ),
    metricFamily(
      'alert_fault',
      'gauge',
      'What keeps alerts from being found or sent.',
      alertFaults.map((name) => ({ labels: { fault: name }, value: fault === name ? 1 : 0 })),
    ),
  ].join('\n')}\n`;
}
