/** Tags and relations set by an analyst: facts of the dataset 'analyst', each with its reason, each to be taken back. */
import { validateRelation } from '@phecda/graph-schema';
import type { Resolvers } from '../../generated/resolvers.ts';
import { DomainError, notFound } from '../../domain-error.ts';
import { checkId, checkText } from '../clamp.ts';
import { loadEntity } from '../entity/load-entity.ts';
import { readRelation, relationIdOf } from '../entity/entity-store.ts';
import { requireEntityId } from '../entity/resolve-id.ts';
import { entityType, filesOfRelation, filesOfTag, relationBetween } from './fact-store.ts';

const longestReason = 1000;

export const factResolvers: Resolvers = {
  Mutation: {
    addTag: async (_, { id, tag, reason }, context) => {
      const actor = context.actor();
      const { sql, truth, ontology } = context.services;
      if (!Object.hasOwn(ontology.tagModels, tag)) {
        throw new DomainError('BAD_INPUT', 'error.tagUnknown', 'There is no such tag.', { tag });
      }
      const why = checkText(reason, 'reason', 1, longestReason);
      const record = checkId(id);
      await requireEntityId(sql, record);
      await truth.addFacts([{ kind: 'tag', record, tag, reason: why }], actor, why);
      return existing(await loadEntity(record, context));
    },
    removeTag: async (_, { id, tag }, context) => {
      const actor = context.actor();
      const { sql, truth } = context.services;
      const entityId = await requireEntityId(sql, id);
      const files = await filesOfTag(sql, entityId, tag);
      if (files.length === 0) {
        throw new DomainError('BAD_INPUT', 'error.tagNotByHand', 'The tag was not set by hand.', {
          tag,
        });
      }
      await truth.withdrawFiles(files, actor, '');
      return existing(await loadEntity(id, context));
    },
    addRelation: async (_, { input }, context) => {
      const actor = context.actor();
      const { sql, truth, ontology } = context.services;
      const kind = ontology.relationKinds[input.kind];
      if (!kind || kind.aggregated) {
        throw new DomainError(
          'BAD_INPUT',
          'error.kindNotByHand',
          'This relation cannot be drawn by hand.',
          { kind: input.kind },
        );
      }
      if (input.from && input.to && input.from >= input.to) {
        throw new DomainError(
          'BAD_INPUT',
          'error.emptyWindow',
          'The period ends before it begins.',
        );
      }
      const reason = checkText(input.reason, 'reason', 1, longestReason);
      const [source, target] = await Promise.all([
        requireEntityId(sql, input.source),
        requireEntityId(sql, input.target),
      ]);
      if (source === target)
        throw new DomainError('BAD_INPUT', 'error.sameEntity', 'Both ends are one entity.');
      const [sourceType, targetType] = await Promise.all([
        entityType(sql, source),
        entityType(sql, target),
      ]);
      const [fault] = validateRelation(ontology, {
        kind: input.kind,
        sourceType,
        targetType,
        props: {},
      });
      if (fault)
        throw new DomainError('BAD_INPUT', 'error.kindNotBetween', fault.message, {
          kind: input.kind,
          sourceType,
          targetType,
        });
      await truth.addFacts(
        [
          {
            kind: 'relation',
            relation: input.kind,
            source: checkId(input.source),
            target: checkId(input.target),
            from: input.from ?? null,
            to: input.to ?? null,
            reason,
          },
        ],
        actor,
        reason,
      );
      const relationId = await relationBetween(sql, input.kind, source, target, kind.directed);
      const relation = relationId === null ? null : await readRelation(sql, relationId);
      if (!relation) throw notFound('relation');
      return relation;
    },
    removeRelation: async (_, { id }, context) => {
      const actor = context.actor();
      const { sql, truth } = context.services;
      const files = await filesOfRelation(sql, await relationIdOf(sql, checkId(id)));
      if (files.length === 0)
        throw new DomainError(
          'BAD_INPUT',
          'error.relationNotByHand',
          'The relation was not drawn by hand.',
        );
      await truth.withdrawFiles(files, actor, '');
      return true;
    },
  },
};

function existing<T>(value: T | null): T {
  if (value === null) throw notFound('entity');
  return value;
}
