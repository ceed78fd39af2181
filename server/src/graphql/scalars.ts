/** The schema's own scalars. */
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';

export const scalars = {
  Date: GraphQLLocalDate,
  DateTime: GraphQLDateTimeISO,
  JSON: GraphQLJSON,
  Long: GraphQLSafeInt,
};
