/** Closed loops that runs found. */
import { loopResult } from '../../analysis/questions/loops/result.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { checkId } from '../../graphql/clamp.ts';

export const loopResolvers: Resolvers = {
  Query: {
    loopRun: async (_, { run }, { services }) => {
      const answer = await services.runs.answer(checkId(run), 'loops', loopResult);
      return answer && { ...answer.result, run: answer.summary };
    },
  },
};
