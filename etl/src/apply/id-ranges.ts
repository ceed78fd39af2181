/** Parts of a set that is too large for one statement. Ids are hashes: ranges of equal width hold about as many each. */
/** SQL conditions, one for each part; together they hold of every id. */
export function idRanges(column: string, count: number): string[] {
  if (count <= 1) return count === 1 ? ['1 = 1'] : [];
  const bound = (place: number): string =>
    `'${Math.floor((place * 0x1_0000_0000) / count)
      .toString(16)
      .padStart(8, '0')}-0000-0000-0000-000000000000'::uuid`;
  return Array.from({ length: count }, (_, place) =>
    [
      ...(place > 0 ? [`${column} >= ${bound(place)}`] : []),
      ...(place < count - 1 ? [`${column} < ${bound(place + 1)}`] : []),
    ].join(' AND '),
  );
}
