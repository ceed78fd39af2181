/** Random small worlds of all that rules read: what each file says is whole in itself, few things are named again and again. */
import fc from 'fast-check';
import type { StagedFile, StagedItem } from './staged-world.ts';
import { declared, id, link, thing } from './tag-facts.ts';

/** The as-of day of these worlds; relations end before it, on it or after. */
export const worldDay = '2026-06-01';

const enterprise = fc.nat({ max: 4 }).map((n) => `企${n}`);
const person = fc.nat({ max: 2 }).map((n) => `人${n}`);
const small = fc.nat({ max: 1 });
const end = fc.constantFrom(null, null, '2025-06-01', '2026-06-01', '2026-06-10', '2027-01-01');

const enterpriseOf = (key: string, props: Parameters<typeof thing>[2] = {}): StagedItem =>
  thing('Enterprise', key, props);

const inCase = fc
  .record({
    of: fc.oneof(
      enterprise.map((key) => ['Enterprise', key] as const),
      person.map((key) => ['Person', key] as const),
    ),
    number: small,
    caseKind: fc.constantFrom('smuggling', 'criminal', 'inspection'),
    status: fc.constantFrom('open', 'closed', 'dismissed'),
  })
  .map(({ of: [type, key], number, caseKind, status }) => [
    thing(type, key),
    thing('Case', `案${number}`, { caseKind, status }),
    link('subjectOf', `${type}:${key}`, `Case:案${number}`),
  ]);

const office = fc
  .record({
    kind: fc.constantFrom('legalRepresentative', 'officer', 'officer', 'shareholder', 'contact'),
    person,
    enterprise,
    to: end,
  })
  .map(({ kind, person: who, enterprise: of, to }) => [
    thing('Person', who),
    enterpriseOf(of),
    link(kind, `Person:${who}`, `Enterprise:${of}`, to),
  ]);

const contact = fc
  .record({
    kind: fc.constantFrom(
      ['hasPhone', 'Phone'] as const,
      ['hasDevice', 'Device'] as const,
      ['registeredAt', 'Address'] as const,
    ),
    enterprise,
    number: small,
    to: end,
  })
  .map(({ kind: [kind, type], enterprise: of, number, to }) => [
    enterpriseOf(of),
    thing(type, `${type}${number}`),
    link(kind, `Enterprise:${of}`, `${type}:${type}${number}`, to),
  ]);

/** All of them struck off at one door. */
const goneAt = fc
  .tuple(fc.subarray([0, 1, 2, 3], { minLength: 3 }), small, end)
  .map(([of, n, to]) => [
    thing('Address', `Address${n}`),
    ...of.flatMap((k) => [
      enterpriseOf(`企${k}`, { status: k % 2 === 0 ? 'cancelled' : 'revoked' }),
      link('registeredAt', `Enterprise:企${k}`, `Address:Address${n}`, to),
    ]),
  ]);

const registration = fc
  .record({
    enterprise,
    status: fc.constantFrom('active', 'cancelled', 'revoked'),
    capital: fc.constantFrom(1_000_00, 10_000_000_00),
    registrationDate: fc.constantFrom('2025-05-30', '2025-06-03', '2026-01-01'),
  })
  .map(({ enterprise: of, ...props }) => [enterpriseOf(of, props)]);

const asserted = fc
  .oneof(
    fc.tuple(fc.constant('Enterprise'), enterprise, fc.constantFrom('blacklist', 'tax-arrears')),
    fc.tuple(fc.constant('Person'), person, fc.constantFrom('wanted-person', 'criminal-record')),
  )
  .map(([type, key, tag]): StagedItem[] => [
    { family: 'entity', type, key: `评${type}${key}`, anchor: id(`${type}:${key}`), tags: [tag] },
  ]);

const months = ['2025-01', '2025-10', '2026-02', '2026-03', '2026-05'];

/** Several declarations of one trader in one month, all that they name with them. */
const trade = fc
  .record({
    enterprise,
    month: fc.constantFrom(...months),
    count: fc.constantFrom(1, 6, 12),
    goods: small,
    port: small,
    vehicle: fc.option(small),
    declarant: fc.option(fc.nat({ max: 4 })),
    value: fc.constantFrom(1_000_00, 2_000_00, 100_000_00),
  })
  .map(({ enterprise: of, month, count, goods, port, vehicle, declarant, value }) => {
    const hs = ['02032900', '85423100'][goods] ?? '';
    return [
      enterpriseOf(of),
      thing('HSCode', hs),
      thing('Port', `港${port}`),
      ...(vehicle === null ? [] : [thing('Vehicle', `车${vehicle}`)]),
      ...(declarant === null ? [] : [enterpriseOf(`企${declarant}`)]),
      ...Array.from({ length: count }, (_, n) =>
        declared(`Enterprise:${of}`, `${of}${month}${goods}${n}`, `${month}-1${n % 10}`, {
          hs,
          goods: hs,
          port: `港${port}`,
          value,
          mass: 1_000_000,
          ...(vehicle === null ? {} : { vehicle: `车${vehicle}` }),
          ...(declarant === null ? {} : { declarant: `企${declarant}` }),
        }),
      ),
    ];
  });

