/** Which documents the server runs: those that the served client was built with, asked for by their ids; others only where the operator allows them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { GraphQLError, parse } from 'graphql';
import { z } from 'zod';
import { DomainError } from '../domain-error.ts';
import { limits } from '../graphql/limits.ts';

/** Text by id, an id being `sha256:` and the hash of the text. */
export type ListedDocuments = ReadonlyMap<string, string>;

const list = z.record(z.string(), z.string());
const operation = z.looseObject({
  query: z.string().nullish(),
  extensions: z
    .looseObject({ persistedQuery: z.looseObject({ sha256Hash: z.string() }).optional() })
    .nullish(),
});

/** The list lies in the client's build. Empty when there is none: there is no page either that could ask. */
export function readListedDocuments(clientFolder: string): ListedDocuments {
  const file = join(clientFolder, 'persisted-documents.json');
  if (!existsSync(file)) return new Map();
  return new Map(Object.entries(list.parse(JSON.parse(readFileSync(file, 'utf8')))));
}

/** Puts the listed text in the place of its id before GraphQL sees the request. @param free texts that are not listed run too. */
export function findDocument(listed: ListedDocuments, free: boolean): RequestHandler {
  return (req, _res, next) => {
    if (req.method === 'POST') {
      const { data, success } = operation.safeParse(req.body);
      if (!success) throw badRequest('The request is not JSON with a document.');
      const { persistedQuery, ...extensions } = data.extensions ?? {};
      const own = free ? data.query : null;
      if (own) checkSyntax(own);
      const text = own || (listed.get(persistedQuery?.sha256Hash ?? '') ?? unknown());
      req.body = { ...data, query: text, extensions };
    } else if (req.method === 'GET' && req.url.includes('?')) {
      throw badRequest('Documents come by POST.');
    }
    next();
  };
}

/** Before either endpoint reads it: what is no document, or too long a one, is the client's mistake. */
function checkSyntax(text: string): void {
  try {
    parse(text, { maxTokens: limits.tokens, noLocation: true });
  } catch (error) {
    throw badRequest(
      error instanceof GraphQLError ? error.message : 'The document cannot be read.',
    );
  }
}

function badRequest(message: string): DomainError {
  return new DomainError('BAD_INPUT', 'error.badRequest', message);
}

function unknown(): never {
  throw new DomainError(
    'DOCUMENT_UNKNOWN',
    'error.documentUnknown',
    'Only the documents of the served client are run; see FREE_DOCUMENTS.',
  );
}
