/** How PostgreSQL carries out the set operations of the apply flow: no join compares all with all, whether much changes or little. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyFile } from '@phecda/etl';
import type { Sql, SqlTransaction } from '@phecda/graph-schema/ports/sql';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { feedOf } from '@phecda/graph-schema/truth/feed';
import { bigFileFacts, writeBigScratch, type BigFile } from '../support/big-scratch.ts';
import { postgresDatabase } from '../support/test-servers.ts';
import { loadStaged } from './staged-world.ts';
import { recordSecret } from '../support/record-secret.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const ROWS = 3_000;
/** Comparisons in vain that one join may make, for each row that it reads or gives. */
const IN_VAIN = 20;

let folder: string;
let sql: Sql;
/** Statements with a join that compares in vain, and how often. */
let faults: string[];
let looked: Set<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-plans-'));
  sql = await openPostgres({ url: await postgresDatabase(), recordSecret });
  await sql.migrate();
});
afterAll(async () => {
  await sql?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The same object with some of its methods changed; the others keep their private state. */
function changed<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get: (_, name) => {
      const value: unknown = Reflect.get(name in methods ? methods : target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** The same store; every set operation of a write is explained with its true counts before it is done. */
function explained(): Sql {
  const explain = async (tx: SqlTransaction, text: string): Promise<void> => {
    const [, name] =
      /^\s*(?:CREATE TEMP TABLE|INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)/i.exec(text) ?? [];
    if (name === undefined || /VALUES\s*\(/i.test(text)) return;
    const statement = text.replace(/^\s*CREATE TEMP TABLE \w+ ON COMMIT DROP AS /, '');
    await tx.execute('SAVEPOINT looked');
    const [row] = await tx.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `EXPLAIN (ANALYZE, TIMING off, FORMAT json) ${statement}`,
    );
    await tx.execute('ROLLBACK TO SAVEPOINT looked');
    looked.add(name);
    const vain = row ? comparedInVain(row['QUERY PLAN'][0].Plan) : 0;
    if (vain > 0) faults.push(`${vain} by ${text.replaceAll(/\s+/g, ' ').slice(0, 200)}`);
  };
  return changed<Sql>(sql, {
    write: <T>(work: (tx: SqlTransaction) => Promise<T>) =>
      sql.write((tx) =>
        work(
          changed<SqlTransaction>(tx, {
            execute: async (text: string, parameters = []) => {
              if (parameters.length === 0) await explain(tx, text);
              return tx.execute(text, parameters);
            },
          }),
        ),
      ),
  });
}

/** Comparisons of joins that found nothing, where they are out of proportion. */
function comparedInVain(plan: Plan): number {
  const inputs = (plan.Plans ?? []).reduce((sum, one) => sum + one['Actual Rows'], 0);
  const vain = (plan['Rows Removed by Join Filter'] ?? 0) * plan['Actual Loops'];
  const own = vain > IN_VAIN * (inputs + plan['Actual Rows'] + 500) ? vain : 0;
  return Math.max(own, ...(plan.Plans ?? []).map(comparedInVain));
}

async function load(name: string, file: BigFile): Promise<void> {
  const scratch = join(folder, `${name}.duckdb`);
  await writeBigScratch(scratch, file);
  faults = [];
  looked = new Set();
  await applyFile(explained(), { scratch, file: bigFileFacts(name, file), actor: 'test' });
}

describe('plans of the set operations on PostgreSQL', () => {
  it('compare nothing with everything when all is new, when a full delivery changes all, and when it changes little', async () => {
    await load('new', { rows: ROWS });
    expect(faults).toEqual([]);
    expect([...looked]).toEqual(
      expect.arrayContaining([
        'version',
        't_change',
        't_node',
        't_sum',
        't_member',
        'entity',
        'relation',
      ]),
    );
    await load('all', { rows: ROWS, edition: 1, sourceDate: '2024-02-01' });
    expect(faults).toEqual([]);
    await load('little', { rows: ROWS, edition: 2, changedEvery: 100, sourceDate: '2024-03-01' });
    expect(faults).toEqual([]);
    await load('other', { rows: ROWS, dataset: 'other', mode: 'delta' });
    expect(faults).toEqual([]);
  });

  it('compare nothing with everything when a person states one thing in a large graph', async () => {
    faults = [];
    looked = new Set();
    await loadStaged(explained(), {
      name: 'small',
      dataset: 'small',
      items: [
        { family: 'entity', type: 'Enterprise', key: 'one', keys: ['Enterprise:uscc:7'] },
        { family: 'entity', type: 'Person', key: 'two', keys: ['Person:idCard:9'] },
      ],
    });
    expect(faults).toEqual([]);
    expect([...looked]).toEqual(
      expect.arrayContaining(['t_change', 't_hit', 't_member', 'entity']),
    );
  });

  it('let the feed read what a large change closed and opened without comparing all with all', async () => {
    const plans: string[] = [];
    const reader = changed<Sql>(sql, {
      stream: async function* <T>(text: string) {
        const [row] = await sql.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          `EXPLAIN (ANALYZE, TIMING off, FORMAT json) ${text}`,
        );
        if (row && comparedInVain(row['QUERY PLAN'][0].Plan) > 0) plans.push(text);
        yield* sql.stream<T>(text);
      },
    });
    let chunks = 0;
    const newest = await sql.revision();
    for (const [after, upTo] of [
      ...Array.from({ length: newest }, (_, n) => [n, n + 1] as const),
      [0, newest] as const,
      [1, newest] as const,
    ])
      for await (const chunk of feedOf(reader).between(after, upTo))
        chunks += chunk.index >= 0 ? 1 : 0;
    expect(chunks).toBeGreaterThan(6);
    expect(plans).toEqual([]);
  });
});
