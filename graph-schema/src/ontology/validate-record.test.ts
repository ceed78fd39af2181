/** A record is accepted only when types, attributes, values, ends and tags are those of the ontology. */
import { describe, expect, it } from 'vitest';
import { loadOntology } from './load-ontology.ts';
import { validateEntity, validateRelation } from './validate-record.ts';

const ontology = loadOntology();
const codes = (faults: readonly { field: string; code: string }[]): string[] =>
  faults.map((f) => `${f.field} ${f.code}`);

describe('an entity', () => {
  it('with known attributes and tags passes', () => {
    const faults = validateEntity(ontology, {
      type: 'Enterprise',
      props: {
        name: '天玑贸易有限公司',
        capital: 1_000_000_00,
        registrationDate: '2024-02-29',
        status: 'active',
        roles: ['broker', 'consignee'],
        country: 'CN',
        riskScore: 87.5,
      },
      tags: ['watch-focus'],
    });
    expect(faults).toEqual([]);
  });

  it.each([
    [{ capital: 10.5 }, 'capital wrong-type'],
    [{ capital: 2 ** 53 }, 'capital wrong-type'],
    [{ registrationDate: '2023-02-29' }, 'registrationDate wrong-type'],
    [{ registrationDate: '29/02/2024' }, 'registrationDate wrong-type'],
    [{ status: 'sleeping' }, 'status not-in-values'],
    [{ roles: ['broker', 'pirate'] }, 'roles not-in-values'],
    [{ roles: 'broker' }, 'roles wrong-type'],
    [{ country: 'China' }, 'country wrong-type'],
    [{ name: '' }, 'name wrong-type'],
    [{ riskScore: Number.NaN }, 'riskScore wrong-type'],
    [{ shoeSize: 42 }, 'shoeSize unknown-attribute'],
    [{ constructor: 'x' }, 'constructor unknown-attribute'],
    [{ valueIn: 5 }, 'valueIn derived-attribute'],
  ])('with %j fails: %s', (props, expected) => {
    expect(codes(validateEntity(ontology, { type: 'Enterprise', props }))).toEqual([expected]);
  });

  it('of an unknown type or with an unknown tag fails', () => {
    expect(codes(validateEntity(ontology, { type: 'toString', props: {} }))).toEqual([
      'type unknown-type',
    ]);
    expect(codes(validateEntity(ontology, { type: 'Port', props: {}, tags: ['nice'] }))).toEqual([
      'nice unknown-tag',
    ]);
  });
});

describe('a relation', () => {
  const relation = (kind: string, sourceType: string, targetType: string, props = {}): string[] =>
    codes(validateRelation(ontology, { kind, sourceType, targetType, props }));

  it('between allowed ends passes', () => {
    expect(relation('shareholder', 'Person', 'Enterprise', { share: 5100 })).toEqual([]);
    expect(relation('possiblySameAs', 'Person', 'Person')).toEqual([]);
  });

  it('between other ends, of another kind or computed fails', () => {
    expect(relation('drives', 'Vehicle', 'Person')).toEqual([
      'source wrong-source',
      'target wrong-target',
    ]);
    expect(relation('possiblySameAs', 'Person', 'Enterprise')).toEqual(['target different-types']);
    expect(relation('importsFrom', 'Enterprise', 'OverseasParty')).toEqual([
      'kind aggregated-kind',
    ]);
    expect(relation('loves', 'Person', 'Person')).toEqual(['kind unknown-kind']);
  });
});
