/** Checks that rules name what exists and that none rests on itself, and puts them in strata: a rule comes after those whose tags it reads. */
import { reachOf, type GroundModel, type HopModel, type RuleModel } from './rule-schema.ts';
import type { Ontology } from './types.ts';

type Parts = Pick<Ontology, 'entityTypes' | 'relationKinds' | 'tagModels' | 'ruleModels'>;
type Add = (field: string, reason: string) => void;

/** These tags and all below them. */
function tagsBelow(names: readonly string[], tagModels: Ontology['tagModels']): string[] {
  const found = new Set(names);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { name, parent } of Object.values(tagModels))
      if (parent !== null && found.has(parent)) found.add(name);
  }
  return [...found].sort();
}

/** Tags, asserted or derived, that a ground reads. Inherited risk comes from what sources assert alone: no rule has to come before it. */
export function tagsRead(ground: GroundModel, tagModels: Ontology['tagModels']): string[] {
  return ground.kind === 'related' ? tagsBelow(ground.tagged, tagModels) : [];
}

/** Tags whose assertion by a source makes an entity a seed of inherited risk. */
export function seedTags(ground: GroundModel, tagModels: Ontology['tagModels']): string[] {
  return ground.kind === 'inherited' ? tagsBelow(ground.seeds, tagModels) : [];
}

/** Rules whose grounds rest on nothing derived first. @throws when rules rest on each other in a circle */
export function strataOf(
  ontology: Pick<Ontology, 'ruleModels' | 'tagModels'>,
): (readonly RuleModel[])[] {
  const waiting = new Map(Object.entries(ontology.ruleModels));
  const strata: RuleModel[][] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ ground }) => !tagsRead(ground, ontology.tagModels).some((tag) => waiting.has(tag)),
    );
    if (ready.length === 0)
      throw new Error(`these rules rest on each other: ${[...waiting.keys()].join(', ')}`);
    for (const { tag } of ready) waiting.delete(tag);
    strata.push(ready);
  }
  return strata;
}

/** @param add takes the tag of the rule, the field and what is wrong with it */
export function checkRules(
  ontology: Parts,
  add: (tag: string, field: string, reason: string) => void,
): void {
  for (const rule of Object.values(ontology.ruleModels)) {
    if (ontology.tagModels[rule.tag] === undefined)
      add(rule.tag, 'file', `no tag is named ${rule.tag}`);
    checkGround(rule.ground, ontology, (field, reason) => add(rule.tag, `ground.${field}`, reason));
  }
  try {
    strataOf(ontology);
  } catch (error) {
    const [first] = Object.keys(ontology.ruleModels);
    add(first ?? '', 'ground', error instanceof Error ? error.message : String(error));
  }
}

function checkGround(ground: GroundModel, parts: Parts, add: Add): void {
  const { entityTypes, tagModels } = parts;
  if (entityTypes[ground.of] === undefined)
    return add('of', `no entity type is named ${ground.of}`);
  const ends = checkPath(reachOf(ground), [ground.of], parts, add);
  if (ground.kind === 'rivals') checkPath(ground.ties, ground.carries[0]?.to ?? [], parts, add);
  if (ground.kind === 'related')
    for (const field of ['where', 'not'] as const)
      for (const [name, values] of Object.entries(ground[field]))
        for (const type of ends) checkValues(type, name, values, parts, (why) => add(field, why));
  if (ground.kind === 'several-values')
    checkValues(ground.of, ground.attribute, [], parts, (why) => add('attribute', why));
  const named =
    ground.kind === 'related' ? ground.tagged : ground.kind === 'inherited' ? ground.seeds : [];
  for (const tag of named)
    if (tagModels[tag] === undefined) add('tagged', `no tag is named ${tag}`);
}

/** @returns types at the end of the path */
function checkPath(
  path: readonly HopModel[],
  start: readonly string[],
  { entityTypes, relationKinds }: Parts,
  add: Add,
): readonly string[] {
  let from = start;
  for (const [index, { kinds, to }] of path.entries()) {
    for (const type of to)
      if (entityTypes[type] === undefined)
        add(`path.${index}.to`, `no entity type is named ${type}`);
    for (const name of kinds) {
      const kind = relationKinds[name];
      if (kind === undefined) add(`path.${index}.kinds`, `no relation is named ${name}`);
      else if (directionsOf(kind, from, to).length === 0)
        add(`path.${index}.kinds`, `${name} does not lead from ${from.join()} to ${to.join()}`);
    }
    from = to;
  }
  return from;
}

function checkValues(
  type: string,
  name: string,
  values: readonly string[],
  { entityTypes }: Parts,
  add: (reason: string) => void,
): void {
  const attribute = entityTypes[type]?.attributes.find((one) => one.name === name);
  if (attribute === undefined || attribute.derived)
    return add(`${type} has no asserted attribute ${name}`);
  for (const value of values)
    if (attribute.values?.some((one) => one.name === value) === false)
      add(`${name} has no value ${value}`);
}

/** Which ways a relation may lead from one of some types to one of others. */
export function directionsOf(
  {
    sourceTypes,
    targetTypes,
  }: Pick<Ontology['relationKinds'][string], 'sourceTypes' | 'targetTypes'>,
  from: readonly string[],
  to: readonly string[],
): ('out' | 'in')[] {
  const leads = (a: readonly string[], b: readonly string[]): boolean =>
    from.some((type) => a.includes(type)) && to.some((type) => b.includes(type));
  return [
    ...(leads(sourceTypes, targetTypes) ? (['out'] as const) : []),
    ...(leads(targetTypes, sourceTypes) ? (['in'] as const) : []),
  ];
}
