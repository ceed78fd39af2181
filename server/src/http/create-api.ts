/** What the open stores answer: GraphQL, its event stream, uploads and downloads. */
import { setMaxListeners } from 'node:events';
import { smsStatusPath } from '@phecda/alerts/config';
import { expressMiddleware } from '@as-integrations/express5';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { acknowledgePage } from '../features/alerts/acknowledge-page.ts';
import { smsStatus } from '../features/alerts/sms-status.ts';
import { features } from '../features/features.ts';
import { requirePermission } from '../features/viewer.ts';
import { createContext, type RequestContext } from '../graphql/context.ts';
import { createStream } from '../graphql/create-stream.ts';
import type { Services } from '../services.ts';
import { nothingHere } from './error-handler.ts';
import { findDocument, type ListedDocuments } from './listed-documents.ts';
import { limitRate, requestsPerMinute } from './rate-limits.ts';
import { bodyTimeoutMs, limitStreams, maxStreams, requireBodyWithin } from './request-guards.ts';
import type { Sessions } from './sessions.ts';

export interface ApiParts {
  readonly services: Services;
  readonly sessions: Sessions;
  readonly schema: GraphQLSchema;
  readonly apollo: ApolloServer<RequestContext>;
  readonly documents: ListedDocuments;
}

/** Canvas state is the largest thing that a document carries. */
const bodyLimit = '6mb';

export function createApi({ services, sessions, schema, apollo, documents }: ApiParts): Router {
  const { config, log } = services;
  const contextOf = async (req: Request, res: Response): Promise<RequestContext> =>
    createContext(services, await sessions.of(req, res), untilClosed(res));
  // What everything rests on has gone: told at once, not after each request has waited for it.
  const requireTruth: RequestHandler = (_req, _res, next) => next(services.health.truthFailure);
  const stream = createStream(schema, config.production, log, contextOf);
  const router = Router();
  router.use(
    '/graphql',
    limitRate(requestsPerMinute.graphql),
    requireTruth,
    requireBodyWithin(bodyTimeoutMs),
    express.json({ limit: bodyLimit }),
    findDocument(documents, config.freeDocuments),
  );
  router.use('/graphql/stream', limitStreams(maxStreams), async (req, res) => {
    await stream(req, res);
  });
  router.use(
    '/graphql',
    expressMiddleware(apollo, { context: ({ req, res }) => contextOf(req, res) }),
  );
  for (const route of features.flatMap(({ routes }) => routes ?? [])) {
    const handle = route.handler(services);
    router[route.method](
      `/api${route.path}`,
      limitRate(route.perMinute),
      requireTruth,
      async (req, res) => {
        const context = await contextOf(req, res);
        requirePermission(context.viewer, route.requires);
        await handle(context, req, res);
      },
    );
  }
  router.use('/api', nothingHere);
  router.use('/ack', requireTruth, acknowledgePage(services.state, services.clock));
  router.use(smsStatusPath, requireTruth, smsStatus(config.alerts.sms, services.alerts.outbox));
  router.get('/metrics', limitRate(requestsPerMinute.metrics), requireTruth, async (_req, res) => {
    res
      .set('Cache-Control', 'no-store')
      .type('text/plain; version=0.0.4')
      .send(await services.metrics());
  });
  return router;
}

/** Aborts when the client goes before it is answered. */
function untilClosed(res: Response): AbortSignal {
  const abort = new AbortController();
  // Each subscription of a page's one stream listens to it.
  setMaxListeners(0, abort.signal);
  res.once('close', () => {
    if (!res.writableFinished) abort.abort();
  });
  return abort.signal;
}
