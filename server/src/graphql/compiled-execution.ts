/** Executes operations by code that is compiled once for each: answers of a thousand fields take an eighth of what interpreting them takes (`npm run bench -- answers`). */
import type { ApolloServerOptions } from '@apollo/server';
import {
  execute,
  getVariableValues,
  getNamedType,
  GraphQLError,
  isInputObjectType,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { RequestContext } from './context.ts';
import { schemaOfWritten, writtenOperation, type WrittenField } from './written-fields.ts';

type Gateway = NonNullable<ApolloServerOptions<RequestContext>['gateway']>;
type Execution = Awaited<ReturnType<Gateway['load']>>['executor'];

/** Apollo's seam for an executor that is not its own: the schema stays in this process. */
export function compiledExecution(
  schema: GraphQLSchema,
  written: readonly WrittenField[] = [],
): Gateway {
  return {
    onSchemaLoadOrUpdate: (use) => {
      use({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () => Promise.resolve({ executor: executorOf(schema, written) }),
    stop: () => Promise.resolve(),
  };
}

interface Compiled {
  /** Null where the interpreter has to. */
  readonly query: CompiledQuery | null;
  /** The same where a store writes the answer. */
  readonly written: {
    readonly query: CompiledQuery;
    can(context: RequestContext): boolean | Promise<boolean>;
  } | null;
}

/** A trap: of a list whose items are promises, one that rejects leaves a null too many behind; resolvers await such lists themselves. */
function executorOf(
  schema: GraphQLSchema,
  written: readonly WrittenField[],
): NonNullable<Execution> {
  const leaves = schemaOfWritten(schema, written);
  // Documents are parsed once and kept within bounds by Apollo; what was compiled goes with them.
  const compiled = new WeakMap<DocumentNode, Map<string, Compiled>>();
  const compile = (document: DocumentNode, operation: OperationDefinitionNode): Compiled => {
    const name = operation.name?.value ?? '';
    if (isNested(schema, operation)) return { query: null, written: null };
    const asLeaves = writtenOperation(document, operation, written);
    const byStore = asLeaves && compiledQuery(leaves, asLeaves.document, name);
    return {
      query: compiledQuery(schema, document, name),
      written: byStore && { query: byStore, can: asLeaves.can },
    };
  };
  const compiledOf = (document: DocumentNode, operation: OperationDefinitionNode): Compiled => {
    const name = operation.name?.value ?? '';
    let operations = compiled.get(document);
    if (operations === undefined) compiled.set(document, (operations = new Map()));
    let found = operations.get(name);
    if (found === undefined) operations.set(name, (found = compile(document, operation)));
    return found;
  };
  return async ({ document, operation, operationName, request, context }) => {
    const variables = request.variables ?? {};
    // The same words for wrong variables as everywhere.
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: 50,
    });
    if (errors) return { errors };
    const found = compiledOf(document, operation);
    const query =
      found.written && (await found.written.can(context as RequestContext))
        ? found.written.query
        : found.query;
    return query === null
      ? execute({
          schema,
          document,
          operationName,
          variableValues: variables,
          contextValue: context,
        })
      : withUsualErrors(await query.query(undefined, context, variables));
  };
}

function compiledQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string,
): CompiledQuery | null {
  const result = compileQuery(schema, document, operationName);
  return isCompiledQuery(result) ? result : null;
}

/** Whether a variable can hold another of its own type: the compiler writes code for each level and never ends. */
function isNested(
  schema: GraphQLSchema,
  { variableDefinitions }: OperationDefinitionNode,
): boolean {
  const holdsItself = (name: string, above: readonly string[]): boolean => {
    if (above.includes(name)) return true;
    const type = schema.getType(name);
    return (
      isInputObjectType(type) &&
      Object.values(type.getFields()).some((field) =>
        holdsItself(getNamedType(field.type).name, [...above, name]),
      )
    );
  };
  return (variableDefinitions ?? []).some(({ type }) => holdsItself(nameOf(type), []));
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** Errors as everybody expects them: those of compiled code lack extensions. */
function withUsualErrors(result: ExecutionResult): ExecutionResult {
  const { errors } = result;
  if (errors === undefined) return result;
  return {
    ...result,
    errors: errors.map(
      ({ message, path, originalError }) => new GraphQLError(message, { path, originalError }),
    ),
  };
}
