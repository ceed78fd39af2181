/** Whether paths that were told still say what they said: their end still matters and is not watched itself, and nothing on the way has become a hub. */
import type { Change } from '../detect/change.ts';
import type { Side } from '../detect/side.ts';
import { specificityOf } from '../detect/specific-paths.ts';
import type { Targets } from '../detect/targets.ts';
import type { AlertFacts } from '../store/alert-store.ts';

interface PathSettings {
  readonly kinds: readonly string[];
  readonly maxDegree: number;
  readonly minSpecificity: number;
}

export async function pathsStanding(
  alerts: readonly AlertFacts[],
  { graph }: Change,
  targets: Targets,
  { kinds, maxDegree, minSpecificity }: PathSettings,
  isEnd: (side: Side) => boolean,
): Promise<Set<string>> {
  const entities = await graph.entitiesOf([...new Set(alerts.flatMap(({ path }) => path))]);
  const entityOf = (record: string): string => entities.get(record) ?? record;
  const ends = await graph.sides(alerts.map(({ path }) => entityOf(path.at(-1) ?? '')));
  const between = [
    ...new Set(alerts.flatMap(({ path }) => path.slice(1, -1).map((record) => entityOf(record)))),
  ];
  const around = new Map<string, Set<string>>();
  const add = (id: string, other: string): void =>
    void around.set(id, (around.get(id) ?? new Set()).add(other));
  for (const { source, target } of await graph.edges(between, kinds)) {
    add(source, target);
    add(target, source);
  }
  return new Set(
    alerts
      .filter(({ path }) => {
        const end = ends.get(entityOf(path.at(-1) ?? ''));
        const degrees = path.slice(1, -1).map((record) => around.get(entityOf(record))?.size ?? 0);
        return (
          end !== undefined &&
          !targets.has(entityOf(path.at(-1) ?? '')) &&
          isEnd(end) &&
          degrees.every((degree) => degree <= maxDegree) &&
          specificityOf(degrees) >= minSpecificity
        );
      })
      .map(({ id }) => id),
  );
}
