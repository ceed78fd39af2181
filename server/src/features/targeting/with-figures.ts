/** Lists with what their lines have met. */
import type { TargetingHit } from '../../generated/resolvers.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { entityIdsOf } from '../../reading/entity-ids.ts';
import { noMatches, readMatches, type MatchFigures } from '../../reading/targeting.ts';
import {
  groupKey,
  matchLines,
  stateOn,
  type GroupKind,
  type ListState,
  type TargetingFacts,
  type TargetLine,
} from './targeting-list.ts';

/** Counted when a field asks for it, once for all lists of the answer. */
interface Counted {
  readonly count: () => Promise<FiguresOf>;
}
export type LineWithFigures = TargetLine & Counted;
export interface ListWithFigures extends Omit<TargetingFacts, 'state' | 'lines'>, Counted {
  readonly state: ListState | 'expired';
  readonly lines: readonly LineWithFigures[];
}

type FiguresOf = (kind: GroupKind, id: string) => MatchFigures;

export function today({ services }: RequestContext): string {
  return services.clock().toISOString().slice(0, 10);
}

export function withFigures(
  context: RequestContext,
  lists: readonly TargetingFacts[],
): ListWithFigures[] {
  let counted: Promise<FiguresOf> | undefined;
  const count = () => (counted ??= countMatches(context, lists));
  const day = today(context);
  return lists.map((list) => ({
    ...list,
    count,
    state: stateOn(list, day),
    lines: list.lines.map((line) => ({ ...line, count })),
  }));
}

/** Approved lists, also those that are over, by gang, origin and tag. */
export async function hitRates(
  context: RequestContext,
  all: readonly TargetingFacts[],
): Promise<TargetingHit[]> {
  const lists = all.filter(({ approvedAt }) => approvedAt !== null);
  const of = await countMatches(context, lists);
  const gangs = new Map((await context.services.gangs.list()).map(({ id, name }) => [id, name]));
  const counted = new Map<
    string,
    { hit: Omit<TargetingHit, 'lists' | 'figures'>; lists: number }
  >();
  const count = (dimension: TargetingHit['dimension'], key: string): void => {
    const label = dimension === 'gang' ? (gangs.get(key) ?? null) : null;
    const known = counted.get(groupKey(dimension, key));
    counted.set(groupKey(dimension, key), {
      hit: { dimension, key, label },
      lists: (known?.lists ?? 0) + 1,
    });
  };
  for (const { origin, lines } of lists) {
    count('origin', origin.kind);
    if (origin.kind === 'gang') count('gang', origin.gang);
    for (const tag of new Set(lines.flatMap(({ tags }) => tags))) count('tag', tag);
  }
  return [...counted.values()].map(({ hit, lists: lines }) => ({
    ...hit,
    lists: lines,
    figures: of(hit.dimension, hit.key),
  }));
}

async function countMatches(
  context: RequestContext,
  lists: readonly TargetingFacts[],
): Promise<FiguresOf> {
  const records = lists.flatMap(({ lines }) =>
    lines.flatMap(({ enterprise, port }) => (port === null ? [enterprise] : [enterprise, port])),
  );
  const entities = await entityIdsOf(context.truth, [...new Set(records)]);
  const day = today(context);
  const figures = await readMatches(
    context.truth,
    lists.flatMap((list) => matchLines(list, day, (record) => entities.get(record) ?? null)),
  );
  return (kind, id) => figures.get(groupKey(kind, id)) ?? noMatches;
}
