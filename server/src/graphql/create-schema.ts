/** The executable schema: the common part, the loaded ontology's names, and what each feature adds. */
import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { renderGraphqlEnums, type Ontology } from '@phecda/graph-schema';
import { features } from '../features/features.ts';
import { guardRootFields } from '../features/guard-root-fields.ts';
import { scalars } from './scalars.ts';

const common = new URL('./common.graphql', import.meta.url);

/** @throws Error naming a root field that does not say what it requires. */
export function createSchema(ontology: Ontology): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: [
      ...[common, ...features.map((feature) => feature.schema)].map((file) =>
        readFileSync(file, 'utf8'),
      ),
      renderGraphqlEnums(ontology),
    ],
    resolvers: [scalars, ...features.map((feature) => feature.resolvers)],
  });
  guardRootFields(schema, features);
  return schema;
}
