/** What an alert rests on: how each step of its path is reached, which of them its revision brought, and the rows that say so. */
import { GraphAt } from '@phecda/alerts/detect/graph-at';
import { groundsAt, isLost } from '@phecda/alerts/detect/tag-grounds';
import type { AlertDetail } from '@phecda/alerts/store/alert-store';
import type { TagGround } from '@phecda/graph-schema/truth/ground';
import { historyHorizon } from '@phecda/graph-schema/truth/history-horizon';
import { idList } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

export interface PathStep {
  readonly record: string;
  readonly kinds: readonly string[];
  readonly isNew: boolean;
  /** The revision before held the node. */
  readonly nodeWasThere: boolean;
}

/** @param records from the target to what is new, as of `revision` */
export async function readAlertPath(
  truth: ViewedTruth,
  records: readonly string[],
  revision: number,
): Promise<PathStep[]> {
  const horizon = await historyHorizon(truth);
  // What it brought is told from the revision before; where that is gone, the path is shown as of the oldest there is.
  const gone = revision <= horizon;
  const graph = new GraphAt(truth, gone ? horizon : revision);
  const entities = await graph.entitiesOf(records);
  const ids = [...new Set(entities.values())];
  const ancestors = await graph.ancestors(ids);
  const kinds = Object.keys(truth.ontology.relationKinds);
  const earlier = gone ? graph : graph.before;
  const [now, before] = await Promise.all([
    graph.edges(ids, kinds),
    earlier.edges([...new Set([...ancestors.values()].flat())], kinds),
  ]);
  const old = await earlier.nodes([...new Set([...ancestors.values()].flat())]);
  const wasThere = (id: string): boolean => (ancestors.get(id) ?? [id]).some((one) => old.has(one));
  return records.map((record, index) => {
    const here = entities.get(record) ?? record;
    const last = index === 0 ? null : (entities.get(records[index - 1] ?? '') ?? '');
    const nodeWasThere = wasThere(here);
    if (last === null) return { record, kinds: [], isNew: false, nodeWasThere };
    const joins =
      (from: readonly string[], to: readonly string[]) =>
      ({ source, target }: { readonly source: string; readonly target: string }): boolean =>
        (from.includes(source) && to.includes(target)) ||
        (from.includes(target) && to.includes(source));
    return {
      record,
      kinds: [...new Set(now.filter(joins([last], [here])).map(({ kind }) => kind))].sort(),
      nodeWasThere,
      isNew: !before.some(joins(ancestors.get(last) ?? [last], ancestors.get(here) ?? [here])),
    };
  });
}

export interface AlertSourceRow {
  readonly fileId: string;
  readonly fileName: string;
  readonly dataset: string;
  readonly row: number;
  readonly fresh: boolean;
}

const mostSources = 50;
/** An empty list is no list of ids to every engine. */
const noId = '00000000-0000-0000-0000-000000000000';

/** Rows of the declarations and of the relation that it rests on, or of the target's own records where it rests on neither; those that its own revision loaded first. */
export async function readAlertSources(
  truth: ViewedTruth,
  alert: {
    readonly facts: readonly string[];
    readonly relation: string | null;
    readonly target: string;
    readonly revision: number;
  },
): Promise<AlertSourceRow[]> {
  const own = alert.facts.length === 0 && alert.relation === null;
  const rows = await truth.query<Omit<AlertSourceRow, 'fresh'> & { revision: number }>(
    `SELECT DISTINCT f.file_id AS "fileId", f.name AS "fileName", f.dataset, a.row_no AS row, f.revision
     FROM assertion_run a JOIN file f ON f.file_no = a.from_file
     WHERE a.record_id IN ${idList('$1')}
        OR a.record_id IN (SELECT record_id FROM record WHERE family = 'relation' AND entity_id IN ${idList('$2')})
        OR a.record_id IN (SELECT m.record_id FROM record t JOIN record m ON m.entity_id = t.entity_id AND m.family <> 'relation' WHERE t.record_id IN ${idList('$3')})
     ORDER BY f.revision DESC, f.name, a.row_no LIMIT 2000`,
    [[noId, ...alert.facts].join(','), alert.relation ?? noId, own ? alert.target : noId],
  );
  const fresh = (revision: number): boolean => revision === alert.revision;
  return [
    ...rows.filter(({ revision }) => fresh(revision)),
    ...rows.filter(({ revision }) => !fresh(revision)),
  ]
    .slice(0, mostSources)
    .map(({ revision, ...row }) => ({ ...row, fresh: fresh(revision) }));
}

export interface AlertRule {
  readonly tag: string;
  readonly version: number;
  readonly isLost: boolean;
  readonly figures: TagGround['figures'];
  readonly paths: PathStep[][];
}

/** Paths of one rule that are shown. */
const mostPaths = 5;

/** Rules that derive the tags of what a path leads to, as of a revision, or as of the one before where they were lost. */
export async function readAlertRules(
  truth: ViewedTruth,
  {
    path,
    detail,
    revision,
  }: {
    readonly path: readonly string[];
    readonly detail: Pick<AlertDetail, 'tags' | 'attribute'>;
    readonly revision: number;
  },
): Promise<AlertRule[]> {
  if (detail.tags.length === 0) return [];
  const lost = isLost(detail);
  const at = lost ? revision - 1 : revision;
  const bearer = path.at(-1) ?? '';
  const derived = (await groundsAt(truth, at, [{ path, detail }])).get(bearer) ?? [];
  const mine = derived.filter(({ tag }) => detail.tags.includes(tag));
  const ids = new Set(
    mine.flatMap(({ ground }) => ground.paths.flat().map(([, entity]) => entity)),
  );
  const nodes = await new GraphAt(truth, at).nodes([...ids]);
  return Promise.all(
    mine.map(async ({ tag, version, ground, score }) => ({
      tag,
      version,
      isLost: lost,
      figures: { ...ground.figures, ...(score === null ? {} : { score }) },
      paths: await Promise.all(
        ground.paths
          .slice(0, mostPaths)
          .map((steps) => [
            bearer,
            ...steps.map(([, entity]) => nodes.get(entity)?.record ?? entity),
          ])
          .map((records) => readAlertPath(truth, records, at)),
      ),
    })),
  );
}
