/** What holds for alerts however files come: in any order, cut anyhow, again and again, and looked at again. */
import fc from 'fast-check';
import { alertFlow } from '@phecda/alerts/alert-flow';
import { Screen } from '@phecda/alerts/detect/screen';
import { gatherChange } from '@phecda/alerts/detect/change';
import { GraphAt } from '@phecda/alerts/detect/graph-at';
import { subscribe } from '@phecda/graph-schema/truth/subscribe';
import type { AlertFacts } from '@phecda/alerts/store/alert-store';
import { expect, test } from 'vitest';
import { longRun, times } from '../support/run-length.ts';
import { loadStaged, type StagedItem } from './staged-world.ts';
import {
  declared,
  entity,
  file,
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
    .tuple(fc.integer({ min: 1, max: 6 }), someCompany, fc.constantFrom('S', 'G'))
    .map(([day, who, port]) =>
      declared(`D${day}${who}${port}`, `2026-03-0${day}`, who, { port, value: 100_000 }),
    ),
);

async function begin(engine: 'duckdb' | 'postgres'): Promise<WatchWorld> {
  const world = await watchWorld(engine);
  await loadStaged(
    world.sql,
    file('base', [
      ...companies.map((key) => entity('Enterprise', key)),
      ...people.map((key) => entity('Person', key)),
      ...phones.map((key) => entity('Phone', key)),
      ...['S', 'G', 'H'].map((key) => entity('Port', key)),
      declared('D0', '2026-01-05', 'A', { port: 'H' }),
    ]),
  );
  await world.service.catchUp();
  await world.watch('newAssociation', { settings: { minSpecificity: 40 } });
  await world.watch('newDeclaration');
  await world.watch('firstFilingAtPort');
  await world.watch('newMember', { settings: { minMembers: 1, maxDegree: 3 } });
  await world.watch('overBound', { settings: { bound: 2, days: 3 } });
  return world;
}

const open = (alerts: readonly AlertFacts[]): string[] =>
  alerts
    .filter(({ status }) => status === 'new')
    .map(({ condition, target, path, factDay, facts }) =>
      [
        condition,
        target,
        condition === 'newMember' ? path.at(-1) : path,
        factDay,
        [...facts].sort(),
      ].join(),
    )
    .sort();

async function openAfter(
  engine: 'duckdb' | 'postgres',
  files: readonly (readonly StagedItem[])[],
): Promise<string[]> {
  const world = await begin(engine);
  try {
    for (const [index, items] of files.entries()) {
      await loadStaged(world.sql, file(`file ${index}`, items));
      if (index % 2 === 0) await world.service.catchUp();
    }
    return open(await world.found());
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

test.each(longRun ? (['duckdb', 'postgres'] as const) : (['duckdb'] as const))(
  'any order of the facts and any cut into files leaves the same open alerts on %s',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fact, { minLength: 3, maxLength: 9 })
          .chain((items) =>
            fc.tuple(
              fc.constant(items),
              fc.shuffledSubarray(items, { minLength: items.length }),
              fc.array(fc.nat(20), { maxLength: 3 }),
            ),
          ),
        async ([items, shuffled, places]) => {
          expect(await openAfter(engine, cut(shuffled, places))).toEqual(
            await openAfter(engine, [items]),
          );
        },
      ),
      { numRuns: times(4, 100) },
    );
  },
  longestMs,
);

test.each(['duckdb', 'postgres'] as const)(
  'the same file ten times brings nothing new, and a revision looked at again gives the same on %s',
  async (engine) => {
    const world = await begin(engine);
    const items = [
      isWanted('P'),
      relation('legalRepresentative', ['Person', 'P'], ['Enterprise', 'A']),
      relation('hasPhone', ['Person', 'Q'], ['Phone', '1']),
      relation('hasPhone', ['Enterprise', 'A'], ['Phone', '1']),
      ...[1, 2, 3].map((day) => declared(`D${day}`, `2026-03-0${day}`, 'A', { port: 'S' })),
    ];
    const { revision } = await loadStaged(world.sql, file('once', items));
    const first = await world.found();
    expect(new Set(first.map(({ condition }) => condition)).size).toBe(5);
    for (let time = 2; time <= 10; time++) await loadStaged(world.sql, file(`time ${time}`, items));
    expect((await world.found()).map(({ key }) => key)).toEqual(first.map(({ key }) => key));

    for await (const delivery of subscribe(world.sql, (revision ?? 0) - 1)) {
      if (delivery.kind !== 'revision' || delivery.revision !== revision) continue;
      const change = await gatherChange(world.sql, ontology, delivery);
      expect(change.graph).toBeInstanceOf(GraphAt);
      const again = await alertFlow.read[0]({
        sql: world.sql,
        ontology,
        watches: await world.watches.list(),
        now,
        change,
        screen: new Screen(world.sql),
      });
      expect(again.map(({ key }) => key).sort()).toEqual(first.map(({ key }) => key).sort());
    }
    await world.close();
  },
);
