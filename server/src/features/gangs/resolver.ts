/** What gang analysis proposes, what people make of it, and the gangs under watch. */
import { gangResult, type GangGroup } from '../../analysis/questions/gangs/result.ts';
import { DomainError, notFound } from '../../domain-error.ts';
import type { GangResolvers, Resolvers } from '../../generated/resolvers.ts';
import { checkId, checkIds, checkText } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { subjectsOfCase } from '../../reading/case-parties.ts';
import { entityIdsOf, recordIdsOf } from '../../reading/entity-ids.ts';
import { loadEntity } from '../entity/load-entity.ts';
import { changeOf } from './change-of.ts';
import type { Fact } from './fact-store.ts';
import { findGroup } from './find-group.ts';
import { reportResolvers } from './report.ts';
import type { GangFacts, GangMember, NewGang } from './gang-store.ts';

const MOST_MEMBERS = 2_000;
const LONGEST_NAME = 200;
const LONGEST_REASON = 2_000;
/** Labels told per line of the history. */
const LABELS_TOLD = 8;

export const gangResolvers: Resolvers = {
  Query: {
    gangRun: async (_, { run }, context) => {
      const answer = await context.services.runs.answer(checkId(run), 'gangs', gangResult);
      if (answer === null) return null;
      const { groups, ...rest } = answer.result;
      return { ...rest, run: answer.summary, groups: await judged(groups, context) };
    },
    gangGroup: async (_, { run, key }, context) => {
      const group = await findGroup(context, run, key);
      if (group === null) return null;
      const [answer] = await judged([group], context);
      return answer ?? null;
    },
    gangs: (_, __, { services }) => services.gangs.list(),
    gang: (_, { id }, { services }) => services.gangs.find(checkId(id)),
    ...reportResolvers,
  },
  Mutation: {
    confirmGroup: async (_, { run, key, name, members, reason }, context) => {
      const actor = context.actor();
      const group = await findGroup(context, run, key);
      if (group === null) throw notFound('group');
      const wanted = new Set(checkIds(members, MOST_MEMBERS));
      const chosen = group.members.filter(({ id }) => wanted.has(id));
      return found(context, {
        name,
        reason,
        actor,
        origin: { kind: 'run', run: checkId(run), group: key },
        members: chosen.map(({ record, role }) => ({ record, role })),
      });
    },
    dismissGroup: async (_, { key, reason }, context) => {
      const actor = context.actor();
      const checked = checkText(key, 'key', 1, 100);
      await context.services.gangs.dismiss(checked, why(reason), actor);
      const verdict = (await context.services.gangs.verdicts([checked])).get(checked);
      if (!verdict) throw notFound('group');
      return { ...verdict, key: checked };
    },
    judgeFact: async (_, { run, key, apart, reason }, context) => {
      const actor = context.actor();
      const fact = await factOf(context, run, key);
      const { facts } = context.services;
      await facts.judge(fact, apart, why(reason), actor);
      context.services.drift.soon();
      const verdict = await facts.find(fact);
      if (verdict === null) throw notFound('group');
      return verdict;
    },
    forgetFactVerdict: async (_, { run, key }, context) => {
      context.actor();
      const forgotten = await context.services.facts.forget(await factOf(context, run, key));
      context.services.drift.soon();
      return forgotten;
    },
    forgetDismissal: (_, { key }, context) => {
      context.actor();
      return context.services.gangs.forget(checkText(key, 'key', 1, 100));
    },
    gangFromCase: async (_, { case: given, name, reason }, context) => {
      const actor = context.actor();
      const entity = await loadEntity(checkId(given), context);
      if (entity?.type !== 'Case') throw notFound('case');
      const records = await subjectsOfCase(context.truth, entity.id);
      return found(context, {
        name: name ?? entity.label,
        reason,
        actor,
        origin: { kind: 'case', record: entity.record },
        members: records.map((record) => ({ record, role: 'core' })),
      });
    },
    gangFromSelection: async (_, { ids, name, reason }, context) => {
      const actor = context.actor();
      return found(context, {
        name,
        reason,
        actor,
        origin: { kind: 'selection' },
        members: await asMembers(context, ids),
      });
    },
    changeGang: async (_, args, context) => {
      const actor = context.actor();
      const { gangs } = context.services;
      const gang = await gangs.find(checkId(args.id));
      if (gang === null) throw notFound('gang');
      const removed = checkIds(args.remove ?? [], MOST_MEMBERS);
      const entities = await entityIdsOf(context.truth, [
        ...gang.members.map(({ record }) => record),
        ...removed,
      ]);
      const idOf = (id: string): string => entities.get(id) ?? id;
      const leaving = new Set(removed.map(idOf));
      const { next, line } = changeOf(gang, {
        name: args.name == null ? null : checkText(args.name, 'name', 1, LONGEST_NAME),
        monitored: args.monitored ?? null,
        coming: await asMembers(context, args.add ?? []),
        leaves: (member) => leaving.has(idOf(member.record)),
      });
      const reason = why(args.reason);
      if (await gangs.change(gang.id, args.version, next, { ...line, actor, reason }))
        return existing(await gangs.find(gang.id));
      throw new DomainError('CONFLICT', 'error.gangChanged', 'Somebody changed it meanwhile.', {
        version: gang.version,
      });
    },
  },
  Gang: gangFields(),
  WeakLink: {
    judgeable: ({ fact }) => fact.length > 0,
    verdict: ({ fact }, _, { services }) => (fact.length === 0 ? null : services.facts.find(fact)),
  },
  GangLine: {
    records: ({ records }) => records.length,
    labels: async ({ records }, _, { nodes }) => {
      const known = await nodes.loadMany(records.slice(0, LABELS_TOLD));
      return known.flatMap((node) => (node && !(node instanceof Error) ? [node.label] : []));
    },
  },
};

