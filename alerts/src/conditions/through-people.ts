/** What people do, they do through enterprises: those that a watched person represents, owns or acts for are watched with it. */
import type { GraphAt } from '../detect/graph-at.ts';
import type { Target, Targets } from '../detect/targets.ts';

export const acting = ['legalRepresentative', 'shareholder', 'officer', 'filingAgent'];

export async function throughPeople(graph: GraphAt, targets: Targets): Promise<Targets> {
  const edges = await graph.edges([...targets.keys()], acting);
  const persons = edges.filter(({ source, target }) => targets.has(source) && !targets.has(target));
  const nodes = await graph.nodes([
    ...new Set(persons.flatMap(({ source, target }) => [source, target])),
  ]);
  const all = new Map<string, Target>(targets);
  for (const { source, target } of persons) {
    const [actor, enterprise] = [targets.get(source), nodes.get(target)];
    if (actor === undefined || nodes.get(source)?.type !== 'Person') continue;
    if (enterprise?.type !== 'Enterprise' || all.has(target)) continue;
    all.set(target, { ...actor, record: enterprise.record, entity: target });
  }
  return all;
}
