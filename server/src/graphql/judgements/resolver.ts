/** People decide which records are one entity: merge, take a record out again, retract. */
import type { SqlReader } from '@phecda/graph-schema';
import type { Judgement, Resolvers } from '../../generated/resolvers.ts';
import { DomainError, notFound } from '../../domain-error.ts';
import { checkId, checkText } from '../clamp.ts';
import { requireEntityId } from '../entity/resolve-id.ts';
import {
  areDeclaredDifferent,
  isTied,
  judgementsById,
  judgementsOf,
  subjectOf,
} from './judgement-store.ts';

const longestReason = 1000;

export const judgementResolvers: Resolvers = {
  Query: {
    judgements: async (_, { id }, { services }) =>
      judgementsOf(services.sql, await requireEntityId(services.sql, id)),
  },
  Mutation: {
    merge: async (_, { left, right, reason }, context) => {
      const actor = context.actor();
      const { sql, truth } = context.services;
      const why = checkText(reason, 'reason', 1, longestReason);
      const [leftEntity, rightEntity] = await Promise.all([
        requireEntityId(sql, left),
        requireEntityId(sql, right),
      ]);
      if (leftEntity === rightEntity)
        throw new DomainError('CONFLICT', 'error.alreadyOne', 'They are one entity already.');
      if (await areDeclaredDifferent(sql, leftEntity, rightEntity)) {
        throw new DomainError(
          'CONFLICT',
          'error.declaredDifferent',
          'Somebody judged them to be different; retract that first.',
        );
      }
      const summary = await truth.judge(
        [{ kind: 'same', left: checkId(left), right: checkId(right) }],
        actor,
        why,
      );
      const [judgement] = await judgementsById(sql, summary.judgementIds);
      if (!judgement) throw notFound('judgement');
      return judgement;
    },
    unmerge: async (_, { record, reason }, context) => {
      const actor = context.actor();
      const { sql, truth } = context.services;
      const why = checkText(reason, 'reason', 1, longestReason);
      const subject = await subjectOf(sql, checkId(record));
      if (subject === null) throw notFound('record');
      if (!(await isTied(sql, subject))) {
        throw new DomainError(
          'CONFLICT',
          'error.standsAlone',
          'Nothing ties this record to another one.',
        );
      }
      const summary = await truth.unmerge(subject, actor, why);
      return judgementsById(sql, summary.judgementIds);
    },
    retractJudgement: async (_, { id }, context) => {
      const actor = context.actor();
      const { sql, truth } = context.services;
      const judgement = await requireJudgement(sql, id);
      if (!judgement.inForce) throw notFound('judgement');
      await truth.retract(judgement.id, actor, '');
      return true;
    },
    reinstateJudgement: async (_, { id }, context) => {
      const actor = context.actor();
      const { sql, truth } = context.services;
      const before = await requireJudgement(sql, id);
      if (before.inForce) return before;
      const { kind, left, right, key, reason } = before;
      const summary = await truth.judge(
        [{ kind, left, ...(right && { right }), ...(key && { key }) }],
        actor,
        reason,
      );
      const made = await judgementsById(sql, summary.judgementIds);
      const judgement = made.find((one) => one.kind === kind && one.inForce);
      if (!judgement) throw notFound('judgement');
      return judgement;
    },
  },
};

async function requireJudgement(sql: SqlReader, id: string): Promise<Judgement> {
  const [judgement] = await judgementsById(sql, [checkId(id)]);
  if (!judgement) throw notFound('judgement');
  return judgement;
}
