/** What the network asks of the server; never from the cache, the canvas keeps its own truth. */
import type { AnyVariables, Client, TypedDocumentNode } from 'urql';
import {
  BetweenDocument,
  CountsDocument,
  EntitiesDocument,
  ExpandNetworkDocument,
  PathsDocument,
  type CountsQuery,
  type ExpandNetworkQuery,
  type ExpandNetworkQueryVariables,
  type PathMode,
  type PathsQuery,
  type ScopeInput,
} from '../generated/graphql.ts';
import type { LinkItem, NodeItem } from './core/types.ts';

export type KindCount = CountsQuery['counts'][number];
export type Expansion = ExpandNetworkQuery['expand'];
export type PathAnswer = PathsQuery['paths'];

export interface NetworkApi {
  entities(ids: readonly string[]): Promise<NodeItem[]>;
  between(ids: readonly string[]): Promise<LinkItem[]>;
  counts(id: string, scope: ScopeInput | undefined): Promise<KindCount[]>;
  expand(variables: ExpandNetworkQueryVariables): Promise<Expansion>;
  paths(
    from: string,
    to: string,
    mode: PathMode,
    scope: ScopeInput | undefined,
  ): Promise<PathAnswer>;
}

/** Page size of the server for lists of ids. */
const mostIds = 5000;

export function createNetworkApi(client: Client): NetworkApi {
  async function ask<Data, Variables extends AnyVariables>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    const answer = await client
      .query(query, variables, { requestPolicy: 'network-only' })
      .toPromise();
    if (answer.error) throw answer.error;
    if (!answer.data) throw new Error('empty answer');
    return answer.data;
  }
  return {
    entities: async (ids) =>
      ids.length ? (await ask(EntitiesDocument, { ids: ids.slice(0, mostIds) })).entities : [],
    between: async (ids) =>
      ids.length > 1 ? (await ask(BetweenDocument, { ids: ids.slice(0, mostIds) })).between : [],
    counts: async (id, scope) =>
      (await ask(CountsDocument, { id, ...(scope && { scope }) })).counts,
    expand: async (variables) => (await ask(ExpandNetworkDocument, variables)).expand,
    paths: async (from, to, mode, scope) =>
      (
        await ask(PathsDocument, {
          from,
          to,
          mode,
          maxLength: 6,
          limit: 10,
          ...(scope && { scope }),
        })
      ).paths,
  };
}
