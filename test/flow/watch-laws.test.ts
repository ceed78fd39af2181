/** What holds for alerts however files come: in any order, cut anyhow, again and again, and looked at again. */
import fc from 'fast-check';
import { alertFlow } from '@phecda/alerts/alert-flow';
import { Screen } from '@phecda/alerts/detect/screen';
import { gatherChange, maxHeld } from '@phecda/alerts/detect/change';
import { subscribe } from '@phecda/graph-schema/truth/subscribe';
import { countedOfRevision } from '@phecda/alerts/store/counted';
import { withdrawFile } from '@phecda/etl/commands';
import { expect, test } from 'vitest';
import { longRun } from '../support/run-length.ts';
import { loadStaged } from './staged-world.ts';
import {
  begin,
  cut,
  fact,
  isWanted,
  mistake,
  openAfter,
  ordered,
  turn,
  twin,
} from './watch-law-world.ts';
import { declared, entity, file, id, now, ontology, relation, watchWorld } from './watch-world.ts';

/** A sample is two worlds, of some seconds each: the long run tries as many as fit, of each law on each engine. */
const trying = (usual: number): fc.Parameters<unknown> =>
  longRun ? { numRuns: 1_000, interruptAfterTimeLimit: 80_000 } : { numRuns: usual };
const longestMs = 400_000;

const engines = longRun ? (['duckdb', 'postgres'] as const) : (['duckdb'] as const);

test.each(engines)(
  'any order of the facts, any cut into files and files into revisions leaves the same open alerts on %s',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(ordered(fact), async ([items, shuffled, places]) => {
        expect(await openAfter(engine, { files: cut(shuffled, places) })).toEqual(
          await openAfter(engine, { files: [items] }),
        );
      }),
      trying(2),
    );
  },
  longestMs,
);

test.each(engines)(
  'so do facts that make targets and unmake them, corrections, and files that are taken back, on %s',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(
        ordered(turn),
        fc.array(mistake(turn), { maxLength: 2 }),
        async ([items, shuffled, places], takenBack) => {
          expect(await openAfter(engine, { files: cut(shuffled, places), takenBack })).toEqual(
            await openAfter(engine, { files: [items] }),
          );
        },
      ),
      trying(4),
    );
  },
  longestMs,
);

test.each(engines)(
  'so do records that turn out to be of one, and of two again, on %s',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(
        ordered(fc.oneof(turn, twin)),
        fc.array(mistake(twin), { maxLength: 1 }),
        async ([items, shuffled, places], takenBack) => {
          expect(await openAfter(engine, { files: cut(shuffled, places), takenBack })).toEqual(
            await openAfter(engine, { files: [items] }),
          );
        },
      ),
      trying(3),
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

test.each(['duckdb', 'postgres'] as const)(
  'what a revision reads to see what still stands does not grow with the alerts that are open, on %s',
  async (engine) => {
    const read: number[] = [];
    for (const size of [20, 200]) {
      const world = await watchWorld(engine);
      const many = Array.from({ length: size }, (_, index) => `E${index}`);
      const tag = 'discredited-enterprise';
      // Newer than what the base says.
      const tagged = (key: string) => ({
        ...entity('Enterprise', key, { tags: [tag] }),
        sourceDate: '2026-03-01',
      });
      await loadStaged(
        world.sql,
        file(
          'base',
          many.map((key) => entity('Enterprise', key)),
        ),
      );
      await world.service.catchUp();
      await world.watch('tagChanged', { targets: [{ kind: 'tag', tag }] });
      const [, ...others] = many;
      await loadStaged(world.sql, file('tagged', others.map(tagged)));
      const { fileId: one } = await loadStaged(world.sql, file('one', [tagged('E0')]));
      const { fileId: apart } = await loadStaged(
        world.sql,
        file('apart', [entity('Enterprise', 'X')]),
      );
      expect(await world.found()).toHaveLength(size);
      const withdrawn = async (fileId: string | null) => {
        await withdrawFile(world.sql, fileId ?? '', 'tester', 'mistake');
        let rows = 0;
        const counting = <T extends object>(of: T): T =>
          new Proxy(of, {
            get: (it, name): unknown =>
              name === 'query'
                ? async (text: string, values?: readonly string[]) => {
                    const answer = await (it as unknown as typeof world.sql).query(text, values);
                    rows += answer.length;
                    return answer;
                  }
                : name === 'state'
                  ? counting(Reflect.get(it, name, it) as object)
                  : Reflect.get(it, name, it),
          });
        const sql = counting(world.sql);
        const revision = await world.sql.revision();
        const watches = await world.watches.list();
        for await (const delivery of subscribe(world.sql, revision - 1)) {
          if (delivery.kind !== 'revision') continue;
          const change = await gatherChange(sql, ontology, delivery);
          const context = { sql, ontology, watches, now, change, leftOut: [] };
          const { gone } = await alertFlow.read[1]({ ...context, screen: new Screen(sql) });
          return { rows, gone };
        }
        throw new Error('no revision');
      };
      const unconcerned = await withdrawn(apart);
      expect(unconcerned.gone).toEqual([]);
      read.push(unconcerned.rows);
      expect((await withdrawn(one)).gone).toHaveLength(1);
      await world.close();
    }
    expect(read[1]).toBe(read[0]);
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
