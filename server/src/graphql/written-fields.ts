/** Root fields of Query whose value a store hands over as JSON: it goes to the browser as it is, and no object is made of it on the way. */
import {
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FormattedExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
} from 'graphql';
import type { RequestContext } from './context.ts';
import type { Fragments } from './selection.ts';

/** A value as JSON in UTF-8, one part after the other. */
export class WrittenJson {
  readonly parts: readonly Uint8Array[];
  constructor(parts: readonly Uint8Array[]) {
    this.parts = parts;
  }
  toJSON(): unknown {
    return JSON.parse(Buffer.concat(this.parts).toString());
  }
}

export interface WrittenField<Shape extends object = object> {
  readonly name: string;
  /** What is to be written for what an operation asks of the field; null where that cannot be said before a request comes. */
  shape(field: FieldNode, fragments: Fragments): Shape | null;
  /** Whether the answer to this request can be written. */
  can(context: RequestContext): boolean | Promise<boolean>;
}

const shapes = new WeakMap<FieldNode, object>();

/** For the field's own resolver, before which its requirement is checked: what it has to write, as WrittenJson; null where it answers with objects. */
export function shapeToWrite<Shape extends object>(
  _: WrittenField<Shape>,
  { fieldNodes: [node] }: GraphQLResolveInfo,
): Shape | null {
  return ((node && shapes.get(node)) as Shape | undefined) ?? null;
}

export interface WrittenOperation {
  readonly document: DocumentNode;
  can(context: RequestContext): boolean | Promise<boolean>;
}

/** The operation with a leaf in the place of the root field that can be written; null where it asks for anything else. */
export function writtenOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  fields: readonly WrittenField[],
): WrittenOperation | null {
  const fragments = new Map(
    document.definitions
      .filter((found): found is FragmentDefinitionNode => found.kind === Kind.FRAGMENT_DEFINITION)
      .map((found) => [found.name.value, found]),
  );
  const asked = operation.selectionSet.selections.filter(
    (selected) => selected.kind !== Kind.FIELD || selected.name.value !== '__typename',
  );
  const [node] = asked;
  if (operation.operation !== OperationTypeNode.QUERY || asked.length !== 1) return null;
  if (node?.kind !== Kind.FIELD || node.directives?.length) return null;
  const field = fields.find(({ name }) => name === node.name.value);
  const shape = field?.shape(node, fragments) ?? null;
  if (field === undefined || shape === null) return null;
  const { selectionSet: _, ...leaf } = node;
  shapes.set(leaf, shape);
  const selections = operation.selectionSet.selections.map((selected) =>
    selected === node ? leaf : selected,
  );
  return {
    document: {
      ...document,
      definitions: [{ ...operation, selectionSet: { ...operation.selectionSet, selections } }],
    },
    can: (context) => field.can(context),
  };
}

/** The same schema, with leaves where values are written; their resolvers stay, with what is in front of them. */
export function schemaOfWritten(
  schema: GraphQLSchema,
  fields: readonly WrittenField[],
): GraphQLSchema {
  const query = schema.getQueryType()?.toConfig();
  if (query === undefined) return schema;
  const written = new GraphQLNonNull(
    new GraphQLScalarType({ name: 'Written', serialize: (value) => value }),
  );
  const leaves = Object.fromEntries(
    fields.flatMap(({ name }) => {
      const field = query.fields[name];
      return field ? [[name, { ...field, type: written }]] : [];
    }),
  );
  return new GraphQLSchema({
    ...schema.toConfig(),
    query: new GraphQLObjectType({ ...query, fields: { ...query.fields, ...leaves } }),
    types: [],
  });
}

/** What `JSON.stringify` says of a result, and a line end; bytes where parts of it are written already. */
export function resultAsJson(result: FormattedExecutionResult): string | Buffer {
  const { data } = result;
  if (!data || !Object.values(data).some((value) => value instanceof WrittenJson))
    return `${JSON.stringify(result)}\n`;
  const parts: Uint8Array[] = [];
  const rest = Object.entries({ ...result, data: undefined }).flatMap(([key, value]) =>
    value === undefined ? [] : [`,${JSON.stringify(key)}:${JSON.stringify(value)}`],
  );
  Object.entries(data).forEach(([key, value], place) => {
    parts.push(Buffer.from(`${place === 0 ? '{"data":{' : ','}${JSON.stringify(key)}:`));
    if (value instanceof WrittenJson) parts.push(...value.parts);
    else parts.push(Buffer.from(JSON.stringify(value) ?? 'null'));
  });
  parts.push(Buffer.from(`}${rest.join('')}}\n`));
  return Buffer.concat(parts);
}
