/** GraphQL enums of the ontology: appended to the server's schema, so that a type added by YAML is queryable without code. */
import type { Ontology } from './types.ts';

export function renderGraphqlEnums(ontology: Ontology): string {
  const types = Object.values(ontology.entityTypes);
  const kinds = Object.values(ontology.relationKinds);
  return [renderEnum('EntityType', types), renderEnum('RelationKind', kinds)].join('\n');
}

function renderEnum(
  name: string,
  values: readonly { readonly name: string; readonly zh: string; readonly en: string }[],
): string {
  const lines = values.map((v) => `  ${JSON.stringify(`${v.zh} · ${v.en}`)}\n  ${v.name}\n`);
  return `enum ${name} {\n${lines.join('')}}\n`;
}
