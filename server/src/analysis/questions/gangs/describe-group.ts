/** The last step of gang analysis: a ranked group as the plain JSON of the result. */
import { createHash } from 'node:crypto';
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { formatUuid } from '@phecda/graph-schema/projection/uuid';
import type { EntityColumn, TradeColumn } from '../entity-columns.ts';
import type { Closeness } from './closeness-graph.ts';
import type { Examined } from './examine-group.ts';
import type { GroupFacts } from './group-evidence.ts';
import { CORE_FROM, type Doubt, type Judged } from './judged-group.ts';
import type { TagWeights } from './rank.ts';
import type { GangEntity, GangGroup, GangTie, memberReasons } from './result.ts';

/** Ties listed; the strongest. */
const MAX_TIES = 200;
/** Members listed: core first, then by PageRank. */
const MAX_MEMBERS = 2_000;
const MAX_TRADE = 8;
const KEY_MEMBERS = 5;

export interface DescribeContext {
  readonly closeness: Closeness;
  readonly pinned: PinnedProjection;
  readonly tags: TagWeights;
}

export function describeGroup(
  context: DescribeContext,
  group: Judged & { readonly examined: Examined },
  rank: number,
  known: ReadonlyMap<string, EntityColumn>,
  trade: readonly TradeColumn[],
): GangGroup {
  const { closeness, pinned, tags } = context;
  const { examined, members, stays, facts } = group;
  const idOf = (node: number): string => formatUuid(pinned.nodeIds, node);
  const edgeId = (slot: number): string => formatUuid(pinned.edgeIds, slot);
  const nodeOf = (member: number): number => closeness.nodes[member] as number;
  const entityOf = (node: number): GangEntity => {
    const id = idOf(node);
    const type = pinned.typeNames[pinned.nodeTypes[node] as number] as string;
    const { record = id, label = id } = known.get(id) ?? {};
    return { id, record, type, label };
  };
  const described = members.map((member, i): GangGroup['members'][number] => {
    const entity = entityOf(nodeOf(member));
    const column = known.get(entity.id);
    return {
      ...entity,
      role: roleOf(stays[i] as number, group.doubts.get(member)),
      doubt: group.doubts.get(member) ?? null,
      stays: stays[i] as number,
      tags: tags.tags(nodeOf(member)).map((tag) => ({ tag, level: tags.level(tag) })),
      strength: examined.strength[i] as number,
      degree: examined.degree[i] as number,
      betweenness: examined.betweenness[i] as number,
      pageRank: examined.pageRank[i] as number,
      coreness: examined.coreness[i] as number,
      articulation: examined.articulation[i] === 1,
      amount: column?.amount ?? null,
      declarations: column?.declarations ?? 0,
      firstActivity: column?.firstActivity ?? null,
      lastActivity: column?.lastActivity ?? null,
    };
  });
  const ties = tiesOf(context, facts, entityOf);
  const own = new Set(group.enterprises.map((member) => idOf(nodeOf(member))));
  const enterprises = described.filter(({ id }) => own.has(id));
  const traded = trade.filter(({ enterprise }) => own.has(enterprise));
  const { weakLink } = examined;
  const idsAt = (places: readonly number[]): string[] =>
    places.map((place) => idOf(nodeOf(members[place] as number)));
  const head = headOf(described);
  return {
    key: keyOf(described),
    rank,
    score: group.score,
    parts: group.parts,
    head: { id: head.id, record: head.record, type: head.type, label: head.label },
    enterprises: group.enterprises.length,
    people: described.filter(({ type, role }) => type === 'Person' && role !== 'doubtful').length,
    stability: group.stability,
    resolution: group.resolution,
    members: [...described].sort(byRole).slice(0, MAX_MEMBERS),
    membersTotal: described.length,
    keyMembers: keyMembers(described),
    ties: ties.slice(0, MAX_TIES),
    tiesTotal: ties.length,
    weakLink:
      weakLink === null
        ? null
        : {
            kind: weakLink.kind,
            entity: weakLink.node === null ? null : entityOf(weakLink.node),
            fact:
              weakLink.node === null
                ? weakLink.ends.map((place) => described[place]!.record)
                : [entityOf(weakLink.node).record],
            relations: weakLink.slots.map(edgeId),
            sides: [idsAt(weakLink.sides[0]), idsAt(weakLink.sides[1])],
          },
    loops: {
      cycles: examined.cycles,
      complete: examined.cyclesComplete,
      rings: examined.rings.map(idsAt),
      largestBlock: examined.largestBlock.length,
      coreness: examined.coreness.reduce((most, value) => Math.max(most, value), 0),
    },
    tags: countTags(described),
    amount: enterprises.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    declarations: enterprises.reduce((sum, { declarations }) => sum + declarations, 0),
    firstActivity: least(enterprises.map((member) => member.firstActivity)),
    lastActivity: greatest(enterprises.map((member) => member.lastActivity)),
    ports: sumTrade(traded, 'port'),
    goods: sumTrade(traded, 'goods'),
  };
}

type Member = GangGroup['members'][number];

function byRole(a: Member, b: Member): number {
  return order[a.role] - order[b.role] || b.pageRank - a.pageRank || (a.id < b.id ? -1 : 1);
}

const order = { core: 0, periphery: 1, doubtful: 2 };

