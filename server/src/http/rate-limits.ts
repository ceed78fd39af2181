/** How often one client address may ask: generous for people, an end for a page that asks in a loop. */
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { DomainError } from '../domain-error.ts';

/** Requests per minute and client address. */
export const requestsPerMinute = { graphql: 3000, metrics: 60 } as const;

export function limitRate(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Only as many proxies are believed as PROXIES says; what others claim is no reason for a message.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_req, res, next) => {
      const seconds = Number(res.getHeader('Retry-After') ?? 60);
      next(
        new DomainError(
          'RATE_LIMITED',
          'error.tooOften',
          `Too many requests; ask again in ${seconds} s.`,
          { seconds },
        ),
      );
    },
  });
}
