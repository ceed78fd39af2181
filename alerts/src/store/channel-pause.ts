/** Pauses of a channel whose provider takes nothing: what is due waits in its order, and one message at a time tries again. */
import type { StateReader, StateStore } from '@phecda/graph-schema';
import type { ChannelKind } from '../channels/channel.ts';
import { sqlTime } from './sql-time.ts';

export interface ChannelPause {
  readonly channel: ChannelKind;
  readonly since: Date;
  readonly until: Date;
  readonly problem: string;
}

export const firstPauseMs = 15_000;
const longestPauseMs = 5 * 60_000;
/** A provider that asks for more is asked again then. */
const longestAskedMs = 3_600_000;

/** Channels that wait now. A pause that ends later than any can comes from a clock that went back. */
export const pausedChannels = `SELECT channel FROM channel_pause WHERE until_at > CAST($1 AS TIMESTAMP) AND until_at <= CAST($1 AS TIMESTAMP) + INTERVAL '61 minutes'`;

/** Several senders that fail together make one pause; each that follows is longer. */
export async function pauseChannel(
  state: StateStore,
  channel: ChannelKind,
  now: Date,
  { problem, afterMs }: { readonly problem: string; readonly afterMs: number | null },
): Promise<void> {
  await state.transaction(async (tx) => {
    const [known] = await tx.query<{ until_at: string; failures: number }>(
      `SELECT until_at, failures FROM channel_pause WHERE channel = $1${state.engine === 'postgres' ? ' FOR UPDATE' : ''}`,
      [channel],
    );
    const left = known === undefined ? 0 : new Date(known.until_at).getTime() - now.getTime();
    if (left > 0 && left <= longestAskedMs && afterMs === null) return;
    const failures = (known?.failures ?? 0) + 1;
    const own = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 10));
    const ms = afterMs === null ? own * (1 + Math.random() / 5) : Math.min(longestAskedMs, afterMs);
    await tx.execute(
      `INSERT INTO channel_pause (channel, since, until_at, failures, problem)
       VALUES ($1, CAST($2 AS TIMESTAMP), CAST($3 AS TIMESTAMP), CAST($4 AS BIGINT), $5)
       ON CONFLICT (channel) DO UPDATE SET until_at = EXCLUDED.until_at, failures = EXCLUDED.failures, problem = EXCLUDED.problem`,
      [channel, sqlTime(now), sqlTime(new Date(now.getTime() + ms)), failures, problem],
    );
  });
}

export async function endPause(state: StateStore, channel: ChannelKind): Promise<void> {
  await state.execute(`DELETE FROM channel_pause WHERE channel = $1`, [channel]);
}

/** Somebody wants to see now whether the provider works: one message tries at once. */
export async function tryChannelNow(
  tx: Pick<StateStore, 'execute'>,
  channel: ChannelKind,
  now: Date,
): Promise<void> {
  await tx.execute(
    `UPDATE channel_pause SET until_at = CAST($2 AS TIMESTAMP) WHERE channel = $1 AND until_at > CAST($2 AS TIMESTAMP)`,
    [channel, sqlTime(now)],
  );
}

/** A pause that is over and that nothing waits behind says nothing of the provider: the next message will. */
export async function endIdlePauses(state: StateStore, now: Date): Promise<void> {
  for (const { channel, until } of await channelPauses(state))
    if (until <= now)
      await state.execute(
        `DELETE FROM channel_pause WHERE channel = $1 AND NOT EXISTS (
           SELECT 1 FROM delivery d WHERE d.channel = $1 AND d.state IN ('pending', 'sending', 'retry'))`,
        [channel],
      );
}

export async function channelPauses(state: StateReader): Promise<ChannelPause[]> {
  const rows = await state.query<{
    channel: ChannelKind;
    since: string;
    until_at: string;
    problem: string;
  }>(`SELECT channel, since, until_at, problem FROM channel_pause ORDER BY channel`);
  return rows.map(({ channel, since, until_at, problem }) => ({
    channel,
    since: new Date(since),
    until: new Date(until_at),
    problem,
  }));
}
