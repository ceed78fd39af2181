/** Targeting lists: drafted from a gang, a group or a selection, edited, submitted, approved, and what they have met. */
import { DomainError, notFound } from '../../domain-error.ts';
import type { MutationDraftTargetingArgs, Resolvers } from '../../generated/resolvers.ts';
import { checkId, checkIds, checkText } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { findGroup } from '../gangs/find-group.ts';
import { differences, moved, type TargetingFacts, type TargetingOrigin } from './targeting-list.ts';
import type { ListContent, TargetingEvent } from './targeting-store.ts';
import { hitRates, today, withFigures, type ListWithFigures } from './with-figures.ts';
import { usualLines, writtenLines } from './write-lines.ts';

const MOST_SELECTED = 2_000;
const LONGEST_NAME = 200;
const LONGEST_REASON = 2_000;

export const targetingResolvers: Resolvers = {
  Query: {
    targetingLists: async (_, { gang }, context) => {
      const lists = await context.services.targeting.list();
      return withFigures(context, gang ? ofGang(lists, checkId(gang)) : lists);
    },
    targetingList: async (_, { id }, context) => {
      const list = await context.services.targeting.find(checkId(id));
      return list && withFiguresOne(context, list);
    },
    targetingHits: async (_, __, context) =>
      hitRates(context, await context.services.targeting.list()),
  },
  Mutation: {
    draftTargeting: async (_, args, context) => {
      const draftedBy = context.actor();
      const reason = why(args.reason);
      const { origin, records } = await begin(context, args);
      const id = await context.services.targeting.create({
        name: checkText(args.name, 'name', 1, LONGEST_NAME),
        origin,
        lines: await usualLines(context, records, reason),
        reason,
        draftedBy,
      });
      return withFiguresOne(context, await required(context, id));
    },
    editTargeting: async (_, args, context) => {
      const actor = context.actor();
      const list = await required(context, args.id);
      if (list.state !== 'draft')
        throw new DomainError('CONFLICT', 'error.targetingState', 'Only a draft is edited.');
      const lines = await writtenLines(context, list.lines, args.lines);
      const name = checkText(args.name, 'name', 1, LONGEST_NAME);
      return change(
        context,
        list,
        args.version,
        { name, state: 'draft', lines, approvedBy: null },
        {
          actor,
          act: 'edited',
          reason: why(args.reason),
          ...differences(list.lines, lines),
        },
      );
    },
    moveTargeting: async (_, args, context) => {
      const actor = context.actor();
      const list = await required(context, args.id);
      const { state, act } = moved(list, args.move, today(context));
      return change(
        context,
        list,
        args.version,
        {
          name: list.name,
          state,
          lines: list.lines,
          approvedBy: act === 'approved' ? actor : null,
        },
        { actor, act, reason: why(args.reason), added: 0, removed: 0, changed: 0 },
      );
    },
  },
  TargetingList: {
    origin: ({ origin }) => origin.kind,
    hits: async ({ id, count }) => (await count())('list', id),
    before: async ({ id, count }) => (await count())('listBefore', id),
    gang: async ({ origin }, _, { services }) => {
      const gang = origin.kind === 'gang' ? await services.gangs.find(origin.gang) : null;
      return gang && { id: gang.id, name: gang.name };
    },
    run: ({ origin }) => (origin.kind === 'group' ? origin.run : null),
    group: ({ origin }) => (origin.kind === 'group' ? origin.group : null),
    expires: ({ lines }) =>
      lines.reduce<string | null>(
        (last, { expires }) => (last === null || expires > last ? expires : last),
        null,
      ),
    lines: ({ lines }) => [...lines],
    history: ({ id }, _, { services }) => services.targeting.history(id),
  },
  TargetLine: {
    enterprise: ({ enterprise }, _, { nodes }) => nodes.load(enterprise),
    port: ({ port }, _, { nodes }) => (port === null ? null : nodes.load(port)),
    anyPort: ({ port }) => port === null,
    hits: async ({ id, count }) => (await count())('line', id),
    before: async ({ id, count }) => (await count())('lineBefore', id),
  },
};

/** Whom the list is about, and where that comes from. */
async function begin(
  context: RequestContext,
  { gang, run, group, ids }: MutationDraftTargetingArgs,
): Promise<{ origin: TargetingOrigin; records: readonly string[] }> {
  if (gang) {
    const known = await context.services.gangs.find(checkId(gang));
    if (!known) throw notFound('gang');
    return {
      origin: { kind: 'gang', gang: known.id },
      records: known.members.map(({ record }) => record),
    };
  }
  if (run && group) {
    const known = await findGroup(context, run, group);
    if (!known) throw notFound('group');
    return {
      origin: { kind: 'group', run: checkId(run), group },
      records: known.members.filter(({ role }) => role !== 'doubtful').map(({ record }) => record),
    };
  }
  if (!ids || ids.length === 0)
    throw new DomainError('BAD_INPUT', 'error.targetingOrigin', 'Name a gang, group or selection.');
  return { origin: { kind: 'selection' }, records: checkIds(ids, MOST_SELECTED) };
}

async function change(
  context: RequestContext,
  list: TargetingFacts,
  version: number,
  next: ListContent,
  event: Omit<TargetingEvent, 'at' | 'version'>,
): Promise<ListWithFigures> {
  if (await context.services.targeting.change(list.id, version, next, event))
    return withFiguresOne(context, await required(context, list.id));
  throw new DomainError('CONFLICT', 'error.targetingChanged', 'Somebody changed it meanwhile.', {
    version: list.version,
  });
}

function withFiguresOne(context: RequestContext, list: TargetingFacts): ListWithFigures {
  const [one] = withFigures(context, [list]);
  if (!one) throw notFound('targeting list');
  return one;
}

async function required({ services }: RequestContext, id: string): Promise<TargetingFacts> {
  const list = await services.targeting.find(checkId(id));
  if (!list) throw notFound('targeting list');
  return list;
}

function ofGang(lists: readonly TargetingFacts[], gang: string): TargetingFacts[] {
  return lists.filter(({ origin }) => origin.kind === 'gang' && origin.gang === gang);
}

function why(reason: string): string {
  return checkText(reason, 'reason', 1, LONGEST_REASON);
}
