/** The one HTTP surface: health, API and the client, in this order. It listens before the API behind it is there. */
import { constants } from 'node:zlib';
import compression from 'compression';
import express, { type Express, type Request, type RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { DomainError } from '../domain-error.ts';
import { retryAfterSeconds, type HealthMonitor } from '../health/health-monitor.ts';
import type { Log } from '../log.ts';
import type { Readiness } from '../readiness.ts';
import { errorHandler, nothingHere } from './error-handler.ts';
import { checkHost, checkOrigin, securityHeaders } from './security.ts';
import { staticClient } from './static-client.ts';

export interface AppParts {
  readonly config: Config;
  readonly log: Log;
  readonly readiness: Readiness;
  readonly instance: string;
  readonly clientFolder: string;
  /** null until the stores are open. */
  health(): HealthMonitor | null;
  /** null until the stores are open. */
  api(): RequestHandler | null;
}

export function createApp(parts: AppParts): Express {
  const { config, log } = parts;
  const app = express();
  app.disable('x-powered-by');
  // Answers are not stored, files of the page have tags of their own: hashing a graph would be for nothing.
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.proxies);
  app.use(securityHeaders());
  app.get(
    '/health',
    // 200 as long as the process answers: starting it again mends no store.
    (_req, res) =>
      void res.set('Cache-Control', 'no-store').json({
        status: 'alive',
        instance: parts.instance,
        warnings: parts.health()?.warnings ?? [],
        parts: parts.health()?.parts ?? [],
      }),
  );
  app.get('/ready', (_req, res) => {
    const health = parts.health();
    const reason = parts.readiness.reason ?? health?.failed ?? null;
    res.set('Cache-Control', 'no-store');
    if (reason !== null) res.set('Retry-After', String(retryAfterSeconds));
    res
      .status(reason === null ? 200 : 503)
      .json({ ready: reason === null, reason, parts: health?.parts ?? [] });
  });
  app.use(checkHost(config.host, config.allowedHosts));
  app.use(compressed());
  app.use(['/graphql', '/api'], noStore, checkOrigin);
  app.use((req, res, next) => {
    const api = parts.api();
    if (api) return api(req, res, next);
    next(
      /^\/(graphql|api)(\/|$)/i.test(req.path)
        ? new DomainError('UNAVAILABLE', 'error.starting', 'The server is starting.')
        : undefined,
    );
  });
  app.use(staticClient(parts.clientFolder));
  app.use(nothingHere);
  app.use(errorHandler(log));
  return app;
}

const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
};

/** Answers are compressed quickly, each for one reader: as small as usual within a quarter, where the usual way takes longer than finding and writing a network. Files of the page as usual. */
function compressed(): RequestHandler {
  const ofPage = compression();
  const ofAnswers = compression({
    level: constants.Z_BEST_SPEED,
    brotli: {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 1,
        // Kilobytes of memory for each answer, not megabytes.
        [constants.BROTLI_PARAM_LGWIN]: 18,
      },
    },
    // Compressing would hold events back.
    filter: (req: Request, res) =>
      !req.originalUrl.startsWith('/graphql/stream') && compression.filter(req, res),
  });
  return (req, res, next) =>
    (/^\/(graphql|api)(\/|$)/i.test(req.path) ? ofAnswers : ofPage)(req, res, next);
}
