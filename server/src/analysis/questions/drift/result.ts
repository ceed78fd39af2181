/** What drift tracking answers, as plain JSON. Entities are named by id and a member record, which outlives merging. */
import { z } from 'zod';

const share = z.number();
const day = z.string();

const driftEntity = z.object({
  id: z.string(),
  record: z.string(),
  type: z.string(),
  label: z.string(),
});
export type DriftEntity = z.output<typeof driftEntity>;

const persistentMember = driftEntity.extend({
  /** Whether it is a member itself or is attached to members. */
  member: z.boolean(),
  hidden: z.boolean(),
  kinds: z.array(z.string()),
  /** Former shells that it is attached to, and other enterprises that used it before the day. */
  shells: z.int(),
  others: z.int(),
  /** Share of its users that are shells of the gang: a hub's is near 0. */
  specificity: share,
  /** Share of the restart mass; sums to 1. */
  weight: share,
});
export type PersistentMember = z.output<typeof persistentMember>;

/** A chain from a former shell by way of a persistent member to the candidate. */
const evidencePath = z.object({
  /** Ids in order; the last is the candidate. */
  entities: z.array(z.string()),
  /** Ids of the relations between them. */
  relations: z.array(z.string()),
  kinds: z.array(z.string()),
  /** Day from which the last link held; null = not dated. */
  since: day.nullable(),
  /** Former shells that the persistent member is attached to. */
  shells: z.int(),
  strength: share,
});
export type EvidencePath = z.output<typeof evidencePath>;

export const newness = ['registered', 'active', 'linked'] as const;
export const comparedThings = [
  'people',
  'phones',
  'addresses',
  'devices',
  'brokers',
  'trucks',
  'overseas',
  'goods',
] as const;

const comparison = z.object({
  /** Former shell that is most like it. */
  shell: driftEntity,
  things: z.array(
    z.object({
      what: z.enum(comparedThings),
      shared: z.array(z.string()),
      oldOnly: z.array(z.string()),
      newOnly: z.array(z.string()),
    }),
  ),
  prices: z.array(
    z.object({
      heading: z.string(),
      /** Cents of yuan per kilogram. */
      old: z.number().nullable(),
      new: z.number().nullable(),
      oldDeclarations: z.int(),
      newDeclarations: z.int(),
    }),
  ),
});
export type Comparison = z.output<typeof comparison>;

const driftCandidate = driftEntity.extend({
  rank: z.int(),
  score: share,
  parts: z.object({
    association: share,
    /** Null: nothing filed yet. */
    behaviour: share.nullable(),
    role: share,
  }),
  /** Why it counts as newly associated. */
  newness: z.array(z.enum(newness)),
  /** Is a member of the gang already. */
  member: z.boolean(),
  registered: day.nullable(),
  firstActivity: day.nullable(),
  /** First day of a link to a persistent member. */
  firstLink: day.nullable(),
  declarations: z.int(),
  amount: z.number(),
  ports: z.array(z.object({ id: z.string(), label: z.string(), declarations: z.int() })),
  paths: z.array(evidencePath),
  pathsTotal: z.int(),
  comparison: comparison.nullable(),
  /** When its score first reached the threshold, by the days in the data, and what was filed after. */
  replay: z
    .object({
      day,
      score: share,
      declarations: z.int(),
      amount: z.number(),
      /** Days from its first declaration; negative: before. */
      daysFromFirstFiling: z.int().nullable(),
    })
    .nullable(),
});
export type DriftCandidate = z.output<typeof driftCandidate>;

const portMonth = z.object({
  month: z.string(),
  port: z.string(),
  /** Of former shells, and of proposed candidates. */
  old: z.int(),
  new: z.int(),
  amount: z.number(),
});

export const driftResult = z.object({
  revision: z.int(),
  generation: z.int(),
  day,
  threshold: share,
  /** Former shells: the members that can be replaced. */
  shells: z.array(driftEntity),
  persistent: z.array(persistentMember),
  /** Persistent members that too many share, left out. */
  hubs: z.array(driftEntity.extend({ sharers: z.int() })),
  /** Enterprises within reach, those of them that are newly associated, and those listed. */
  reached: z.int(),
  found: z.int(),
  candidates: z.array(driftCandidate),
  ports: z.array(z.object({ id: z.string(), label: z.string() })),
  portMonths: z.array(portMonth),
  /** First declarations after the day at ports where no former shell filed before. */
  firstFilings: z.array(
    z.object({ enterprise: z.string(), port: z.string(), label: z.string(), day }),
  ),
  /** Whatever else is named in paths and comparisons. */
  entities: z.array(driftEntity),
});
export type DriftResult = z.output<typeof driftResult>;
