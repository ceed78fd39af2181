/** Worlds in which laws of alerts are tried: what files may say, watches of all conditions on files, and what is open after the last file. */
import { unchanged } from '@phecda/alerts/detect/change';
import { GraphAt } from '@phecda/alerts/detect/graph-at';
import { standingAmong } from '@phecda/alerts/flow/withdraw';
import { openAlerts, type AlertFacts } from '@phecda/alerts/store/alert-store';
import { withdrawFile } from '@phecda/etl/commands';
import fc from 'fast-check';
import { expect } from 'vitest';
import { loadStaged, loadStagedTogether, type StagedItem } from './staged-world.ts';
import {
  declared,
  entity,
  file,
  id,
  now,
  ontology,
  relation,
  watchWorld,
  type WatchWorld,
} from './watch-world.ts';

const companies = ['A', 'B', 'C'];
const [companyKey, personKey] = ['Enterprise:uscc:A', 'Person:idCard:P'];
const people = ['P', 'Q'];
const phones = ['1', '2'];
const [someCompany, somePerson, somePhone] = [companies, people, phones].map((all) =>
  fc.constantFrom(...all),
) as [fc.Arbitrary<string>, fc.Arbitrary<string>, fc.Arbitrary<string>];

/** Newer than what the base says of the person. */
export const isWanted = (who: string): StagedItem => ({
  ...entity('Person', who, { tags: ['wanted-person'] }),
  sourceDate: '2026-03-01',
});

export const fact: fc.Arbitrary<StagedItem> = fc.oneof(
  fc
    .tuple(someCompany, someCompany)
    .filter(([owner, owned]) => owner !== owned)
    .map(([owner, owned]) => relation('shareholder', ['Enterprise', owner], ['Enterprise', owned])),
  // Of which a rule derives tags.
  fc
    .oneof(
      someCompany.map((who) => ['Enterprise', who] as const),
      somePerson.map((who) => ['Person', who] as const),
    )
    .map((who) => relation('subjectOf', who, ['Case', 'K'])),
  fc
    .tuple(somePerson, someCompany)
    .map(([who, at]) => relation('legalRepresentative', ['Person', who], ['Enterprise', at])),
  fc
    .tuple(someCompany, somePhone)
    .map(([who, at]) => relation('hasPhone', ['Enterprise', who], ['Phone', at])),
  fc
    .tuple(somePerson, somePhone)
    .map(([who, at]) => relation('hasPhone', ['Person', who], ['Phone', at])),
  somePerson.map((who) => isWanted(who)),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), someCompany, fc.constantFrom('S', 'G', 'H'))
    .map(([day, who, port]) =>
      declared(`D${day}${who}${port}`, `2026-03-0${day}`, who, { port, value: 100_000 }),
    ),
  // Of somebody who had filed nowhere before, and corrected by what is dated later.
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('S', 'G'), fc.constantFrom('1', '2'))
    .map(([day, port, dated]) => ({
      ...declared('DB', `2026-03-0${day}`, 'B', { port }),
      sourceDate: `2026-03-0${dated}`,
    })),
);

/** Tags, cases and attributes by which somebody comes to be watched, corrected and taken back. */
export const turn: fc.Arbitrary<StagedItem> = fc.oneof(
  fact,
  someCompany.map((who) => ({
    ...entity('Enterprise', who, {
      tags: ['discredited-enterprise'],
      props: { status: 'active' },
    }),
    sourceDate: '2026-03-02',
  })),
  someCompany.map((who) => ({
    ...entity('Enterprise', who, {
      tags: ['discredited-enterprise'],
      props: { status: 'revoked' },
    }),
    sourceDate: '2026-03-03',
  })),
  // Neither any more.
  someCompany.map((who) => ({
    ...entity('Enterprise', who, { props: { status: 'active' } }),
    sourceDate: '2026-03-04',
  })),
  // Wanted no more.
  somePerson.map((who) => ({ ...entity('Person', who), sourceDate: '2026-03-02' })),
  // Tied to those who are.
  fc
    .tuple(someCompany, somePhone)
    .map(([who, at]) => relation('hasPhone', ['Enterprise', who], ['Phone', at])),
  fc.constant<StagedItem>({
    ...entity('Case', 'K', { props: { caseKind: 'criminal', status: 'closed' } }),
    sourceDate: '2026-03-02',
  }),
  // Of one number, on other days, at other ports and for others.
  fc
    .tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom('S', 'G', 'H'),
      someCompany,
      fc.constantFrom('DX', 'DY', 'DZ'),
      fc.integer({ min: 1, max: 4 }),
    )
    .map(([day, port, who, number, dated]) => ({
      ...declared(number, `2026-03-0${day}`, who, { port }),
      sourceDate: `2026-03-0${dated}`,
    })),
);

