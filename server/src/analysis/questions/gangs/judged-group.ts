/** A group with its facts and the parts of its rank that are known before it is examined. */
import type { ActorGroup } from './gather-groups.ts';
import type { GroupFacts } from './group-evidence.ts';
import type { RankParts } from './rank.ts';

/** Below this share of runs a member is doubtful; from the second on it is core. */
export const DOUBTFUL_BELOW = 0.5;
export const CORE_FROM = 0.8;

/** unstable: stays in fewer than half of the runs; oneThing: a single shared thing ties it, and the few that come with it, to the others. */
export type Doubt = 'unstable' | 'oneThing';

export interface Judged extends ActorGroup {
  readonly facts: GroupFacts;
  /** Why a member is doubtful; the others are not in it. */
  readonly doubts: ReadonlyMap<number, Doubt>;
  /** Projection nodes of members and of what they share, doubtful members left out. */
  readonly nodes: readonly number[];
  /** Actors that are enterprises and not doubtful. */
  readonly enterprises: readonly number[];
  readonly parts: RankParts;
  readonly score: number;
}