/** Some of the ground of most rules, for the other files to add to and to take from. */
const ground: readonly StagedItem[] = [
  ...['0', '1'].flatMap((n) => [thing('Phone', `Phone${n}`), thing('Address', `Address${n}`)]),
  ...[0, 1, 2].flatMap((k) => [
    enterpriseOf(`企${k}`, {
      status: k === 0 ? 'active' : 'cancelled',
      capital: 1_000_00,
      registrationDate: '2025-06-03',
    }),
    link('hasPhone', `Enterprise:企${k}`, 'Phone:Phone0'),
    link('registeredAt', `Enterprise:企${k}`, 'Address:Address0'),
    link('officer', 'Person:人0', `Enterprise:企${k}`, k === 2 ? '2026-06-10' : null),
    declared(`Enterprise:企${k}`, `G${k}`, '2026-02-11', {
      hs: '02032900',
      goods: '02032900',
      port: '港0',
      vehicle: `车${k % 2}`,
      declarant: '企3',
      value: 1_000_000_00,
    }),
  ]),
  ...[0, 1, 2].map((k) => thing('Person', `人${k}`)),
  ...[3, 4].map((k) => enterpriseOf(`企${k}`)),
  ...[0, 1].flatMap((k) => [thing('Vehicle', `车${k}`), thing('Port', `港${k}`)]),
  ...['02032900', '85423100'].map((hs) => thing('HSCode', hs)),
  thing('Case', '案9', { caseKind: 'criminal' }),
  link('subjectOf', 'Person:人0', 'Case:案9'),
  link('subjectOf', 'Enterprise:企1', 'Case:案9'),
  link('subjectOf', 'Enterprise:企2', 'Case:案9'),
  link('officer', 'Person:人1', 'Enterprise:企4'),
  declared('Enterprise:企4', 'G9', '2026-02-11', {
    hs: '02032900',
    goods: '02032900',
    vehicle: '车0',
  }),
  // Eight who declare the same goods at usual prices.
  ...Array.from({ length: 8 }, (_, k) => [
    enterpriseOf(`商${k}`, { capital: 5_000_000_00 }),
    ...[1, 2].map((n) =>
      declared(`Enterprise:商${k}`, `M${k}${n}`, '2026-01-10', {
        hs: '02032900',
        value: 20_000_00 + k * 1_000_00,
        mass: 1_000_000,
      }),
    ),
  ]).flat(),
];

const plate = fc.tuple(small, small).map(([k, vin]): StagedItem[] => [
  {
    family: 'entity',
    type: 'Vehicle',
    key: `牌${k}${vin}`,
    label: `粤B${k}`,
    props: { plate: `粤B${k}`, vin: `V${vin}` },
    keys: [`Vehicle:plate:粤B${k}`],
  },
]);

const rows: fc.Arbitrary<StagedItem[]> = fc.oneof(
  { weight: 3, arbitrary: inCase },
  { weight: 5, arbitrary: office },
  { weight: 4, arbitrary: contact },
  { weight: 1, arbitrary: goneAt },
  { weight: 2, arbitrary: registration },
  { weight: 4, arbitrary: trade },
  { weight: 2, arbitrary: plate },
);

/** Files of one dataset; those called `seed…` assert tags, and nothing else does. */
export const tagWorld: fc.Arbitrary<StagedFile[]> = fc
  .tuple(
    fc.array(fc.array(rows, { minLength: 2, maxLength: 6 }), { minLength: 2, maxLength: 3 }),
    fc.array(asserted, { minLength: 1, maxLength: 2 }),
  )
  .map(([files, seeds]) => [
    ...[ground, ...files.map((items) => items.flat())].map((items, i) => ({
      name: `f${i}`,
      dataset: 'world',
      sourceDate: `2026-01-0${i + 1}`,
      items,
    })),
    ...seeds.map((items, i) => ({
      name: `seed${i}`,
      dataset: 'police',
      sourceDate: '2026-01-01',
      items,
    })),
  ]);
