import type { Feature } from '../feature.ts';
import { factResolvers } from './resolver.ts';

export const factFeature: Feature = {
  name: 'facts',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: factResolvers,
  requires: {
    'Mutation.addTag': 'judge',
    'Mutation.removeTag': 'judge',
    'Mutation.addNote': 'judge',
    'Mutation.addRelation': 'judge',
    'Mutation.removeRelation': 'judge',
  },
};
