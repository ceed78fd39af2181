/** Groups records by judgements and keys without ever joining two that somebody declared different: a pure function of the sets it gets. */

type Pair = readonly [string, string];

/**
 * Judgements of sameness are taken before keys, keys in order of their text, records in order of their ids:
 * a union that would bring a forbidden pair together is left out.
 * @returns the group of every record, named by its least record.
 */
export function separate(
  records: readonly string[],
  same: readonly Pair[],
  keys: readonly Pair[],
  different: readonly Pair[],
): Map<string, string> {
  const sorted = [...records].sort();
  const groupOf = new Map<string, Set<string>>(sorted.map((record) => [record, new Set([record])]));
  const enemies = new Map<string, Set<string>>();
  for (const [a, b] of different) {
    enemies.set(a, (enemies.get(a) ?? new Set()).add(b));
    enemies.set(b, (enemies.get(b) ?? new Set()).add(a));
  }
  const join = (a: string, b: string): void => {
    const left = groupOf.get(a);
    const right = groupOf.get(b);
    if (!left || !right || left === right) return;
    const [small, large] = left.size < right.size ? [left, right] : [right, left];
    for (const member of small)
      for (const enemy of enemies.get(member) ?? []) if (large.has(enemy)) return;
    for (const member of small) {
      large.add(member);
      groupOf.set(member, large);
    }
  };
  const ordered = same
    .map(([a, b]): Pair => (a < b ? [a, b] : [b, a]))
    .sort((p, q) => order(p[0], q[0]) || order(p[1], q[1]));
  for (const [a, b] of ordered) join(a, b);

  const holders = new Map<string, string[]>();
  for (const [record, key] of keys) holders.set(key, [...(holders.get(key) ?? []), record]);
  for (const key of [...holders.keys()].sort()) {
    const seen: string[] = []; // one record of each group met so far
    for (const record of holders.get(key)!.sort()) {
      for (const other of seen) join(other, record);
      if (!seen.some((other) => groupOf.get(other) === groupOf.get(record))) seen.push(record);
    }
  }
  const nameOf = new Map<string, string>();
  const least = new Map<Set<string>, string>();
  for (const record of sorted) {
    const group = groupOf.get(record)!;
    if (!least.has(group)) least.set(group, record);
    nameOf.set(record, least.get(group)!);
  }
  return nameOf;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
