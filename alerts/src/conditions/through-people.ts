/** What people do, they do through enterprises: those that a watched person represents, owns or acts for are watched with it. */
import type { Change } from '../detect/change.ts';
import type { GraphAt } from '../detect/graph-at.ts';
import type { Target, Targets } from '../detect/targets.ts';

export const acting = ['legalRepresentative', 'shareholder', 'officer', 'filingAgent'];

export async function throughPeople(graph: GraphAt, targets: Targets): Promise<Targets> {
  const edges = await graph.edges([...targets.keys()], acting, ['source']);
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

export interface WithThoseBehind {
  readonly all: Targets;
  /** Targets, and enterprises behind watched persons, that the change itself made such: what files said of them since the watch began is news by it. */
  readonly newcomers: ReadonlySet<string>;
}

export async function withThoseBehind(change: Change, targets: Targets): Promise<WithThoseBehind> {
  const { graph, held, newcomers } = change;
  const all = await throughPeople(graph, targets);
  const behind = [...all.keys()].filter((id) => !targets.has(id));
  const canBe =
    newcomers.ids.size > 0 ||
    held === null ||
    held.regrouped.length > 0 ||
    held.added.some(({ kind, target }) => acting.includes(kind) && all.has(target));
  if (behind.length === 0 || !canBe) return { all, newcomers: newcomers.ids };
  const ancestors = await graph.ancestors([...targets.keys(), ...behind]);
  const watched = [...targets.keys()].flatMap((id) => {
    const old = ancestors.get(id) ?? [id];
    return newcomers.ids.has(id) ? old.filter((one) => newcomers.watched.has(one)) : old;
  });
  const before = await graph.before.edges(watched, acting);
  const were = new Set(before.map(({ target }) => target));
  const isNew = (id: string): boolean => (ancestors.get(id) ?? [id]).some((one) => !were.has(one));
  return { all, newcomers: new Set([...newcomers.ids, ...behind.filter(isNew)]) };
}
