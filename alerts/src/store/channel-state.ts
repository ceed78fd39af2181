/** How each channel does: what waits in it, when a message was last taken, and what last went wrong. */
import type { StateReader } from '@phecda/graph-schema';
import type { ChannelKind } from '../channels/channel.ts';
import type { DeliveryState } from './outbox.ts';

export interface ChannelState {
  readonly queue: readonly { readonly state: DeliveryState; readonly count: number }[];
  readonly lastSentAt: string | null;
  readonly lastProblem: { readonly at: string; readonly problem: string } | null;
}

/** What a message waits for is nothing that went wrong. */
const waits = `'quietHours', 'schedule', 'rateCap', 'grouped'`;

export async function channelStates(state: StateReader): Promise<Map<ChannelKind, ChannelState>> {
  const [counts, sent, problems] = await Promise.all([
    state.query<{ channel: ChannelKind; state: DeliveryState; n: number }>(
      `SELECT channel, state, count(*) AS n FROM delivery GROUP BY channel, state ORDER BY channel, state`,
    ),
    state.query<{ channel: ChannelKind; at: string }>(
      `SELECT channel, max(updated_at) AS at FROM delivery WHERE state = 'sent' GROUP BY channel`,
    ),
    state.query<{ channel: ChannelKind; at: string; problem: string }>(
      `SELECT channel, updated_at AS at, problem FROM (
         SELECT channel, updated_at, problem, row_number() OVER (PARTITION BY channel ORDER BY updated_at DESC, delivery_id) AS place
         FROM delivery WHERE problem IS NOT NULL AND problem NOT IN (${waits})) AS p WHERE place = 1`,
    ),
  ]);
  const channels = new Set(counts.map(({ channel }) => channel));
  return new Map(
    [...channels].map((channel) => {
      const last = problems.find((one) => one.channel === channel);
      return [
        channel,
        {
          queue: counts
            .filter((one) => one.channel === channel)
            .map(({ state: name, n }) => ({ state: name, count: n })),
          lastSentAt: sent.find((one) => one.channel === channel)?.at ?? null,
          lastProblem: last === undefined ? null : { at: last.at, problem: last.problem },
        },
      ];
    }),
  );
}
