/** Collects what the YAML files of all folders say, merged field by field, remembering for each name the file that spoke last. */
import type { z } from 'zod';
import type { RuleYaml } from './rule-schema.ts';
import type {
  AttributeYaml,
  EntityYaml,
  EventYaml,
  RelationYaml,
  TagFileYaml,
  TagYaml,
  familiesYaml,
} from './yaml-schema.ts';

export interface Sourced<T> {
  readonly file: string;
  readonly value: T;
}
type FamilyYaml = z.infer<typeof familiesYaml>[string];

export class Sources {
  readonly entities = new Map<string, Sourced<EntityYaml>>();
  readonly events = new Map<string, Sourced<EventYaml>>();
  readonly relations = new Map<string, Sourced<RelationYaml>>();
  readonly categories = new Map<string, Sourced<Omit<TagFileYaml, 'tags'>>>();
  readonly tags = new Map<string, Sourced<TagYaml & { category: string }>>();
  readonly rules = new Map<string, Sourced<RuleYaml>>();
  readonly families = new Map<string, Sourced<FamilyYaml>>();
  readonly icons = new Map<string, string>();

  entity(name: string, file: string, value: EntityYaml | null): void {
    if (value) this.entities.set(name, withAttributes(file, this.entities.get(name), value));
  }

  event(name: string, file: string, value: EventYaml | null): void {
    if (value) this.events.set(name, withAttributes(file, this.events.get(name), value));
  }

  relation(name: string, file: string, value: RelationYaml | null): void {
    if (value) this.relations.set(name, withAttributes(file, this.relations.get(name), value));
  }

  tagFile(category: string, file: string, value: TagFileYaml | null): void {
    if (!value) return;
    const { tags = {}, ...labels } = value;
    merge(this.categories, category, file, labels);
    for (const [name, tag] of Object.entries(tags)) {
      merge(this.tags, name, file, { ...tag, category });
    }
  }

  /** A rule is taken as a whole: a later folder replaces it. */
  rule(tag: string, file: string, value: RuleYaml | null): void {
    if (value) this.rules.set(tag, { file, value });
  }

  family(file: string, value: z.infer<typeof familiesYaml> | null): void {
    for (const [name, family] of Object.entries(value ?? {})) {
      merge(this.families, name, file, family);
    }
  }

  icon(value: Readonly<Record<string, string>> | null): void {
    for (const [name, path] of Object.entries(value ?? {})) this.icons.set(name, path);
  }
}

function merge<T extends object>(
  map: Map<string, Sourced<T>>,
  name: string,
  file: string,
  value: T,
): void {
  map.set(name, { file, value: { ...map.get(name)?.value, ...value } });
}

function withAttributes<T extends { attributes?: Record<string, AttributeYaml> | undefined }>(
  file: string,
  before: Sourced<T> | undefined,
  value: T,
): Sourced<T> {
  const attributes: Record<string, AttributeYaml> = { ...before?.value.attributes };
  for (const [name, attribute] of Object.entries(value.attributes ?? {})) {
    attributes[name] = { ...attributes[name], ...attribute };
  }
  return { file, value: { ...before?.value, ...value, attributes } };
}
