/** Detect, of the third way in: what each active watch of a vehicle or vessel finds in what it did at a zone. */
import { conditionNamed } from '../conditions/conditions.ts';
import { GraphAt } from '../detect/graph-at.ts';
import { TargetFinder } from '../detect/targets.ts';
import type { ZoneMovement } from '../detect/zone-movements.ts';
import { draftOf, keyOf } from './detect.ts';
import type { Draft, FlowContext } from './flow-context.ts';

export interface FoundMovements {
  readonly drafts: readonly Draft[];
  /** Keys of alerts whose movement a late fix has taken back. */
  readonly gone: readonly string[];
}

export async function detectMovements(
  movements: readonly ZoneMovement[],
  { sql, watches, now }: FlowContext,
): Promise<FoundMovements> {
  const today = now.toISOString().slice(0, 10);
  const graph = new GraphAt(sql, await sql.revision());
  const finder = new TargetFinder(sql.state, graph, sql);
  const entities = await graph.entitiesOf([...new Set(movements.map(({ mover }) => mover))]);
  const nodes = await graph.nodes([...new Set(entities.values())]);
  const drafts: Draft[] = [];
  const gone: string[] = [];
  for (const watch of watches) {
    const condition = conditionNamed(watch.condition);
    if (!watch.active || condition?.detectMovement === undefined) continue;
    if (watch.expires !== null && watch.expires < today) continue;
    const targets = await finder.find(watch.targets);
    const settings = condition.settings.parse(watch.settings);
    for (const movement of movements) {
      const entity = entities.get(movement.mover) ?? '';
      const target = targets.get(entity);
      if (target === undefined || watch.avoid.includes(target.record)) continue;
      const type = nodes.get(entity)?.type ?? '';
      const finding = condition.detectMovement(movement, { ...target, type }, settings);
      if (finding === null) continue;
      if (movement.standing) drafts.push(draftOf(watch, finding, { now }));
      else gone.push(keyOf(watch, finding));
    }
  }
  // What was found and taken back before anybody looked is nothing.
  const back = new Set(gone);
  return { drafts: drafts.filter(({ key }) => !back.has(key)), gone };
}
