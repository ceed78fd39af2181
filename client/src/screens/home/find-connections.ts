/** Who of a list is connected with whom, and how: relations between them, and for the other pairs the most specific path, within bounds. */
import type { Client } from 'urql';
import {
  BetweenDocument,
  PathsDocument,
  type LinkPartsFragment,
  type NodePartsFragment,
} from '../../generated/graphql.ts';
import { pairsOf } from './workbench.ts';

/** Paths are looked for between this many pairs. */
export const MOST_PAIRS = 105;
/** Relations of a path. */
export const MOST_STEPS = 4;
const AT_ONCE = 3;

export interface Connection {
  readonly from: NodePartsFragment;
  readonly to: NodePartsFragment;
  readonly path: { readonly nodes: readonly string[]; readonly links: readonly string[] };
}

export interface Connections {
  readonly found: readonly Connection[];
  readonly nodes: ReadonlyMap<string, NodePartsFragment>;
  readonly links: readonly LinkPartsFragment[];
  readonly pairs: number;
  /** Of the pairs, those that were looked at so far. */
  readonly asked: number;
  /** Searches that ended before they had looked everywhere. */
  readonly stopped: number;
  readonly done: boolean;
}

/** @throws CombinedError when a question fails. Tells after each pair. */
export async function findConnections(
  client: Client,
  entities: readonly NodePartsFragment[],
  signal: AbortSignal,
  tell: (state: Connections) => void,
): Promise<void> {
  const nodes = new Map(entities.map((node) => [node.id, node]));
  const all = pairsOf(entities);
  const between = await client
    .query(
      BetweenDocument,
      { ids: entities.map(({ id }) => id) },
      { requestPolicy: 'network-only' },
    )
    .toPromise();
  if (between.error) throw between.error;
  const links = new Map((between.data?.between ?? []).map((link) => [link.id, link]));
  const direct = new Map<string, LinkPartsFragment>();
  for (const link of links.values()) {
    const key = keyOf(link.source, link.target);
    if (!direct.has(key)) direct.set(key, link);
  }
  const found: Connection[] = [];
  const open: (typeof all)[number][] = [];
  for (const [from, to] of all) {
    const link = direct.get(keyOf(from.id, to.id));
    if (link) found.push({ from, to, path: { nodes: [from.id, to.id], links: [link.id] } });
    else open.push([from, to]);
  }
  let asked = all.length - open.length;
  let stopped = 0;
  const state = (done: boolean): Connections => ({
    found: [...found],
    nodes: new Map(nodes),
    links: [...links.values()],
    pairs: all.length,
    asked,
    stopped,
    done,
  });
  tell(state(open.length === 0));
  const queue = open.slice(0, MOST_PAIRS);
  const work = async (): Promise<void> => {
    for (let pair = queue.shift(); pair && !signal.aborted; pair = queue.shift()) {
      const [from, to] = pair;
      const { data, error } = await client
        .query(
          PathsDocument,
          { from: from.id, to: to.id, mode: 'specific', maxLength: MOST_STEPS, limit: 1 },
          { requestPolicy: 'network-only' },
        )
        .toPromise();
      if (error) throw error;
      const [path] = data?.paths.paths ?? [];
      asked += 1;
      if (data?.paths.stopped) stopped += 1;
      if (path && data) {
        found.push({ from, to, path });
        for (const node of data.paths.nodes) nodes.set(node.id, node);
        for (const link of data.paths.links) links.set(link.id, link);
      }
      if (!signal.aborted) tell(state(false));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  tell(state(true));
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}
