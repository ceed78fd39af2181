/** The one place where failures become answers: GraphQL errors and HTTP statuses with code, message key and parameters, never a stack. */
import type { GraphQLFormattedError } from 'graphql';
import { StaleWriterError } from '@phecda/graph-schema/ports/graph-store';
import { LeaseLostError, SqlMemoryError } from '@phecda/graph-schema/ports/sql';
import { StoreUnavailableError, storageErrorOf } from '@phecda/graph-schema/ports/store-errors';
import { ApplyRefused } from '@phecda/graph-schema/truth/types';
import { ImportAbort } from '@phecda/etl/errors';
import { DomainError } from '../domain-error.ts';
import type { Log } from '../log.ts';

/** What the caller may know about any thrown thing; null = an internal failure. */
export function toDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (error instanceof ImportAbort) {
    const { row, field, value } = error.detail;
    return new DomainError('BAD_INPUT', `import.${error.code}`, error.message, {
      ...(row === undefined ? {} : { row }),
      ...(field === undefined ? {} : { field }),
      ...(value === undefined ? {} : { value }),
    });
  }
  if (error instanceof ApplyRefused) {
    const code = error.code.endsWith('_UNKNOWN') ? 'NOT_FOUND' : 'CONFLICT';
    return new DomainError(code, `apply.${error.code}`, error.message);
  }
  if (error instanceof LeaseLostError || error instanceof StaleWriterError) {
    return new DomainError(
      'UNAVAILABLE',
      'error.writerMoved',
      'Another process writes now; this one has to be restarted.',
    );
  }
  if (error instanceof StoreUnavailableError) {
    const { store, why } = error;
    return why === 'slow'
      ? new DomainError('UNAVAILABLE', 'error.storeSlow', error.message, { store })
      : new DomainError('UNAVAILABLE', 'error.storeLost', error.message, { store });
  }
  if (error instanceof SqlMemoryError)
    return new DomainError('UNAVAILABLE', 'error.storeMemory', error.message);
  const storage = storageErrorOf(error);
  if (storage?.why === 'full')
    return new DomainError('UNAVAILABLE', 'error.diskFull', storage.message);
  if (storage) return new DomainError('UNAVAILABLE', 'error.folderReadOnly', storage.message);
  return null;
}

/** Errors that clients make: wrong documents, wrong variables, limits. Their text names only the schema. */
const clientCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'STARTING',
]);

export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Log,
): GraphQLFormattedError {
  const thrown = error instanceof Error && error.name === 'GraphQLError' ? error : null;
  // By shape, not by class: two copies of the library may meet in one process.
  const cause =
    thrown && 'originalError' in thrown && thrown.originalError ? thrown.originalError : error;
  const where = {
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
  const domain = toDomainError(cause);
  if (domain) {
    const { code, key, params, details } = domain;
    return {
      message: domain.message,
      ...where,
      extensions: { code, key, params, ...(details.length > 0 ? { details } : {}) },
    };
  }
  const code = String(formatted.extensions?.['code'] ?? '');
  const plain = thrown !== null && cause === error;
  if (clientCodes.has(code) || (plain && code !== 'INTERNAL_SERVER_ERROR')) {
    const kept = code === '' || code === 'undefined' ? 'BAD_USER_INPUT' : code;
    return {
      message: formatted.message,
      ...where,
      extensions: { code: kept, key: 'error.badRequest', params: {} },
    };
  }
  log.error(
    { err: cause, path: formatted.path?.filter((part) => typeof part === 'string') },
    'resolver failed',
  );
  return {
    message: 'Internal error',
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR', key: 'error.internal', params: {} },
  };
}
