/** What is wrong with a feed that is on: its broker, topic or senders are away, or nothing comes, each for longer than its habit. */
import { dutyMs, habitOf } from '../silence/habit.ts';
import type { Feed, FeedKind } from './feed.ts';
import type { FeedLinks, LinkDown } from './feed-links.ts';

export const feedFaultKinds = ['broker', 'topic', 'sender', 'silent'] as const;
export type FeedFaultKind = (typeof feedFaultKinds)[number];

export interface FeedFault {
  readonly kind: FeedFaultKind;
  /** Milliseconds UTC. */
  readonly since: number;
  /** A code, or what the peer said. */
  readonly problem: string | null;
}

/** Kinds whose senders hold a connection. */
export const connectedKinds: ReadonlySet<FeedKind> = new Set(['ais-tcp', 'jtt809']);

const brokerMs = 15_000;
const senderMs = 3 * 60_000;
const silentMs = 10 * 60_000;
/** So many times what is usual is beyond it. */
const beyond = 3;

/** @param arrivals minutes in which something came, milliseconds UTC, ascending */
export function feedFault(
  feed: Pick<Feed, 'id' | 'kind' | 'active' | 'settings' | 'updatedAt'>,
  links: FeedLinks,
  arrivals: readonly number[],
  now: number,
): FeedFault | null {
  if (!feed.active) return null;
  // Who was let in anew a moment ago has time to come.
  const changed = Date.parse(feed.updatedAt);
  const away = (kind: FeedFaultKind, down: LinkDown | null, bound: number): FeedFault | null => {
    if (down === null) return null;
    const since = Math.max(down.since, changed);
    return now - since >= bound ? { kind, since, problem: down.problem } : null;
  };
  if (feed.kind === 'mqtt') {
    const fault =
      away('broker', links.broker.down, brokerMs) ??
      away('topic', links.topic(feed.settings.topic).down, brokerMs);
    if (fault) return fault;
  }
  if (connectedKinds.has(feed.kind)) {
    const { down } = links.senderOf(feed.id);
    const fault = away('sender', down, Math.max(senderMs, beyond * (down?.usualMs ?? 0)));
    if (fault) return fault;
  }
  const last = arrivals.at(-1);
  if (last === undefined || now - Math.max(last, changed) < silentMs) return null;
  const habit = habitOf(arrivals);
  return habit !== null &&
    dutyMs(habit.duty, last, now) >= Math.max(silentMs, beyond * habit.usualMs)
    ? { kind: 'silent', since: last, problem: null }
    : null;
}

export function faultWords({ kind, problem }: FeedFault): { zh: string; en: string } {
  const [zh, en] = problem === null ? ['', ''] : [`（${problem}）`, ` (${problem})`];
  switch (kind) {
    case 'broker':
      return { zh: `消息服务器不可用${zh}`, en: `The broker is away${en}` };
    case 'topic':
      return { zh: `主题无法订阅${zh}`, en: `The topic cannot be subscribed${en}` };
    case 'sender':
      return {
        zh: '发送方未连接，已超过其常态',
        en: 'No sender is connected, for longer than usual',
      };
    case 'silent':
      return {
        zh: '没有位置到达，已超过其常态',
        en: 'Nothing has come, for longer than usual',
      };
  }
}
