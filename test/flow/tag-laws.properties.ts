/** Laws of the tags that rules derive, over random small worlds: they depend on facts, rules and day alone, never on the way by which these came. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withdrawFile } from '@phecda/etl/commands';
import { refreshTags } from '@phecda/etl/tags/refresh-tags';
import * as model from '@phecda/graph-schema/model';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { relationsAtEnds } from '@phecda/graph-schema/truth/relation-ends';
import { loadStaged, type StagedFile } from './staged-world.ts';
import { derivedTags } from './tag-facts.ts';
import { tagWorld, worldDay } from './tag-world.ts';

export function describeTagLaws(engine: string, open: () => Promise<Sql>, runs: number): void {
  async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
    const sql = await open();
    try {
      await sql.write((tx) =>
        tx.execute('INSERT INTO tag_state (as_of, referenced) VALUES ($1::date, 0)', [worldDay]),
      );
      await work(new World(sql));
    } finally {
      await sql.close();
    }
  }

  describe(`laws of tags by rule on ${engine}`, () => {
    it('in any order of imports and withdrawals tags are what deriving all of them anew gives', () => {
      const seen = new Set<string>();
      return fc
        .assert(
          fc.asyncProperty(
            tagWorld.chain((files) =>
              fc.tuple(
                fc.constant(files),
                fc.shuffledSubarray(files, { minLength: files.length }),
                fc.subarray(files),
              ),
            ),
            async ([files, shuffled, withdrawn]) => {
              let straight = '';
              await inWorld(async (world) => {
                for (const file of files) await world.load(file);
                await world.settle();
                straight = await world.grounds();
                for (const line of await derivedTags(world.sql)) seen.add(line.split(' ')[1] ?? '');
              });
              await inWorld(async (world) => {
                // Some come twice: taken back in between, in the order of the files.
                for (const file of withdrawn) await world.load(file);
                for (const file of shuffled) {
                  if (withdrawn.includes(file)) await world.withdraw(file);
                  await world.load(file);
                }
                await world.settle();
                expect(await world.grounds()).toBe(straight);
                await world.expectWhole();
                for (const file of withdrawn) await world.withdraw(file);
                await world.settle();
                await world.expectWhole();
                const left = await derivedTags(world.sql);
                if (
                  files.every(
                    ({ name }) =>
                      !name.startsWith('seed') || withdrawn.some((file) => file.name === name),
                  )
                )
                  expect(left.filter((line) => line.endsWith(' inherited-risk'))).toEqual([]);
                // Another day, on which some relations have ended.
                await refreshTags(world.sql, { ontology: model, today: '2026-07-01' });
                await world.expectWhole('2026-07-01');
              });
            },
          ),
          { numRuns: runs },
        )
        .then(() => expect([...seen].length, [...seen].sort().join()).toBeGreaterThan(5));
    });

    it('with the seeds every inherited tag and score goes', async () => {
      let stood = 0;
      await fc.assert(
        fc.asyncProperty(tagWorld, async (files) => {
          const isSeed = ({ name }: StagedFile): boolean => name.startsWith('seed');
          await inWorld(async (world) => {
            const inherited = () =>
              world.sql.query(
                `SELECT entity_id, tag FROM derived_tag WHERE rev_to IS NULL AND (score IS NOT NULL OR tag = 'inherited-risk')`,
              );
            for (const file of files) await world.load(file);
            stood += (await inherited()).length;
            for (const file of files.filter(isSeed)) await world.withdraw(file);
            expect(await inherited()).toEqual([]);
          });
        }),
        { numRuns: runs },
      );
      expect(stood).toBeGreaterThan(0);
    });
  });
}

class World {
  readonly sql: Sql;
  readonly #ids = new Map<string, string>();

  constructor(sql: Sql) {
    this.sql = sql;
  }

  async load(file: StagedFile): Promise<void> {
    const { fileId } = await loadStaged(this.sql, file);
    this.#ids.set(file.name, fileId ?? '');
  }

  async withdraw({ name }: StagedFile): Promise<void> {
    await withdrawFile(this.sql, this.#ids.get(name) ?? '', 'tester', 'wrong');
  }

  async settle(today = worldDay): Promise<void> {
    await refreshTags(this.sql, { ontology: model, today });
  }

  async grounds(): Promise<string> {
    const rows = await this.sql.query(
      `SELECT entity_id, tag, rule_version, ground, score FROM derived_tag WHERE rev_to IS NULL ORDER BY entity_id, tag`,
    );
    return rows.map((row) => JSON.stringify(row)).join('\n');
  }

  /** The table that finds relations by either end gives those that hold. */
  async expectEnds(): Promise<void> {
    if (this.sql.engine !== 'duckdb') return;
    const standing = await this.sql.query<{ source: string; target: string }>(
      'SELECT relation_id, kind, source, target FROM relation WHERE rev_to IS NULL ORDER BY relation_id',
    );
    const ended = await this.sql.query<{ source: string; target: string }>(
      'SELECT source, target FROM relation WHERE rev_to IS NOT NULL',
    );
    for (const end of ['source', 'target'] as const) {
      const ids = [...new Set([...standing, ...ended].map((row) => row[end]))];
      if (ids.length === 0) continue;
      const found = `SELECT relation_id, kind, source, target FROM (${relationsAtEnds(ids)}) f WHERE ${end} IN (${ids.map((id) => `'${id}'`).join(', ')}) ORDER BY relation_id`;
      expect(await this.sql.query(found)).toEqual(standing);
    }
  }

  /** Where no rule is known to have been applied, all entities are looked at by every rule: nothing differs. */
  async expectWhole(today = worldDay): Promise<void> {
    await this.expectEnds();
    const before = await this.grounds();
    await this.sql.write((tx) => tx.execute('DELETE FROM tag_rule'));
    await this.settle(today);
    expect(await this.grounds()).toBe(before);
  }
}
