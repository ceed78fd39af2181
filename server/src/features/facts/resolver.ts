/** Tags, notes and relations set by an analyst: entries of the inbox, each with its reason, each to be taken back. */
import { validateRelation } from '@phecda/graph-schema';
import type { Resolvers } from '../../generated/resolvers.ts';
import { DomainError } from '../../domain-error.ts';
import { checkId, checkText } from '../../graphql/clamp.ts';
import { relationIdOf } from '../../reading/entities.ts';
import { requireEntityId, requireRecordId } from '../../reading/entity-ids.ts';
import { pendingFacts } from '../inbox/pending-facts.ts';
import { retraction } from '../inbox/resolver.ts';
import { filesOfRelation, filesOfTag } from '../../reading/analyst-files.ts';

const longestReason = 1000;
const longestNote = 4000;

export const factResolvers: Resolvers = {
  Mutation: {
    addTag: async (_, { id, tag, reason, key }, context) => {
      const actor = context.actor();
      const { truth } = context;
      const { known, inbox, ontology } = context.services;
      if (!Object.hasOwn(ontology.tagModels, tag)) {
        throw new DomainError('BAD_INPUT', 'error.tagUnknown', 'There is no such tag.', { tag });
      }
      const why = checkText(reason, 'reason', 1, longestReason);
      const { record } = await known.find(truth, id);
      return inbox.enter(actor, { kind: 'tag', record, tag, reason: why }, key);
    },
    removeTag: async (_, { id, tag, key }, context) => {
      const actor = context.actor();
      const { truth } = context;
      const { inbox } = context.services;
      const entityId = await requireEntityId(truth, id);
      const files = await filesOfTag(truth, entityId, tag);
      const numbers = (await pendingFacts(context))
        .of(entityId)
        .flatMap(({ number, said }) => (said.kind === 'tag' && said.tag === tag ? [number] : []));
      if (files.length === 0 && numbers.length === 0) {
        throw new DomainError('BAD_INPUT', 'error.tagNotByHand', 'The tag was not set by hand.', {
          tag,
        });
      }
      const about = { records: [await requireRecordId(truth, id)], tag };
      return inbox.enter(actor, retraction({ numbers, files, about }), key);
    },
    addNote: async (_, { id, text, key }, context) => {
      const actor = context.actor();
      const { truth } = context;
      const { known, inbox } = context.services;
      const note = checkText(text, 'text', 1, longestNote);
      const { record } = await known.find(truth, id);
      return inbox.enter(actor, { kind: 'note', record, text: note, reason: '' }, key);
    },
    addRelation: async (_, { input, key }, context) => {
      const actor = context.actor();
      const { truth } = context;
      const { known, inbox, ontology } = context.services;
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
      let [source, target] = await Promise.all([
        known.find(truth, input.source),
        known.find(truth, input.target),
      ]);
      if (source.entity === target.entity) {
        [source, target] = await Promise.all([
          known.findNow(truth, input.source),
          known.findNow(truth, input.target),
        ]);
        if (source.entity === target.entity)
          throw new DomainError('BAD_INPUT', 'error.sameEntity', 'Both ends are one entity.');
      }
      const { type: sourceType } = source;
      const { type: targetType } = target;
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
      return inbox.enter(
        actor,
        {
          kind: 'relation',
          relation: input.kind,
          source: source.record,
          target: target.record,
          from: input.from ?? null,
          to: input.to ?? null,
          reason,
        },
        key,
      );
    },
    removeRelation: async (_, { id, key }, context) => {
      const actor = context.actor();
      const { truth } = context;
      const { inbox } = context.services;
      const { relations } = await pendingFacts(context);
      const drawn = relations.find((relation) => relation.id === checkId(id));
      if (drawn?.inboxNumber !== undefined) {
        const about = { records: [drawn.source, drawn.target], relation: drawn.id };
        return inbox.enter(actor, retraction({ numbers: [drawn.inboxNumber], about }), key);
      }
      const relation = await relationIdOf(
        truth,
        checkId(id),
        context.services.ontology.relationKinds,
      );
      const { files, records } = await filesOfRelation(truth, relation);
      if (files.length === 0)
        throw new DomainError(
          'BAD_INPUT',
          'error.relationNotByHand',
          'The relation was not drawn by hand.',
        );
      return inbox.enter(actor, retraction({ files, about: { records, relation } }), key);
    },
  },
};