function roleOf(stays: number, doubt: Doubt | undefined): Member['role'] {
  if (doubt !== undefined) return 'doubtful';
  return stays >= CORE_FROM ? 'core' : 'periphery';
}

/** The enterprise of the core with the highest PageRank; where none is core, of all. */
function headOf(members: readonly Member[]): Member {
  const weight = (member: Member): number =>
    (member.type === 'Enterprise' ? 4 : 0) - 2 * order[member.role] + member.pageRank;
  return members.reduce((best, member) => (weight(member) > weight(best) ? member : best));
}

/** At least `least`, by which shares are divided. */
function greatestOf(
  members: readonly Member[],
  value: (member: Member) => number,
  least: number,
): number {
  return members.reduce((most, member) => Math.max(most, value(member)), least);
}

function keyOf(members: readonly Member[]): string {
  const core = members.filter(({ role }) => role === 'core');
  const ids = (core.length > 0 ? core : members).map(({ id }) => id).sort();
  return createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 16);
}

/** Members with the best mean of ties, betweenness and PageRank, each against the group's highest; doubtful ones come last. */
function keyMembers(members: readonly Member[]): GangGroup['keyMembers'] {
  const most = {
    degree: greatestOf(members, ({ degree }) => degree, 1),
    betweenness: greatestOf(members, ({ betweenness }) => betweenness, 1e-12),
    pageRank: greatestOf(members, ({ pageRank }) => pageRank, 1e-12),
  };
  const weight = (member: Member): number =>
    member.degree / most.degree +
    member.betweenness / most.betweenness +
    member.pageRank / most.pageRank -
    (member.role === 'doubtful' ? 3 : 0);
  return [...members]
    .sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))
    .slice(0, KEY_MEMBERS)
    .map((member) => {
      const reasons: (typeof memberReasons)[number][] = [];
      if (member.degree === most.degree) reasons.push('mostTies');
      if (member.betweenness === most.betweenness) reasons.push('mostBetween');
      if (member.pageRank === most.pageRank) reasons.push('highestRank');
      if (member.articulation) reasons.push('holdsTogether');
      if (member.tags.some(({ level }) => level >= 3)) reasons.push('tagged');
      return { id: member.id, reasons };
    });
}

/** Strongest first: shared things, then what relates two members. */
function tiesOf(
  { closeness, pinned }: DescribeContext,
  { shared, direct }: GroupFacts,
  entityOf: (node: number) => GangEntity,
): GangTie[] {
  const { things, direct: relations, nodes } = closeness;
  const memberId = (member: number): string => formatUuid(pinned.nodeIds, nodes[member] as number);
  const kindOf = (slot: number): string => pinned.kindNames[pinned.kind[slot] as number] as string;
  const ties = shared.map(({ thing, members, slots }): GangTie => ({
    kind: 'shared',
    thing: entityOf(things.node[thing] as number),
    kinds: [...new Set(slots.map(kindOf))].sort(),
    relations: slots.map((slot) => formatUuid(pinned.edgeIds, slot)),
    members: members.map(memberId),
    sharers: (things.start[thing + 1] as number) - (things.start[thing] as number),
    weight: things.tie[thing] as number,
  }));
  for (const row of direct) {
    const slot = relations.slot[row] as number;
    ties.push({
      kind: 'relation',
      thing: null,
      kinds: [kindOf(slot)],
      relations: [formatUuid(pinned.edgeIds, slot)],
      members: [memberId(relations.a[row] as number), memberId(relations.b[row] as number)],
      sharers: 2,
      weight: relations.tie[row] as number,
    });
  }
  const total = ({ weight, members }: GangTie): number => weight * (members.length - 1);
  return ties.sort(
    (a, b) =>
      total(b) - total(a) || ((a.relations[0] as string) < (b.relations[0] as string) ? -1 : 1),
  );
}

function countTags(members: readonly Member[]): GangGroup['tags'] {
  const found = new Map<string, { level: number; members: number }>();
  for (const { tags, role } of members)
    if (role !== 'doubtful')
      for (const { tag, level } of tags)
        found.set(tag, { level, members: (found.get(tag)?.members ?? 0) + 1 });
  return [...found]
    .map(([tag, rest]) => ({ tag, ...rest }))
    .sort((a, b) => b.level - a.level || b.members - a.members || (a.tag < b.tag ? -1 : 1));
}

function sumTrade(rows: readonly TradeColumn[], kind: TradeColumn['kind']): GangGroup['ports'] {
  const sums = new Map<string, { label: string; declarations: number; amount: number }>();
  for (const row of rows) {
    if (row.kind !== kind) continue;
    const { declarations = 0, amount = 0 } = sums.get(row.id) ?? {};
    sums.set(row.id, {
      label: row.label,
      declarations: declarations + row.declarations,
      amount: amount + row.amount,
    });
  }
  return [...sums]
    .map(([id, sum]) => ({ id, ...sum }))
    .sort((a, b) => b.declarations - a.declarations || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_TRADE);
}

function least(days: readonly (string | null)[]): string | null {
  return days.reduce(
    (best, day) => (day !== null && (best === null || day < best) ? day : best),
    null,
  );
}
function greatest(days: readonly (string | null)[]): string | null {
  return days.reduce(
    (best, day) => (day !== null && (best === null || day > best) ? day : best),
    null,
  );
}