function gangFields(): GangResolvers {
  return {
    run: ({ origin }) => (origin.kind === 'run' ? origin.run : null),
    group: ({ origin }) => (origin.kind === 'run' ? origin.group : null),
    case: ({ origin }, _, { nodes }) => (origin.kind === 'case' ? nodes.load(origin.record) : null),
    size: ({ members }) => members.length,
    members: async (gang, _, context) =>
      (await membersToday(gang, context)).flatMap((member) => (member === null ? [] : [member])),
    gone: async (gang, _, context) =>
      (await membersToday(gang, context)).filter((member) => member === null).length,
    history: ({ id }, _, { services }) => services.gangs.history(id),
  };
}

/** Members that are one entity today are told once. */
async function membersToday({ members }: GangFacts, { nodes }: RequestContext) {
  const known = await nodes.loadMany(members.map(({ record }) => record));
  const seen = new Set<string>();
  return members.flatMap((member, index) => {
    const node = known[index];
    if (!node || node instanceof Error) return [null];
    if (seen.has(node.id)) return [];
    seen.add(node.id);
    return [{ ...member, node }];
  });
}

/** With what people have said of each, and the gang that it is for the most part. */
async function judged(groups: readonly GangGroup[], context: RequestContext) {
  const { gangs } = context.services;
  const [verdicts, known] = await Promise.all([
    gangs.verdicts(groups.map(({ key }) => key)),
    gangs.list(),
  ]);
  const records = known.flatMap(({ members }) => members.map(({ record }) => record));
  const members = groups.flatMap((group) => group.members.map(({ record }) => record));
  const entities = await entityIdsOf(context.truth, [...new Set([...records, ...members])]);
  const idOf = (record: string): string => entities.get(record) ?? record;
  const gangIds = known.map(
    (gang) => [gang, new Set(gang.members.map(({ record }) => idOf(record)))] as const,
  );
  return groups.map((group) => {
    const own = group.members.map(({ record }) => idOf(record));
    let best: { id: string; name: string; shared: number } | null = null;
    for (const [{ id, name }, ids] of gangIds) {
      const shared = own.filter((entity) => ids.has(entity)).length;
      const most = shared * 2 > Math.min(own.length, ids.size);
      if (most && shared > (best?.shared ?? 0)) best = { id, name, shared };
    }
    const verdict = verdicts.get(group.key);
    return {
      ...group,
      verdict: verdict ? { ...verdict, key: group.key } : null,
      gang: best,
    };
  });
}

async function found({ services }: RequestContext, gang: NewGang): Promise<GangFacts> {
  if (gang.members.length < 2)
    throw new DomainError('BAD_INPUT', 'error.gangTooSmall', 'A gang has two members or more.');
  const id = await services.gangs.create({
    ...gang,
    name: checkText(gang.name, 'name', 1, LONGEST_NAME),
    reason: why(gang.reason),
  });
  return existing(await services.gangs.find(id));
}

async function asMembers(
  { truth }: RequestContext,
  given: readonly string[],
): Promise<GangMember[]> {
  const ids = checkIds(given, MOST_MEMBERS);
  const records = await recordIdsOf(truth, ids);
  return ids.map((id) => {
    const record = records.get(id);
    if (record === undefined) throw notFound('entity');
    return { record, role: 'core' };
  });
}

/** Of the fact that holds the group together. */
async function factOf(context: RequestContext, run: string, key: string): Promise<Fact> {
  const fact = (await findGroup(context, run, key))?.weakLink?.fact ?? [];
  if (fact.length === 0) throw notFound('group');
  return fact;
}

function why(reason: string): string {
  return checkText(reason, 'reason', 1, LONGEST_REASON);
}

function existing(gang: GangFacts | null): GangFacts {
  if (gang === null) throw notFound('gang');
  return gang;
}
