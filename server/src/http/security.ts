/** Headers and checks that every answer and request passes: content security, host names against DNS rebinding, origins against forged requests. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { DomainError } from '../domain-error.ts';

export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        // The component library writes its styles into the page at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
      },
    },
    // Set by whoever terminates TLS; this server speaks plain HTTP.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];
const anyAddress = ['0.0.0.0', '::'];

/**
 * Refuses requests whose Host names neither loopback, the listening address nor a name that the deployment allows: a foreign
 * page cannot reach the server under a name of its own. Listening on every address without ALLOWED_HOSTS accepts any name.
 */
export function checkHost(listening: string, allowed: readonly string[]): RequestHandler {
  const open = anyAddress.includes(listening) && allowed.length === 0;
  const names = new Set(
    [...loopbackNames, listening, `[${listening}]`, ...allowed].map((name) => name.toLowerCase()),
  );
  return (req, _res, next) => {
    const name = hostName(req.headers.host ?? '');
    if (open || names.has(name)) return next();
    next(
      new DomainError(
        'FORBIDDEN',
        'error.hostUnknown',
        'The server is not known under this host name; see ALLOWED_HOSTS.',
      ),
    );
  };
}

/** Refuses requests that a page of another origin sends; programs send no Origin. */
export const checkOrigin: RequestHandler = (req, _res, next) => {
  const { origin, host } = req.headers;
  const site = req.headers['sec-fetch-site'];
  const foreign = origin !== undefined && hostOf(origin) !== host?.toLowerCase();
  if (!foreign && (site === undefined || site === 'same-origin' || site === 'none')) return next();
  next(new DomainError('FORBIDDEN', 'error.foreignOrigin', 'Requests of other sites are refused.'));
};

function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host.toLowerCase();
  } catch {
    return null;
  }
}
