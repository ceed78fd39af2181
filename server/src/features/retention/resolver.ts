/** How long positions are kept: read, weighed and changed. */
import { DomainError } from '../../domain-error.ts';
import type { PositionRetention, Resolvers, RetentionInput } from '../../generated/resolvers.ts';
import { checkText } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { cutoffs, type RetentionPolicy } from '../../tracks/retention/retention-policy.ts';

const maxDays = 36_500;
const maxMinutes = 60;
const longestReason = 2_000;

export const retentionResolvers: Resolvers = {
  Query: {
    positionRetention: (_, __, context) => retentionOf(context),
    previewRetention: async (_, { policy }, { services }) => {
      const checked = policyOf(policy);
      const { thinBefore, removeBefore } = cutoffs(checked, services.clock().getTime());
      const everyMs = checked.thinMinutes * 60_000;
      const [whole, gone] = await Promise.all(
        [thinBefore, removeBefore].map((before) =>
          services.positions.volume(before ?? -Infinity, everyMs),
        ),
      );
      const { fixes = 0, bytes = 0 } = whole ?? {};
      const removed = gone?.before ?? 0;
      // What goes altogether is not thinned before.
      const thinned = Math.max(
        0,
        (whole?.before ?? 0) - (whole?.buckets ?? 0) - (gone?.before ?? 0) + (gone?.buckets ?? 0),
      );
      const freed = fixes === 0 ? 0 : Math.round((bytes * (removed + thinned)) / fixes);
      return { fixes, bytes, thinned, removed, freed };
    },
  },
  Mutation: {
    changePositionRetention: async (_, { version, policy, reason }, context) => {
      const author = context.actor();
      const why = checkText(reason, 'reason', 1, longestReason);
      const { retention } = context.services;
      if (!(await retention.change(version, policyOf(policy), author, why)))
        throw new DomainError(
          'CONFLICT',
          'error.retentionChanged',
          'Somebody changed it meanwhile.',
        );
      return retentionOf(context);
    },
  },
};

async function retentionOf({ services }: RequestContext): Promise<PositionRetention> {
  const { thinnedBefore, removedBefore, doneAt } = await services.retention.done();
  return {
    versions: await services.retention.versions(),
    thinnedBefore: instant(thinnedBefore),
    removedBefore: instant(removedBefore),
    doneAt,
  };
}

/** @throws DomainError */
function policyOf({ wholeDays, thinMinutes, keepDays }: RetentionInput): RetentionPolicy {
  const days = (value: number | null | undefined): boolean =>
    value == null || (value >= 1 && value <= maxDays);
  const isOrdered = wholeDays == null || keepDays == null || wholeDays <= keepDays;
  if (
    !days(wholeDays) ||
    !days(keepDays) ||
    !isOrdered ||
    thinMinutes < 1 ||
    thinMinutes > maxMinutes
  )
    throw new DomainError(
      'BAD_INPUT',
      'error.retention',
      `Days from 1 on, whole ones no more than those kept, and 1 to ${maxMinutes} minutes.`,
      { minutes: maxMinutes },
    );
  return { wholeDays: wholeDays ?? null, thinMinutes, keepDays: keepDays ?? null };
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
