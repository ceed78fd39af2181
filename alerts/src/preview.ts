/** What a watch would have fired on: its condition over the revisions of the past, within a budget of revisions and time. */
import type { Ontology, Sql, SqlReader, StateReader } from '@phecda/graph-schema';
import { subscribe } from '@phecda/graph-schema/truth/subscribe';
import { conditionNamed } from './conditions/conditions.ts';
import type { Finding } from './conditions/condition.ts';
import { gatherChange } from './detect/change.ts';
import { TargetFinder } from './detect/targets.ts';
import { keyOf } from './flow/detect.ts';
import type { WatchContent } from './watch.ts';

export interface PreviewOptions {
  readonly sql: SqlReader & Pick<Sql, 'revision'>;
  readonly state: StateReader;
  readonly ontology: Ontology;
  /** Revisions made before are not looked at. */
  readonly since: Date;
  readonly maxRevisions: number;
  readonly maxMs: number;
  readonly examples: number;
}

export interface Preview {
  readonly found: number;
  readonly examples: readonly Finding[];
  readonly targets: number;
  /** Records between target and end, by the findings that go through them, most first. */
  readonly through: readonly { readonly record: string; readonly found: number }[];
  readonly revisions: number;
  /** Of the period; more than `revisions`: the budget ended first. */
  readonly revisionsInPeriod: number;
  readonly weeks: number;
}

/** @throws ZodError when the settings do not fit the condition */
export async function previewWatch(
  content: WatchContent,
  options: PreviewOptions,
): Promise<Preview> {
  const { sql, ontology, since, maxRevisions, maxMs } = options;
  const condition = conditionNamed(content.condition);
  const settings = condition?.settings.parse(content.settings);
  const [period] = await sql.query<{ first: number | null; n: number; oldest: string | null }>(
    `SELECT min(revision) AS first, count(*) AS n, min(made_at) AS oldest FROM revision WHERE made_at >= CAST($1 AS TIMESTAMP)`,
    [since.toISOString().replace('T', ' ').replace('Z', '')],
  );
  const newest = await sql.revision();
  const after = Math.max((period?.first ?? newest + 1) - 1, newest - maxRevisions);
  const end = performance.now() + maxMs;
  const found = new Map<string, Finding>();
  let revisions = 0;
  let targetCount = 0;
  const retention = Number.MAX_SAFE_INTEGER;
  if (condition !== undefined)
    for await (const delivery of subscribe(sql, after, {
      retention,
      entityTypes: ontology.entityTypes,
    })) {
      if (delivery.kind !== 'revision' || performance.now() > end) break;
      revisions++;
      const change = await gatherChange(sql, ontology, delivery);
      const targets = await new TargetFinder(options.state, change.graph, sql).find(
        content.targets,
      );
      targetCount = Math.max(targetCount, targets.size);
      for (const finding of await condition.detect(change, targets, settings))
        found.set(keyOf({ id: '', version: 0 }, finding), finding);
    }
  const through = new Map<string, number>();
  for (const { path } of found.values())
    for (const record of path.slice(1, -1)) through.set(record, (through.get(record) ?? 0) + 1);
  const oldest = period?.oldest == null ? Date.now() : Date.parse(period.oldest);
  return {
    found: found.size,
    examples: [...found.values()].slice(-options.examples).reverse(),
    targets: targetCount,
    through: [...through]
      .map(([record, count]) => ({ record, found: count }))
      .sort((a, b) => b.found - a.found || (a.record < b.record ? -1 : 1))
      .slice(0, 10),
    revisions,
    revisionsInPeriod: period?.n ?? 0,
    weeks: Math.max(1, (Date.now() - oldest) / (7 * 86_400_000)),
  };
}
