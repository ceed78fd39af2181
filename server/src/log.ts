/** Structured logs without personal data: codes, counts, durations and ids of our own; never names, query variables or row contents. */
import { pino, type Logger } from 'pino';

export type Log = Logger;

export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['req', 'res', 'headers', 'cookie', 'variables', 'password', 'token'],
      remove: true,
    },
    serializers: { err: describeError },
  });
}

/** Class, code and stack only: messages of foreign libraries may quote data. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { class: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12);
  return { class: error.name, ...(typeof code === 'string' ? { code } : {}), stack };
}
