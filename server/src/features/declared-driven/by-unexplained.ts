/** Order of judged declarations: what is least explained first, what could not be judged last. */
import type { DeclaredLine, GroundedSpot } from '../../tracks/declared/declared-driven.ts';
import type { Journey } from '../../tracks/declared/follow-journey.ts';

export type Order = 'KILOMETRES' | 'HOURS';

export function byUnexplained(a: DeclaredLine, b: DeclaredLine, order: Order): number {
  const [x, y] = [journeyOf(a), journeyOf(b)];
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  const km = y.unexplainedKm - x.unexplainedKm;
  const hours = y.unexplainedHours - x.unexplainedHours;
  return order === 'KILOMETRES' ? km || hours : hours || km;
}

const journeyOf = ({ judgement }: DeclaredLine): Journey<GroundedSpot> | null =>
  'journey' in judgement ? judgement.journey : null;
