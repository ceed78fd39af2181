/** Over which relations, and which way, the hops of a path lead. */
import { directionsOf } from '@phecda/graph-schema/ontology/check-rules';
import type { HopModel } from '@phecda/graph-schema/ontology/rule-schema';
import type { ApplyOntology } from '../apply/apply-context.ts';

/** A kind of relation that leads on; inbound: from its target to its source. */
interface Way {
  readonly kind: string;
  readonly inbound: boolean;
  /** Whether it counts after it ended. */
  readonly ever: boolean;
}

export interface PlannedHop {
  readonly ways: readonly Way[];
  readonly to: readonly string[];
  /** Entities of other types may stand at that end of these relations. */
  readonly mixed: boolean;
}

export function planPath(
  path: readonly HopModel[],
  start: readonly string[],
  { relationKinds }: Pick<ApplyOntology, 'relationKinds'>,
): PlannedHop[] {
  let from = start;
  return path.map(({ kinds, to, ever }) => {
    const ways = kinds.flatMap((name): Way[] => {
      const kind = relationKinds[name];
      if (kind === undefined) return [];
      const both = kind.directed ? directionsOf(kind, from, to) : (['out', 'in'] as const);
      return both.map((direction) => ({
        kind: name,
        inbound: direction === 'in',
        ever: ever || kind.aggregated !== null,
      }));
    });
    const mixed = ways.some(({ kind, inbound }) =>
      relationKinds[kind]?.[inbound ? 'sourceTypes' : 'targetTypes'].some(
        (type) => !to.includes(type),
      ),
    );
    from = to;
    return { ways, to, mixed };
  });
}
