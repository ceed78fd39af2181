/** Facts that people have judged to tie nobody: every question leaves them out, from the moment of the verdict until it is taken back. */
import { IdTable } from '@phecda/graph-schema/projection/id-table';
import { REMOVED } from '@phecda/graph-schema/projection/node-table';
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { parsed, parseUuid } from '@phecda/graph-schema/projection/uuid';
import { z } from 'zod';
import type { ParameterField } from './question.ts';

export const MOST_LEFT_OUT = 1_000;

/** Each by the record or entity of a thing or party, or by those of both ends of a relation. */
export const leftOutParameter = z
  .array(z.array(z.guid()).min(1).max(2))
  .max(MOST_LEFT_OUT)
  .default([]);

export const leftOutField: ParameterField = {
  label: { zh: '不计的事实', en: 'Facts left out' },
  explanation: {
    zh: '经研判不能说明关联的事实：某个电话、地址或主体，或某两方之间的关系。',
    en: 'Facts judged to tie nobody: a phone, an address, a party, or the relations between two.',
  },
  control: { kind: 'judged' },
  advanced: true,
};

/** The same facts in one generation of the graph. */
export interface LeftOut {
  readonly nodes: ReadonlySet<number>;
  /** Keys of `pairOf`: relations between these two do not count. */
  readonly pairs: ReadonlySet<number>;
}

export const pairOf = (a: number, b: number): number => Math.min(a, b) * 2 ** 26 + Math.max(a, b);

/** Nodes and pairs of the facts, of those whose ends this generation holds. @param find node of an id, -1 = unknown */
export function factsIn(
  find: (id: string) => number,
  facts: readonly (readonly string[])[],
): LeftOut {
  const nodes = new Set<number>();
  const pairs = new Set<number>();
  for (const fact of facts) {
    const [first = -1, second] = fact.map(find);
    if (first < 0) continue;
    if (second === undefined) nodes.add(first);
    else if (second >= 0) pairs.add(pairOf(first, second));
  }
  return { nodes, pairs };
}

/** Node of an id, -1 = unknown. */
export function nodeFinder({
  nodeCount,
  nodeIds,
  nodeTypes,
}: PinnedProjection): (id: string) => number {
  const table = new IdTable(nodeCount);
  for (let n = 0; n < nodeCount; n++) if (nodeTypes[n] !== REMOVED) table.put(nodeIds, n);
  return (id) => (parseUuid(id) ? table.find(nodeIds, parsed, 0) : -1);
}
