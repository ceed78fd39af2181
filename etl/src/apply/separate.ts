/** Groups records by judgements and keys without ever joining two that somebody declared different: a pure function of the sets it gets. */

type Pair = readonly [string, string];

interface Group {
  readonly members: string[];
  /** Records that none of the members may be joined with. */
  readonly enemies: Set<string>;
}

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
  const groupOf = new Map<string, Group>(
    sorted.map((record) => [record, { members: [record], enemies: new Set() }]),
  );
  for (const [a, b] of different) {
    groupOf.get(a)?.enemies.add(b);
    groupOf.get(b)?.enemies.add(a);
  }
  const hostile = (a: Group, b: Group): boolean => {
    const [few, other] = a.enemies.size < b.enemies.size ? [a, b] : [b, a];
    for (const enemy of few.enemies) if (groupOf.get(enemy) === other) return true;
    return false;
  };
  const join = (a: string, b: string): void => {
    const left = groupOf.get(a);
    const right = groupOf.get(b);
    if (!left || !right || left === right || hostile(left, right)) return;
    const [small, large] =
      left.members.length < right.members.length ? [left, right] : [right, left];
    for (const member of small.members) groupOf.set(member, large);
    large.members.push(...small.members);
    for (const enemy of small.enemies) large.enemies.add(enemy);
  };
  const ordered = same
    .map(([a, b]): Pair => (a < b ? [a, b] : [b, a]))
    .sort((p, q) => order(p[0], q[0]) || order(p[1], q[1]));
  for (const [a, b] of ordered) join(a, b);

  const holders = new Map<string, string[]>();
  for (const [record, key] of keys) {
    const known = holders.get(key);
    if (known) known.push(record);
    else holders.set(key, [record]);
  }
  for (const key of [...holders.keys()].sort()) {
    const seen: string[] = []; // one record of each group met so far
    const groups = new Set<Group | undefined>();
    for (const record of holders.get(key)!.sort()) {
      if (groups.has(groupOf.get(record))) continue;
      for (const other of seen) join(other, record);
      groups.clear();
      for (const other of seen) groups.add(groupOf.get(other));
      if (groups.has(groupOf.get(record))) continue;
      seen.push(record);
      groups.add(groupOf.get(record));
    }
  }
  const nameOf = new Map<string, string>();
  const least = new Map<Group, string>();
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
