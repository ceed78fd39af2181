/** Follow verdicts: an open alert whose path leads over a fact that ties nobody is taken off the desk, and comes back when the verdict is taken back and the truth still bears it out. */
import type { Ontology, Sql } from '@phecda/graph-schema';
import { unchanged } from '../detect/change.ts';
import { GraphAt } from '../detect/graph-at.ts';
import type { LeftOutFact } from '../detect/left-out.ts';
import { actOn, alertsLeftOut, openAlerts, statusIn } from '../store/alert-store.ts';
import { sqlTime } from '../store/sql-time.ts';
import type { Watch } from '../watch.ts';
import { standingAmong } from './withdraw.ts';

export interface VerdictContext {
  readonly sql: Sql;
  readonly ontology: Ontology;
  readonly watches: readonly Watch[];
  readonly now: Date;
  /** Up to which the truth is looked at. */
  readonly revision: number;
}

/** Says the same however often it is asked. */
export async function followVerdicts(
  facts: readonly LeftOutFact[],
  { sql, ontology, watches, now, revision }: VerdictContext,
): Promise<void> {
  const [open, out] = await Promise.all([openAlerts(sql.state), alertsLeftOut(sql.state)]);
  const standing = async (alerts: typeof open, without: readonly LeftOutFact[]) => {
    const change = unchanged(new GraphAt(sql, revision, without), sql, ontology);
    return standingAmong(alerts, { change, sql, ontology, watches, now });
  };
  const bornOut = await standing([...open, ...out], facts);
  const fallen = open.filter(({ id, path }) => path.length > 1 && !bornOut.has(id));
  // What the truth does not bear out with the facts either ends with the revision that took it out.
  const without = fallen.length === 0 ? new Set<string>() : await standing(fallen, []);
  const gone = fallen.filter(({ id }) => without.has(id));
  const back = out.filter(({ id }) => bornOut.has(id));
  if (gone.length === 0 && back.length === 0) return;
  const at = sqlTime(now);
  await sql.state.transaction(async (tx) => {
    for (const { id } of gone)
      if (await statusIn(tx, id, ['new', 'inProgress', 'confirmed']))
        await actOn(tx, id, 'leftOut', 'Phecda', '', at);
    for (const { id } of back)
      if (await statusIn(tx, id, ['withdrawn']))
        await actOn(tx, id, 'reopened', 'Phecda', 'verdict taken back', at);
  });
}
