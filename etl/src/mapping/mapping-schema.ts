/** Map step: the shape of a mapping, which is data written by people (YAML in etl/mappings). */
import { z } from 'zod';
import { cleanerNames } from '../clean/cleaners.ts';
import { decimalMarks } from '../clean/decimal.ts';
import { encodingName } from '../read/decoders.ts';
import { eventFieldColumns, eventRecordColumns, type EventRecordColumn } from './event-columns.ts';

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'must be letters, digits and _, starting with a letter');
/** Field, constant, or literal with a leading `=`. */
const source = z.string().min(1);
const scalarText = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const encoding = z.string().transform((label, context) => {
  const known = encodingName(label);
  if (known === null) context.addIssue({ code: 'custom', message: `no encoding ${label}` });
  return known ?? label;
});

const condition = z.strictObject({
  field: source,
  equals: z.array(scalarText).min(1).optional(),
  not: z.array(scalarText).min(1).optional(),
  present: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
export type Condition = z.infer<typeof condition>;

const fieldSchema = z.strictObject({
  columns: z.array(scalarText).min(1),
  clean: z.enum(cleanerNames),
  required: z.boolean().default(false),
  onError: z.enum(['reject', 'drop']).default('reject'),
  scale: z.number().positive().optional(),
  unit: z.string().optional(),
  /** What separates decimals; default: what the column itself shows. */
  decimal: z.enum(decimalMarks).optional(),
  nonNegative: z.boolean().optional(),
  values: z.record(z.string(), scalarText).optional(),
  order: z.enum(['dmy', 'mdy']).optional(),
  empty: z.array(scalarText).optional(),
  /** Cleaned value of an empty cell or an absent column. */
  default: scalarText.optional(),
  list: z.string().min(1).optional(),
  label: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
});
export type FieldMapping = z.infer<typeof fieldSchema>;

const attributes = z.record(z.string(), z.union([source, z.array(source).min(1)]));

const recordSchema = z.strictObject({
  type: z.string(),
  key: z.array(source).min(1),
  attributes: attributes.default({}),
  /** Identifying attribute → field that holds all its values as a list; each makes a key. */
  identifiers: z.record(z.string(), source).default({}),
  label: source.optional(),
  tags: z.array(z.strictObject({ tag: z.string(), when: condition.optional() })).default([]),
  validFrom: source.optional(),
  validTo: source.optional(),
  /** Name of the record of this mapping that this one says something about without being it. */
  annotates: name.optional(),
  /** The record is made only from rows that meet this. */
  when: condition.optional(),
  /** Only names a record that other rows assert: used as the end of relations, asserts nothing. */
  reference: z.boolean().default(false),
  /** Of a reference: the identifier of its type whose value the key is. It leads to whatever entity holds that identifier, of any dataset. */
  by: z.string().optional(),
});
export type RecordMapping = z.infer<typeof recordSchema>;

const relationSchema = z.strictObject({
  kind: z.string(),
  source: name,
  target: name,
  attributes: attributes.default({}),
  validFrom: source.optional(),
  validTo: source.optional(),
  key: z.array(source).default([]),
  when: condition.optional(),
});
export type RelationMapping = z.infer<typeof relationSchema>;

const eventSchema = z.strictObject({
  type: z.literal('Declaration'),
  key: z.array(source).min(1),
  ...(Object.fromEntries(eventRecordColumns.map((column) => [column, name.optional()])) as Record<
    EventRecordColumn,
    z.ZodOptional<typeof name>
  >),
  ...(Object.fromEntries(eventFieldColumns.map((column) => [column, source.optional()])) as Record<
    (typeof eventFieldColumns)[number],
    z.ZodOptional<typeof source>
  >),
  extra: z.array(source).default([]),
  when: condition.optional(),
});
export type EventMapping = z.infer<typeof eventSchema>;

const rateSchema = z.strictObject({
  currency: source,
  month: source,
  /** Yuan for `per` units of the currency. */
  rate: source,
  per: z
    .union([z.literal(1), z.literal(10), z.literal(100), z.literal(1_000), z.literal(10_000)])
    .default(1),
});
export type RateMapping = z.infer<typeof rateSchema>;

export const mappingSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be kebab-case'),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  description: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
  dataset: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  mode: z.enum(['snapshot', 'delta']),
  file: z
    .strictObject({
      patterns: z.array(z.string()).default([]),
      sheet: z.union([z.number().int().positive(), z.string()]).optional(),
      /** Row of the header, where it is not the one that holds the names of the columns. */
      headerRow: z.number().int().positive().optional(),
      recordPath: z
        .string()
        .regex(/^\/[^\r\n]*$/)
        .optional(),
      encoding: encoding.optional(),
      delimiter: z.string().length(1).optional(),
      /** `ftm`: JSON lines of FollowTheMoney entities. */
      format: z.enum(['csv', 'jsonl', 'xlsx', 'xml', 'parquet', 'ftm']).optional(),
    })
    .default({ patterns: [] }),
  sourceDate: z
    .union([z.strictObject({ field: name }), z.strictObject({ fileName: z.literal(true) })])
    .optional(),
  fields: z.record(name, fieldSchema),
  constants: z.record(name, scalarText).default({}),
  records: z.record(name, recordSchema).default({}),
  relations: z.array(relationSchema).default([]),
  events: z.array(eventSchema).default([]),
  rates: z.array(rateSchema).default([]),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** One thing that is wrong with a mapping, at its place in the YAML (`records.legal.key[0]`). */
export interface MappingFault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}
