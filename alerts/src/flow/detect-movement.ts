/** Detect, of the third way in: what each active watch of a vehicle or vessel finds in what it did. */
import type { SqlReader } from '@phecda/graph-schema';
import { conditionNamed } from '../conditions/conditions.ts';
import type { Finding } from '../conditions/condition.ts';
import { GraphAt } from '../detect/graph-at.ts';
import type { Movement } from '../detect/movements.ts';
import { TargetFinder } from '../detect/targets.ts';
import type { WatchContent } from '../watch.ts';
import { keyOf } from './alert-key.ts';
import { draftOf } from './draft-of.ts';
import type { Draft, FlowContext } from './flow-context.ts';

export interface FoundMovements {
  readonly drafts: readonly Draft[];
  /** Keys of alerts whose movement a late fix has taken back. */
  readonly gone: readonly string[];
}

export async function detectMovements(
  movements: readonly Movement[],
  { sql, watches, now }: FlowContext,
): Promise<FoundMovements> {
  const today = now.toISOString().slice(0, 10);
  const graph = new GraphAt(sql, await sql.revision());
  const finder = new TargetFinder(sql.state, graph);
  const entities = await entitiesOf(movements, graph);
  const drafts = new Map<string, Draft>();
  const gone = new Set<string>();
  for (const watch of watches) {
    if (!watch.active || (watch.expires !== null && watch.expires < today)) continue;
    for (const { movement, finding } of await findingsOfMovements(movements, watch, {
      sql,
      graph,
      finder,
      entities,
    })) {
      // The last word counts: what was found and taken back before anybody looked is nothing, what was said otherwise is taken back and said anew.
      const key = keyOf(watch, finding);
      if (movement.standing) drafts.set(key, draftOf(watch, finding, { now }));
      else {
        drafts.delete(key);
        gone.add(key);
      }
    }
  }
  return { drafts: [...drafts.values()], gone: [...gone] };
}

/** By mover, what each is in the graph. */
export const entitiesOf = (
  movements: readonly Movement[],
  graph: GraphAt,
): Promise<ReadonlyMap<string, string>> =>
  graph.entitiesOf([...new Set(movements.map(({ mover }) => mover))]);

interface MovementContext {
  readonly sql: SqlReader;
  readonly graph: GraphAt;
  readonly finder: TargetFinder;
  /** Of all movers. */
  readonly entities: ReadonlyMap<string, string>;
}

/** What a watch finds in movements; who forecasts asks the same. */
export async function findingsOfMovements(
  movements: readonly Movement[],
  watch: WatchContent,
  { sql, graph, finder, entities }: MovementContext,
): Promise<{ readonly movement: Movement; readonly finding: Finding }[]> {
  const condition = conditionNamed(watch.condition);
  if (condition?.detectMovement === undefined || movements.length === 0) return [];
  const targets = await finder.find(watch.targets);
  const watched = movements.filter(({ mover }) => targets.has(entities.get(mover) ?? ''));
  const nodes = await graph.nodes([
    ...new Set(watched.map(({ mover }) => entities.get(mover) ?? '')),
  ]);
  const settings = condition.settings.parse(watch.settings);
  const found = watched.flatMap((movement) => {
    const entity = entities.get(movement.mover) ?? '';
    const target = targets.get(entity);
    if (target === undefined || watch.avoid.includes(target.record)) return [];
    const type = nodes.get(entity)?.type ?? '';
    const finding = condition.detectMovement?.(movement, { ...target, type }, settings) ?? null;
    return finding === null ? [] : [{ movement, finding }];
  });
  if (condition.borneOut === undefined) return found;
  // What is taken back is so whatever the truth says now.
  const standing = found.filter(({ movement }) => movement.standing);
  const borneOut = new Set(
    await condition.borneOut(
      standing.map(({ finding }) => finding),
      sql,
    ),
  );
  return found.filter(({ movement, finding }) => !movement.standing || borneOut.has(finding));
}
