/** What is usual, by nearest-rank percentiles of whole numbers: equal on both engines. */
import { text, type ApplyContext } from '../apply/apply-context.ts';
import type { PlannedRule } from './plan-rules.ts';

/**
 * Query of (name, key, rank, value, count): per key of `values` (key, value), the value at place ceil(rank / 100 · count) in ascending order
 * (nearest rank; Hyndman and Fan 1996, definition 1).
 */
export function nearestRanks(
  context: ApplyContext,
  name: string,
  values: string,
  ranks: readonly number[],
): string {
  const rank = ranks.map((r) => `(CAST(${r} AS BIGINT))`).join(', ');
  return `SELECT ${name} AS name, o.key, k.rank, o.value, o.n AS count
    FROM (SELECT key, value, count(*) OVER (PARTITION BY key) AS n, row_number() OVER (PARTITION BY key ORDER BY value) AS place FROM (${values}) v) o
    JOIN (VALUES ${rank}) k(rank) ON o.place = ${context.divide('o.n * k.rank + 99', '100')}`;
}

export const usualAt = (name: string, rank: number): string =>
  `(SELECT key, value FROM tag_reference WHERE name = ${name} AND rank = ${rank})`;

/** Takes anew what a rule compares with. @returns whether any figure differs from what stood there */
export async function replaceReference(context: ApplyContext, rule: PlannedRule): Promise<boolean> {
  if (rule.ground.usual === undefined) return false;
  return rule.ground.usual(context, rule, (query) => replaceBy(context, rule, query));
}

async function replaceBy(
  context: ApplyContext,
  { rule }: PlannedRule,
  usual: string,
): Promise<boolean> {
  const { tx } = context;
  await context.temp('t_tag_usual', usual);
  const own = `(name = ${text(rule.tag)} OR starts_with(name, ${text(`${rule.tag} `)}))`;
  const columns = 'name, key, rank, value, count';
  const stands = `SELECT ${columns} FROM tag_reference WHERE ${own}`;
  const differs = await context.value<boolean>(
    `SELECT EXISTS (SELECT ${columns} FROM t_tag_usual EXCEPT ${stands}) OR EXISTS (${stands} EXCEPT SELECT ${columns} FROM t_tag_usual) AS x`,
  );
  if (differs === true) {
    await tx.execute(`DELETE FROM tag_reference WHERE ${own}`);
    await tx.execute(
      `INSERT INTO tag_reference (${columns}, version) SELECT ${columns}, ${tx.revision} FROM t_tag_usual`,
    );
  }
  await context.drop('t_tag_usual');
  return differs === true;
}
