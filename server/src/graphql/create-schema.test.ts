import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOntology, ontologyFolder } from '@phecda/graph-schema';
import type { GraphQLEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { createSchema } from './create-schema.ts';
import { endColumns } from './declarations/roles.ts';

test('a type added by YAML is a name of the schema without code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'phecda-ontology-'));
  mkdirSync(join(folder, 'entities'));
  writeFileSync(
    join(folder, 'entities', 'Warehouse.yaml'),
    `zh: 仓库\nen: Warehouse\nicon: building\nlight: '#228BE6'\ndark: '#74C0FC'\nfamily: entity\nftm: null\nattributes:\n  name: { zh: 名称, en: Name, type: name, group: natural }\n`,
  );
  const schema = createSchema(loadOntology([ontologyFolder, folder]));
  const type = schema.getType('EntityType') as GraphQLEnumType;
  expect(type.getValues().map(({ name }) => name)).toContain('Warehouse');
});

test('every relation that is computed from declarations opens them', () => {
  const computed = Object.values(loadOntology().relationKinds).filter(
    ({ aggregated }) => aggregated,
  );
  expect(Object.keys(endColumns).sort()).toEqual(computed.map(({ name }) => name).sort());
});
