/** What the network asks of the server; never from the cache, the canvas keeps its own truth. */
import type { AnyVariables, Client, TypedDocumentNode } from 'urql';
import {
  BetweenDocument,
  CountsDocument,
  ExpandNetworkDocument,
  MergeDocument,
  PathsDocument,
  RetractEntryDocument,
  ResolvedDocument,
  RetractJudgementDocument,
  UnmergeDocument,
  type CountsQuery,
  type ExpandNetworkQuery,
  type ExpandNetworkQueryVariables,
  type NodePartsFragment,
  type PathMode,
  type ScopeInput,
} from '../generated/graphql.ts';
import { newKey } from '../inbox/new-key.ts';
import type { LinkItem, NodeItem } from './core/types.ts';

export type KindCount = CountsQuery['counts'][number];
export interface Expansion {
  readonly nodes: readonly NodeItem[];
  readonly links: readonly LinkItem[];
  readonly totals: readonly { readonly total: number; readonly shown: number }[];
}
/** Paths name entities by their ids. */
export interface PathAnswer {
  readonly paths: readonly {
    readonly nodes: readonly string[];
    readonly links: readonly string[];
    readonly cost: number;
  }[];
  readonly more: boolean;
  /** Set when the search ended before it had looked everywhere. */
  readonly stopped: {
    readonly reason: 'work' | 'time' | 'cancelled';
    readonly examined: number;
  } | null;
  readonly nodes: readonly NodeItem[];
  readonly links: readonly LinkItem[];
}

/** Ids are those of records or entities; ends of relations in answers are entity ids. */
export interface NetworkApi {
  /** Asked id → what it names today, null = nothing. */
  resolved(ids: readonly string[]): Promise<Map<string, NodeItem | null>>;
  /** Node id → what stands there today: its record is followed, and its entity should the record be gone. Null = gone; what the graph view is about to show is left out, and stays as it is. */
  located(nodes: readonly NodeItem[]): Promise<Map<string, NodeItem | null>>;
  /** All relations among these. */
  induced(ids: readonly string[]): Promise<LinkItem[]>;
  counts(id: string, scope: ScopeInput | undefined): Promise<KindCount[]>;
  expand(
    variables: Omit<ExpandNetworkQueryVariables, 'ids'> & { readonly ids: readonly string[] },
  ): Promise<Expansion>;
  paths(
    from: string,
    to: string,
    mode: PathMode,
    scope: ScopeInput | undefined,
  ): Promise<PathAnswer>;
  // Each gives the number of its entry in the inbox, and waits for no effect.
  merge(left: string, right: string, reason: string): Promise<number>;
  unmerge(record: string, reason: string): Promise<number>;
  retract(judgement: string): Promise<number>;
  /** Takes back what an entry said, or says again what it took back. */
  takeBack(entry: number): Promise<number>;
}

/** The server takes so many ids in one question. */
const mostIds = 5000;
const mostOrigins = 500;

export function toNodeItem({ id, ...node }: NodePartsFragment): NodeItem {
  return { ...node, id: node.record, entity: id };
}

function cut<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** Lists of ids which together hold every pair of them. */
export function pairsOfBlocks(ids: readonly string[], most: number): string[][] {
  if (ids.length <= most) return [[...ids]];
  const blocks = cut(ids, Math.floor(most / 2));
  return blocks.flatMap((one, index) => blocks.slice(index + 1).map((other) => [...one, ...other]));
}

const distinct = <T extends { readonly id: string }>(items: readonly T[]) => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

export function createNetworkApi(client: Client): NetworkApi {
  async function answered<Data>(
    asking: Promise<{ readonly error?: Error | undefined; readonly data?: Data | undefined }>,
  ): Promise<Data> {
    const { error, data } = await asking;
    if (error) throw error;
    if (!data) throw new Error('empty answer');
    return data;
  }
  const ask = <Data, Variables extends AnyVariables>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> =>
    answered(client.query(query, variables, { requestPolicy: 'network-only' }).toPromise());
  const tell = <Data, Variables extends AnyVariables>(
    mutation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> => answered(client.mutation(mutation, variables).toPromise());

  /** In the spelling asked; the server answers in lower case. */
  async function resolve(
    ids: readonly string[],
  ): Promise<Map<string, NodePartsFragment | 'awaited' | null>> {
    const found = new Map<string, NodePartsFragment | 'awaited' | null>();
    for (const part of cut(ids, mostIds)) {
      const { resolved } = await ask(ResolvedDocument, { ids: part });
      for (const { asked, node, awaited } of resolved)
        found.set(asked, node ?? (awaited ? 'awaited' : null));
    }
    return new Map(ids.map((id) => [id, found.get(id.toLowerCase()) ?? null]));
  }

  return {
    resolved: async (ids) => {
      const found = await resolve(ids);
      return new Map(
        [...found].map(([asked, node]) => {
          if (!node || node === 'awaited') return [asked, null];
          // A record asked for is the one that is meant to be followed.
          const record = asked === node.id ? node.record : asked;
          return [asked, toNodeItem({ ...node, record })];
        }),
      );
    },
    located: async (nodes) => {
      const byRecord = await resolve(nodes.map((node) => node.record));
      const lost = nodes.flatMap(({ record, entity }) =>
        !byRecord.get(record) && entity !== null && entity !== record ? [entity] : [],
      );
      const byEntity = await resolve([...new Set(lost)]);
      const located = new Map<string, NodeItem | null>();
      for (const { id, record, entity } of nodes) {
        const found = byRecord.get(record) ?? byEntity.get(entity ?? '') ?? null;
        if (found === 'awaited') continue;
        const own = found !== null && byRecord.get(record) === found;
        located.set(id, found && toNodeItem(own ? { ...found, record } : found));
      }
      return located;
    },
    induced: async (ids) => {
      if (ids.length < 2) return [];
      const links: LinkItem[] = [];
      for (const part of pairsOfBlocks(ids, mostIds))
        links.push(...(await ask(BetweenDocument, { ids: part })).between);
      return distinct(links);
    },
    counts: async (id, scope) =>
      (await ask(CountsDocument, { id, ...(scope && { scope }) })).counts,
    expand: async (variables) => {
      const answers: ExpandNetworkQuery['expand'][] = [];
      for (const ids of cut(variables.ids, mostOrigins))
        answers.push((await ask(ExpandNetworkDocument, { ...variables, ids })).expand);
      return {
        nodes: distinct(answers.flatMap((one) => one.nodes)).map(toNodeItem),
        links: distinct(answers.flatMap((one) => one.links)),
        totals: answers.flatMap((one) => one.totals),
      };
    },
    paths: async (from, to, mode, scope) => {
      const variables = { from, to, mode, maxLength: 6, limit: 10, ...(scope && { scope }) };
      const { paths } = await ask(PathsDocument, variables);
      return { ...paths, nodes: paths.nodes.map(toNodeItem) };
    },
    merge: async (left, right, reason) =>
      (await tell(MergeDocument, { left, right, reason, key: newKey() })).merge.number,
    unmerge: async (record, reason) =>
      (await tell(UnmergeDocument, { record, reason, key: newKey() })).unmerge.number,
    retract: async (id) =>
      (await tell(RetractJudgementDocument, { id, key: newKey() })).retractJudgement.number,
    takeBack: async (number) =>
      (await tell(RetractEntryDocument, { number, key: newKey() })).retract.number,
  };
}
