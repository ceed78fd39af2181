/** Queries and mutations over HTTP. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { features } from '../features/features.ts';
import type { Log } from '../log.ts';
import { compiledExecution } from './compiled-execution.ts';
import type { RequestContext } from './context.ts';
import { formatError } from './format-error.ts';
import { createLimits } from './limits.ts';
import { resultAsJson } from './written-fields.ts';

export function createApollo(
  schema: GraphQLSchema,
  production: boolean,
  log: Log,
): ApolloServer<RequestContext> {
  const armor = createLimits(production);
  return new ApolloServer<RequestContext>({
    gateway: compiledExecution(
      schema,
      features.flatMap(({ written }) => written ?? []),
    ),
    // A trap: its type knows texts only; what Express sends for us may be bytes as well.
    stringifyResult: (result) => resultAsJson(result) as string,
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    validationRules: armor.validationRules,
    plugins: [
      ...(armor.plugins as ApolloServerPlugin<RequestContext>[]),
      ApolloServerPluginLandingPageDisabled(),
      // Answers are never stored: it would be called for every field of every node.
      ApolloServerPluginCacheControlDisabled(),
      timing(log),
    ],
    formatError: (formatted, error) => formatError(formatted, error, log),
    logger: silent,
  });
}

/** Operation name and duration; slow ones are worth a line. */
function timing(log: Log): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => {
      const start = performance.now();
      return {
        willSendResponse: async ({ operationName, operation, response }) => {
          const milliseconds = Math.round(performance.now() - start);
          const errors =
            response.body.kind === 'single' ? (response.body.singleResult.errors?.length ?? 0) : 0;
          const line = {
            operation: operationName,
            type: operation?.operation,
            milliseconds,
            errors,
          };
          if (milliseconds > 1000) log.warn(line, 'slow operation');
          else log.debug(line, 'operation');
        },
      };
    },
  };
}

// Its messages may quote documents; failures are logged by formatError.
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
