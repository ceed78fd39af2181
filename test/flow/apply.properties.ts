/** Laws of the apply flow over random small worlds: the graph depends on what is asserted and judged, never on the order in which it came. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addJudgements,
  applyFacts,
  retractJudgement,
  unmergeRecord,
  withdrawFile,
} from '@phecda/etl/commands';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import {
  asFile,
  loadWorld,
  loadWorldTogether,
  randomDeliveries,
  randomFile,
  randomFiles,
  randomSnapshot,
  randomSupplement,
  type StagedRows,
} from './random-world.ts';
import { graphText, idOf, loadStaged, stageRows } from './staged-world.ts';

const randomExtra = (bases: readonly StagedRows[]): fc.Arbitrary<StagedRows> =>
  fc.oneof(
    randomFile('extra'),
    randomSnapshot('extra'),
    ...(bases.length === 0 ? [] : [{ weight: 2, arbitrary: randomSupplement('extra', bases) }]),
  );

export function describeApplyLaws(engine: string, open: () => Promise<Sql>, runs: number): void {
  const settings = { numRuns: runs };

  async function inFresh<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const sql = await open();
    try {
      return await work(sql);
    } finally {
      await sql.close();
    }
  }
  const load = loadWorld;
  const isSnapshot = ({ mode }: StagedRows): boolean => mode === 'snapshot';

  /** What is kept as runs says of every file what was in it. */
  async function expectAsserted(sql: Sql, files: readonly StagedRows[]): Promise<void> {
    const kept = await sql.query<Record<string, string | null>>(
      `SELECT f.name, a.record_id, a.version, a.source_date FROM assertion a JOIN file f ON f.file_no = a.file_no`,
    );
    const line = (parts: readonly unknown[]): string => parts.map(String).join(' ');
    const said = files.flatMap((file) =>
      stageRows(asFile(file)).assertion.map(([id, version, day]) =>
        line([file.name, id, version, day]),
      ),
    );
    expect(
      kept
        .map((row) => line([row['name'], row['record_id'], row['version'], row['source_date']]))
        .sort(),
    ).toEqual(said.sort());
  }

  describe(`laws of the apply flow on ${engine}`, () => {
    it('any order of files gives the same graph, one by one or several in a revision', () =>
      fc.assert(
        fc.asyncProperty(
          randomFiles(5).chain((files) =>
            fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length })),
          ),
          fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
          async ([files, shuffled], sizes) => {
            const straight = await inFresh(async (sql) => (await load(sql, files), graphText(sql)));
            const other = await inFresh(async (sql) => {
              await loadWorldTogether(sql, shuffled, sizes);
              await expectAsserted(sql, files);
              return graphText(sql);
            });
            expect(other).toBe(straight);
          },
        ),
        settings,
      ));

    it('any split of a delta file gives the same graph', () =>
      fc.assert(
        fc.asyncProperty(
          randomFile('base'),
          randomFile('whole'),
          fc.infiniteStream(fc.nat({ max: 2 })),
          async (base, file, parts) => {
            const whole = await inFresh(
              async (sql) => (await load(sql, [base, file]), graphText(sql)),
            );
            const split: StagedRows['rows'][number][][] = [[], [], []];
            for (const row of file.rows) split[parts.next().value as number]!.push(row);
            const pieces = await inFresh(async (sql) => {
              await load(sql, [base]);
              for (const [index, rows] of split.entries())
                if (rows.length > 0)
                  await loadStaged(sql, asFile(file, { name: `part${index}`, rows }));
              return graphText(sql);
            });
            expect(pieces).toBe(whole);
          },
        ),
        settings,
      ));

    it('loading and withdrawing a file changes nothing, even where other files assert the same records', () =>
      fc.assert(
        fc.asyncProperty(
          randomFiles(3).chain((files) =>
            fc.tuple(fc.constant(files), randomExtra(files.filter(isSnapshot))),
          ),
          async ([files, extra]) => {
            await inFresh(async (sql) => {
              const ids = await load(sql, files);
              const before = await graphText(sql);
              await load(sql, [...files, extra], ids);
              await withdrawFile(sql, ids.get('extra')!, 'tester', 'mistake');
              expect(await graphText(sql)).toBe(before);
            });
          },
        ),
        settings,
      ));

    it('correcting a file and withdrawing the correction changes nothing, whichever files add rows to it', () =>
      fc.assert(
        fc.asyncProperty(
          randomFiles(2),
          randomSnapshot('extra'),
          fc.nat(),
          async (files, extra, pick) => {
            const snapshots = files.filter(isSnapshot);
            const corrected = snapshots[pick % Math.max(snapshots.length, 1)];
            if (!corrected) return fc.pre(false);
            await inFresh(async (sql) => {
              const ids = await load(sql, files);
              const before = await graphText(sql);
              const { fileId } = await loadStaged(sql, {
                ...asFile(extra),
                supersedes: ids.get(corrected.name)!,
              });
              await withdrawFile(sql, fileId!, 'tester', 'it was right');
              expect(await graphText(sql)).toBe(before);
            });
          },
        ),
        settings,
      ));

    it('a newer snapshot leaves no trace of the others, nor of the rows added to them', () =>
      fc.assert(
        fc.asyncProperty(randomFiles(3), randomSnapshot('newest'), async (files, snapshot) => {
          const newest = { ...snapshot, sourceDate: '2025-01-01' };
          const all = await inFresh(
            async (sql) => (await load(sql, [newest, ...files]), graphText(sql)),
          );
          const alone = await inFresh(
            async (sql) => (
              await load(sql, [...files.filter((file) => !isSnapshot(file)), newest]),
              graphText(sql)
            ),
          );
          expect(all).toBe(alone);
        }),
        settings,
      ));

    it('full deliveries in any order, some taken back or corrected: each file asserts what it said, and the graph is that of what is left', () =>
      fc.assert(
        fc.asyncProperty(
          randomDeliveries(5).chain((deliveries) =>
            fc.tuple(
              fc.shuffledSubarray(deliveries, { minLength: deliveries.length }),
              fc.subarray(deliveries),
              fc.option(fc.constantFrom(...deliveries), { nil: undefined }),
            ),
          ),
          fc.tuple(randomFile('f0'), randomFile('f1')),
          fc.nat(),
          async ([order, withdrawn, corrected], others, pick) => {
            const correction = { ...order[pick % order.length]!, name: 'correction' };
            const straight = await inFresh(async (sql) => {
              const ids = await load(sql, [...others, ...order]);
              if (corrected)
                await loadStaged(sql, {
                  ...asFile(correction),
                  supersedes: ids.get(corrected.name)!,
                });
              for (const { name } of withdrawn)
                await withdrawFile(sql, ids.get(name)!, 'tester', 'mistake');
              await expectAsserted(sql, [...others, ...order, ...(corrected ? [correction] : [])]);
              return graphText(sql);
            });
            const left = await inFresh(async (sql) => {
              await load(
                sql,
                [...order, ...(corrected ? [correction] : [])].filter(
                  (file) => !withdrawn.includes(file) && file !== corrected,
                ),
              );
              await load(sql, [...others].reverse());
              return graphText(sql);
            });
            expect(straight).toBe(left);
          },
        ),
        settings,
      ));

    it('a snapshot in parts, a base and files that add rows to it, is the whole snapshot', () =>
      fc.assert(
        fc.asyncProperty(
          randomFiles(2),
          randomSnapshot('whole'),
          fc.infiniteStream(fc.nat({ max: 2 })),
          async (files, whole, parts) => {
            const split: StagedRows['rows'][number][][] = [[], [], []];
            for (const row of whole.rows) split[parts.next().value as number]!.push(row);
            const [base = [], ...added] = split;
            // Ties of day between snapshots go by content, which the parts do not share with the whole.
            const dated = { ...whole, sourceDate: '2024-02-15' };
            const straight = await inFresh(
              async (sql) => (await load(sql, [...files, dated]), graphText(sql)),
            );
            const pieces = await inFresh(async (sql) => {
              await load(sql, [
                ...files,
                { ...dated, name: 'base', rows: base },
                ...added.map((rows, i) => ({ ...dated, name: `part${i}`, rows, addsTo: 'base' })),
              ]);
              return graphText(sql);
            });
            expect(pieces).toBe(straight);
          },
        ),
        settings,
      ));

    it('what an analyst said keeps its subject: in a full delivery without it the entity stays with what was said, and one with it again is as if it had never left', () =>
      fc.assert(
        fc.asyncProperty(
          randomFiles(2),
          randomSnapshot('full'),
          fc.nat(),
          async (files, snapshot, pick) => {
            const full = { ...snapshot, sourceDate: '2025-01-01' };
            const named = full.rows.flat().filter((item) => item.family === 'entity');
            const subject = named[pick % Math.max(1, named.length)];
            fc.pre(subject?.family === 'entity');
            const { type, key } = subject;
            const without = {
              ...full,
              name: 'without',
              sourceDate: '2025-02-01',
              rows: full.rows.filter(
                (row) =>
                  !row.some(
                    (item) => item.family === 'entity' && item.type === type && item.key === key,
                  ),
              ),
            };
            const again = { ...full, name: 'again', sourceDate: '2025-03-01' };
            const record = idOf('risk', type, key);
            const tag = (sql: Sql) =>
              applyFacts(sql, [{ kind: 'tag', record, tag: 'watch-focus', reason: '' }], 'li', '');
            const stayed = await inFresh(async (sql) => {
              await load(sql, [...files, full]);
              await tag(sql);
              await load(sql, [again]);
              return graphText(sql);
            });
            await inFresh(async (sql) => {
              await load(sql, [...files, full]);
              await tag(sql);
              const entityOf = `SELECT e.tags FROM record r JOIN entity e ON e.entity_id = r.entity_id AND e.rev_to IS NULL WHERE r.record_id = $1::uuid`;
              await load(sql, [without]);
              const left = await sql.query<{ tags: string }>(entityOf, [record]);
              expect(left.map((row) => row.tags.split('\n'))).toEqual([
                expect.arrayContaining(['watch-focus']),
              ]);
              await load(sql, [again]);
              expect(await graphText(sql)).toBe(stayed);
            });
            const newestFirst = await inFresh(async (sql) => {
              await load(sql, [...files, full]);
              await tag(sql);
              await load(sql, [again, without]);
              return graphText(sql);
            });
            expect(newestFirst).toBe(stayed);
          },
        ),
        { ...settings, numRuns: Math.ceil(settings.numRuns / 3) },
      ));

    it('a judgement that is retracted leaves no trace, whatever was loaded meanwhile; and it does not matter when it was made', () =>
      fc.assert(
        fc.asyncProperty(
          randomFiles(3),
          randomFile('extra'),
          fc.constantFrom('same' as const, 'different' as const),
          fc.nat(),
          fc.nat(),
          async (files, extra, kind, i, j) => {
            const plain = await inFresh(
              async (sql) => (await load(sql, [...files, extra]), graphText(sql)),
            );
            const pick = async (sql: Sql): Promise<[string, string] | null> => {
              const rows = await sql.query<{ id: string; type: string }>(
                `SELECT record_id AS id, type FROM record WHERE family = 'entity' AND anchor IS NULL ORDER BY record_id`,
              );
              const left = rows[i % Math.max(rows.length, 1)];
              const others = rows.filter((row) => row.type === left?.type && row.id !== left.id);
              const right = others[j % Math.max(others.length, 1)];
              return left && right ? [left.id, right.id] : null;
            };
            const early = await inFresh(async (sql) => {
              await load(sql, files);
              const pair = await pick(sql);
              if (!pair) return null;
              const [left, right] = pair;
              const { judgementIds } = await addJudgements(
                sql,
                [{ kind, left, right }],
                'tester',
                'looks so',
              );
              await load(sql, [extra]);
              const judged = await graphText(sql);
              await retractJudgement(sql, judgementIds[0]!, 'tester', 'no');
              expect(await graphText(sql)).toBe(plain);
              return { judged, left, right };
            });
            if (!early) return fc.pre(false);
            const late = await inFresh(async (sql) => {
              await load(sql, [...files, extra]);
              await addJudgements(
                sql,
                [{ kind, left: early.left, right: early.right }],
                'tester',
                'looks so',
              );
              return graphText(sql);
            });
            expect(late).toBe(early.judged);
          },
        ),
        settings,
      ));

    it('a record taken out of its entity is alone, and comes back when the judgements are retracted', () =>
      fc.assert(
        fc.asyncProperty(randomFiles(4), fc.nat(), async (files, pick) => {
          await inFresh(async (sql) => {
            await load(sql, files);
            const before = await graphText(sql);
            const joined = await sql.query<{ id: string }>(
              `SELECT record_id AS id FROM record WHERE family = 'entity' AND anchor IS NULL AND entity_id IN
                 (SELECT entity_id FROM record WHERE family = 'entity' AND anchor IS NULL GROUP BY entity_id HAVING count(*) > 1) ORDER BY record_id`,
            );
            const record = joined[pick % Math.max(joined.length, 1)]?.id;
            if (!record) return fc.pre(false);
            const { judgementIds } = await unmergeRecord(sql, record, 'tester', 'another one');
            const [alone] = await sql.query(
              `SELECT count(*) AS n FROM record WHERE anchor IS NULL AND entity_id = (SELECT entity_id FROM record WHERE record_id = $1::uuid)`,
              [record],
            );
            expect(alone).toEqual({ n: 1 });
            for (const id of judgementIds) await retractJudgement(sql, id, 'tester', 'was right');
            expect(await graphText(sql)).toBe(before);
          });
        }),
        settings,
      ));
  });
}