/** Of C, that it is A, and of Q, that it is P: by one who says so and later otherwise. */
export const twin: fc.Arbitrary<StagedItem> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('A', 'C'),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('active', 'revoked'),
      fc.integer({ min: 2, max: 5 }),
    )
    .map(([who, isSame, isTagged, status, dated]) => ({
      ...entity('Enterprise', who, {
        keys: isSame ? [companyKey] : [],
        tags: isTagged ? ['discredited-enterprise'] : [],
        props: { status },
      }),
      sourceDate: `2026-03-0${dated}`,
    })),
  fc
    .tuple(fc.constantFrom('P', 'Q'), fc.boolean(), fc.boolean(), fc.integer({ min: 2, max: 5 }))
    .map(([who, isSame, isTagged, dated]) => ({
      ...entity('Person', who, {
        keys: isSame ? [personKey] : [],
        tags: isTagged ? ['wanted-person'] : [],
      }),
      sourceDate: `2026-03-0${dated}`,
    })),
);

/** With watches of whom facts make targets too. */
async function beginWatched(
  engine: 'duckdb' | 'postgres',
): Promise<{ readonly world: WatchWorld; readonly made: readonly string[] }> {
  const world = await begin(engine);
  const made = world.made;
  const tagged = { targets: [{ kind: 'tag', tag: 'discredited-enterprise' }] };
  const revoked = {
    targets: [
      {
        kind: 'query',
        type: 'Enterprise',
        conditions: [
          {
            attribute: 'status',
            operator: 'equals',
            value: 'revoked',
            currency: null,
            written: '',
          },
        ],
      },
    ],
  };
  const ofCase = { targets: [{ kind: 'case', record: id('Case', 'K') }] };
  const monitored = { targets: [{ kind: 'monitored' }] };
  const wantedPeople = { targets: [{ kind: 'tag', tag: 'wanted-person' }] };
  for (const more of [tagged, revoked, ofCase, monitored, wantedPeople])
    for (const condition of ['newDeclaration', 'firstFilingAtPort'])
      await world.watch(condition, more);
  await world.watch('overBound', { ...tagged, settings: { bound: 2, days: 3 } });
  await world.watch('newAssociation', { ...tagged, settings: { minSpecificity: 40, minLevel: 3 } });
  await world.watch('newAssociation', { ...ofCase, settings: { minSpecificity: 40 } });
  await world.watch('newMember', { ...tagged, settings: { minMembers: 1, maxDegree: 3 } });
  for (const targets of [tagged, ofCase, wantedPeople]) await world.watch('tagChanged', targets);
  for (const targets of [tagged, ofCase])
    await world.watch('attributeChanged', { ...targets, settings: { attributes: ['status'] } });
  return { world, made };
}

export async function begin(engine: 'duckdb' | 'postgres'): Promise<WatchWorld> {
  const world = await watchWorld(engine);
  await loadStaged(
    world.sql,
    file('base', [
      ...companies.map((key) =>
        entity('Enterprise', key, {
          props: { status: 'active' },
          keys: key === 'A' ? [companyKey] : [],
        }),
      ),
      ...people.map((key) => entity('Person', key, { keys: key === 'P' ? [personKey] : [] })),
      ...phones.map((key) => entity('Phone', key)),
      ...['S', 'G', 'H'].map((key) => entity('Port', key)),
      entity('Case', 'K', { props: { caseKind: 'criminal' } }),
      declared('D0', '2026-01-05', 'A', { port: 'H' }),
    ]),
  );
  await world.service.catchUp();
  await world.watch('newAssociation', { settings: { minSpecificity: 40, tagOrigin: 'any' } });
  await world.watch('newDeclaration');
  await world.watch('tagChanged');
  await world.watch('attributeChanged', { settings: { attributes: ['status'] } });
  await world.watch('firstFilingAtPort', {
    targets: [{ kind: 'entities', records: companies.map((key) => id('Enterprise', key)) }],
  });
  // What a person does through enterprises, whichever of both is said first.
  const behind = { targets: [{ kind: 'entities', records: [id('Person', 'P')] }] };
  await world.watch('newDeclaration', behind);
  await world.watch('firstFilingAtPort', behind);
  await world.watch('overBound', { ...behind, settings: { bound: 2, days: 3 } });
  await world.watch('newMember', { settings: { minMembers: 1, maxDegree: 3 } });
  await world.watch('overBound', { settings: { bound: 2, days: 3 } });
  return world;
}

const isOpen = ({ status }: AlertFacts): boolean => status === 'new';

