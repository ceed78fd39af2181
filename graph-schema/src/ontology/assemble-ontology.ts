/** Turns the merged YAML into the ontology: nothing required may be missing, every reference must exist. */
import { checkRules } from './check-rules.ts';
import { OntologyError } from './ontology-error.ts';
import type { Sourced, Sources } from './sources.ts';
import type {
  AggregationModel,
  AttributeModel,
  EntityTypeModel,
  EventTypeModel,
  FamilyModel,
  Ontology,
  RelationKindModel,
  TagCategoryModel,
  TagModel,
} from './types.ts';
import type { AttributeYaml, EntityYaml, EventYaml, RelationYaml, TagYaml } from './yaml-schema.ts';

class Faults {
  readonly list: string[] = [];
  add(file: string, field: string, reason: string): void {
    this.list.push(`${file}: ${field}: ${reason}`);
  }
  required<T>(value: T | undefined, file: string, field: string, fallback: T): T {
    if (value === undefined) this.add(file, field, 'is missing');
    return value ?? fallback;
  }
}

export function assembleOntology(sources: Sources): Ontology {
  const faults = new Faults();
  const ontology: Ontology = {
    entityTypes: build(sources.entities, (name, file, yaml) =>
      entityType(name, file, yaml, sources, faults),
    ),
    eventTypes: build(sources.events, (name, file, yaml) =>
      eventType(name, file, yaml, sources, faults),
    ),
    relationKinds: build(sources.relations, (name, file, yaml) =>
      relationKind(name, file, yaml, sources, faults),
    ),
    familyModels: build(sources.families, (name, file, yaml): FamilyModel => {
      return {
        name,
        zh: faults.required(yaml.zh, file, `${name}.zh`, ''),
        en: faults.required(yaml.en, file, `${name}.en`, ''),
        light: faults.required(yaml.light, file, `${name}.light`, ''),
        dark: faults.required(yaml.dark, file, `${name}.dark`, ''),
      };
    }),
    tagCategories: build(sources.categories, (name, file, yaml): TagCategoryModel => {
      return {
        name,
        zh: faults.required(yaml.zh, file, 'zh', ''),
        en: faults.required(yaml.en, file, 'en', ''),
      };
    }),
    tagModels: build(sources.tags, (name, file, yaml) => tag(name, file, yaml, sources, faults)),
    ruleModels: build(sources.rules, (tag, _, rule) => ({ tag, ...rule })),
    icons: Object.fromEntries([...sources.icons].sort(byName)),
  };
  checkTagParents(ontology, sources, faults);
  checkRules(ontology, (tag, field, reason) =>
    faults.add(sources.rules.get(tag)?.file ?? tag, field, reason),
  );
  if (faults.list.length > 0) throw new OntologyError(faults.list);
  return ontology;
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

function build<Y, M>(
  map: ReadonlyMap<string, Sourced<Y>>,
  make: (name: string, file: string, yaml: Y) => M,
): Record<string, M> {
  const entries = [...map].sort(byName);
  return Object.fromEntries(
    entries.map(([name, { file, value }]) => [name, make(name, file, value)]),
  );
}

function attributes(
  file: string,
  yaml: Readonly<Record<string, AttributeYaml>>,
  faults: Faults,
): AttributeModel[] {
  return Object.entries(yaml).map(([name, a]) => {
    const at = `attributes.${name}`;
    const valueType = faults.required(a.type, file, `${at}.type`, 'text');
    if (valueType === 'enum' && !a.values) faults.add(file, `${at}.values`, 'an enum needs values');
    if (a.values && valueType !== 'enum' && valueType !== 'list') {
      faults.add(file, `${at}.values`, 'only enum and list have values');
    }
    if (a.identifier && valueType !== 'text') {
      faults.add(file, `${at}.identifier`, 'an identifier must be of type text');
    }
    if (a.currency !== undefined && (valueType !== 'money' || yaml[a.currency]?.type !== 'text')) {
      faults.add(file, `${at}.currency`, 'money names an attribute of type text');
    }
    return {
      name,
      zh: faults.required(a.zh, file, `${at}.zh`, ''),
      en: faults.required(a.en, file, `${at}.en`, ''),
      valueType,
      ...(a.unit === undefined ? {} : { unit: a.unit }),
      ...(a.currency === undefined ? {} : { currency: a.currency }),
      personal: a.personal ?? false,
      identifier: a.identifier ?? false,
      searchable: a.searchable ?? false,
      derived: a.derived ?? false,
      group: faults.required(a.group, file, `${at}.group`, 'natural'),
      ...(a.values
        ? {
            values: Object.entries(a.values).map(([value, labels]) => ({ name: value, ...labels })),
          }
        : {}),
      ftm: a.ftm ?? null,
    };
  });
}

function entityType(
  name: string,
  file: string,
  yaml: EntityYaml,
  sources: Sources,
  faults: Faults,
): EntityTypeModel {
  const label = yaml.label ?? Object.keys(yaml.attributes ?? {}).slice(0, 1);
  for (const attribute of label) {
    if (yaml.attributes?.[attribute] === undefined)
      faults.add(file, 'label', `no attribute is named ${attribute}`);
  }
  return { ...drawn(name, file, yaml, sources, faults), label };
}

/** What an entity type and an event type have in common. */
function drawn(
  name: string,
  file: string,
  yaml: EntityYaml | EventYaml,
  sources: Sources,
  faults: Faults,
): Omit<EntityTypeModel, 'label'> {
  const icon = faults.required(yaml.icon, file, 'icon', '');
  if (yaml.icon !== undefined && !sources.icons.has(icon)) {
    faults.add(file, 'icon', `no icon is named ${icon}`);
  }
  return {
    name,
    zh: faults.required(yaml.zh, file, 'zh', ''),
    en: faults.required(yaml.en, file, 'en', ''),
    icon,
    light: faults.required(yaml.light, file, 'light', ''),
    dark: faults.required(yaml.dark, file, 'dark', ''),
    ftm: yaml.ftm ?? null,
    attributes: attributes(file, yaml.attributes ?? {}, faults),
  };
}

function eventType(
  name: string,
  file: string,
  yaml: EventYaml,
  sources: Sources,
  faults: Faults,
): EventTypeModel {
  const roles = Object.entries(faults.required(yaml.roles, file, 'roles', {}));
  for (const [role, { type }] of roles) {
    if (!sources.entities.has(type))
      faults.add(file, `roles.${role}`, `no entity type is named ${type}`);
  }
  const subject = faults.required(yaml.subject, file, 'subject', '');
  if (yaml.subject !== undefined && !roles.some(([role]) => role === subject))
    faults.add(file, 'subject', `no role is named ${subject}`);
  return {
    ...drawn(name, file, yaml, sources, faults),
    roles: roles.map(([role, model]) => ({ name: role, ...model })),
    subject,
    found: yaml.found ?? [],
  };
}

function relationKind(
  name: string,
  file: string,
  yaml: RelationYaml,
  sources: Sources,
  faults: Faults,
): RelationKindModel {
  const sourceTypes = faults.required(yaml.sourceTypes, file, 'sourceTypes', []);
  const targetTypes = faults.required(yaml.targetTypes, file, 'targetTypes', []);
  for (const [field, types] of Object.entries({ sourceTypes, targetTypes })) {
    for (const type of types) {
      if (sources.events.has(type))
        faults.add(file, field, `${type} is an event; relations join entities`);
      else if (!sources.entities.has(type))
        faults.add(file, field, `no entity type is named ${type}`);
    }
  }
  const family = faults.required(yaml.family, file, 'family', '');
  if (yaml.family !== undefined && !sources.families.has(family)) {
    faults.add(file, 'family', `no family is named ${family}`);
  }
  const directed = yaml.directed ?? true;
  if (!directed && [...sourceTypes].sort().join() !== [...targetTypes].sort().join()) {
    faults.add(file, 'directed', 'an undirected relation has the same types at both ends');
  }
  return {
    name,
    zh: faults.required(yaml.zh, file, 'zh', ''),
    en: faults.required(yaml.en, file, 'en', ''),
    family,
    directed,
    sourceTypes,
    targetTypes,
    sameType: yaml.sameType ?? false,
    aggregated: aggregation(file, yaml, sources, faults),
    ftm: yaml.ftm ?? null,
    attributes: attributes(
      file,
      {
        ...(yaml.aggregated ? sources.events.get(yaml.aggregated.event)?.value.sums : {}),
        ...yaml.attributes,
      },
      faults,
    ),
  };
}

function aggregation(
  file: string,
  { aggregated, sourceTypes, targetTypes }: RelationYaml,
  sources: Sources,
  faults: Faults,
): AggregationModel | null {
  if (!aggregated) return null;
  const { direction, ...model } = aggregated;
  const event = sources.events.get(model.event)?.value;
  if (!event) {
    faults.add(file, 'aggregated.event', `no event is named ${model.event}`);
    return null;
  }
  const ends = { source: sourceTypes, target: targetTypes } as const;
  for (const [end, types] of Object.entries(ends)) {
    for (const name of model[end as keyof typeof ends]) {
      const role = event.roles?.[name];
      if (!role) faults.add(file, `aggregated.${end}`, `${model.event} has no role ${name}`);
      else if (types?.includes(role.type) === false)
        faults.add(file, `aggregated.${end}`, `${name} is of type ${role.type}`);
    }
  }
  const isSubject = (roles: readonly string[]): boolean =>
    roles.length === 1 && roles[0] === event.subject;
  if (isSubject(model.source) === isSubject(model.target))
    faults.add(file, 'aggregated', `one end, and one alone, is ${event.subject ?? 'the subject'}`);
  return { ...model, ...(direction === undefined ? {} : { direction }) };
}

function tag(
  name: string,
  file: string,
  yaml: TagYaml & { category: string },
  sources: Sources,
  faults: Faults,
): TagModel {
  const at = `tags.${name}`;
  if (yaml.parent && !sources.tags.has(yaml.parent)) {
    faults.add(file, `${at}.parent`, `no tag is named ${yaml.parent}`);
  }
  return {
    name,
    zh: faults.required(yaml.zh, file, `${at}.zh`, ''),
    en: faults.required(yaml.en, file, `${at}.en`, ''),
    category: yaml.category,
    level: faults.required(yaml.level, file, `${at}.level`, 1),
    tier: yaml.tier === 1 || yaml.tier === 2 ? yaml.tier : null,
    parent: yaml.parent ?? null,
  };
}

function checkTagParents(ontology: Ontology, sources: Sources, faults: Faults): void {
  for (const start of Object.values(ontology.tagModels)) {
    const seen = new Set<string>();
    let at: TagModel | undefined = start;
    while (at?.parent) {
      if (seen.has(at.name)) {
        const file = sources.tags.get(start.name)?.file ?? start.category;
        faults.add(file, `tags.${start.name}.parent`, 'its parents form a loop');
        break;
      }
      seen.add(at.name);
      at = ontology.tagModels[at.parent];
    }
  }
}
