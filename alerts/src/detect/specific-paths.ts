/** How specific a path is, so that what everybody shares, such as a business park's address, says nothing. */

/** The chance, in per cent, that a walk along it by chance goes on as the path does: each node between divides by its other relations. */
export function specificityOf(degrees: readonly number[]): number {
  return degrees.reduce((chance, degree) => chance / Math.max(1, degree - 1), 100);
}
