/** The inbox as its authors see it: what they said, what became of it, and taking it back. */
import type { InboxLine } from '@phecda/etl/inbox/inbox';
import type { Said } from '@phecda/graph-schema/truth/inbox';
import { notFound } from '../../domain-error.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { clamp } from '../../graphql/clamp.ts';
import { follow } from '../live/follow.ts';
import { recordsOf } from './pending-facts.ts';

export const inboxResolvers: Resolvers = {
  Query: {
    inbox: (_, { limit }, { services, session }) =>
      session.operator === null
        ? []
        : services.inbox.ofAuthor(session.operator, clamp(limit, 1, 200, 30)),
    inboxEntry: (_, { number }, { services }) => services.inbox.find(number),
  },
  Mutation: {
    retract: async (_, { number, key }, context) => {
      const actor = context.actor();
      const { inbox } = context.services;
      const line = await inbox.find(number);
      if (!line) throw notFound('inboxEntry');
      return inbox.enter(actor, retraction({ numbers: [number], about: aboutOf(line.said) }), key);
    },
  },
  Subscription: {
    inbox: {
      subscribe: (_, __, { services }) =>
        follow<InboxLine>((listener) => services.inbox.watch(listener)),
      resolve: (line: InboxLine) => line,
    },
  },
  InboxEntry: {
    kind: ({ said }) => said.kind,
    reason: ({ said }) => said.reason,
    records: ({ said }) => [...recordsOf(said)],
    nodes: async ({ said }, _, { nodes }) => {
      const found = await nodes.loadMany(recordsOf(said));
      return found.flatMap((node) => (node === null || node instanceof Error ? [] : [node]));
    },
    tag: ({ said }) =>
      said.kind === 'retract' ? (said.about?.tag ?? null) : said.kind === 'tag' ? said.tag : null,
    relation: ({ said }) => (said.kind === 'relation' ? said.relation : null),
    text: ({ said }) => (said.kind === 'note' ? said.text : null),
    retracts: ({ said }) => (said.kind === 'retract' ? [...said.numbers] : []),
  },
};

type Retraction = Extract<Said, { kind: 'retract' }>;

export function retraction(what: Partial<Omit<Retraction, 'kind'>>): Retraction {
  return { kind: 'retract', numbers: [], files: [], judgements: [], reason: '', ...what };
}

function aboutOf(said: Said): NonNullable<Retraction['about']> {
  return { records: [...recordsOf(said)], ...(said.kind === 'tag' && { tag: said.tag }) };
}
