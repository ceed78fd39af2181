/** What is shown as a plain graph for scores and the backbone: one pair per two related entities, relations to itself left out. */
import type { Visible } from '../core/scope.ts';
import type { LinkItem, NodeItem } from '../core/types.ts';

export interface Pair {
  /** Indices of the ends. */
  readonly a: number;
  readonly b: number;
  /** Evidence of all relations between them. */
  readonly weight: number;
  readonly links: readonly LinkItem[];
}

export interface ScoreGraph {
  readonly nodes: readonly NodeItem[];
  readonly pairs: readonly Pair[];
  /** Indices into `pairs` at each node. */
  readonly incident: readonly (readonly number[])[];
}

export function scoreGraphOf({ nodes, links }: Visible): ScoreGraph {
  const indexOf = new Map(nodes.map((node, index) => [node.id, index]));
  const between = new Map<string, { a: number; b: number; weight: number; links: LinkItem[] }>();
  for (const link of links) {
    const source = indexOf.get(link.source);
    const target = indexOf.get(link.target);
    if (source === undefined || target === undefined || source === target) continue;
    const [a, b] = source < target ? [source, target] : [target, source];
    const pair = between.get(`${a} ${b}`);
    if (pair) {
      pair.weight += link.weight;
      pair.links.push(link);
    } else between.set(`${a} ${b}`, { a, b, weight: link.weight, links: [link] });
  }
  const pairs = [...between.values()];
  const incident: number[][] = nodes.map(() => []);
  pairs.forEach(({ a, b }, index) => {
    incident[a]!.push(index);
    incident[b]!.push(index);
  });
  return { nodes, pairs, incident };
}

export function otherEnd({ a, b }: Pair, node: number): number {
  return a === node ? b : a;
}
