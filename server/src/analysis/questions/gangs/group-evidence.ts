/** Third step of gang analysis: the facts that tie each group, and how strong they are taken together. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import type { Closeness } from './closeness-graph.ts';

/** A thing that members of a group share. */
export interface SharedFact {
  /** Row of `closeness.things`. */
  readonly thing: number;
  readonly members: readonly number[];
  readonly slots: readonly number[];
}

export interface GroupFacts {
  readonly shared: readonly SharedFact[];
  /** Rows of `closeness.direct`. */
  readonly direct: readonly number[];
}

/** Facts of each group; `groupOf` tells the group of an actor, -1 = none. */
export function factsOfGroups(
  { things, direct }: Closeness,
  groupOf: Int32Array,
  groupCount: number,
): GroupFacts[] {
  const facts = Array.from({ length: groupCount }, () => ({
    shared: [] as SharedFact[],
    direct: [] as number[],
  }));
  const here = new Map<number, { members: number[]; slots: number[] }>();
  for (let thing = 0; thing < things.count; thing++) {
    here.clear();
    for (let i = things.start[thing] as number; i < (things.start[thing + 1] as number); i++) {
      const member = things.sharer[i] as number;
      const group = groupOf[member] as number;
      if (group < 0) continue;
      let own = here.get(group);
      if (own === undefined) here.set(group, (own = { members: [], slots: [] }));
      own.members.push(member);
      own.slots.push(things.slot[i] as number);
    }
    for (const [group, { members, slots }] of here)
      if (members.length > 1) facts[group]!.shared.push({ thing, members, slots });
  }
  for (let i = 0; i < direct.count; i++) {
    const group = groupOf[direct.a[i] as number] as number;
    if (group >= 0 && group === groupOf[direct.b[i] as number]) facts[group]!.direct.push(i);
  }
  return facts;
}

export interface EvidenceContext {
  readonly closeness: Closeness;
  readonly pinned: PinnedProjection;
  readonly kindWeight: Float64Array;
  /** 1 = the actor is an enterprise. */
  readonly isEnterprise: Uint8Array;
  /** Enterprises that a person, or an enterprise by relations of its own, is tied to in the whole graph. */
  readonly reach: Uint32Array;
}

/** Spare weight per enterprise at which the evidence counts half. */
const HALF_STRENGTH = 1.5;

export interface Evidence {
  /** 0 to 1: how well the enterprises hang together by facts besides the strongest one of each. */
  readonly strength: number;
  /** 0 to 1: share of the weight of shared phones, addresses, accounts, devices between enterprises that have no legal representative or shareholder in common. */
  readonly concealment: number;
}

/** Facts that several enterprises of the group share, with what each of them adds to every one of the enterprises. */
interface EnterpriseFact {
  readonly enterprises: readonly number[];
  readonly weight: number;
  /** A way to reach or to operate the enterprises: those who have it run them, whoever stands in the register. */
  readonly hidden: boolean;
}

/** Trucks and parties abroad are shared in the ordinary course of business: they conceal nothing. */
const contactKinds = ['hasPhone', 'hasEmail', 'hasAccount', 'hasDevice', 'registeredAt'];

export function weighEvidence(
  context: EvidenceContext,
  facts: GroupFacts,
  enterprises: readonly number[],
): Evidence {
  const { facts: list, controllers } = enterpriseFacts(context, facts, new Set(enterprises));
  const sums = new Map<number, { sum: number; most: number }>();
  for (const enterprise of enterprises) sums.set(enterprise, { sum: 0, most: 0 });
  for (const { enterprises: tied, weight } of list)
    for (const enterprise of tied) {
      const own = sums.get(enterprise);
      if (own === undefined) continue;
      own.sum += weight;
      own.most = Math.max(own.most, weight);
    }
  let mean = 0;
  for (const { sum, most } of sums.values()) mean += (sum - most) / Math.max(1, enterprises.length);
  const size = enterprises.length === 0 ? 0 : 1 - 1 / enterprises.length;
  return {
    strength: (mean / (mean + HALF_STRENGTH)) * size,
    concealment: concealedShare(list, controllers),
  };
}

