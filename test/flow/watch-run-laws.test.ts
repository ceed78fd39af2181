/** What holds for alerts of drift tracking however many runs there are: the last one counts, against what was known when the watch began. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longRun, times } from '../support/run-length.ts';
import { gang, gangWorld, id } from './watch-world.ts';

type Scores = Readonly<Record<'B' | 'C' | 'D', number | null>>;
const score = fc.option(fc.constantFrom(0.3, 0.6, 0.9));
const scores: fc.Arbitrary<Scores> = fc.record({ B: score, C: score, D: score });
const engines = longRun ? (['duckdb', 'postgres'] as const) : (['duckdb'] as const);

test.each(engines)(
  'whatever runs come between, those are open that the last one scores over the threshold and the one before the watch did not, on %s',
  async (engine) => {
    const world = await gangWorld(engine);
    let number = 0;
    const run = (of: string, at: string, found: Scores): Promise<unknown> =>
      world.sql.state.execute(
        `INSERT INTO analysis_run (run_id, question, parameters, revision, actor, made_at, seconds, result, subject)
         VALUES (CAST($1 AS UUID), 'drift', '{}', 1, 'Phecda', CAST($2 AS TIMESTAMP), 1, $3, $4)`,
        [
          `9b9b0000-0000-4000-8000-${String(++number).padStart(12, '0')}`,
          at,
          JSON.stringify({
            candidates: Object.entries(found).flatMap(([key, score]) =>
              score === null
                ? []
                : [{ record: id('Enterprise', key), type: 'Enterprise', score, member: false }],
            ),
          }),
          of,
        ],
      );
    await fc.assert(
      fc.asyncProperty(
        fc.option(scores),
        fc.array(scores, { minLength: 1, maxLength: 6 }),
        fc.nat(5),
        async (known, later, looks) => {
          const of = `${gang.slice(0, -6)}${String(number + 100_000)}`;
          if (known !== null) await run(of, '2026-03-09', known);
          const watch: string = await world.watch('driftScore', {
            targets: [{ kind: 'gang', gang: of }],
            settings: { minScore: 60 },
          });
          for (const [index, one] of later.entries()) {
            await run(of, `2026-03-11 0${index}:00:00`, one);
            if (index % 6 === looks) await world.found();
          }
          const open = (await world.alerts.ofWatch((await world.found(), watch), ['new'])).map(
            ({ target, detail }) => [target, detail.count],
          );
          const last = later.at(-1);
          const keys = (['B', 'C', 'D'] as const).filter(
            (key) => (last?.[key] ?? 0) >= 0.6 && (known?.[key] ?? 0) < 0.6,
          );
          expect(open.sort()).toEqual(
            keys.map((key) => [id('Enterprise', key), (last?.[key] ?? 0) * 100]).sort(),
          );
        },
      ),
      { numRuns: times(15, 150) },
    );
    await world.close();
  },
  times(400_000, 3_600_000),
);
