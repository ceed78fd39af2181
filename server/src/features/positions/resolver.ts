/** Position feeds: written, switched, given a new key, and what came and did not come in through them. */
import { fixReasons, type FixReason } from '@phecda/etl/positions/fix-rows';
import type { PositionFile } from '@phecda/graph-schema/ports/position-store';
import { DomainError, notFound } from '../../domain-error.ts';
import type {
  Datum as DatumName,
  FeedInput,
  FeedKind as KindName,
  Resolvers,
} from '../../generated/resolvers.ts';
import { checkId, checkText, clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import {
  feedSettings,
  hashKey,
  keyedKinds,
  newKey,
  type Feed,
  type FeedKind,
  type FeedSettings,
} from '../../tracks/feeds/feed.ts';
import { faultWords } from '../../tracks/feeds/feed-faults.ts';
import { noCount } from '../../tracks/feeds/feed-figures.ts';
import { datumProposalOf } from '../../tracks/feeds/datum-proposal-of.ts';
import type { DatumProposal as Proposal } from '../../tracks/feeds/propose-datum.ts';
import type { FeedChange } from '../../tracks/feeds/feed-store.ts';
import type { Datum } from '../../tracks/fix.ts';

const longestName = 80;
const maxPerMinute = 10_000_000;
const maxListed = 500;

const datumOf: Readonly<Record<DatumName, Datum>> = {
  WGS84: 'WGS-84',
  GCJ02: 'GCJ-02',
  BD09: 'BD-09',
};
const datumName: Readonly<Record<Datum, DatumName>> = {
  'WGS-84': 'WGS84',
  'GCJ-02': 'GCJ02',
  'BD-09': 'BD09',
};
const kindOf: Readonly<Record<KindName, FeedKind>> = {
  HTTP: 'http',
  AIS_TCP: 'ais-tcp',
  AIS_UDP: 'ais-udp',
  JTT809: 'jtt809',
  MQTT: 'mqtt',
};
const kindName: Readonly<Record<FeedKind, KindName>> = {
  http: 'HTTP',
  'ais-tcp': 'AIS_TCP',
  'ais-udp': 'AIS_UDP',
  jtt809: 'JTT809',
  mqtt: 'MQTT',
};

export const positionResolvers: Resolvers = {
  Query: {
    positionFeeds: (_, __, { services }) => [...services.feeds.feeds],
    positionQuarantine: async (_, { feed, first }, { services }) => {
      await services.feeds.flush();
      return services.feeds.store.quarantined(checkId(feed), clamp(first, 1, maxListed, 100));
    },
    positionFiles: async (_, { first }, { services }) => {
      const files = await services.positions.files();
      return { total: files.length, files: files.slice(0, clamp(first, 1, maxListed, 100)) };
    },
    positionFileRefusals: async (_, { fileId, first }, context) => {
      const { number } = await fileOf(context, fileId);
      const refused = await context.services.positions.refusedOf(
        number,
        clamp(first, 1, maxListed, 100),
      );
      return refused.map(({ code, ...row }) => ({ ...row, ...fixReasons[code as FixReason] }));
    },
  },
  Mutation: {
    createPositionFeed: async (_, { name, kind, input }, context) => {
      const feedKind = kindOf[kind];
      const key = keyedKinds.has(feedKind) ? newKey(feedKind) : null;
      const id = await context.services.feeds.store.create({
        name: checkText(name, 'name', 1, longestName),
        kind: feedKind,
        ...contentOf(feedKind, input),
        keyHash: key === null ? null : hashKey(key),
        changedBy: context.actor(),
      });
      if (id === null)
        throw new DomainError('CONFLICT', 'error.feedName', 'Another feed has this name.', {
          name,
        });
      await context.services.feeds.refresh();
      return { feed: required(context, id), key };
    },
    changePositionFeed: (_, { id, version, input }, context) => {
      const feed = required(context, id);
      return change(context, feed, version, contentOf(feed.kind, input));
    },
    renewFeedKey: async (_, { id, version }, context) => {
      const feed = required(context, id);
      if (!keyedKinds.has(feed.kind))
        throw new DomainError('BAD_INPUT', 'error.feedKeyless', 'Feeds of this kind have no key.');
      const key = newKey(feed.kind);
      return { feed: await change(context, feed, version, { keyHash: hashKey(key) }), key };
    },
    withdrawPositionFile: async (_, { fileId, reason }, context) => {
      const actor = context.actor();
      const file = await fileOf(context, fileId);
      const input = { fileId: file.fileId, actor, reason: checkText(reason, 'reason', 1, 1000) };
      return context.services.jobs.enqueue('withdrawPositions', input, actor);
    },
    rereadPositionFile: async (_, { fileId, datum, reason }, context) => {
      const actor = context.actor();
      const file = await fileOf(context, fileId);
      const why = checkText(reason, 'reason', 1, 1000);
      const input = { fileId: file.fileId, datum: datumOf[datum], actor, reason: why };
      return context.services.jobs.enqueue('rereadPositions', input, actor);
    },
    clearPositionQuarantine: async (_, { feed }, context) => {
      const cleared = required(context, feed);
      await context.services.feeds.flush();
      await context.services.feeds.store.clearQuarantine(cleared.id);
      return cleared;
    },
  },
  PositionFile: {
    datumProposal: async (file, _, { services }) =>
      proposalIn(await services.fileDatums.proposalOf(file)),
  },
  PositionFeed: {
    kind: ({ kind }) => kindName[kind],
    datum: ({ datum }) => datumName[datum],
    senders: ({ settings }) => [...settings.senders],
    user: ({ settings }) => settings.user,
    topic: ({ settings }) => settings.topic,
    m1: ({ settings }) => settings.cipher?.m1 ?? null,
    ia1: ({ settings }) => settings.cipher?.ia1 ?? null,
    ic1: ({ settings }) => settings.cipher?.ic1 ?? null,
    address: ({ kind }, _, { services }) => services.ways.address(kind),
    figures: async (feed, _, { services }) => {
      const { lag, fixesPerSecond } = services.feeds.reading(feed);
      const count = (await services.feeds.counts()).get(feed.id);
      const { stored, duplicate, marked, lastFix, lastReceived } = count ?? noCount;
      return {
        fixesPerSecond,
        stored,
        duplicate,
        marked,
        since: count?.since ?? null,
        lagSeconds: lag === null ? null : lag / 1000,
        lastFix: instant(lastFix),
        lastReceived: instant(lastReceived),
      };
    },
    fault: async ({ id }, _, { services }) => {
      const fault = (await services.feeds.faults()).get(id);
      return fault ? { since: new Date(fault.since).toISOString(), ...faultWords(fault) } : null;
    },
    datumProposal: async (feed, _, { services }) => {
      return proposalIn(await datumProposalOf(feed, services));
    },
    refusals: async ({ id }, _, { services }) => {
      await services.feeds.flush();
      return (await services.feeds.store.refusals()).filter(({ feed }) => feed === id);
    },
  },
};

const proposalIn = (proposal: Proposal | null) =>
  proposal && { ...proposal, datum: datumName[proposal.datum] };

/** @throws DomainError when there is no such file */
async function fileOf({ services }: RequestContext, fileId: string): Promise<PositionFile> {
  const id = checkId(fileId);
  const found = (await services.positions.files()).find((file) => file.fileId === id);
  if (!found) throw notFound('file');
  return found;
}

function required({ services }: RequestContext, id: string): Feed {
  const feed = services.feeds.feeds.find((one) => one.id === checkId(id));
  if (!feed) throw notFound('feed');
  return feed;
}

async function change(
  context: RequestContext,
  feed: Feed,
  version: number,
  content: Omit<FeedChange, 'changedBy'>,
): Promise<Feed> {
  const { feeds } = context.services;
  const changed =
    version === feed.version &&
    (await feeds.store.change(feed, { ...content, changedBy: context.actor() }));
  await feeds.refresh();
  if (!changed)
    throw new DomainError('CONFLICT', 'error.feedChanged', 'Somebody changed the feed meanwhile.');
  return required(context, feed.id);
}

function contentOf(
  kind: FeedKind,
  input: FeedInput,
): { datum: Datum; settings: FeedSettings; perMinute: number; active: boolean } {
  const { m1, ia1, ic1 } = input;
  const cipher =
    m1 == null && ia1 == null && ic1 == null ? null : { m1: m1 ?? 0, ia1: ia1 ?? 0, ic1: ic1 ?? 0 };
  const settings = feedSettings.safeParse({
    senders: input.senders.map((one) => one.trim()).filter((one) => one !== ''),
    user: input.user.trim(),
    topic: input.topic.trim(),
    cipher,
  });
  if (!settings.success) {
    const field = String(settings.error.issues[0]?.path[0] ?? 'senders');
    throw new DomainError('BAD_INPUT', 'error.feedSetting', `${field} is not right.`, { field });
  }
  const missing =
    kind === 'jtt809' && !/^\d{1,10}$/.test(settings.data.user)
      ? 'user'
      : kind === 'mqtt' && settings.data.topic === ''
        ? 'topic'
        : null;
  if (missing !== null)
    throw new DomainError('BAD_INPUT', 'error.feedSetting', `${missing} is not right.`, {
      field: missing,
    });
  return {
    // A ship's transponder knows no other.
    datum: kind.startsWith('ais') ? 'WGS-84' : datumOf[input.datum],
    settings: settings.data,
    perMinute: clamp(input.perMinute, 1, maxPerMinute, 60_000),
    active: input.active,
  };
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
