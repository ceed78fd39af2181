/** Under which records the revision before knew what findings are about: the smallest record of an entity is another one once it got records from others. */
import type { Finding } from '../conditions/condition.ts';
import type { Change } from './change.ts';

export async function withFormerRecords(
  found: readonly Finding[],
  { held, graph }: Change,
): Promise<readonly Finding[]> {
  const records = [...new Set(found.flatMap(({ path }) => path))];
  if (records.length === 0) return found;
  const entities = await graph.entitiesOf(records);
  const changed = held && new Set([...held.regrouped, ...held.entities.map(({ id }) => id)]);
  const ids = [...new Set(entities.values())].filter((id) => changed === null || changed.has(id));
  if (ids.length === 0) return found;
  const ancestors = await graph.ancestors(ids);
  const before = await graph.before.nodes([...new Set([...ancestors.values()].flat())]);
  // What parted from it is known by its own record.
  const today = await graph.entitiesOf([...before.values()].map(({ record }) => record));
  const formerly = new Map<string, readonly string[]>();
  for (const [record, entity] of entities) {
    const were = (ancestors.get(entity) ?? []).flatMap((one) => before.get(one)?.record ?? []);
    const others = were.filter((one) => one !== record && today.get(one) === entity);
    if (others.length > 0) formerly.set(record, others);
  }
  return found.map((one) =>
    one.path.some((record) => formerly.has(record)) ? { ...one, formerly } : one,
  );
}
