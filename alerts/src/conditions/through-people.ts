/** What people do, they do through enterprises: those that a watched person represents, owns or acts for are watched with it. */
import type { Change } from '../detect/change.ts';
import {
  declarationsSoFar,
  newDeclarations,
  type DeclarationRole,
  type NewDeclaration,
} from '../detect/declarations-of-change.ts';
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

export interface WithThoseBehind {
  readonly all: Targets;
  /** Enterprises that the change itself put behind a watched person: what files said of them since the watch began is news by it. */
  readonly newcomers: ReadonlySet<string>;
}

export async function withThoseBehind(change: Change, targets: Targets): Promise<WithThoseBehind> {
  const { graph, held } = change;
  const all = await throughPeople(graph, targets);
  const behind = [...all.keys()].filter((id) => !targets.has(id));
  const canBe =
    held === null ||
    held.regrouped.length > 0 ||
    held.added.some(({ kind, target }) => acting.includes(kind) && all.has(target));
  if (behind.length === 0 || !canBe) return { all, newcomers: new Set() };
  const ancestors = await graph.ancestors([...targets.keys(), ...behind]);
  const before = await graph.before.edges(
    [...targets.keys()].flatMap((id) => ancestors.get(id) ?? [id]),
    acting,
  );
  const were = new Set(before.map(({ target }) => target));
  const isNew = (id: string): boolean => !(ancestors.get(id) ?? [id]).some((one) => were.has(one));
  return { all, newcomers: new Set(behind.filter(isNew)) };
}

/** What is newly declared of them, by the change or by what it put behind a person. */
export async function newlyDeclared(
  change: Change,
  { all, newcomers }: WithThoseBehind,
  roles: readonly DeclarationRole[],
): Promise<NewDeclaration[]> {
  const part = (isNew: boolean): Targets =>
    new Map([...all].filter(([id]) => newcomers.has(id) === isNew));
  return [
    ...(await newDeclarations(change, part(false), roles)),
    ...(await declarationsSoFar(change, part(true), roles)),
  ];
}
