/** The last step of the search for closed loops: one of them as the plain JSON of the result. */
import { createHash } from 'node:crypto';
import type { CountedGraph } from '../counted-graph.ts';
import type { TagWeights } from '../gangs/rank.ts';
import type { Columns } from './columns.ts';
import type { FoundLoop } from './found-loop.ts';
import type { Loop, LoopMember } from './result.ts';

interface DescribeContext {
  readonly graph: CountedGraph;
  readonly tags: TagWeights;
  readonly known: Columns;
}

export function describeLoop(
  { graph, tags, known }: DescribeContext,
  {
    loop,
    parts,
    score,
    goods,
  }: {
    readonly loop: FoundLoop;
    readonly parts: Loop['parts'];
    readonly score: number;
    readonly goods: Loop['goods'];
  },
  rank: number,
): Loop {
  const members = loop.nodes.map((node): LoopMember => {
    const id = graph.idOf(node);
    const { record = id, label = id } = known.entity(node) ?? {};
    return {
      id,
      record,
      type: graph.typeOf(node),
      label,
      tags: tags.tags(node).map((tag) => ({ tag, level: tags.level(tag) })),
    };
  });
  return {
    key: keyOf(loop.kind, members),
    rank,
    kind: loop.kind,
    score,
    parts,
    members,
    links: loop.links.map(({ slot, forward }) => ({
      kind: graph.kindOf(slot),
      relation: graph.relationId(slot),
      forward,
    })),
    goods,
    tags: countTags(members),
    ...known.sums(loop),
  };
}

function keyOf(kind: Loop['kind'], members: readonly LoopMember[]): string {
  return createHash('sha256')
    .update([kind, ...members.map(({ id }) => id)].join('\n'))
    .digest('hex')
    .slice(0, 16);
}

function countTags(members: readonly LoopMember[]): Loop['tags'] {
  const found = new Map<string, { level: number; members: number }>();
  for (const { tags } of members)
    for (const { tag, level } of tags)
      found.set(tag, { level, members: (found.get(tag)?.members ?? 0) + 1 });
  return [...found]
    .map(([tag, rest]) => ({ tag, ...rest }))
    .sort((a, b) => b.level - a.level || b.members - a.members || (a.tag < b.tag ? -1 : 1));
}
