/** What the search for closed loops answers, as plain JSON. */
import { z } from 'zod';

const id = z.string();
/** Share or score, 0 to 1. */
const share = z.number();

export const loopKinds = ['shareholding', 'roundTrip'] as const;

const loopMember = z.object({
  id,
  record: z.string(),
  type: z.string(),
  label: z.string(),
  tags: z.array(z.object({ tag: z.string(), level: z.int() })),
});
export type LoopMember = z.output<typeof loopMember>;

export const loop = z.object({
  /** Hash of its kind and members in order. */
  key: z.string(),
  rank: z.int(),
  kind: z.enum(loopKinds),
  score: share,
  /** Each part 0 to 1, before its weight; goods: null where nothing is traded around the loop. */
  parts: z.object({ tightness: share, tags: share, goods: share.nullable(), money: share }),
  /** In order around the loop: of shares from holder to held; of a round trip from exporter by party abroad to importer, then by whoever controls both back. */
  members: z.array(loopMember),
  /** From each member to the next; the last one leads back to the first. `forward`: the relation points that way too. */
  links: z.array(z.object({ kind: z.string(), relation: id, forward: z.boolean() })),
  /** HS codes that both ends of a round trip deal in. */
  goods: z.array(z.object({ id, label: z.string() })),
  tags: z.array(z.object({ tag: z.string(), level: z.int(), members: z.int() })),
  /** Cents of yuan, of its enterprises. */
  amount: z.number(),
  declarations: z.int(),
  firstActivity: z.string().nullable(),
  lastActivity: z.string().nullable(),
});
export type Loop = z.output<typeof loop>;

export const loopResult = z.object({
  revision: z.int(),
  generation: z.int(),
  found: z.int(),
  /** False: there are more rings of shares than were counted. */
  complete: z.boolean(),
  /** Found and not listed, and why. */
  left: z.object({ loose: z.int(), otherTags: z.int(), beyondLimit: z.int() }),
  loops: z.array(loop),
  /** Parties abroad and controllers that too many have: they close no loop. */
  hubs: z.int(),
});
export type LoopResult = z.output<typeof loopResult>;
