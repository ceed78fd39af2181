/** What an ontology YAML file may hold (zod); a file of a later folder may name only what it adds or changes, so every field is optional here. */
import { z } from 'zod';
import { valueTypes } from './types.ts';

const label = z.string().trim().min(1);
const colour = z.string().regex(/^#[0-9A-Fa-f]{6}$/, 'must be a colour like #2F6FDE');
const enumValue = z.strictObject({ zh: label, en: label });

const attribute = z
  .strictObject({
    zh: label,
    en: label,
    type: z.enum(valueTypes),
    group: z.enum(['natural', 'behavioural', 'associative']),
    unit: label,
    currency: label,
    personal: z.boolean(),
    identifier: z.boolean(),
    searchable: z.boolean(),
    derived: z.boolean(),
    ftm: label.nullable(),
    values: z.record(z.string(), enumValue),
  })
  .partial();
export type AttributeYaml = z.infer<typeof attribute>;
const attributes = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a camelCase name'),
  attribute,
);

export const entityYaml = z
  .strictObject({
    zh: label,
    en: label,
    icon: label,
    light: colour,
    dark: colour,
    ftm: label.nullable(),
    label: z.array(label),
    attributes,
  })
  .partial();
export type EntityYaml = z.infer<typeof entityYaml>;

export const eventYaml = z
  .strictObject({
    zh: label,
    en: label,
    icon: label,
    light: colour,
    dark: colour,
    ftm: label.nullable(),
    subject: label,
    roles: z.record(label, z.strictObject({ zh: label, en: label, type: label })),
    found: z.array(label),
    attributes,
    /** Attributes of every relation that is computed from these events. */
    sums: attributes,
  })
  .partial();
export type EventYaml = z.infer<typeof eventYaml>;

export const relationYaml = z
  .strictObject({
    zh: label,
    en: label,
    family: label,
    directed: z.boolean(),
    sourceTypes: z.array(label).min(1),
    targetTypes: z.array(label).min(1),
    sameType: z.boolean(),
    aggregated: z
      .strictObject({
        event: label,
        source: z.array(label).min(1),
        target: z.array(label).min(1),
        direction: label.optional(),
      })
      .nullable(),
    ftm: z.strictObject({ schema: label, source: label, target: label }).nullable(),
    attributes,
  })
  .partial();
export type RelationYaml = z.infer<typeof relationYaml>;

const tag = z
  .strictObject({
    zh: label,
    en: label,
    level: z.int().min(1).max(5),
    tier: z.union([z.literal(1), z.literal(2), z.literal('none')]),
    parent: label.nullable(),
  })
  .partial();
export type TagYaml = z.infer<typeof tag>;
export const tagFileYaml = z
  .strictObject({
    zh: label,
    en: label,
    tags: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a kebab-case name'), tag),
  })
  .partial();
export type TagFileYaml = z.infer<typeof tagFileYaml>;

export const familiesYaml = z.record(
  z.string(),
  z.strictObject({ zh: label, en: label, light: colour, dark: colour }).partial(),
);
export const iconsYaml = z.record(
  z.string(),
  z.string().regex(/^[MmLlHhVvCcSsQqTtAaZz0-9\s.,+-]+$/, 'must be SVG path data'),
);
