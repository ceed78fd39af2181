/** Addresses that lead from one screen into another. */

/** Shows these entities on the network screen (added to what is there). */
export function networkAddress(ids: readonly string[]): string {
  return `/network?add=${ids.map(encodeURIComponent).join(',')}`;
}
