/** What holds for alerts however files come: in any order, cut anyhow, again and again, and looked at again. */
import fc from 'fast-check';
import { alertFlow } from '@phecda/alerts/alert-flow';
import { Screen } from '@phecda/alerts/detect/screen';
import { gatherChange, maxHeld } from '@phecda/alerts/detect/change';
import { subscribe } from '@phecda/graph-schema/truth/subscribe';
import { countedOfRevision } from '@phecda/alerts/store/counted';
import type { AlertFacts } from '@phecda/alerts/store/alert-store';
import { expect, test } from 'vitest';
import { longRun, times } from '../support/run-length.ts';
import { withdrawFile } from '@phecda/etl/commands';
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

/** A hundred samples take their time. */
const longestMs = times(400_000, 3_600_000);

const companies = ['A', 'B', 'C'];
const people = ['P', 'Q'];
const phones = ['1', '2'];
const [someCompany, somePerson, somePhone] = [companies, people, phones].map((all) =>
  fc.constantFrom(...all),
) as [fc.Arbitrary<string>, fc.Arbitrary<string>, fc.Arbitrary<string>];

/** Newer than what the base says of the person. */
const isWanted = (who: string): StagedItem => ({
  ...entity('Person', who, { tags: ['wanted-person'] }),
  sourceDate: '2026-03-01',
});

