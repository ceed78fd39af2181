/** The schema's own scalars. */
import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';

/** Under the schema's name: a scalar that keeps its library's name cannot be named in a variable. */
function named<In, Out>(
  name: string,
  scalar: GraphQLScalarType<In, Out>,
): GraphQLScalarType<In, Out> {
  return new GraphQLScalarType({ ...scalar.toConfig(), name });
}

/** Columns go out as they are: a list type would walk over each number. */
const numbers = new GraphQLScalarType({
  name: 'Numbers',
  serialize: (value) => value,
});

/** What comes in is checked; what goes out are the stores' own days, thousands in one answer. */
const date = new GraphQLScalarType<string, string>({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  serialize: String,
});

export const scalars = {
  Date: date,
  DateTime: named('DateTime', GraphQLDateTimeISO),
  JSON: named('JSON', GraphQLJSON),
  GeoJSON: named('GeoJSON', GraphQLJSON),
  Long: named('Long', GraphQLSafeInt),
  Numbers: numbers,
};
