/** The three parts of a candidate's score as of any day. */
import type { FilingColumn } from '../entity-columns.ts';
import { associationPart, type Association } from './association.ts';
import { behaviourPart, profileOf, type Profile } from './behaviour.ts';
import { dateOf } from '../counted-graph.ts';
import type { DriftParts } from './parameters.ts';
import type { DriftCandidate } from './result.ts';

type Parts = DriftCandidate['parts'];

/** A candidate that has filed nothing yet is judged by the other parts, a little lower. */
const NOTHING_FILED = 0.9;

export class Scorer {
  readonly #association: Association;
  readonly #gang: Profile;
  readonly #weights: DriftParts;

  constructor(association: Association, gang: Profile, weights: DriftParts) {
    this.#association = association;
    this.#gang = gang;
    this.#weights = weights;
  }

  /** `filings`: of the candidate after the seizure; `asOf` null = today. */
  parts(place: number, role: number, filings: readonly FilingColumn[], asOf: number | null): Parts {
    const until = asOf === null ? null : dateOf(asOf);
    const known = until === null ? filings : filings.filter(({ day }) => day <= until);
    return {
      association: associationPart(this.#association.ratios(asOf)[place] as number),
      behaviour: behaviourPart(this.#gang, profileOf(known)),
      role,
    };
  }

  score({ association, behaviour, role }: Parts): number {
    const weights = this.#weights;
    const rest = weights.association * association + weights.role * role;
    const restWeight = weights.association + weights.role;
    if (association === 0) return 0;
    if (behaviour === null) return restWeight === 0 ? 0 : (NOTHING_FILED * rest) / restWeight;
    const all = restWeight + weights.behaviour;
    return all === 0 ? 0 : (rest + weights.behaviour * behaviour) / all;
  }
}
