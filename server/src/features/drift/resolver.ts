/** Drift of a gang: what runs found, starting them, and what people make of a candidate. */
import { driftResult } from '../../analysis/questions/drift/result.ts';
import { notFound } from '../../domain-error.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { checkId, checkIds, checkText } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { casesOfMembers } from '../../reading/case-parties.ts';
import { entityIdsOf } from '../../reading/entity-ids.ts';
import type { GangFacts } from '../gangs/gang-store.ts';
import type { Dismissal } from './dismissal-store.ts';

const MOST_HIDDEN = 500;
const LONGEST_REASON = 2_000;

export const driftResolvers: Resolvers = {
  Query: {
    driftRun: async (_, { run }, context) => {
      const found = await context.services.runs.answer(checkId(run), 'drift', driftResult);
      if (found === null) return null;
      const { summary, result } = found;
      const dismissals = await dismissalsByEntity(context, summary.subject);
      return {
        ...result,
        run: summary,
        candidates: result.candidates.map((candidate) => ({
          ...candidate,
          dismissal: dismissals.get(candidate.id) ?? dismissals.get(candidate.record) ?? null,
        })),
      };
    },
    driftRuns: async (_, { gang }, { services }) => services.runs.about('drift', checkId(gang)),
    driftDays: async (_, { gang }, context) => {
      const { members } = await requireGang(context, gang);
      const ids = await entityIdsOf(
        context.truth,
        members.map(({ record }) => record),
      );
      const cases = await casesOfMembers(context.truth, [...new Set(ids.values())]);
      return cases.map(({ id, record, label, day, kind, members: count }) => ({
        case: { id, record, label, type: 'Case' },
        day,
        kind,
        members: count,
      }));
    },
  },
  Mutation: {
    trackDrift: async (_, { gang: id, day, hidden, parameters }, context) => {
      const actor = context.actor();
      const gang = await requireGang(context, id);
      const given =
        typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters)
          ? parameters
          : {};
      const left = checkIds(hidden ?? [], MOST_HIDDEN);
      return context.services.drift.track(gang, { ...given, day, hidden: left }, actor);
    },
    dismissDrift: async (_, { run, candidate, reason }, context) => {
      const actor = context.actor();
      const found = await context.services.runs.answer(checkId(run), 'drift', driftResult);
      const chosen = found?.result.candidates.find(({ id }) => id === checkId(candidate));
      const gang = found?.summary.subject;
      if (found === null || chosen === undefined || gang == null) throw notFound('candidate');
      const { record, score, parts } = chosen;
      await context.services.driftDismissals.dismiss({
        gang,
        record,
        reason: checkText(reason, 'reason', 1, LONGEST_REASON),
        actor,
        run: found.summary.id,
        score,
        parts,
      });
      const kept = await context.services.driftDismissals.of(gang);
      const dismissal = kept.find((one) => one.record === record);
      if (dismissal === undefined) throw notFound('candidate');
      return dismissal;
    },
    forgetDriftDismissal: (_, { gang, record }, context) => {
      context.actor();
      return context.services.driftDismissals.forget(checkId(gang), checkId(record));
    },
  },
};

async function requireGang({ services }: RequestContext, id: string): Promise<GangFacts> {
  const gang = await services.gangs.find(checkId(id));
  if (gang === null) throw notFound('gang');
  return gang;
}

/** A record leads to its entity of today, which the run may have seen under another id. */
async function dismissalsByEntity(
  { truth, services }: RequestContext,
  gang: string | null,
): Promise<Map<string, Dismissal>> {
  const list = gang === null ? [] : await services.driftDismissals.of(gang);
  const entities = await entityIdsOf(
    truth,
    list.map(({ record }) => record),
  );
  return new Map(
    list.flatMap((one) => [
      [one.record, one] as const,
      [entities.get(one.record) ?? one.record, one] as const,
    ]),
  );
}
