/** Facts that people have judged to tie nobody: no path of a watch leads over them, until the verdict is taken back. */
import type { StateReader } from '@phecda/graph-schema';

/** The record of a thing or party, or those of both ends of a relation. */
export type LeftOutFact = readonly string[];

/** As many as questions to the whole graph leave out. */
const most = 1_000;

export async function readLeftOut(state: StateReader): Promise<LeftOutFact[]> {
  const rows = await state.query<{ fact: string }>(
    `SELECT fact FROM fact_verdict WHERE apart ORDER BY made_at DESC, fact LIMIT ${most}`,
  );
  return rows.map(({ fact }) => fact.split(' '));
}

/** Whether a relation between two entities says nothing. */
export function saysNothing(
  facts: readonly LeftOutFact[],
  entities: ReadonlyMap<string, string>,
): (ends: { readonly source: string; readonly target: string }) => boolean {
  const alone = new Set<string>();
  const pairs = new Set<string>();
  for (const fact of facts) {
    const [one, other] = fact.map((record) => entities.get(record));
    if (one === undefined) continue;
    if (fact.length === 1) alone.add(one);
    else if (other !== undefined) pairs.add(`${one} ${other}`).add(`${other} ${one}`);
  }
  return ({ source, target }) =>
    alone.has(source) || alone.has(target) || pairs.has(`${source} ${target}`);
}
