/** Live updates: how far an import is, and each revision once the graph view has it. */
import { isTerminal } from '@phecda/etl/import-service';
import type { ImportJobModel } from '../../graphql/models.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { notFound } from '../../domain-error.ts';
import { checkId } from '../../graphql/clamp.ts';
import { follow } from './follow.ts';

export const liveResolvers: Resolvers = {
  Subscription: {
    importProgress: {
      subscribe: async (_, { jobId }, { services }) => {
        const id = checkId(jobId);
        const { service } = services.imports;
        const events = follow<ImportJobModel>(
          (listener) => {
            const stop = service.watch(listener, id);
            // The first event is the state as it is now, then every change.
            void service.job(id).then(
              (job) => job && listener(job),
              () => undefined,
            );
            return stop;
          },
          (job) => isTerminal(job.state),
        );
        if ((await service.job(id)) !== null) return events;
        await events.return(undefined);
        throw notFound('job');
      },
      resolve: (job: ImportJobModel) => job,
    },
    changes: {
      subscribe: (_, { after }, { services }) => services.live.changes(after ?? null),
      resolve: (change: unknown) => change as never,
    },
  },
};
