/** Long work: what runs and ran, how far it is, starting and cancelling. */
import { isOver, type Job } from '@phecda/etl/jobs/job';
import { ZodError } from 'zod';
import { DomainError, notFound } from '../../domain-error.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { checkId, clamp } from '../../graphql/clamp.ts';
import { follow } from '../live/follow.ts';
import { requirePermission } from '../viewer.ts';

export const jobResolvers: Resolvers = {
  Query: {
    jobKinds: (_, __, { services }) =>
      services.jobs.kinds.map(({ name, words, fromClients }) => ({
        name,
        ...words,
        startable: fromClients,
      })),
    jobs: (_, { kinds, states, text, limit, offset }, { services }) =>
      services.jobs.list(
        {
          ...(kinds && { kinds }),
          ...(states && { states }),
          ...(text && { text: text.trim().slice(0, 200) }),
        },
        clamp(limit, 1, 500, 100),
        clamp(offset, 0, 1e9, 0),
      ),
    job: (_, { id }, { services }) => services.jobs.job(checkId(id)),
  },
  Mutation: {
    startJob: async (_, { kind: name, input }, context) => {
      const { jobs } = context.services;
      const kind = jobs.kind(name);
      if (!kind?.fromClients) throw notFound('job kind');
      requirePermission(context.viewer, kind.requires);
      try {
        return await jobs.enqueue(name, input ?? {}, context.actor());
      } catch (error) {
        if (!(error instanceof ZodError)) throw error;
        throw new DomainError(
          'BAD_INPUT',
          'error.jobInput',
          'The input of the job is not in order.',
          {
            fields: error.issues.map(({ path }) => path.join('.')).join(', '),
          },
        );
      }
    },
    cancelJob: async (_, { id: given }, context) => {
      const { jobs } = context.services;
      const id = checkId(given);
      const before = await jobs.job(id);
      if (before === null) throw notFound('job');
      requirePermission(context.viewer, jobs.kind(before.kind)?.requires ?? 'import');
      context.actor();
      const answer = await jobs.cancel(id);
      if (answer === 'tooLate')
        throw new DomainError(
          'CONFLICT',
          'error.jobTakesEffect',
          'Too late to cancel: it is being applied.',
        );
      if (answer === 'over')
        throw new DomainError('CONFLICT', 'error.jobOver', 'The job is over already.');
      const after = await jobs.job(id);
      if (after === null) throw notFound('job');
      return after;
    },
  },
  Subscription: {
    jobProgress: {
      subscribe: async (_, { jobId }, { services: { jobs } }) => {
        const id = checkId(jobId);
        const events = follow<Job>((listener) => {
          const stop = jobs.watch(listener, id);
          // The first event is the state as it is now, then every change.
          void jobs.job(id).then(
            (job) => job && listener(job),
            () => undefined,
          );
          return stop;
        }, isOver);
        if ((await jobs.job(id)) !== null) return events;
        await events.return(undefined);
        throw notFound('job');
      },
      resolve: (job: Job) => job,
    },
    jobChanges: {
      subscribe: (_, __, { services: { jobs } }) => follow<Job>((listener) => jobs.watch(listener)),
      resolve: (job: Job) => job,
    },
  },
  Job: {
    problems: ({ problems }) =>
      problems.map(({ code, message, row, field, value }) => ({
        code,
        message,
        row: row ?? null,
        field: field ?? null,
        value: value ?? null,
      })),
  },
};
