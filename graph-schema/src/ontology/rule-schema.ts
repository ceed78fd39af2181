/** What a rule file may hold (zod): `rules/<tag>.yaml` says on which ground entities carry that tag. The kinds of ground are a closed list. */
import { z } from 'zod';

const label = z.string().trim().min(1);
const few = z.int().min(1).max(1000);
const types = z
  .union([label, z.array(label).min(1)])
  .transform((value) => (typeof value === 'string' ? [value] : value));

/**
 * One step of a path: over any of these relations to an entity of one of these types. A relation that ended before the as-of day counts only with `ever`;
 * what declarations add up to is history always.
 */
const hop = z.strictObject({
  kinds: z.array(label).min(1),
  to: types,
  ever: z.boolean().default(false),
});

const values = z.record(label, z.array(label).min(1)).default({});

/** What too many share is evidence of nothing: an entity with more relations to the next hop than this ties nobody. */
const mostSharing = z.int().min(2).max(10_000).default(100);

/** Entities at the end of a path, where these attributes have one of these values (and none of those), and which carry one of these tags or one below it. */
const related = z.strictObject({
  kind: z.literal('related'),
  of: label,
  path: z.array(hop).min(1).max(2),
  where: values,
  not: values,
  tagged: z.array(label).default([]),
  atLeast: few.default(1),
  mostSharing,
});

/** Sources give an attribute that an entity has once several values. */
const severalValues = z.strictObject({
  kind: z.literal('several-values'),
  of: label,
  attribute: label,
  atLeast: few.default(2),
});

/** Registered within so many days before the as-of day, and filed for more than so many times its capital. */
const youngOverCapital = z.strictObject({
  kind: z.literal('young-over-capital'),
  of: label,
  days: z.int().min(1).max(3650),
  times: few,
});

/** Declared again after so many months without, which ended within so many months before the as-of day. */
const dormantActive = z.strictObject({
  kind: z.literal('dormant-active'),
  of: label,
  months: z.int().min(2).max(120),
  within: z.int().min(1).max(120),
});

/** Of the last months of its declarations, so many per cent are of chapters or at ports that it had never declared before. */
const changedMix = z.strictObject({
  kind: z.literal('changed-mix'),
  of: label,
  by: z.enum(['chapter', 'port']),
  recentMonths: z.int().min(1).max(24),
  atLeast: few,
  before: few,
  percent: z.int().min(1).max(100),
});

/** Enterprises that share people or contacts, each of which files through one broker alone, the same. */
const closedGroupBroker = z.strictObject({
  kind: z.literal('closed-group-broker'),
  of: label,
  ties: z.array(hop).length(2),
  broker: z.array(hop).length(1),
  atLeast: few,
  mostSharing,
});

/** Carries for enterprises that deal in the same goods and share nobody. */
const rivals = z.strictObject({
  kind: z.literal('rivals'),
  of: label,
  carries: z.array(hop).length(1),
  deals: z.array(hop).length(1),
  ties: z.array(hop).length(2),
  atLeast: few,
  mostSharing,
});

/** Declared, so many times, far below what its peers declare for the same goods: at or below this percentile and below so many per cent of the median. */
const priceBelowPeers = z.strictObject({
  kind: z.literal('price-below-peers'),
  of: label,
  digits: z.union([z.literal(4), z.literal(6), z.literal(8)]),
  percentile: z.int().min(1).max(49),
  percentOfMedian: z.int().min(1).max(99),
  atLeast: few,
  peers: few,
});

/** Capital at or below this percentile of those who declare the same chapter, declared value at or above that one. */
const capitalBelowPeers = z.strictObject({
  kind: z.literal('capital-below-peers'),
  of: label,
  percentile: z.int().min(1).max(49),
  valuePercentile: z.int().min(50).max(99),
  peers: few,
});

/** Inherits a share of the risk of entities that a source asserts to carry one of these tags, less with every hop. Ties that have ended count: who left takes along what he knows. */
const inherited = z.strictObject({
  kind: z.literal('inherited'),
  of: label,
  seeds: z.array(label).min(1),
  over: z.array(label).min(1),
  through: z.array(label).min(1),
  hops: z.int().min(1).max(4),
  /** Per cent that one hop leaves of it. */
  decay: z.int().min(1).max(99),
  /** Thousandths below which it is nothing. */
  atLeast: z.int().min(1).max(999),
  mostSharing,
});

const ground = z.discriminatedUnion('kind', [
  related,
  severalValues,
  youngOverCapital,
  dormantActive,
  changedMix,
  closedGroupBroker,
  rivals,
  priceBelowPeers,
  capitalBelowPeers,
  inherited,
]);

export const ruleYaml = z.strictObject({
  /** Counted up with every change of what the rule means. */
  version: z.int().min(1),
  /** Sentences with figures as `{n}`. */
  zh: label,
  en: label,
  ground,
});

export type RuleYaml = z.infer<typeof ruleYaml>;
export type GroundModel = z.infer<typeof ground>;
export type GroundOf<K extends GroundModel['kind']> = Extract<GroundModel, { kind: K }>;
export type HopModel = z.infer<typeof hop>;

/** A rule that derives the tag of its name. */
export interface RuleModel {
  readonly tag: string;
  readonly version: number;
  readonly zh: string;
  readonly en: string;
  readonly ground: GroundModel;
}

/** Kinds of relations that deriving by it reads. */
export function kindsRead(ground: GroundModel): string[] {
  const paths =
    ground.kind === 'rivals'
      ? [...ground.carries, ...ground.deals, ...ground.ties]
      : reachOf(ground);
  return [...new Set(paths.flatMap(({ kinds }) => kinds))];
}

/** From an entity that may carry the tag to all that its ground rests on; empty: to itself alone. */
export function reachOf(ground: GroundModel): readonly HopModel[] {
  switch (ground.kind) {
    case 'related':
      return ground.path;
    case 'changed-mix':
      return ground.by === 'port' ? [{ kinds: ['filesAt'], to: ['Port'], ever: true }] : [];
    case 'closed-group-broker':
      return [...ground.ties, ...ground.broker];
    case 'rivals':
      // A tie between clients counts as much as what they deal in.
      return [
        ...ground.carries,
        {
          kinds: [...ground.deals, ...ground.ties.slice(0, 1)].flatMap(({ kinds }) => kinds),
          to: [...ground.deals, ...ground.ties.slice(0, 1)].flatMap(({ to }) => to),
          ever: ground.ties.some(({ ever }) => ever),
        },
      ];
    case 'inherited':
      return Array.from({ length: ground.hops }, () => ({
        kinds: ground.over,
        to: ground.through,
        ever: true,
      }));
    default:
      return [];
  }
}
