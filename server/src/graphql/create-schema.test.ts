import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOntology, ontologyFolder, type Sql } from '@phecda/graph-schema';
import type { GraphQLEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { features } from '../features/features.ts';
import { guardRootFields } from '../features/guard-root-fields.ts';
import { localOperator, requirePermission } from '../features/viewer.ts';
import { truthFor } from '../reading/truth.ts';
import { createSchema } from './create-schema.ts';
import { endColumns } from '../reading/declaration-roles.ts';

test('a type added by YAML is a name of the schema without code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'phecda-ontology-'));
  mkdirSync(join(folder, 'entities'));
  writeFileSync(
    join(folder, 'entities', 'Warehouse.yaml'),
    `zh: 仓库\nen: Warehouse\nicon: building\nlight: '#228BE6'\ndark: '#74C0FC'\nftm: null\nattributes:\n  name: { zh: 名称, en: Name, type: name, group: natural }\n`,
  );
  const schema = createSchema(loadOntology([ontologyFolder, folder]));
  const type = schema.getType('EntityType') as GraphQLEnumType;
  expect(type.getValues().map(({ name }) => name)).toContain('Warehouse');
});

test('every relation that is computed from declarations opens them', () => {
  const ontology = loadOntology();
  const computed = Object.values(ontology.relationKinds).filter(({ aggregated }) => aggregated);
  expect(computed).toHaveLength(7);
  for (const { name } of computed) expect(endColumns(ontology, name)).not.toBeNull();
  expect(endColumns(ontology, 'owns')).toBeNull();
});

test('every root field and every route says what it requires; what says nothing is refused', () => {
  const schema = createSchema(loadOntology());
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    .flatMap((type) => Object.keys(type?.getFields() ?? {}).map((name) => `${type?.name}.${name}`))
    .sort();
  expect(features.flatMap(({ requires }) => Object.keys(requires)).sort()).toEqual(fields);
  for (const feature of features) {
    const [first] = Object.keys(feature.requires);
    const without = {
      ...feature,
      requires: Object.fromEntries(
        Object.entries(feature.requires).filter(([name]) => name !== first),
      ),
    };
    const others = features.map((other) => (other === feature ? without : other));
    expect(() => guardRootFields(schema, others)).toThrow(
      `${first} does not declare what it requires.`,
    );
  }
});

test('nobody writes before saying who they are; whoever the role forbids is told so', () => {
  const anonymous = localOperator(null);
  expect(() => requirePermission(anonymous, 'read')).not.toThrow();
  expect(() => requirePermission(anonymous, 'judge')).toThrow('Say who you are first.');
  expect(() => requirePermission(localOperator('Li'), 'judge')).not.toThrow();
  expect(() => requirePermission({ ...localOperator('Li'), may: () => false }, 'import')).toThrow(
    'Your role does not allow this.',
  );
});

test('what a viewer may not read is refused by the truth itself, whoever asks', async () => {
  const sql = { query: () => Promise.resolve([{}]), stream: () => [] } as unknown as Sql;
  const forbidden = truthFor({ ...localOperator('Li'), may: () => false }, sql, loadOntology());
  await expect(forbidden.query('SELECT 1')).rejects.toThrow('Your role does not allow this.');
  expect(() => forbidden.stream('SELECT 1')).toThrow('Your role does not allow this.');
  expect(await truthFor(localOperator(null), sql, loadOntology()).query('SELECT 1')).toHaveLength(
    1,
  );
});
