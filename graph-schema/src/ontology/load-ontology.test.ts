/** The ontology loads, agrees with the generated files, grows by YAML alone, and every fault names its file and field. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployedOntology } from './deployed-ontology.ts';
import { drifted, renderGenerated } from './generate.ts';
import { loadOntology, ontologyFolder } from './load-ontology.ts';
import { neo4jConstraints } from './neo4j-constraints.ts';
import { renderGraphqlEnums } from './render-graphql.ts';
import { OntologyError } from './ontology-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ontology-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function faultsOf(): readonly string[] {
  try {
    loadOntology([ontologyFolder, folder]);
  } catch (error) {
    if (error instanceof OntologyError) return error.faults;
    throw error;
  }
  return [];
}

describe('the ontology that ships', () => {
  it('is what the generated model says', () => {
    expect(JSON.stringify(deployedOntology())).toBe(JSON.stringify(loadOntology()));
  });

  it('gives every type its own look and both labels', () => {
    const types = Object.values(loadOntology().entityTypes);
    expect(new Set(types.map((t) => t.icon)).size).toBe(types.length);
    for (const type of types) {
      expect(type.zh, type.name).toMatch(/[\u4e00-\u9fff]/);
      expect(type.en, type.name).not.toMatch(/[\u4e00-\u9fff]/);
      expect(type.attributes.some((a) => a.identifier)).toBe(true);
    }
  });

  it('grades the blacklist as the analysts do', () => {
    const { tagModels } = loadOntology();
    expect(tagModels['filed-smuggling-case']).toMatchObject({
      level: 5,
      tier: 1,
      parent: 'blacklist',
    });
    expect(tagModels['officer-in-criminal-case']).toMatchObject({ level: 5, tier: 2 });
    expect(tagModels['cleared']).toMatchObject({ category: 'custom', level: 1, tier: null });
  });

  it('marks what is personal', () => {
    const personal = Object.values(loadOntology().entityTypes).flatMap((t) =>
      t.attributes.filter((a) => a.personal).map((a) => `${t.name}.${a.name}`),
    );
    expect(personal.sort()).toEqual([
      'Account.holder',
      'Account.number',
      'Device.deviceId',
      'Email.address',
      'Person.alias',
      'Person.birthDate',
      'Person.englishName',
      'Person.idNumber',
      'Person.name',
      'Person.otherIdNumber',
      'Person.passportNumber',
      'Phone.number',
    ]);
  });
});

describe('generated files', () => {
  it('are reported when they differ or are missing', () => {
    const files = renderGenerated();
    for (const [name, text] of files) write(name, text);
    expect(drifted(files, folder)).toEqual([]);
    write('model.ts', 'export {};');
    rmSync(join(folder, 'ontology.graphql'));
    expect(drifted(files, folder)).toEqual(['model.ts', 'ontology.graphql']);
  });

  it('lie in the repository as the ontology says', () => {
    const generated = fileURLToPath(new URL('../generated', import.meta.url));
    expect(drifted(renderGenerated(), generated)).toEqual([]);
  });
});

describe('a further folder', () => {
  it('adds a type, a kind, a tag and an attribute, and overrides a label, without code', () => {
    write(
      'entities/Drone.yaml',
      "zh: 无人机\nen: Drone\nicon: cube\nlight: '#112233'\ndark: '#445566'\n",
    );
    write(
      'entities/Enterprise.yaml',
      'attributes:\n  park: { zh: 园区, en: Park, type: text, group: natural }\n  status: { zh: 登记状态 }\n',
    );
    write(
      'relations/flies.yaml',
      'zh: 操控\nen: flies\nfamily: logistics\nsourceTypes: [Person]\ntargetTypes: [Drone]\n',
    );
    write(
      'tags/custom.yaml',
      'tags:\n  night-flight: { zh: 夜航, en: night flight, level: 3, tier: none }\n',
    );
    const ontology = loadOntology([ontologyFolder, folder]);
    expect(ontology.entityTypes['Drone']?.zh).toBe('无人机');
    const enterprise = ontology.entityTypes['Enterprise']?.attributes ?? [];
    expect(enterprise.find((a) => a.name === 'park')?.en).toBe('Park');
    expect(enterprise.find((a) => a.name === 'status')).toMatchObject({
      zh: '登记状态',
      en: 'Status',
    });
    expect(ontology.tagModels['night-flight']).toMatchObject({ category: 'custom', level: 3 });
    expect(renderGraphqlEnums(ontology)).toMatch(/\n {2}Drone\n[\s\S]*\n {2}flies\n/);
    expect(neo4jConstraints(ontology).join('\n')).toContain('FOR ()-[r:FLIES]-()');
  });

  it('moves a tag to another category', () => {
    write('tags/watched.yaml', 'zh: 布控\nen: Watched\ntags:\n  cleared: { level: 2 }\n');
    expect(loadOntology([ontologyFolder, folder]).tagModels['cleared']).toMatchObject({
      category: 'watched',
      level: 2,
      zh: '已排除',
    });
  });
});

const ruleOn = (tagged: string, kind = 'officer'): string =>
  `version: 1\nzh: 依据\nen: why\nground: { kind: related, of: Enterprise, path: [{ kinds: [${kind}], to: Person }], tagged: ${tagged} }\n`;

describe('faults', () => {
  it.each([
    ['entities/Drone.yaml', 'zh: 无人机', /Drone\.yaml: en: is missing/],
    ['entities/Drone.yaml', 'colour: red', /Drone\.yaml: .*colour/],
    ['entities/Person.yaml', 'light: red', /Person\.yaml: light: must be a colour/],
    ['entities/Person.yaml', 'icon: unicorn', /Person\.yaml: icon: no icon is named unicorn/],
    [
      'entities/Person.yaml',
      'attributes: { age: { type: years } }',
      /Person\.yaml: attributes\.age\.type/,
    ],
    [
      'entities/Person.yaml',
      'attributes: { gender: { values: null } }',
      /attributes\.gender\.values/,
    ],
    ['entities/Person.yaml', 'zh: [', /Person\.yaml: /],
    ['entities/person.yaml', 'zh: 人', /person\.yaml: the file's name must match/],
    [
      'relations/owns.yaml',
      'targetTypes: [Castle]',
      /owns\.yaml: targetTypes: no entity type is named Castle/,
    ],
    [
      'relations/owns.yaml',
      'targetTypes: [Declaration]',
      /owns\.yaml: targetTypes: Declaration is an event/,
    ],
    [
      'relations/filesAt.yaml',
      'aggregated: { event: Declaration, source: [trader], target: [harbour] }',
      /filesAt\.yaml: aggregated\.target: Declaration has no role harbour/,
    ],
    [
      'relations/filesAt.yaml',
      'aggregated: { event: Declaration, source: [trader], target: [vehicle] }',
      /filesAt\.yaml: aggregated\.target: vehicle is of type Vehicle/,
    ],
    [
      'relations/shippedIn.yaml',
      'aggregated: { event: Declaration, source: [carrier], target: [container] }',
      /shippedIn\.yaml: aggregated: one end, and one alone, is trader/,
    ],
    [
      'events/Declaration.yaml',
      'subject: firm',
      /Declaration\.yaml: subject: no role is named firm/,
    ],
    ['entities/Person.yaml', 'label: [nickname]', /Person\.yaml: label: no attribute is named/],
    ['relations/owns.yaml', 'family: money', /owns\.yaml: family: no family is named money/],
    ['relations/drives.yaml', 'directed: false', /drives\.yaml: directed: an undirected relation/],
    ['tags/custom.yaml', 'tags: { cleared: { level: 6 } }', /custom\.yaml: tags\.cleared\.level/],
    [
      'tags/custom.yaml',
      'tags: { cleared: { parent: nothing } }',
      /tags\.cleared\.parent: no tag is named nothing/,
    ],
    [
      'tags/blacklist.yaml',
      'tags: { blacklist: { parent: wanted-person } }',
      /parent: its parents form a loop/,
    ],
    ['rules/nowhere.yaml', ruleOn('[blacklist]'), /nowhere\.yaml: file: no tag is named nowhere/],
    ['rules/cleared.yaml', 'version: 1', /cleared\.yaml: zh/],
    [
      'rules/cleared.yaml',
      ruleOn('[nothing]'),
      /cleared\.yaml: ground\.tagged: no tag is named nothing/,
    ],
    [
      'rules/cleared.yaml',
      ruleOn('[blacklist]', 'drives'),
      /cleared\.yaml: ground\.path\.0\.kinds: drives does not lead from Enterprise to Person/,
    ],
    ['rules/cleared.yaml', ruleOn('[cleared]'), /these rules rest on each other: cleared/],
    // The tag stands below the blacklist, which this rule reads.
    ['rules/wanted-person.yaml', ruleOn('[blacklist]'), /rest on each other: .*wanted-person/],
    ['icons.yaml', 'star: "<script>"', /icons\.yaml: star: must be SVG path data/],
  ])('%s with %s', (file, text, expected) => {
    write(file, text);
    expect(faultsOf().join('\n')).toMatch(expected);
  });

  it('are all told at once', () => {
    write('entities/Person.yaml', 'light: red\ndark: blue\n');
    write('relations/owns.yaml', 'family: 7\n');
    expect(faultsOf()).toHaveLength(3);
  });

  it('tell a folder that is not there', () => {
    expect(() => loadOntology([join(folder, 'nowhere')])).toThrow(/nowhere: no such folder/);
  });
});
