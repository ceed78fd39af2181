/** The time that a question is about when nobody has chosen one: up to where the positions of the fleet are, not of the few that send later. */

/** Of the movers, up to so many and such a part may have sent later. */
const mostLater = 20;
const laterPart = 0.1;
/** Without a longer silence between them later ones belong to the same time. */
const graceMs = 3_600_000;

export interface UsualEnd {
  /** Milliseconds UTC. */
  readonly at: number;
  readonly newest: number;
  /** Movers whose last position lies after it. */
  readonly later: number;
}

/** @param last last position of each mover @returns null without any */
export function usualEnd(last: readonly number[]): UsualEnd | null {
  const newestFirst = last.filter(Number.isFinite).sort((a, b) => b - a);
  const newest = newestFirst[0];
  if (newest === undefined) return null;
  let later = Math.min(
    mostLater,
    Math.ceil(newestFirst.length * laterPart),
    newestFirst.length - 1,
  );
  const at = (place: number): number => newestFirst[place] ?? newest;
  while (later > 0 && at(later - 1) - at(later) <= graceMs) later--;
  return { at: at(later), newest, later };
}
