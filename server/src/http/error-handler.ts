/** Failures of plain HTTP requests as JSON: code, message key, parameters; never a stack. Under /graphql in the form of GraphQL's errors. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { DomainError, errorCodes } from '../domain-error.ts';
import { toDomainError } from '../graphql/format-error.ts';
import { retryAfterSeconds } from '../health/health-monitor.ts';
import type { Log } from '../log.ts';

export const nothingHere: RequestHandler = (_req, _res, next) => {
  next(
    new DomainError('NOT_FOUND', 'error.notFound', 'There is nothing at this address.', {
      what: 'page',
    }),
  );
};

export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const domain = toDomainError(error) ?? fromHttp(error);
    if (!domain) log.error({ err: error }, 'request failed');
    const { message, ...extensions } = domain
      ? { code: domain.code, key: domain.key, params: domain.params, message: domain.message }
      : {
          code: 'INTERNAL_SERVER_ERROR',
          key: 'error.internal',
          params: {},
          message: 'Internal error',
        };
    if (domain?.code === 'UNAVAILABLE') res.set('Retry-After', String(retryAfterSeconds));
    if (error instanceof Error && domain && domain !== error)
      log.warn({ err: error, key: domain.key }, 'request failed');
    const graphql = /^\/graphql(\/|\?|$)/i.test(req.originalUrl);
    res
      .status(domain ? errorCodes[domain.code] : 500)
      .json(graphql ? { errors: [{ message, extensions }] } : { ...extensions, message });
  };
}

/** Express and its body parsers mark the client's mistakes with a 4xx status. */
function fromHttp(error: unknown): DomainError | null {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413)
    return new DomainError('TOO_LARGE', 'error.requestTooLarge', 'The request is too large.');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new DomainError('BAD_INPUT', 'error.badRequest', 'The request cannot be read.');
  }
  return null;
}
