/** What a watch is: targets, a condition with its settings, a level, and who hears of it by which channels. */
import { fieldOperators } from '@phecda/graph-schema/truth/field-conditions';
import { z } from 'zod';
import { channelKinds } from './channels/channel.ts';
import { quietHours } from './store/contact-store.ts';

/** What makes a watch fire; facts alone unless it asks for more. */
export const watchCauses = ['fact', 'rule', 'reference', 'clock'] as const;

const record = z.guid();

/** References are record ids, which outlive merging; `monitored`: members of monitored gangs and subjects of closed cases. */
export const watchTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entities'), records: z.array(record).min(1).max(2_000) }),
  z.strictObject({ kind: z.literal('gang'), gang: z.guid() }),
  z.strictObject({ kind: z.literal('case'), record }),
  z.strictObject({ kind: z.literal('tag'), tag: z.string().min(1).max(100) }),
  /** Whatever meets all conditions at the time: a search over several fields that stays. */
  z.strictObject({
    kind: z.literal('query'),
    type: z.string().min(1).max(100),
    conditions: z
      .array(
        z.strictObject({
          attribute: z.string().min(1).max(100),
          operator: z.enum(fieldOperators),
          /** As it is stored: numbers in the attribute's unit. */
          value: z.union([z.string().max(200), z.number()]),
          /** Attribute that holds the currency of an amount. */
          currency: z.string().nullable(),
          /** As a person wrote it. */
          written: z.string().max(200),
        }),
      )
      .min(1)
      .max(20),
  }),
  z.strictObject({ kind: z.literal('monitored') }),
]);
export type WatchTarget = z.output<typeof watchTarget>;

/** Days and hours in which it sends; a window over midnight belongs to the day on which it begins, one of no length is the whole day. */
const watchSchedule = quietHours.extend({
  /** Monday is 1 (ISO 8601). */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
});
export type WatchSchedule = z.output<typeof watchSchedule>;

export const watchContent = z.strictObject({
  targets: z.array(watchTarget).min(1).max(100),
  condition: z.string().min(1).max(100),
  /** In the shape of the condition. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** 1 to 5, as tags are graded. */
  level: z.int().min(1).max(5),
  recipients: z
    .array(
      z.strictObject({
        contact: z.guid(),
        channels: z.array(z.enum(channelKinds)).min(1),
      }),
    )
    .max(100)
    .default([]),
  /** Of the address book: whoever is in them when it fires. */
  groups: z
    .array(z.strictObject({ group: z.guid(), channels: z.array(z.enum(channelKinds)).min(1) }))
    .max(100)
    .default([]),
  /** Last day on which it fires; null: until it is switched off. */
  expires: z.iso.date().nullable().default(null),
  /** Level 5 does not wait for it; null: at any time. */
  schedule: watchSchedule.nullable().default(null),
  /** Facts that are older than this go to the desk alone. Days. */
  backDatedDays: z.int().min(1).max(3_650).default(90),
  /** Alerts a week that its readers have time for: one that would bring more on average is not taken. */
  weekly: z.int().min(1).max(10_000).default(50),
  /** Records over which, or to which, no path of it goes: hubs that somebody judged to say nothing. */
  avoid: z.array(record).max(2_000).default([]),
  /** Paths in records that somebody judged to say nothing. */
  exceptPaths: z.array(z.array(record).min(1).max(10)).max(2_000).default([]),
  causes: z.array(z.enum(watchCauses)).min(1).default(['fact']),
});
export type WatchContent = z.output<typeof watchContent>;

/** What a watch finds hangs on this alone: the rest is how grave it is, who hears of it and how much of it they have time for. */
export const searchKey = ({
  targets,
  condition,
  settings,
  avoid,
  exceptPaths,
  causes,
}: WatchContent): string =>
  JSON.stringify([targets, condition, settings, avoid, exceptPaths, causes]);

export interface Watch extends WatchContent {
  readonly id: string;
  /** Counts up with every change; part of an alert's key, so that a changed watch fires anew. */
  readonly version: number;
  readonly name: string;
  readonly active: boolean;
  readonly owner: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Revision: what files said up to it was known when the watch began. */
  readonly newsAfter: number;
}

/** Without what the store knows of it. */
export function contentOf(watch: WatchContent): WatchContent {
  const known = Object.keys(watchContent.shape) as (keyof WatchContent)[];
  return watchContent.parse(Object.fromEntries(known.map((name) => [name, watch[name]])));
}
