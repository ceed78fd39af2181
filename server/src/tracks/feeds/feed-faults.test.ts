import { expect, test } from 'vitest';
import { feedSettings } from './feed.ts';
import { feedFault } from './feed-faults.ts';
import { FeedLinks } from './feed-links.ts';

const minute = 60_000;
const hour = 60 * minute;
const begin = Date.parse('2026-03-02T00:00:00Z');
const feed = {
  id: 'f',
  kind: 'jtt809' as const,
  active: true,
  settings: feedSettings.parse({}),
  updatedAt: '2026-01-01T00:00:00Z',
};

test('a sender that usually comes again after half an hour is away only when that is long over', () => {
  const links = new FeedLinks();
  const link = links.senderOf('f');
  link.opened(begin);
  link.closed(begin + minute);
  expect(feedFault(feed, links, [], begin + 3 * minute)).toBeNull();
  expect(feedFault(feed, links, [], begin + 5 * minute)).toEqual({
    kind: 'sender',
    since: begin + minute,
    problem: null,
  });
  link.opened(begin + 31 * minute);
  link.closed(begin + 32 * minute);
  expect(feedFault(feed, links, [], begin + 100 * minute)).toBeNull();
  expect(feedFault(feed, links, [], begin + 125 * minute)?.kind).toBe('sender');
  expect(feedFault({ ...feed, active: false }, links, [], begin + 125 * minute)).toBeNull();
  // Changed a moment ago: the sender has time to come.
  const updatedAt = new Date(begin + 120 * minute).toISOString();
  expect(feedFault({ ...feed, updatedAt }, links, [], begin + 125 * minute)).toBeNull();
});

test('one of two connections that goes is no fault', () => {
  const links = new FeedLinks();
  links.senderOf('f').opened(begin);
  links.senderOf('f').opened(begin);
  links.senderOf('f').closed(begin);
  expect(feedFault(feed, links, [], begin + 24 * hour)).toBeNull();
});

test('a feed that is silent at night is none; by day, three times longer than usual is', () => {
  const links = new FeedLinks();
  const http = { ...feed, kind: 'http' as const };
  // Two weeks of the district's days from eight to eighteen, every four minutes.
  const arrivals = Array.from({ length: 14 }, (_, day) =>
    Array.from({ length: 150 }, (_fix, i) => begin + day * 24 * hour + i * 4 * minute),
  ).flat();
  const evening = begin + 13 * 24 * hour + 149 * 4 * minute;
  expect(feedFault(http, links, arrivals, evening + 13 * hour)).toBeNull();
  const morning = begin + 14 * 24 * hour;
  expect(feedFault(http, links, arrivals, morning + hour)).toEqual({
    kind: 'silent',
    since: evening,
    problem: null,
  });
  expect(feedFault(http, links, [begin, begin + minute], begin + 24 * hour)).toBeNull();
});
