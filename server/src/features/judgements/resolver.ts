/** People decide which records are one entity: merge, take a record out again, retract. */
import type { Resolvers } from '../../generated/resolvers.ts';
import { DomainError, notFound } from '../../domain-error.ts';
import { checkId, checkText } from '../../graphql/clamp.ts';
import { requireEntityId, requireRecordId } from '../../reading/entity-ids.ts';
import { retraction } from '../inbox/resolver.ts';
import {
  areDeclaredDifferent,
  isTied,
  judgementsById,
  judgementsOf,
  subjectOf,
} from '../../reading/judgements.ts';

const longestReason = 1000;

export const judgementResolvers: Resolvers = {
  Query: {
    judgements: async (_, { id }, { truth }) =>
      judgementsOf(truth, await requireEntityId(truth, id)),
  },
  Mutation: {
    merge: async (_, { left, right, reason, key }, context) => {
      const actor = context.actor();
      const { truth } = context;
      const { known, inbox } = context.services;
      const why = checkText(reason, 'reason', 1, longestReason);
      let [one, other] = await Promise.all([known.find(truth, left), known.find(truth, right)]);
      if (one.entity === other.entity) {
        [one, other] = await Promise.all([known.findNow(truth, left), known.findNow(truth, right)]);
        if (one.entity === other.entity)
          throw new DomainError('CONFLICT', 'error.alreadyOne', 'They are one entity already.');
      }
      if (one.type !== other.type)
        throw new DomainError(
          'BAD_INPUT',
          'error.typesDiffer',
          `${one.type} and ${other.type} cannot be the same.`,
        );
      if (await areDeclaredDifferent(truth, one.entity, other.entity)) {
        throw new DomainError(
          'CONFLICT',
          'error.declaredDifferent',
          'Somebody judged them to be different; retract that first.',
        );
      }
      const said = {
        kind: 'same',
        left: one.record,
        right: other.record,
        reason: why,
      } as const;
      return inbox.enter(actor, said, key);
    },
    unmerge: async (_, { record, reason, key }, context) => {
      const actor = context.actor();
      const { truth } = context;
      const { inbox } = context.services;
      const why = checkText(reason, 'reason', 1, longestReason);
      const subject = await subjectOf(truth, await requireRecordId(truth, record));
      if (subject === null) throw notFound('record');
      if (!(await isTied(truth, subject))) {
        throw new DomainError(
          'CONFLICT',
          'error.standsAlone',
          'Nothing ties this record to another one.',
        );
      }
      return inbox.enter(actor, { kind: 'unmerge', record: subject, reason: why }, key);
    },
    retractJudgement: async (_, { id, key }, context) => {
      const actor = context.actor();
      const { truth } = context;
      const { inbox } = context.services;
      const [judgement] = await judgementsById(truth, [checkId(id)]);
      if (!judgement?.inForce) throw notFound('judgement');
      const { left, right } = judgement;
      const about = { records: [left, ...(right === null ? [] : [right])] };
      return inbox.enter(actor, retraction({ judgements: [judgement.id], about }), key);
    },
  },
};
