/** A mapping is checked before a row is read, and every fault is named with its place. */
import { deployedOntology } from '@phecda/graph-schema';
import { describe, expect, it } from 'vitest';
import { checkMapping } from './check-mapping.ts';
import { ftmMapping } from './ftm-mapping.ts';
import { loadMappings, mappingHash, parseMapping } from './load-mappings.ts';
import type { Mapping } from './mapping-schema.ts';

const ontology = deployedOntology();
const head = 'id: a\ntitle: { zh: 甲, en: A }\ndataset: a\nmode: delta\n';

function mappingOf(yaml: string): Mapping {
  const parsed = parseMapping(head + yaml);
  if (parsed.mapping === null) throw new Error(JSON.stringify(parsed.faults));
  return parsed.mapping;
}

const faultsOf = (yaml: string): string[] =>
  checkMapping(mappingOf(yaml), ontology).map((fault) => `${fault.path} ${fault.code}`);

const fields = `fields:
  code: { columns: [A], clean: uscc, required: true }
  name: { columns: [B], clean: orgName }
  day: { columns: [C], clean: date }
  sum: { columns: [D], clean: money }
  tags: { columns: [E], clean: text, list: ';' }
`;

describe('shape', () => {
  it('names the place of a fault in the YAML', () => {
    const parsed = parseMapping(
      `${head}fields:\n  a: { columns: [], clean: nonsense }\nrecords:\n  r: { type: Enterprise, key: [] }\n`,
    );
    expect(parsed.faults.map((fault) => fault.path)).toEqual([
      'fields.a.columns',
      'fields.a.clean',
      'records.r.key',
    ]);
  });

  it('refuses unknown words, repeated keys and alias bombs', () => {
    expect(parseMapping(`${head}feilds: {}\nfields: {}\n`).faults[0]?.message).toContain('feilds');
    expect(
      parseMapping(
        `${head}fields:\n  a: { columns: [A], clean: text }\n  a: { columns: [B], clean: text }\n`,
      ).faults[0]?.code,
    ).toBe('yaml');
  });
});

describe('against the ontology', () => {
  it('a right mapping has no faults', () => {
    expect(
      faultsOf(
        `${fields}records:\n  e: { type: Enterprise, key: [code], attributes: { name: name, uscc: code, capital: sum, registrationDate: day } }\n`,
      ),
    ).toEqual([]);
  });

  it('lists all faults at once', () => {
    const yaml = `${fields}sourceDate: { field: name }
records:
  e:
    type: Enterprise
    key: [code, missing]
    attributes: { name: name, colour: name, capital: day, status: name, registrationDate: sum, declarationsIn: sum, country: name }
    tags: [{ tag: no-such-tag }, { tag: tax-arrears, when: { field: nothing, equals: [1] } }]
    validFrom: name
  x: { type: Spaceship, key: [code] }
  d: { type: Declaration, key: [code] }
  l: { type: Person, key: ['=a'], attributes: { name: tags } }
  n: { type: Person, key: [code], annotates: e }
relations:
  - { kind: legalRepresentative, source: e, target: l }
  - { kind: knows, source: l, target: nobody }
  - { kind: importsFrom, source: e, target: e }
events:
  - { type: Declaration, key: [code], trader: l, date: name, value: day, direction: name }
`;
    expect(faultsOf(yaml)).toEqual([
      'sourceDate.field cleaner',
      'records.e.key[1] unknown-field',
      'records.e.validFrom cleaner',
      'records.e.tags[0].tag unknown-tag',
      'records.e.tags[1].when.field unknown-field',
      'records.e.attributes.colour unknown-attribute',
      'records.e.attributes.capital cleaner',
      'records.e.attributes.status cleaner',
      'records.e.attributes.registrationDate cleaner',
      'records.e.attributes.declarationsIn derived',
      'records.e.attributes.country cleaner',
      'records.x.type unknown-type',
      'records.d.type event-type',
      'records.l.key key-literal',
      'records.l.attributes.name list-type',
      'records.n.annotates type',
      'relations[0].source end-type',
      'relations[0].target end-type',
      'relations[1].target unknown-record',
      'relations[1].kind unknown-kind',
      'relations[2].kind aggregated',
      'relations[2].target end-type',
      'events[0].trader end-type',
      'events[0].date cleaner',
      'events[0].value cleaner',
      'events[0].direction cleaner',
    ]);
  });
});

describe('mappings that ship', () => {
  it('all load and fit the ontology', () => {
    const mappings = loadMappings(ontology);
    expect(mappings.length).toBeGreaterThan(10);
    expect(
      mappings.flatMap((mapping) =>
        checkMapping(mapping, ontology).map(
          (fault) => `${mapping.id} ${fault.path} ${fault.message}`,
        ),
      ),
    ).toEqual([]);
  });

  it('the built-in one of FollowTheMoney too', () => {
    expect(checkMapping(ftmMapping(ontology), ontology)).toEqual([]);
  });
});

it('the hash follows what a mapping says, not how it is written', () => {
  const one = mappingOf(`${fields}records:\n  e: { type: Enterprise, key: [code] }\n`);
  const two = mappingOf(`records:\n  e: { key: [code], type: Enterprise }\n${fields}`);
  expect(mappingHash(one)).toBe(mappingHash(two));
  expect(mappingHash(one, { name: 'X' })).not.toBe(mappingHash(one));
});
