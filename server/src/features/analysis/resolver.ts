/** Questions to the whole graph with their forms, and the runs that answered them. */
import { questions } from '../../analysis/questions/questions.ts';
import { notFound } from '../../domain-error.ts';
import type { Question as QuestionAnswer, Resolvers } from '../../generated/resolvers.ts';
import { checkId, clamp } from '../../graphql/clamp.ts';

export const analysisResolvers: Resolvers = {
  Query: {
    questions: () => Object.values(questions).map(describe),
    analysisRuns: (_, { question, limit }, { services }) =>
      services.runs.list(question ?? null, clamp(limit, 1, 500, 50)),
    analysisRun: (_, { id }, { services }) => services.runs.find(checkId(id)),
  },
  Mutation: {
    removeAnalysisRun: async (_, { id }, context) => {
      context.actor();
      if (!(await context.services.runs.remove(checkId(id)))) throw notFound('run');
      return true;
    },
  },
};

type AnyQuestion = (typeof questions)[keyof typeof questions];

function describe({
  name,
  title,
  explanation,
  fields,
  parameters,
  steps,
}: AnyQuestion): QuestionAnswer {
  const fallbacks: Readonly<Record<string, unknown>> = parameters.parse({});
  return {
    name,
    title,
    explanation,
    fields: Object.entries(fields).map(([field, { label, explanation, control, advanced }]) => ({
      name: field,
      label,
      explanation,
      control,
      advanced,
      fallback: fallbacks[field] ?? null,
    })),
    steps: Object.entries(steps).map(([step, words]) => ({ name: step, words })),
  };
}
