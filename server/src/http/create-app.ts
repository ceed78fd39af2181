/** The one HTTP surface: health, API, event stream, uploads and the client, in this order. */
import { expressMiddleware } from '@as-integrations/express5';
import compression from 'compression';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { DomainError } from '../domain-error.ts';
import { createContext, type RequestContext } from '../graphql/context.ts';
import { createStream } from '../graphql/create-stream.ts';
import type { Log } from '../log.ts';
import type { Readiness } from '../readiness.ts';
import type { Services } from '../services.ts';
import { errorHandler, nothingHere } from './error-handler.ts';
import { sendQuarantine } from './quarantine-download.ts';
import { checkHost, checkOrigin, securityHeaders } from './security.ts';
import type { Sessions } from './sessions.ts';
import { staticClient } from './static-client.ts';
import { receiveUpload } from './uploads.ts';

export interface Backend {
  readonly services: Services;
  readonly sessions: Sessions;
}

export interface AppParts {
  readonly config: Config;
  readonly log: Log;
  readonly readiness: Readiness;
  readonly instance: string;
  readonly schema: GraphQLSchema;
  readonly apollo: ApolloServer<RequestContext>;
  readonly clientFolder: string;
  /** null until the stores are open. */
  backend(): Backend | null;
}

/** Canvas state is the largest thing that a document carries. */
const bodyLimit = '6mb';

export function createApp(parts: AppParts): Express {
  const { config, log } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders());
  app.get(
    '/health',
    (_req, res) =>
      void res.set('Cache-Control', 'no-store').json({ status: 'alive', instance: parts.instance }),
  );
  app.get('/ready', (_req, res) => {
    const { reason } = parts.readiness;
    res
      .set('Cache-Control', 'no-store')
      .status(reason === null ? 200 : 503)
      .json({ ready: reason === null, reason });
  });
  app.use(checkHost(config.host, config.allowedHosts));
  // Compressing would hold events back.
  app.use(
    compression({
      filter: (req: Request, res) =>
        !req.originalUrl.startsWith('/graphql/stream') && compression.filter(req, res),
    }),
  );

  const contextOf = async (req: Request, res: Response): Promise<RequestContext> => {
    const backend = parts.backend();
    if (!backend) throw new DomainError('UNAVAILABLE', 'error.starting', 'The server is starting.');
    return createContext(backend.services, await backend.sessions.of(req, res));
  };
  const open: RequestHandler = (_req, _res, next) =>
    next(
      parts.backend()
        ? undefined
        : new DomainError('UNAVAILABLE', 'error.starting', 'The server is starting.'),
    );

  app.use('/graphql', noStore, checkOrigin, open, express.json({ limit: bodyLimit }));
  app.use('/graphql/stream', streamHandler(parts, contextOf));
  app.use(
    '/graphql',
    expressMiddleware(parts.apollo, { context: ({ req, res }) => contextOf(req, res) }),
  );
  app.use('/api', noStore, checkOrigin, open);
  app.post(
    '/api/uploads',
    receiveUpload(join(config.dataDir, 'uploads'), config.uploadLimit, contextOf),
  );
  app.get('/api/quarantine/:file', async (req, res) => {
    const context = await contextOf(req, res);
    await sendQuarantine(context.services.sql, req.params.file.replace(/\.csv$/, ''), res);
  });
  app.use('/api', nothingHere);
  app.use(staticClient(parts.clientFolder));
  app.use(nothingHere);
  app.use(errorHandler(log));
  return app;
}

function streamHandler(
  parts: AppParts,
  contextOf: (req: Request, res: Response) => Promise<RequestContext>,
): RequestHandler {
  const handle = createStream(parts.schema, parts.config.production, parts.log, contextOf);
  return async (req, res) => {
    await handle(req, res);
  };
}

const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
};
