/** Splits a gang into what can be replaced (its shells) and what stays: people, phones, addresses, devices, vehicles, brokers, overseas parties. */
import type { CountedGraph } from '../counted-graph.ts';

/** Where restarts of the walk begin. */
export interface Seed {
  readonly node: number;
  /** A member itself, or attached to members. */
  readonly member: boolean;
  readonly kinds: ReadonlySet<string>;
  readonly shells: ReadonlySet<number>;
  /** Members that are no enterprises and to which it is attached. */
  readonly people: ReadonlySet<number>;
  /** Enterprises outside the gang that used it before the day. */
  readonly others: number;
  /** Share of the gang among its users: near 0 for a hub. */
  readonly specificity: number;
  /** Restart weight, any scale. */
  readonly weight: number;
}

export interface Split {
  readonly seeds: readonly Seed[];
  readonly hidden: readonly Seed[];
  /** Shared by more than is allowed. */
  readonly hubs: readonly { readonly node: number; readonly sharers: number }[];
}

/** Enterprises that serve others stay, too. */
const services: readonly string[] = ['declaresFor', 'carriesFor'];
/** What hangs on a member that is a person counts for this much of what hangs on a shell. */
const OF_A_PERSON = 0.5;

interface Attached {
  readonly kinds: Set<string>;
  readonly shells: Set<number>;
  readonly people: Set<number>;
  best: number;
}

export function splitGang(
  graph: CountedGraph,
  given: {
    /** Enterprises that were members by the day. */
    readonly shells: ReadonlySet<number>;
    /** Other members that are no enterprises. */
    readonly members: ReadonlySet<number>;
    /** Members that came after the day. */
    readonly late: ReadonlySet<number>;
    readonly hidden: ReadonlySet<number>;
    readonly day: number;
    readonly maxSharers: number;
  },
): Split {
  const attached = attachedTo(graph, given.shells, given.members);
  const seeds: Seed[] = [];
  const hidden: Seed[] = [];
  const hubs: { node: number; sharers: number }[] = [];
  for (const [node, { kinds, shells, people, best }] of attached) {
    const member = given.members.has(node);
    const users = graph.enterprisesAt(node);
    if (users.size > given.maxSharers) {
      hubs.push({ node, sharers: users.size });
      continue;
    }
    const before = new Set<number>();
    graph.forEach(node, (slot, other) => {
      if (graph.isEnterprise(other) && graph.since(slot) < given.day) before.add(other);
    });
    let others = 0;
    for (const user of before) if (!given.shells.has(user) && !given.late.has(user)) others++;
    const own = shells.size + (member ? 1 : 0);
    const specificity = own === 0 ? 1 / (1 + others) : own / (own + others);
    const seed = {
      node,
      member,
      kinds,
      shells,
      people,
      others,
      specificity,
      // What one shell alone had says less of the gang than what several shared: one more user is supposed.
      weight:
        (Math.max(best, member ? 1 : 0) * Math.log2(1 + Math.max(1, own)) * Math.max(1, own)) /
        (Math.max(1, own) + others + 1),
    };
    (given.hidden.has(node) ? hidden : seeds).push(seed);
  }
  const byWeight = (a: Seed, b: Seed): number => b.weight - a.weight || a.node - b.node;
  return {
    seeds: seeds.sort(byWeight),
    hidden: hidden.sort(byWeight),
    hubs: hubs.sort((a, b) => b.sharers - a.sharers),
  };
}

function attachedTo(
  graph: CountedGraph,
  shells: ReadonlySet<number>,
  members: ReadonlySet<number>,
): Map<number, Attached> {
  const attached = new Map<number, Attached>();
  const note = (
    node: number,
    kind: string | null,
    to: { readonly shell?: number; readonly person?: number },
    weight: number,
  ): void => {
    const known = attached.get(node) ?? {
      kinds: new Set(),
      shells: new Set(),
      people: new Set(),
      best: 0,
    };
    attached.set(node, known);
    if (kind !== null) known.kinds.add(kind);
    if (to.shell !== undefined) known.shells.add(to.shell);
    if (to.person !== undefined) known.people.add(to.person);
    known.best = Math.max(known.best, weight);
  };
  for (const shell of shells)
    graph.forEach(shell, (slot, other, out) => {
      if (shells.has(other)) return;
      const kind = graph.kindOf(slot);
      if (graph.isEnterprise(other) && (out || !services.includes(kind))) return;
      note(other, kind, { shell }, graph.weightOf(slot));
    });
  for (const member of members) {
    note(member, null, {}, 1);
    graph.forEach(member, (slot, other) => {
      if (!graph.isEnterprise(other))
        note(other, graph.kindOf(slot), { person: member }, graph.weightOf(slot) * OF_A_PERSON);
    });
  }
  return attached;
}
