/** What gang analysis answers, as plain JSON. Entities are named by id and a member record, which outlives merging. */
import { z } from 'zod';

const id = z.string();
/** Share or score, 0 to 1. */
const share = z.number();

export const gangEntity = z.object({
  id,
  record: z.string(),
  type: z.string(),
  label: z.string(),
});
export type GangEntity = z.output<typeof gangEntity>;

export const memberReasons = [
  'mostTies',
  'mostBetween',
  'highestRank',
  'holdsTogether',
  'tagged',
] as const;

export const gangMember = gangEntity.extend({
  /** core: stays in nearly all runs; periphery: in most; doubtful: in fewer than half, or tied by one shared thing alone; it does not count in the rank. */
  role: z.enum(['core', 'periphery', 'doubtful']),
  doubt: z.enum(['unstable', 'oneThing']).nullable(),
  /** Share of seeds and resolutions in which it stays in the group. */
  stays: share,
  tags: z.array(z.object({ tag: z.string(), level: z.int() })),
  /** Sum of its ties to members, in facts that nobody else shares. */
  strength: z.number(),
  /** Members that it is tied to. */
  degree: z.int(),
  /** Share of shortest chains of evidence between two others that lead through it. */
  betweenness: share,
  /** PageRank within the group; sums to 1. */
  pageRank: share,
  coreness: z.int(),
  articulation: z.boolean(),
  amount: z.number().nullable(),
  declarations: z.int(),
  firstActivity: z.string().nullable(),
  lastActivity: z.string().nullable(),
});

/** One fact that ties members: a thing that they share, or a relation between two of them. */
export const gangTie = z.object({
  kind: z.enum(['shared', 'relation']),
  /** What they share; null for a relation. */
  thing: gangEntity.nullable(),
  /** Kinds of the relations, sorted. */
  kinds: z.array(z.string()),
  relations: z.array(id),
  members: z.array(id),
  /** All that share the thing, those outside the group too. */
  sharers: z.int(),
  /** Weight of each tie that it makes. */
  weight: z.number(),
});
export type GangTie = z.output<typeof gangTie>;

export const weakLink = z.object({
  /** shared: one thing; relation: one relation; member: one enterprise or person, which may be two that were taken for one. */
  kind: z.enum(['shared', 'relation', 'member']),
  entity: gangEntity.nullable(),
  relations: z.array(id),
  /** What is judged: the record of the entity, or those of both ends of the relation. Runs of before do not say it. */
  fact: z.array(id).default([]),
  /** Members of the two halves: the larger first. */
  sides: z.tuple([z.array(id), z.array(id)]),
});

export const gangGroup = z.object({
  /** Stable while the core stays: hash of the ids of its core members. */
  key: z.string(),
  rank: z.int(),
  score: share,
  /** Each part 0 to 1, before its weight. */
  parts: z.object({
    evidence: share,
    tags: share,
    concealment: share,
    loops: share,
    money: share,
  }),
  /** The member by which the group is named. */
  head: gangEntity,
  enterprises: z.int(),
  people: z.int(),
  /** How alike the group is found over all seeds and resolutions (mean Jaccard). */
  stability: share,
  resolution: z.number(),
  members: z.array(gangMember),
  /** More than are listed where a group is very large; absent in runs of before. */
  membersTotal: z.int().optional(),
  /** Most telling members and why, best first. */
  keyMembers: z.array(z.object({ id, reasons: z.array(z.enum(memberReasons)) })),
  ties: z.array(gangTie),
  tiesTotal: z.int(),
  weakLink: weakLink.nullable(),
  loops: z.object({
    /** Simple cycles through shared things and relations, up to the length asked for. */
    cycles: z.int(),
    /** False: there are more than were counted. */
    complete: z.boolean(),
    /** Rings of relations that all point one way, such as shareholdings; entity ids in order. */
    rings: z.array(z.array(id)),
    /** Members that no single fact or member cuts off from each other. */
    largestBlock: z.int(),
    coreness: z.int(),
  }),
  tags: z.array(z.object({ tag: z.string(), level: z.int(), members: z.int() })),
  /** Cents of yuan. */
  amount: z.number(),
  declarations: z.int(),
  firstActivity: z.string().nullable(),
  lastActivity: z.string().nullable(),
  ports: z.array(
    gangEntity
      .pick({ id: true, label: true })
      .extend({ declarations: z.int(), amount: z.number() }),
  ),
  goods: z.array(
    gangEntity
      .pick({ id: true, label: true })
      .extend({ declarations: z.int(), amount: z.number() }),
  ),
});
export type GangGroup = z.output<typeof gangGroup>;

export const gangResult = z.object({
  revision: z.int(),
  generation: z.int(),
  actors: z.int(),
  ties: z.int(),
  /** Found, of which the best are listed; why others are not. */
  found: z.int(),
  left: z.object({ weakEvidence: z.int(), otherTags: z.int(), beyondLimit: z.int() }),
  groups: z.array(gangGroup),
  sweep: z.array(z.object({ resolution: z.number(), communities: z.int(), stability: share })),
  /** Things that too many share, left out by type. */
  hubs: z.array(
    z.object({ type: z.string(), count: z.int(), largest: gangEntity, sharers: z.int() }),
  ),
  /** Bound on the error of betweenness where it was sampled in some group; 0 = exact everywhere. */
  betweennessError: z.number(),
});
export type GangResult = z.output<typeof gangResult>;
