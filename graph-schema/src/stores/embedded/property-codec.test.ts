import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PropertyValue } from '../../ports/graph-store.ts';
import { BlobStore } from './blob-store.ts';
import { readEntity, writeEntity, type EntityContent } from './content.ts';
import { PropertyCodec } from './property-codec.ts';

const id = '9b2e3c1a-0000-4000-8000-00000000000';
const content = (props: Record<string, PropertyValue>): EntityContent => ({
  label: '深圳市普利酒业有限公司',
  record: `${id}1`,
  names: ['普利'],
  identifiers: ['91440300MA5F00000Q'],
  texts: [''],
  digest: `${id}2`,
  props,
});

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '普利',
    '91440300MA5F00000Q',
    '',
    '存续',
    '2014-11-09',
    '2014-13-40',
    '0000-01-01',
    '1899-12-31',
    '2014-1-1',
    '２０14-11-09',
    '存'.repeat(100),
  ),
  fc.integer({ min: 0, max: 400 }).map((n) => `值${n}`),
);
const scalar = fc.oneof(
  text,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1),
);
const properties = fc.dictionary(
  fc.oneof(fc.constantFrom('name', 'status', 'foundedOn'), fc.string()),
  fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
  { maxKeys: 12 },
);

it('any properties are read as they were written, among many others', () => {
  const store = new BlobStore();
  const codec = new PropertyCodec();
  fc.assert(
    fc.property(fc.array(properties, { minLength: 1, maxLength: 20 }), (many) => {
      const places = many.map((props) => writeEntity(store, codec, content(props)));
      places.forEach((place, i) => {
        expect(readEntity(store, codec, place)).toEqual(content(many[i]!));
      });
    }),
  );
});

it('what comes again, and what the record says elsewhere, takes a few bytes', () => {
  const store = new BlobStore();
  const codec = new PropertyCodec();
  const props = (n: number): Record<string, PropertyValue> => ({
    name: '深圳市普利酒业有限公司',
    unifiedCode: '91440300MA5F00000Q',
    legalForm: '有限责任公司',
    industry: `酒类与饮料批发业${n % 50}`,
    registeredCapital: n * 10_000,
    foundedOn: `20${10 + (n % 10)}-11-09`,
    status: '存续',
  });
  const without = store.sizeOf(writeEntity(store, codec, content({})));
  for (let n = 0; n < 1_000; n++) writeEntity(store, codec, content(props(n)));
  const size = store.sizeOf(writeEntity(store, codec, content(props(7)))) - without;
  expect(Buffer.byteLength(JSON.stringify(props(7)))).toBeGreaterThan(200);
  expect(size).toBeLessThan(30);
});
