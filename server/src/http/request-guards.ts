/** Keeps one client from holding what all need: bodies have to arrive in time, and open event streams are counted. */
import type { RequestHandler } from 'express';
import { DomainError } from '../domain-error.ts';

/** Open event streams: of one client address (each tab has one), and of all. */
export const maxStreams = { perAddress: 64, total: 2_000 } as const;
/** A document with its variables has to be here after this long. */
export const bodyTimeoutMs = 20_000;

/** Ends a request whose body is not complete in time. Stands before the parser of the body. */
export function requireBodyWithin(timeoutMs: number): RequestHandler {
  return (req, _res, next) => {
    const timer = setTimeout(() => {
      if (!req.complete) req.destroy();
    }, timeoutMs);
    timer.unref();
    req.once('close', () => clearTimeout(timer));
    next();
  };
}

/** Counts the event streams (GET, or POST that asks for events) that are open; more than `max` are refused. */
export function limitStreams(max: { perAddress: number; total: number }): RequestHandler {
  const open = new Map<string, number>();
  let total = 0;
  return (req, res, next) => {
    if (!req.headers.accept?.includes('text/event-stream')) return next();
    const address = req.ip ?? '';
    const own = open.get(address) ?? 0;
    if (own >= max.perAddress || total >= max.total) {
      return next(
        new DomainError(
          'RATE_LIMITED',
          'error.tooManyStreams',
          `This address has ${own} live connections open; close some of its windows.`,
          { open: own },
        ),
      );
    }
    open.set(address, own + 1);
    total++;
    res.once('close', () => {
      total--;
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    next();
  };
}
