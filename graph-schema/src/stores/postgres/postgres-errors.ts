/** What PostgreSQL and its driver say, as the errors that the rest of the software knows. */
import pg from 'pg';
import { SqlMemoryError } from '../../ports/sql.ts';
import { StorageError, StoreUnavailableError } from '../../ports/store-errors.ts';

/** Of the operating system, for a connection that is not there or breaks. */
const lostCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The driver's own, which carry no code. */
const lostWords =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|This socket has been ended)/;

export function toStoreError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof pg.DatabaseError) return ofServer(error);
  if (/^timeout exceeded when trying to connect|due to connection timeout/.test(error.message))
    return new StoreUnavailableError('postgres', 'slow', error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const several = error instanceof AggregateError ? error.errors : [];
  const lost =
    lostCodes.has(code) ||
    lostWords.test(error.message) ||
    several.some((one) => toStoreError(one) instanceof StoreUnavailableError);
  return lost ? new StoreUnavailableError('postgres', 'lost', error) : error;
}

/** By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function ofServer(error: pg.DatabaseError): unknown {
  const code = error.code ?? '';
  if (code === '53200')
    return new SqlMemoryError('The database ran out of memory.', { cause: error });
  if (code === '53100') return new StorageError('full', error);
  if (code === '25006') return new StorageError('readOnly', error);
  // Statement time-out; lock time-out.
  if (code === '57014' || code === '55P03')
    return new StoreUnavailableError('postgres', 'slow', error);
  // Class 08: connection; 57P0x: shutdown, crash, starting up; 53300: too many connections; 25P03: idle in a transaction.
  const lost = /^(08|57P0)/.test(code) || code === '53300' || code === '25P03';
  return lost ? new StoreUnavailableError('postgres', 'lost', error) : error;
}

/** Whether a server was there to refuse. */
export function isAnswer(error: unknown): boolean {
  return error instanceof pg.DatabaseError;
}
