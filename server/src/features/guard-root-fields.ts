/** Puts in front of every root field what it requires. What declares nothing is refused: the server does not start. */
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../graphql/context.ts';
import type { Feature } from './feature.ts';
import { requirePermission, type Permission } from './viewer.ts';

type AnyResolver = GraphQLFieldResolver<unknown, RequestContext>;

export function guardRootFields(schema: GraphQLSchema, features: readonly Feature[]): void {
  const required = new Map<string, Permission>(
    features.flatMap(({ requires }) => Object.entries(requires)),
  );
  for (const type of [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const name = `${type!.name}.${field.name}`;
      const permission = required.get(name);
      if (permission === undefined) throw new Error(`${name} does not declare what it requires.`);
      required.delete(name);
      if (field.subscribe) field.subscribe = guarded(field.subscribe as AnyResolver, permission);
      else if (field.resolve) field.resolve = guarded(field.resolve as AnyResolver, permission);
      else throw new Error(`${name} has nothing that answers it.`);
    }
  }
  const [unknown] = required.keys();
  if (unknown !== undefined) throw new Error(`${unknown} is not in the schema.`);
}

function guarded(resolve: AnyResolver, permission: Permission): AnyResolver {
  return (source, args, context, info) => {
    requirePermission(context.viewer, permission);
    return resolve(source, args, context, info);
  };
}