const fact: fc.Arbitrary<StagedItem> = fc.oneof(
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
const turn: fc.Arbitrary<StagedItem> = fc.oneof(
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

async function begin(engine: 'duckdb' | 'postgres'): Promise<WatchWorld> {
  const world = await watchWorld(engine);
  await loadStaged(
    world.sql,
    file('base', [
      ...companies.map((key) => entity('Enterprise', key, { props: { status: 'active' } })),
      ...people.map((key) => entity('Person', key)),
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

const open = (alerts: readonly AlertFacts[], watches: readonly string[]): string[] =>
  alerts
    .filter(isOpen)
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

interface Loaded {
  readonly files: readonly (readonly StagedItem[])[];
  /** Files that are loaded beside these and taken back: after how many others each is, and after how many more it goes. */
  readonly takenBack?: readonly {
    readonly items: readonly StagedItem[];
    readonly after: number;
    readonly stays: number;
  }[];
}

async function openAfter(
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
    return open(await world.found(), made);
  } finally {
    await world.close();
  }
}

/** Cuts a list into files: the numbers are the places of the cuts. */
const cut = <T>(items: readonly T[], places: readonly number[]): T[][] => {
  const at = [...new Set([0, ...places.map((place) => place % (items.length + 1)), items.length])];
  at.sort((a, b) => a - b);
  return at.slice(1).map((end, index) => items.slice(at[index], end));
};

const engines = longRun ? (['duckdb', 'postgres'] as const) : (['duckdb'] as const);

/** Items, the same in any order, and places at which they are cut into files. */
const ordered = (item: fc.Arbitrary<StagedItem>) =>
  fc
    .array(item, { minLength: 3, maxLength: 9 })
    .chain((items) =>
      fc.tuple(
        fc.constant(items),
        fc.shuffledSubarray(items, { minLength: items.length }),
        fc.array(fc.nat(20), { maxLength: 3 }),
      ),
    );

test.each(engines)(
  'any order of the facts, any cut into files and files into revisions leaves the same open alerts on %s',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(ordered(fact), async ([items, shuffled, places]) => {
        expect(await openAfter(engine, { files: cut(shuffled, places) })).toEqual(
          await openAfter(engine, { files: [items] }),
        );
      }),
      { numRuns: times(2, 50) },
    );
  },
  longestMs,
);

test.each(engines)(
  'so do facts that make targets and unmake them, corrections, and files that are taken back, on %s',
  async (engine) => {
    const mistake = fc.record({
      items: fc.array(turn, { minLength: 1, maxLength: 3 }),
      after: fc.nat(2),
      stays: fc.nat(2),
    });
    await fc.assert(
      fc.asyncProperty(
        ordered(turn),
        fc.array(mistake, { maxLength: 2 }),
        async ([items, shuffled, places], takenBack) => {
          expect(await openAfter(engine, { files: cut(shuffled, places), takenBack })).toEqual(
            await openAfter(engine, { files: [items] }),
          );
        },
      ),
      { numRuns: times(4, 100) },
    );
  },
  longestMs,
);

test.each(['duckdb', 'postgres'] as const)(
  'which port is another hangs on the days of declaration: what comes late withdraws and raises, also where it is history, on %s',
  async (engine) => {
    const world = await begin(engine);
    const watch: string = await world.watch('firstFilingAtPort', {
      targets: [{ kind: 'entities', records: [id('Enterprise', 'C')] }],
    });
    const at = (day: string, port: string) =>
      file(day, [entity('Port', port), declared(`D${day}`, day, 'C', { port })]);
    const open = async () =>
      (await world.found())
        .filter(({ status, watch: of }) => status === 'new' && of === watch)
        .map(({ path, facts, factDay }) => [path.at(-1), facts.length, factDay]);
    const [h, s, g] = ['H', 'S', 'G'].map((key) => id('Port', key));
    await loadStaged(world.sql, at('2026-03-05', 'H'));
    expect(await open()).toEqual([]);
    await loadStaged(world.sql, at('2026-03-06', 'S'));
    expect(await open()).toEqual([[s, 1, '2026-03-06']]);
    // S was first: its alert goes, and that of H comes, which an earlier file said.
    await loadStaged(world.sql, at('2026-03-04', 'S'));
    expect(await open()).toEqual([[h, 1, '2026-03-05']]);
    const gone = (await world.found()).find(
      ({ status, watch: of }) => status === 'withdrawn' && of === watch,
    );
    expect((await world.alerts.events(gone?.id ?? '')).at(-1)?.reason).toMatch(
      /^first port by date, revision/,
    );
    // Of the past: what is told is S alone, which rests on what was news.
    const { revision } = await loadStaged(world.sql, {
      ...file('past', [
        declared('P1', '2025-01-04', 'C', { port: 'H' }),
        entity('Port', 'G'),
        declared('P2', '2025-01-05', 'C', { port: 'G' }),
      ]),
      history: true,
    });
    expect(await open()).toEqual([[s, 2, '2026-03-04']]);
    const counted = await countedOfRevision(world.sql.state, revision ?? 0);
    expect(counted).toBeGreaterThan(0);
    await loadStaged(world.sql, at('2026-03-07', 'G'));
    expect((await open()).map(([port]) => port)).toEqual([s]);
    expect(g).not.toBe(s);
    // What was known before an edit stays known after it.
    const [content] = await world.watches.history(watch);
    if (content === undefined) throw new Error('no history');
    await world.watches.change(watch, 1, { ...content, name: 'again' }, 'Wang', 'name');
    await loadStaged(world.sql, at('2026-03-08', 'S'));
    expect(await open()).toHaveLength(1);
    await world.close();
  },
);

test.each(['duckdb', 'postgres'] as const)(
  'the same file ten times brings nothing new, and a revision looked at again gives the same on %s',
  async (engine) => {
    const world = await begin(engine);
    const items = [
      isWanted('P'),
      relation('subjectOf', ['Enterprise', 'A'], ['Case', 'K']),
      relation('legalRepresentative', ['Person', 'P'], ['Enterprise', 'A']),
      relation('hasPhone', ['Person', 'Q'], ['Phone', '1']),
      relation('hasPhone', ['Enterprise', 'A'], ['Phone', '1']),
      ...[1, 2, 3].map((day) => declared(`D${day}`, `2026-03-0${day}`, 'A', { port: 'S' })),
    ];
    const { revision } = await loadStaged(world.sql, file('once', items));
    const first = await world.found();
    expect(new Set(first.map(({ condition }) => condition)).size).toBe(6);
    for (let time = 2; time <= 10; time++) await loadStaged(world.sql, file(`time ${time}`, items));
    expect((await world.found()).map(({ key }) => key)).toEqual(first.map(({ key }) => key));

    for await (const delivery of subscribe(world.sql, (revision ?? 0) - 1)) {
      if (delivery.kind !== 'revision' || delivery.revision !== revision) continue;
      // The same where it is held, and where it is too large for that.
      for (const most of [maxHeld, 3]) {
        const change = await gatherChange(world.sql, ontology, delivery, { most });
        expect(change.held === null).toBe(most === 3);
        const again = await alertFlow.read[0]({
          sql: world.sql,
          ontology,
          watches: await world.watches.list(),
          now,
          change,
          leftOut: [],
          screen: new Screen(world.sql),
        });
        expect(again.map(({ key }) => key).sort()).toEqual(first.map(({ key }) => key).sort());
      }
    }
    await world.close();
  },
);

test('what detection brings into memory of a revision that is too large to be held does not grow with it', async () => {
  const detected: { readonly rows: number; readonly found: string[] }[] = [];
  for (const size of [100, 1_000]) {
    const world = await begin('duckdb');
    const many = Array.from({ length: size }, (_, index) => String(index));
    const { revision } = await loadStaged(
      world.sql,
      file('large', [
        ...many.flatMap((key) => [
          entity('Enterprise', `E${key}`, { tags: ['discredited-enterprise'] }),
          entity('Person', `P${key}`, { tags: ['wanted-person'] }),
          relation('legalRepresentative', ['Person', `P${key}`], ['Enterprise', `E${key}`]),
        ]),
        isWanted('P'),
        relation('legalRepresentative', ['Person', 'P'], ['Enterprise', 'A']),
        relation('hasPhone', ['Person', 'P'], ['Phone', '1']),
        declared('D1', '2026-03-01', 'A', { port: 'S' }),
      ]),
    );
    let rows = 0;
    const counting = new Proxy(world.sql, {
      get: (sql, name): unknown =>
        name === 'query'
          ? async (text: string, values?: readonly string[]) => {
              const answer = await sql.query(text, values);
              rows += answer.length;
              return answer;
            }
          : Reflect.get(sql, name, sql),
    });
    for await (const delivery of subscribe(world.sql, (revision ?? 0) - 1)) {
      if (delivery.kind !== 'revision') continue;
      const change = await gatherChange(counting, ontology, delivery, { most: 50 });
      expect(change.held).toBeNull();
      const watches = await world.watches.list();
      const context = { sql: counting, ontology, watches, now, change, leftOut: [] };
      const found = await alertFlow.read[0]({ ...context, screen: new Screen(counting) });
      await alertFlow.read[1]({ ...context, screen: new Screen(counting) });
      detected.push({ rows, found: found.map(({ finding }) => finding.detail.kind ?? '').sort() });
    }
    await world.close();
  }
  const [small, large] = detected;
  expect(small?.found.length).toBeGreaterThan(2);
  expect(large).toEqual(small);
});
