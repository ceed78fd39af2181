import { ImportAbort } from '@phecda/etl/errors';
import { ApplyRefused } from '@phecda/graph-schema/truth/types';
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { DomainError } from '../domain-error.ts';
import { createLog } from '../log.ts';
import { formatError } from './format-error.ts';

const log = createLog('silent');
function formatted(cause: Error) {
  const error = new GraphQLError(cause.message, { originalError: cause, path: ['merge'] });
  return formatError(error.toJSON(), error, log);
}

test('what a person can act on keeps its code, key and parameters', () => {
  expect(formatted(new DomainError('CONFLICT', 'error.x', 'X', { version: 2 }))).toEqual({
    message: 'X',
    path: ['merge'],
    extensions: { code: 'CONFLICT', key: 'error.x', params: { version: 2 } },
  });
  expect(formatted(new ApplyRefused('RECORD_UNKNOWN', 'gone')).extensions).toMatchObject({
    code: 'NOT_FOUND',
    key: 'apply.RECORD_UNKNOWN',
  });
  expect(formatted(new ImportAbort('empty-file', 'empty', { row: 3 })).extensions).toMatchObject({
    key: 'import.empty-file',
    params: { row: 3 },
  });
});

test('anything else says nothing of itself', () => {
  const answer = formatted(new Error('duplicate key (440301199001011234)'));
  expect(answer).toEqual({
    message: 'Internal error',
    path: ['merge'],
    extensions: { code: 'INTERNAL_SERVER_ERROR', key: 'error.internal', params: {} },
  });
});

test('mistakes in a document are told', () => {
  const error = new GraphQLError('Cannot query field "x"', {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
  expect(formatError(error.toJSON(), error, log).extensions?.['code']).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );
});