/** By record, the smallest of its entity. */
async function entitiesIn({ sql }: WatchWorld): Promise<(record: string) => string> {
  const rows = await sql.query<{ record: string; first: string }>(
    `SELECT CAST(r.record_id AS TEXT) AS record, m.first FROM record r
     JOIN (SELECT entity_id, min(CAST(record_id AS TEXT)) AS first FROM record WHERE family IN ('entity', 'reference') GROUP BY entity_id) m ON m.entity_id = r.entity_id`,
  );
  const first = new Map(rows.map((row) => [row.record, row.first]));
  return (record) => first.get(record) ?? record;
}

const open = (
  alerts: readonly AlertFacts[],
  watches: readonly string[],
  entityOf: (record: string) => string,
): string[] =>
  alerts
    .filter(isOpen)
    .map((alert) => ({
      ...alert,
      target: entityOf(alert.target),
      path: alert.path.map(entityOf),
    }))
    .map(({ watch, condition, target, path, factDay, facts, detail }) =>
      [
        watches.indexOf(watch),
        condition,
        condition === 'newMember' ? '' : target,
        condition === 'newMember' ? path.at(-1) : path,
        condition === 'tagChanged' ? [detail.attribute, detail.tags] : '',
        condition === 'attributeChanged' ? detail.attribute : '',
        condition === 'newDeclaration' ? detail.count : '',
        factDay,
        [...facts].sort(),
      ].join(),
    )
    .sort();

/** Each revision has looked at those that it concerned alone: who looks at all of them finds none that should have ended. */
async function nothingIsLeft({ sql, watches }: WatchWorld): Promise<void> {
  const left = await openAlerts(sql.state);
  const change = unchanged(new GraphAt(sql, await sql.revision()), sql, ontology);
  const context = { change, sql, ontology, watches: await watches.list(), now };
  const standing = await standingAmong(left, context);
  expect(left.filter(({ id: one }) => !standing.has(one))).toEqual([]);
}

interface Loaded {
  readonly files: readonly (readonly StagedItem[])[];
  /** Files that are loaded beside these and taken back: after how many others each is, and after how many more it goes. */
  readonly takenBack?: readonly {
    readonly items: readonly StagedItem[];
    readonly after: number;
    readonly stays: number;
  }[];
}

export async function openAfter(
  engine: 'duckdb' | 'postgres',
  { files, takenBack = [] }: Loaded,
): Promise<string[]> {
  const { world, made } = await beginWatched(engine);
  try {
    const named = files.map((items, index) => file(`file ${index}`, items));
    const mistakes = takenBack.map((one, index) => ({
      ...one,
      file: file(`mistake ${index}`, one.items),
      id: '',
    }));
    // The first alone, then two in a revision.
    for (let from = 0, count = 1, step = 0; from < named.length || step === 0; step++) {
      for (const one of mistakes)
        if (one.after === step) one.id = (await loadStaged(world.sql, one.file)).fileId ?? '';
      await loadStagedTogether(world.sql, named.slice(from, from + count));
      from += count;
      count = 2;
      if (step % 2 === 0) await world.service.catchUp();
      for (const one of mistakes)
        if (one.id !== '' && one.after + one.stays <= step) {
          await withdrawFile(world.sql, one.id, 'tester', 'mistake');
          one.id = '';
        }
    }
    for (const { id: left } of mistakes)
      if (left !== '') await withdrawFile(world.sql, left, 'tester', 'mistake');
    const found = await world.found();
    await nothingIsLeft(world);
    return open(found, made, await entitiesIn(world));
  } finally {
    await world.close();
  }
}

/** Cuts a list into files: the numbers are the places of the cuts. */
export const cut = <T>(items: readonly T[], places: readonly number[]): T[][] => {
  const at = [...new Set([0, ...places.map((place) => place % (items.length + 1)), items.length])];
  at.sort((a, b) => a - b);
  return at.slice(1).map((end, index) => items.slice(at[index], end));
};

/** Items, the same in any order, and places at which they are cut into files. */
export const ordered = (item: fc.Arbitrary<StagedItem>) =>
  fc
    .array(item, { minLength: 3, maxLength: 9 })
    .chain((items) =>
      fc.tuple(
        fc.constant(items),
        fc.shuffledSubarray(items, { minLength: items.length }),
        fc.array(fc.nat(20), { maxLength: 3 }),
      ),
    );

/** Loaded beside others and taken back. */
export const mistake = (item: fc.Arbitrary<StagedItem>) =>
  fc.record({
    items: fc.array(item, { minLength: 1, maxLength: 3 }),
    after: fc.nat(2),
    stays: fc.nat(2),
  });
