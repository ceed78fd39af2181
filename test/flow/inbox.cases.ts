/** What the analysts' inbox must do, case by case and as a law; run on every engine. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdrawFile } from '@phecda/etl/commands';
import { Inbox } from '@phecda/etl/inbox/inbox';
import { InboxTaker } from '@phecda/etl/inbox/inbox-taker';
import { takeInbox } from '@phecda/etl/inbox/take-inbox';
import { armFailpoint } from '@phecda/graph-schema/failpoint';
import * as ontology from '@phecda/graph-schema/model';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import type { Said } from '@phecda/graph-schema/truth/inbox';
import { loadWorld, randomFile, randomFiles } from './random-world.ts';
import { graphText, idOf, loadStaged, type StagedFile } from './staged-world.ts';

const a = idOf('registry', 'Enterprise', 'A');
const b = idOf('registry', 'Enterprise', 'B');
const p = idOf('registry', 'Person', 'P');
const registry: StagedFile = {
  name: 'registry',
  dataset: 'registry',
  sourceDate: '2024-01-01',
  items: [
    { family: 'entity', type: 'Enterprise', key: 'A', label: '甲' },
    { family: 'entity', type: 'Enterprise', key: 'B', label: '乙' },
    { family: 'entity', type: 'Person', key: 'P', label: '张三' },
  ],
};
const tag = (record: string, name = 'watch-focus'): Said => ({
  kind: 'tag',
  record,
  tag: name,
  reason: 'r',
});
const retract = (...numbers: number[]): Said => ({
  kind: 'retract',
  numbers,
  files: [],
  judgements: [],
  reason: '',
});

export function describeInbox(engine: string, open: () => Promise<Sql>, runs: number): void {
  describe(`the analysts’ inbox on ${engine}`, () => {
    let sql: Sql;
    let inbox: Inbox;
    beforeEach(async () => {
      sql = await open();
      inbox = new Inbox(sql.state);
    });
    afterEach(async () => {
      armFailpoint(undefined);
      await sql.close();
    });
    const say = async (said: Said, author = 'li'): Promise<number> =>
      (await inbox.enter(author, [{ said, key: randomUUID() }]))[0]!.number;
    const take = (limit?: number) =>
      takeInbox(sql, inbox, { ontology, ...(limit === undefined ? {} : { limit }) });
    const endOf = async (number: number): Promise<string> => {
      const line = await inbox.find(number);
      return line?.code ? `${line.state} ${line.code}` : (line?.state ?? 'none');
    };
    const tagsOf = async (label: string): Promise<string | undefined> =>
      (
        await sql.query<{ tags: string }>(
          `SELECT tags FROM entity WHERE rev_to IS NULL AND label = $1`,
          [label],
        )
      )[0]?.tags;

    it('enters once what one author sends twice, also while the first is on its way', async () => {
      const entry = { said: tag(a), key: 'k' };
      const [first, second] = await Promise.all([
        inbox.enter('li', [entry]),
        inbox.enter('li', [entry]),
      ]);
      expect(second).toEqual(first);
      expect(await inbox.enter('li', [entry])).toEqual(first);
      const [other] = await inbox.enter('wang', [entry]);
      expect(other!.number).toBeGreaterThan(first[0]!.number);
      expect(await inbox.pending()).toHaveLength(2);
    });

    it('numbers what comes at once without loss, in one order', async () => {
      const second = new Inbox(sql.state);
      const entered = await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          (i % 2 ? inbox : second).enter('li', [{ said: tag(a, `t${i}`), key: `${i}` }]),
        ),
      );
      const numbers = entered.flat().map((line) => line.number);
      expect(new Set(numbers).size).toBe(60);
      expect((await inbox.after(0, 100)).map((line) => line.number)).toEqual(
        numbers.sort((x, y) => x - y),
      );
    });

    it('takes in order, says what became of each, and makes one revision of a batch', async () => {
      await loadStaged(sql, registry);
      const revision = await sql.revision();
      const numbers = [
        await say(tag(a)),
        await say(tag(a), 'wang'),
        await say({ kind: 'note', record: b, text: '去过\n仓库', reason: '' }, 'wang'),
        await say({ kind: 'relation', relation: 'shareholder', source: p, target: a, reason: 'c' }),
        await say({ kind: 'relation', relation: 'drives', source: p, target: a, reason: '' }),
        await say(tag(randomUUID())),
        await say(tag(b, 'no-such-tag')),
        await say({ kind: 'same', left: a, right: b, reason: 'one door' }),
        await say({ kind: 'same', left: a, right: p, reason: '' }),
        await say({ kind: 'unmerge', record: p, reason: '' }),
      ];
      const taken = await take();
      expect(taken.map((one) => one.number)).toEqual(numbers);
      expect(await Promise.all(numbers.map(endOf))).toEqual([
        'applied',
        'moot ALREADY_SAID',
        'applied',
        'applied',
        'refused TYPE_MISMATCH',
        'refused RECORD_UNKNOWN',
        'refused TAG_UNKNOWN',
        'applied',
        'refused TYPE_MISMATCH',
        'moot STANDS_ALONE',
      ]);
      expect(await sql.revision()).toBe(revision + 1);
      expect(await inbox.find(numbers[0]!)).toMatchObject({ revision: revision + 1 });
      expect(
        await sql.query(
          `SELECT actor, reason FROM file WHERE dataset = 'analyst' ORDER BY file_no`,
        ),
      ).toEqual([
        { actor: 'li', reason: 'r' },
        { actor: 'wang', reason: '' },
        { actor: 'li', reason: 'c' },
      ]);
      const [joined] = await sql.query<{ props: string; tags: string }>(
        `SELECT props, tags FROM entity WHERE rev_to IS NULL AND type = 'Enterprise'`,
      );
      expect(joined).toMatchObject({ tags: 'watch-focus' });
      expect(JSON.parse(joined!.props)).toMatchObject({ notes: ['去过\n仓库'] });
      expect(await take()).toEqual([]);
    });

    it('retracting a pending entry cancels it; one taken in is taken back; a second time is moot', async () => {
      await loadStaged(sql, registry);
      const before = await graphText(sql);
      const first = await say(tag(a));
      const cancelled = await say(retract(first));
      await take();
      expect([await endOf(first), await endOf(cancelled)]).toEqual(['moot RETRACTED', 'applied']);
      expect(await graphText(sql)).toBe(before);

      const second = await say(tag(a));
      const merge = await say({ kind: 'same', left: a, right: b, reason: 'r' });
      await take();
      expect(await graphText(sql)).not.toBe(before);
      const back = await say(retract(second, merge));
      const again = await say(retract(second, merge));
      await take();
      expect([await endOf(back), await endOf(again)]).toEqual([
        'applied',
        'moot NOTHING_TO_RETRACT',
      ]);
      expect(await graphText(sql)).toBe(before);
    });

    it('repeats nothing when the process ends between the effect and the inbox', async () => {
      await loadStaged(sql, registry);
      const number = await say(tag(a));
      armFailpoint('inbox:taken=throw');
      await expect(take()).rejects.toThrow('inbox:taken');
      expect(await endOf(number)).toBe('pending');
      const next = await say(tag(b));
      inbox = new Inbox(sql.state);
      await take();
      expect([await endOf(number), await endOf(next)]).toEqual(['applied', 'applied']);
      expect(await sql.query(`SELECT count(*) AS n FROM file WHERE dataset = 'analyst'`)).toEqual([
        { n: 2 },
      ]);
    });

    it('a fact whose record leaves the sources while it waits keeps its subject', async () => {
      const gone = await loadStaged(sql, registry);
      const number = await say(tag(a));
      await withdrawFile(sql, gone.fileId!, 'li', 'mistake');
      await take();
      expect(await endOf(number)).toBe('applied');
      expect(
        await sql.query(`SELECT label, tags, sources FROM entity WHERE rev_to IS NULL`),
      ).toEqual([{ label: '甲', tags: 'watch-focus', sources: 'analyst' }]);
      await loadStaged(sql, { ...registry, name: 'again' });
      expect(
        await sql.query(`SELECT sources FROM entity WHERE rev_to IS NULL AND label = '甲'`),
      ).toEqual([{ sources: 'analyst\nregistry' }]);
      const back = await say(retract(number));
      await take();
      expect(await endOf(back)).toBe('applied');
      expect(await sql.query(`SELECT DISTINCT sources FROM entity WHERE rev_to IS NULL`)).toEqual([
        { sources: 'registry' },
      ]);
    });

    it('numbers go on above what the truth has taken when the state’s file is younger', async () => {
      await loadStaged(sql, registry);
      await say(tag(a));
      await take();
      await sql.state.execute(`DELETE FROM inbox`);
      await sql.state.execute(`UPDATE inbox_counter SET last = 0`);
      const taker = new InboxTaker({ sql, inbox, ontology });
      await taker.start();
      const number = await say(tag(b));
      await taker.drain();
      expect(await endOf(number)).toBe('applied');
      expect(await tagsOf('乙')).toBe('watch-focus');
      await taker.close();
    });

    it('an entry on which the writer fails holds up no other, and is refused when it fails alone', async () => {
      await loadStaged(sql, registry);
      const bad = await say({
        kind: 'relation',
        relation: 'shareholder',
        source: p,
        target: a,
        from: 'no day',
        reason: '',
      });
      const good = await say(tag(b));
      const errors: unknown[] = [];
      const taker = new InboxTaker({
        sql,
        inbox,
        ontology,
        onError: (error) => errors.push(error),
      });
      await taker.start();
      await expect.poll(() => endOf(good), { timeout: 20_000 }).toBe('applied');
      expect(await endOf(bad)).toBe('refused INTERNAL');
      expect(errors.length).toBeGreaterThan(2);
      await taker.close();
    });

    const steps = fc.array(
      fc.oneof(
        {
          weight: 6,
          arbitrary: fc.record({
            do: fc.constant('say' as const),
            kind: fc.constantFrom('tag', 'note', 'relation', 'same', 'ignoreKey', 'retract'),
            i: fc.nat(),
            j: fc.nat(),
          }),
        },
        {
          weight: 2,
          arbitrary: fc.record({
            do: fc.constant('take' as const),
            limit: fc.integer({ min: 1, max: 4 }),
          }),
        },
        { weight: 2, arbitrary: fc.record({ do: fc.constant('load' as const) }) },
        {
          weight: 2,
          arbitrary: fc.record({
            do: fc.constant('crash' as const),
            at: fc.constantFrom(
              'apply:stage',
              'apply:record',
              'apply:resolve',
              'apply:entities',
              'apply:revision',
              'inbox:taken',
            ),
          }),
        },
      ),
      { minLength: 4, maxLength: 14 },
    );

    it('law: entries have the effect that they have one by one, wherever imports, batches and crashes fall', () =>
      fc.assert(
        fc.asyncProperty(
          randomFiles(3),
          fc.tuple(randomFile('x0'), randomFile('x1')),
          steps,
          async (files, extras, plan) => {
            const said: Said[] = [];
            const world = await open();
            const reference = await open();
            try {
              const box = new Inbox(world.state);
              await loadWorld(world, files);
              const subjects = await world.query<{ id: string; type: string }>(
                `SELECT record_id AS id, type FROM record WHERE family = 'entity' AND anchor IS NULL ORDER BY record_id`,
              );
              const waiting = [...extras];
              for (const step of plan) {
                if (step.do === 'say') {
                  const one = pick(step.kind, subjects, step.i, step.j, said.length);
                  if (!one) continue;
                  said.push(one);
                  await box.enter('li', [{ said: one, key: `${said.length}` }]);
                } else if (step.do === 'take')
                  await takeInbox(world, box, { ontology, limit: step.limit });
                else if (step.do === 'load') await loadWorld(world, waiting.splice(0, 1));
                else {
                  armFailpoint(`${step.at}=throw`);
                  await takeInbox(world, new Inbox(world.state), { ontology }).catch(
                    (error: Error) => expect(error.name).toBe('FailpointError'),
                  );
                  armFailpoint(undefined);
                }
              }
              await loadWorld(world, waiting);
              while ((await takeInbox(world, box, { ontology, limit: 3 })).length > 0);
              const other = new Inbox(reference.state);
              await loadWorld(reference, files);
              await loadWorld(reference, extras);
              for (const [index, one] of said.entries()) {
                await other.enter('li', [{ said: one, key: `${index}` }]);
                await takeInbox(reference, other, { ontology });
              }
              expect(await graphText(world)).toBe(await graphText(reference));
              expect(await box.pending()).toEqual([]);
              const twice = `SELECT inbox_number FROM file WHERE inbox_number IS NOT NULL GROUP BY inbox_number HAVING count(*) > 1`;
              expect(await world.query(twice)).toEqual([]);
            } finally {
              await world.close();
              await reference.close();
            }
          },
        ),
        { numRuns: runs, endOnFailure: true },
      ));
  });
}

function pick(
  kind: string,
  subjects: readonly { id: string; type: string }[],
  i: number,
  j: number,
  entered: number,
): Said | null {
  const one = subjects[i % Math.max(1, subjects.length)];
  if (!one) return null;
  const alike = subjects.filter((other) => other.type === one.type && other.id !== one.id);
  const other = alike[j % Math.max(1, alike.length)];
  switch (kind) {
    case 'tag':
      return tag(one.id, j % 2 ? 'watch-focus' : 'tax-arrears');
    case 'note':
      return { kind: 'note', record: one.id, text: `n${j % 2}`, reason: '' };
    case 'relation': {
      const target = subjects.find((subject) => subject.type === 'Enterprise');
      return one.type === 'Person' && target
        ? {
            kind: 'relation',
            relation: 'shareholder',
            source: one.id,
            target: target.id,
            reason: '',
          }
        : null;
    }
    case 'same':
      return other ? { kind: 'same', left: one.id, right: other.id, reason: '' } : null;
    case 'ignoreKey':
      return {
        kind: 'ignoreKey',
        record: one.id,
        key: `${one.type}:uscc:${1 + (j % 3)}`,
        reason: '',
      };
    default:
      // Numbers may have gaps; in this law each entry is alone in its transaction, so they have none.
      return entered > 0 ? retract(1 + (i % entered)) : null;
  }
}
