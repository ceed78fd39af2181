import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, parse, type OperationDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { DomainError } from '../domain-error.ts';
import { compiledExecution } from './compiled-execution.ts';

const schema = makeExecutableSchema({
  typeDefs: `
    enum Colour { red green }
    input Rule { name: String all: [Rule!] not: Other }
    input Other { rule: Rule }
    input Wish { colour: Colour! most: Int = 3 }
    type Leaf { name: String! maybe: String colour: Colour words: [String!]! }
    interface Named { name: String! }
    type Tree implements Named { name: String! leaves: [Leaf!]! broken: Leaf }
    type Query { depth(rule: [Rule!]!): Int! tree(wish: Wish): Tree named: [Named!]! refused: Tree! nothing: Int }
    type Mutation { count: Int! }
  `,
  resolvers: {
    Query: {
      depth: (_: unknown, { rule }: { rule: unknown }) => JSON.stringify(rule).split('{').length,
      tree: async (_: unknown, { wish }: { wish?: { colour: string; most: number } }) => ({
        name: wish ? `${wish.colour} ${wish.most}` : 'a',
        leaves: Array.from({ length: wish?.most ?? 2 }, (_, i) => ({
          name: `l${i}`,
          maybe: i % 2 ? null : 'm',
          colour: 'red',
          words: ['x'],
        })),
        broken: { name: null },
      }),
      named: () => [{ __typename: 'Tree', name: 'n' }],
      refused: () => {
        throw new DomainError('NOT_FOUND', 'error.notFound', 'There is none.');
      },
    },
    Tree: { broken: () => Promise.resolve({ words: [] }) },
    Mutation: { count: (_: unknown, __: unknown, context: { n: number }) => ++context.n },
  },
});

async function both(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const gateway = compiledExecution(schema);
  const { executor } = await gateway.load({ apollo: {} });
  type Asked = Parameters<NonNullable<typeof executor>>[0];
  const asked = {
    document,
    operation,
    operationName: null,
    request: { variables },
    context: { n: 0 },
  };
  const compiled = await executor!(asked as unknown as Asked);
  const usual = await execute({
    schema,
    document,
    variableValues: variables,
    contextValue: { n: 0 },
  });
  const plain = (result: typeof usual): unknown =>
    JSON.parse(
      JSON.stringify({
        data: result.data,
        errors: result.errors
          ?.map(({ message, path, originalError }) => ({
            message,
            path,
            refused: originalError instanceof DomainError,
          }))
          .sort((a, b) => a.message.localeCompare(b.message)),
      }),
    );
  return { compiled: plain(compiled as typeof usual), usual: plain(usual) };
}

it('an operation whose variable may hold another of its type, itself or by another, is answered and does not end the server', async () => {
  const rule = [{ all: [{ name: 'a' }, { not: { rule: { name: 'b' } } }] }];
  const { compiled, usual } = await both('query ($rule: [Rule!]!) { depth(rule: $rule) }', {
    rule,
  });
  expect(compiled).toEqual(usual);
  expect(compiled).toEqual({ data: { depth: 6 } });
});

it.each([
  ['lists and nulls', '{ tree { name leaves { name maybe colour words } } nothing }', {}],
  [
    'variables with defaults',
    'query ($w: Wish) { tree(wish: $w) { name leaves { name } } }',
    { w: { colour: 'green' } },
  ],
  [
    'fragments, aliases, abstract types',
    '{ all: named { __typename name ... on Tree { leaves { name } } } }',
    {},
  ],
  [
    'skip and include',
    'query ($yes: Boolean!) { tree { name @skip(if: $yes) leaves @include(if: $yes) { name } } }',
    { yes: true },
  ],
  ['what a resolver refuses', '{ refused { name } }', {}],
  ['a null where none may be', '{ tree { name broken { name words } } }', {}],
  ['mutations in their order', 'mutation { a: count b: count }', {}],
  [
    'a value that is none of the enum',
    'query ($w: Wish) { tree(wish: $w) { name } }',
    { w: { colour: 'blue' } },
  ],
  ['a variable that is missing', 'query ($w: Wish!) { tree(wish: $w) { name } }', {}],
  [
    'the schema itself',
    '{ __schema { queryType { name } } __type(name: "Leaf") { fields { name } } }',
    {},
  ],
])('answers as the interpreter does: %s', async (_, text, variables) => {
  const { compiled, usual } = await both(text, variables);
  expect(compiled).toEqual(usual);
});