function enterpriseFacts(
  { closeness: { things, direct }, pinned, kindWeight, isEnterprise, reach }: EvidenceContext,
  { shared, direct: rows }: GroupFacts,
  counted: ReadonlySet<number>,
): { facts: EnterpriseFact[]; controllers: Map<number, Set<number>> } {
  const facts: EnterpriseFact[] = [];
  for (const { thing, members, slots } of shared) {
    const enterprises = members.filter((member) => counted.has(member));
    if (enterprises.length < 2) continue;
    const sharers = (things.start[thing + 1] as number) - (things.start[thing] as number);
    const base = average(slots.map((slot) => kindWeight[pinned.kind[slot] as number] as number));
    facts.push({
      enterprises,
      weight: (base * (enterprises.length - 1)) / (sharers - 1),
      hidden: slots.some((slot) =>
        contactKinds.includes(pinned.kindNames[pinned.kind[slot] as number] as string),
      ),
    });
  }
  const control = new Set(
    ['legalRepresentative', 'shareholder'].map((kind) => pinned.kindNames.indexOf(kind)),
  );
  const controllers = new Map<number, Set<number>>();
  /** Best weight of what ties a hub (person or enterprise) to each enterprise. */
  const ofHub = new Map<number, Map<number, number>>();
  const note = (hub: number, enterprise: number, kind: number): void => {
    let own = ofHub.get(hub);
    if (own === undefined) ofHub.set(hub, (own = new Map()));
    own.set(enterprise, Math.max(own.get(enterprise) ?? 0, kindWeight[kind] as number));
    if (!control.has(kind)) return;
    let over = controllers.get(enterprise);
    if (over === undefined) controllers.set(enterprise, (over = new Set()));
    over.add(hub);
  };
  for (const row of rows) {
    const a = direct.a[row] as number;
    const b = direct.b[row] as number;
    const kind = pinned.kind[direct.slot[row] as number] as number;
    if (counted.has(b)) note(a, b, kind);
    else if (counted.has(a)) note(b, a, kind);
  }
  for (const [hub, tied] of ofHub) {
    // A parent is tied to its subsidiaries as each is to it; a person only ties enterprises to each other.
    const members = counted.has(hub) ? [hub, ...tied.keys()] : [...tied.keys()];
    if (members.length < 2) continue;
    const others = Math.max(reach[hub] as number, members.length - 1, 1);
    const within = members.length - 1;
    const whole = isEnterprise[hub] === 1 ? others : Math.max(others - 1, within);
    facts.push({
      enterprises: members,
      weight: (average([...tied.values()]) * within) / Math.max(1, whole),
      hidden: false,
    });
  }
  return { facts, controllers };
}

function concealedShare(
  facts: readonly EnterpriseFact[],
  controllers: ReadonlyMap<number, ReadonlySet<number>>,
): number {
  let all = 0;
  let concealed = 0;
  for (const { enterprises, weight, hidden } of facts) {
    if (!hidden) continue;
    const each = weight / (enterprises.length - 1);
    for (let i = 0; i < enterprises.length; i++)
      for (let j = i + 1; j < enterprises.length; j++) {
        const a = enterprises[i] as number;
        const b = enterprises[j] as number;
        all += each;
        if (!haveCommon(controllers.get(a), controllers.get(b), a, b)) concealed += each;
      }
  }
  return all === 0 ? 0 : concealed / all;
}

function haveCommon(
  left: ReadonlySet<number> | undefined,
  right: ReadonlySet<number> | undefined,
  a: number,
  b: number,
): boolean {
  if (left?.has(b) === true || right?.has(a) === true) return true;
  if (left === undefined || right === undefined) return false;
  for (const controller of left) if (right.has(controller)) return true;
  return false;
}

function average(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
