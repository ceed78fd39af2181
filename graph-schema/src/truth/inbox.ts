/** What a person says and how it ends: the entries of the analysts' inbox, as they lie in the small state and are taken in by the writer. */
import { z } from 'zod';

const reason = z.string();
const record = z.guid();

const said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), record, tag: z.string(), reason }),
  z.object({ kind: z.literal('note'), record, text: z.string(), reason }),
  z.object({
    kind: z.literal('relation'),
    relation: z.string(),
    source: record,
    target: record,
    /** 'YYYY-MM-DD', half-open. */
    from: z.string().nullable().optional(),
    to: z.string().nullable().optional(),
    props: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    reason,
  }),
  z.object({ kind: z.enum(['same', 'different']), left: record, right: record, reason }),
  z.object({ kind: z.literal('ignoreKey'), record, key: z.string(), reason }),
  /** Takes one record out of its entity, by whatever ties it when it is taken in. */
  z.object({ kind: z.literal('unmerge'), record, reason }),
  /** Takes back what was said: earlier entries of the inbox, pending or not; files of the dataset 'analyst'; judgements. */
  z.object({
    kind: z.literal('retract'),
    numbers: z.array(z.number()),
    files: z.array(z.guid()),
    judgements: z.array(z.guid()),
    /** What it concerns, to show meanwhile. */
    about: z
      .object({
        records: z.array(record),
        tag: z.string().optional(),
        relation: z.guid().optional(),
      })
      .optional(),
    reason,
  }),
]);

export type Said = z.infer<typeof said>;

/** @throws ZodError when it could not be read again. */
export function saidJson(value: Said): string {
  return JSON.stringify(said.parse(value));
}

export function parseSaid(json: string): Said {
  return said.parse(JSON.parse(json));
}

/** pending: durable, not taken in yet. moot: it stands already, or what it speaks of is gone. */
export type InboxState = 'pending' | 'applied' | 'moot' | 'refused';

export interface InboxEntry {
  /** Ascends in the order in which entries became durable; never given twice. */
  readonly number: number;
  readonly author: string;
  /** ISO 8601. */
  readonly at: string;
  readonly said: Said;
}

export type OutcomeCode =
  | 'ALREADY_SAID'
  | 'RETRACTED'
  | 'NOTHING_TO_RETRACT'
  | 'STANDS_ALONE'
  | 'DECLARED_DIFFERENT'
  | 'RECORD_UNKNOWN'
  | 'TYPE_MISMATCH'
  | 'KIND_UNKNOWN'
  | 'KIND_DERIVED'
  | 'TAG_UNKNOWN'
  | 'INTERNAL';

export interface Outcome {
  readonly state: Exclude<InboxState, 'pending'>;
  /** Why it is moot or refused. */
  readonly code: OutcomeCode | null;
}
