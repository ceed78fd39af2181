/** Subscriptions (and anything else) over server-sent events, single and distinct connections alike. */
import {
  GraphQLError,
  execute,
  subscribe,
  validate,
  specifiedRules,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/express';
import type { Request, Response } from 'express';
import type { Log } from '../log.ts';
import type { RequestContext } from './context.ts';
import { formatError } from './format-error.ts';
import { createLimits } from './limits.ts';

type StreamContext = RequestContext & Record<PropertyKey, unknown>;

export function createStream(
  schema: GraphQLSchema,
  production: boolean,
  log: Log,
  contextOf: (req: Request, res: Response) => Promise<RequestContext>,
): (req: Request, res: Response) => Promise<void> {
  const rules = [...specifiedRules, ...createLimits(production).validationRules];
  return createHandler<StreamContext>({
    schema,
    execute,
    subscribe,
    validate: (against, document) => validate(against, document, rules),
    context: async (req) => (await contextOf(req.raw, req.context.res)) as StreamContext,
    onNext: (_context, _req, result) => withFormattedErrors(result as ExecutionResult, log),
  });
}

function withFormattedErrors(result: ExecutionResult, log: Log): ExecutionResult | undefined {
  if (!result.errors || result.errors.length === 0) return undefined;
  const errors = result.errors.map((error) => {
    const { message, extensions, ...where } = formatError(error.toJSON(), error, log);
    return new GraphQLError(message, {
      extensions: { ...extensions },
      ...(where.path ? { path: where.path } : {}),
    });
  });
  return { ...result, errors };
}
