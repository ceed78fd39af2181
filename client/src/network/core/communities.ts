/** Communities as sets worth collapsing: small ones join the one they have most to do with. */

/** A collapsed community stands for at least so many discs. */
export const communityMinimum = 8;

/** Sets of at least `minimum` discs, the largest first; discs of parts that are smaller stay out. */
export function communitySets(
  communityOf: ReadonlyMap<string, number>,
  pairs: readonly { readonly source: string; readonly target: string; readonly weight: number }[],
  minimum = communityMinimum,
): string[][] {
  const sets = new Map<number, string[]>();
  const into = new Map<number, number>();
  for (const [disc, community] of communityOf) {
    sets.set(community, [...(sets.get(community) ?? []), disc]);
    into.set(community, community);
  }
  const now = (disc: string) => into.get(communityOf.get(disc)!)!;
  for (;;) {
    const [small] = [...sets]
      .filter(([, members]) => members.length < minimum)
      .sort(([x, a], [y, b]) => a.length - b.length || x - y);
    if (!small) break;
    const ties = new Map<number, number>();
    for (const { source, target, weight } of pairs) {
      if (!communityOf.has(source) || !communityOf.has(target)) continue;
      const [a, b] = [now(source), now(target)];
      if (a === b || (a !== small[0] && b !== small[0])) continue;
      const other = a === small[0] ? b : a;
      ties.set(other, (ties.get(other) ?? 0) + 1 + Math.log2(Math.max(1, weight)));
    }
    const [closest] = [...ties]
      .filter(([community]) => sets.has(community))
      .sort(([x, a], [y, b]) => b - a || x - y);
    sets.delete(small[0]);
    if (!closest) continue;
    sets.set(closest[0], [...sets.get(closest[0])!, ...small[1]]);
    for (const [community, joined] of into)
      if (joined === small[0]) into.set(community, closest[0]);
  }
  return [...sets.values()].sort((a, b) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1));
}
