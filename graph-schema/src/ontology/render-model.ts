/** The generated, browser-safe TypeScript model: names as union types, the ontology as plain data. */
import type { AttributeModel, Ontology } from './types.ts';

export function renderModel(ontology: Ontology): string {
  const part = (name: string, type: string, key: string, value: unknown): string =>
    `export const ${name}: Readonly<Record<${key}, ${type}>> = ${literal(value)};\n`;
  return [
    '/** Generated from graph-schema/ontology by `npm run generate`; edit the YAML instead. */\n' +
      'import type {\n  EntityTypeModel,\n  EventTypeModel,\n  FamilyModel,\n  RelationKindModel,\n  TagCategoryModel,\n  TagModel,\n' +
      "} from '../ontology/types.ts';\nimport type { RuleModel } from '../ontology/rule-schema.ts';\n",
    union('EntityType', ontology.entityTypes),
    union('EventType', ontology.eventTypes),
    union('RelationKind', ontology.relationKinds),
    union('RelationFamily', ontology.familyModels),
    union('TagCategory', ontology.tagCategories),
    union('TagName', ontology.tagModels),
    attributeNames(ontology),
    roleNames(ontology),
    part('entityTypes', 'EntityTypeModel', 'EntityType', ontology.entityTypes),
    part('eventTypes', 'EventTypeModel', 'EventType', ontology.eventTypes),
    part('relationKinds', 'RelationKindModel', 'RelationKind', ontology.relationKinds),
    part('familyModels', 'FamilyModel', 'RelationFamily', ontology.familyModels),
    part('tagCategories', 'TagCategoryModel', 'TagCategory', ontology.tagCategories),
    part('tagModels', 'TagModel', 'TagName', ontology.tagModels),
    part('ruleModels', 'RuleModel', 'string', ontology.ruleModels),
    part('icons', 'string', 'string', ontology.icons),
  ].join('\n');
}

function union(name: string, record: Readonly<Record<string, unknown>>): string {
  const members = Object.keys(record).map((key) => `  | ${quote(key)}`);
  return `export type ${name} =\n${members.join('\n')};\n`;
}

/** `AttributeName['Enterprise']` is the union of that type's attribute names. */
function attributeNames(ontology: Ontology): string {
  const lines = Object.values(ontology.entityTypes).map((type) => {
    const names = type.attributes.map((a: AttributeModel) => quote(a.name));
    return `  ${type.name}: ${names.join(' | ') || 'never'};\n`;
  });
  return `export interface AttributeName {\n${lines.join('')}}\n`;
}

/** `EventRole['Declaration']` is the union of that event's roles. */
function roleNames(ontology: Ontology): string {
  const lines = Object.values(ontology.eventTypes).map(({ name, roles }) => {
    const names = roles.map((role) => quote(role.name));
    return `  ${name}: ${names.join(' | ') || 'never'};\n`;
  });
  return `export interface EventRole {\n${lines.join('')}}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Object literal that stays readable in a diff: one line per attribute, tag, family or icon. */
function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) {
    return block(
      value.map((v) => literal(v, `${indent}  `)),
      '[',
      ']',
      indent,
    );
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, v]) => {
      const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
      return `${name}: ${literal(v, `${indent}  `)}`;
    });
    return block(entries, '{', '}', indent);
  }
  return String(value);
}

function block(parts: readonly string[], open: string, close: string, indent: string): string {
  const line = parts.join(', ');
  const nested = parts.some((part) => part.includes('\n')) || indent === '';
  if (!nested && line.length < 400) return open === '{' ? `{ ${line} }` : `[${line}]`;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`;
}
