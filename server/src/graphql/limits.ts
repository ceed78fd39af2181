/** What a document may cost before it is run: depth, aliases, tokens, directives and weighed cost; the same for HTTP and for the event stream. */
import { ApolloArmor } from '@escape.tech/graphql-armor';

export const limits = {
  depth: 12,
  aliases: 40,
  tokens: 4000,
  directives: 50,
  cost: 20_000,
} as const;

export function createLimits(production: boolean): ReturnType<ApolloArmor['protect']> {
  return new ApolloArmor({
    maxDepth: { n: limits.depth },
    maxAliases: { n: limits.aliases },
    maxTokens: { n: limits.tokens },
    maxDirectives: { n: limits.directives },
    costLimit: { maxCost: limits.cost, ignoreIntrospection: !production },
    blockFieldSuggestion: { enabled: production },
  }).protect();
}
