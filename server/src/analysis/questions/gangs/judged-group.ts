/** A group with its facts and the parts of its rank that are known before it is examined. */
import type { ActorGroup } from './gather-groups.ts';
import type { GroupFacts } from './group-evidence.ts';
import type { RankParts } from './rank.ts';

/** Below this share of runs a member is doubtful; from the second on it is core. */
export const DOUBTFUL_BELOW = 0.5;
export const CORE_FROM = 0.8;

export interface Judged extends ActorGroup {
  readonly facts: GroupFacts;
  /** Of each enterprise, the weight of its facts without the strongest. */
  readonly spare: ReadonlyMap<number, number>;
  /** Projection nodes of members and of what they share, doubtful members left out. */
  readonly nodes: readonly number[];
  /** Actors that are enterprises and not doubtful. */
  readonly enterprises: readonly number[];
  readonly parts: RankParts;
  readonly score: number;
}
