/** Saved investigations: canvas, notes and verdicts under an optimistic version, deleted softly. */
import type { Investigation, Resolvers } from '../../generated/resolvers.ts';
import { DomainError, notFound } from '../../domain-error.ts';
import { checkId, checkText } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { InvestigationStore } from './investigation-store.ts';

const largestState = 4_000_000;
const longestNotes = 100_000;

export const investigationResolvers: Resolvers = {
  Query: {
    investigations: (_, __, context) => store(context).list(),
    investigation: (_, { id }, context) => store(context).find(checkId(id)),
  },
  Mutation: {
    createInvestigation: async (_, { title, state }, context) => {
      const actor = context.actor();
      const id = await store(context).create(
        checkText(title, 'title', 1, 200),
        checkState(state),
        actor,
      );
      return existing(await store(context).find(id));
    },
    saveInvestigation: async (_, { id, version, title, notes, state }, context) => {
      const actor = context.actor();
      const change = {
        title: title == null ? null : checkText(title, 'title', 1, 200),
        notes: notes == null ? null : checkText(notes, 'notes', 0, longestNotes),
        state: state == null ? null : checkState(state),
      };
      const saved = await store(context).save(checkId(id), version, change, actor);
      const stored = existing(await store(context).find(checkId(id)));
      if (saved) return stored;
      throw new DomainError(
        'CONFLICT',
        'error.investigationChanged',
        'Somebody saved it meanwhile.',
        {
          version: stored.version,
          actor: stored.actor,
        },
      );
    },
    deleteInvestigation: async (_, { id }, context) => {
      context.actor();
      if (!(await store(context).setDeleted(checkId(id), true))) throw notFound('investigation');
      return true;
    },
    restoreInvestigation: async (_, { id }, context) => {
      context.actor();
      await store(context).setDeleted(checkId(id), false);
      return existing(await store(context).find(checkId(id)));
    },
  },
};

function store({ services }: RequestContext): InvestigationStore {
  return new InvestigationStore(services.state, services.clock);
}

function existing(investigation: Investigation | null): Investigation {
  if (investigation === null) throw notFound('investigation');
  return investigation;
}

/** Canvas state is an object of the client's making; only its size concerns the server. */
function checkState(state: unknown): unknown {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) {
    throw new DomainError('BAD_INPUT', 'error.badState', 'The state is an object.');
  }
  if (JSON.stringify(state).length > largestState) {
    throw new DomainError('TOO_LARGE', 'error.stateTooLarge', 'The investigation is too large.', {
      most: largestState,
    });
  }
  return state;
}
