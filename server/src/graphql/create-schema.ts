/** The executable schema: the query schema, the loaded ontology's names, and each feature's resolvers. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { renderGraphqlEnums, type Ontology } from '@phecda/graph-schema';
import type { Resolvers } from '../generated/resolvers.ts';
import { declarationResolvers } from './declarations/resolver.ts';
import { entityResolvers } from './entity/resolver.ts';
import { factResolvers } from './facts/resolver.ts';
import { inboxResolvers } from './inbox/resolver.ts';
import { importResolvers } from './imports/resolver.ts';
import { investigationResolvers } from './investigations/resolver.ts';
import { judgementResolvers } from './judgements/resolver.ts';
import { legendResolvers } from './legend/resolver.ts';
import { liveResolvers } from './live/resolver.ts';
import { networkResolvers } from './network/resolver.ts';
import { profileResolvers } from './profile/resolver.ts';
import { scalars } from './scalars.ts';
import { searchResolvers } from './search/resolver.ts';
import { systemResolvers } from './system/resolver.ts';

const sdl = readFileSync(fileURLToPath(new URL('./schema.graphql', import.meta.url)), 'utf8');

const features: readonly Resolvers[] = [
  systemResolvers,
  legendResolvers,
  searchResolvers,
  entityResolvers,
  profileResolvers,
  declarationResolvers,
  networkResolvers,
  factResolvers,
  judgementResolvers,
  inboxResolvers,
  importResolvers,
  investigationResolvers,
  liveResolvers,
];

export function createSchema(ontology: Ontology): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: [sdl, renderGraphqlEnums(ontology)],
    resolvers: [scalars, ...features],
  });
}
