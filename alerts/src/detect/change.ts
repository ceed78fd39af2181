/** What a revision changed, as conditions look at it: gathered once for all watches. Of a revision that loads millions of rows nothing is held; what is watched is looked up in it. */
import type { Ontology, SqlReader } from '@phecda/graph-schema';
import type { RevisionDelivery } from '@phecda/graph-schema/truth/subscribe';
import { periodsOf } from '@phecda/graph-schema/truth/view-rows';
import { GraphAt, type Edge } from './graph-at.ts';
import type { LeftOutFact } from './left-out.ts';
import { sharedSides, sideColumns, type Side, type SideRow } from './side.ts';

export interface ChangedEntity {
  readonly id: string;
  readonly before: Side | null;
  readonly after: Side | null;
}

export interface AddedEdge extends Edge {
  /** 'YYYY-MM-DD', from which it holds; null where the source does not say. */
  readonly since: string | null;
}

export interface HeldChange {
  readonly entities: readonly ChangedEntity[];
  readonly added: readonly AddedEdge[];
  /** What a hub loses may make it lead on. */
  readonly removed: readonly Edge[];
  /** Entities that got records from others: their relations may stay as they were and yet be news to what is watched. */
  readonly regrouped: readonly string[];
}

/** Numbers without a gap. */
export interface FileNumbers {
  readonly first: number;
  readonly last: number;
}

export interface Newcomers {
  /** Targets, among them those with which something merged that was not watched, or was under another record. */
  readonly ids: ReadonlySet<string>;
  /** Of the entities before that went into them, those that were watched, and the record by which each was. */
  readonly watched: ReadonlyMap<string, string>;
}

export const noNewcomers: Newcomers = { ids: new Set(), watched: new Map() };

export interface Change {
  readonly revision: number;
  readonly at: string;
  readonly cause: RevisionDelivery['cause'];
  /** Files that the revision loaded; null where there are none. */
  readonly files: FileNumbers | null;
  /** Numbers of all files that began or ceased to count with it. */
  readonly touchedFiles: readonly number[];
  /** All of it; null where that would be too much: then `change-among.ts` says what it did to given entities. */
  readonly held: HeldChange | null;
  /** A world that is made to be looked at, or a file that whoever imported it called history: no news. */
  readonly history: boolean;
  /** A row, a file or a tag was taken out, or records went into other entities: what open alerts rest on may have gone. */
  readonly takesOut: boolean;
  /** Looked at for many watches at once: what is only found then does no harm, what is missed would. */
  readonly screening: boolean;
  /** Revision: what files said up to it was known when the watch that asks began. */
  readonly newsAfter: number;
  /** Whom it made a target of the watch that asks. */
  readonly newcomers: Newcomers;
  /** Whom it made none any more, as far as they are something still. */
  readonly leavers: ReadonlySet<string>;
  readonly graph: GraphAt;
  readonly sql: SqlReader;
  readonly ontology: Ontology;
}

/** Who loads the demo world is no source of news. */
export const isDemo = ({ actor }: Pick<RevisionDelivery, 'actor'>): boolean => actor === 'demo';

/** Entities, relations and regrouped entities that are held at most, together. */
export const maxHeld = 50_000;

interface GatherOptions {
  /** Default `maxHeld`. */
  readonly most?: number;
  /** Nothing is withdrawn by it: what is too much to be held is not read. */
  readonly isForecast?: boolean;
}

export async function gatherChange(
  sql: SqlReader,
  ontology: Ontology,
  delivery: RevisionDelivery,
  { most = maxHeld, isForecast = false }: GatherOptions = {},
): Promise<Change> {
  const { revision } = delivery;
  const files = await filesOf(sql, revision);
  const isRead = !isForecast || (await sizeOf(sql, revision)) <= most;
  const rows = isRead ? await gatherRows(sql, delivery, most) : { held: null, takesOut: true };
  return {
    revision,
    at: delivery.at,
    cause: delivery.cause,
    files: files.loaded,
    touchedFiles: files.touched,
    held: rows.held,
    history: isDemo(delivery) || files.history,
    takesOut: rows.takesOut || files.takesOut,
    screening: false,
    newsAfter: 0,
    newcomers: noNewcomers,
    leavers: new Set(),
    graph: new GraphAt(sql, revision),
    sql,
    ontology,
  };
}

/** The same change, where some facts tie nobody. */
export async function withoutFacts(
  change: Change,
  leftOut: readonly LeftOutFact[],
): Promise<Change> {
  if (leftOut.length === 0) return change;
  const graph = change.graph.without(leftOut);
  const { held } = change;
  return {
    ...change,
    graph,
    held: held && {
      ...held,
      added: await graph.telling(held.added),
      removed: await graph.telling(held.removed),
    },
  };
}

/** A change that brought nothing, to ask what still holds. */
export function unchanged(graph: GraphAt, sql: SqlReader, ontology: Ontology): Change {
  return {
    revision: graph.revision,
    at: '',
    cause: 'fact',
    files: null,
    touchedFiles: [],
    held: null,
    history: false,
    takesOut: false,
    screening: false,
    newsAfter: 0,
    newcomers: noNewcomers,
    leavers: new Set(),
    graph,
    sql,
    ontology,
  };
}

interface FilesOfRevision {
  readonly loaded: FileNumbers | null;
  readonly touched: readonly number[];
  readonly history: boolean;
  readonly takesOut: boolean;
}

/** What a withdrawal or a correction takes back ceases to count, and what a withdrawn correction had corrected counts again. */
async function filesOf(sql: SqlReader, revision: number): Promise<FilesOfRevision> {
  const rows = await sql.query<{
    file_no: number;
    loaded: boolean;
    withdrawn: boolean;
    history: boolean | null;
  }>(
    `WITH own AS (SELECT * FROM file WHERE revision = ${revision} OR withdrawn_revision = ${revision})
     SELECT f.file_no, f.revision = ${revision} AS loaded, COALESCE(f.withdrawn_revision = ${revision}, FALSE) AS withdrawn, f.history FROM own f
     UNION
     SELECT f.file_no, FALSE, FALSE, FALSE FROM file f JOIN own o ON f.superseded_by = o.file_id OR f.file_id = o.supersedes WHERE f.revision < ${revision}
     ORDER BY file_no`,
  );
  const loaded = rows.filter((row) => row.loaded);
  const [first, last] = [loaded[0], loaded.at(-1)];
  return {
    loaded: first && last ? { first: first.file_no, last: last.file_no } : null,
    touched: [...new Set(rows.map(({ file_no }) => file_no))],
    history: loaded.some(({ history }) => history === true),
    takesOut: rows.some(({ withdrawn }) => withdrawn),
  };
}

async function sizeOf(sql: SqlReader, revision: number): Promise<number> {
  const touched = `rev_from = ${revision} OR rev_to = ${revision}`;
  const [row] = await sql.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM entity WHERE ${touched}) + (SELECT count(*) FROM relation WHERE ${touched}) AS n`,
  );
  return row?.n ?? 0;
}

/** Reads on beyond what is held only as long as it is open whether something was taken out. */
async function gatherRows(
  sql: SqlReader,
  delivery: RevisionDelivery,
  most: number,
): Promise<Pick<Change, 'held' | 'takesOut'>> {
  const moved = await sql.query<{ id: string }>(
    `SELECT DISTINCT entity_after AS id FROM lineage WHERE revision = ${delivery.revision} ORDER BY id LIMIT ${most + 1}`,
  );
  const regrouped = moved.map(({ id }) => id);
  const entities: ChangedEntity[] = [];
  const added: AddedEdge[] = [];
  const removed: Edge[] = [];
  let takesOut = regrouped.length > 0;
  let tooMany = regrouped.length > most;
  const isEnough = (): boolean => {
    tooMany ||= regrouped.length + entities.length + added.length + removed.length > most;
    if (tooMany) entities.length = added.length = removed.length = 0;
    return tooMany && takesOut;
  };
  const sideOf = sharedSides();
  for await (const rows of delivery.entityColumns<SideRow>(sideColumns)) {
    for (const { id, before: old, after: now } of rows) {
      const [before, after] = [old && sideOf(old), now && sideOf(now)];
      if (after === null || before?.tags.some((tag) => !after.tags.includes(tag))) takesOut = true;
      entities.push({ id, before, after });
    }
    if (isEnough()) return { held: null, takesOut };
  }
  for await (const rows of delivery.relationColumns<EdgeRow>(edgeColumns)) {
    for (const { id, before, after } of rows)
      if (after !== null) {
        if (before === null) added.push(toAddedEdge({ ...after, id }));
      } else {
        takesOut = true;
        if (before !== null) removed.push(edgeOf({ ...before, id }));
      }
    if (isEnough()) return { held: null, takesOut };
  }
  return { held: tooMany ? null : { entities, added, removed, regrouped }, takesOut };
}

interface EdgeRow {
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly periods: string;
}

const edgeColumns = ['kind', 'source', 'target', 'periods'];

const edgeOf = ({ id, kind, source, target }: Edge): Edge => ({ id, kind, source, target });

export function toAddedEdge({ periods, ...edge }: EdgeRow & { readonly id: string }): AddedEdge {
  const starts = periodsOf(periods).flatMap(({ from }) => from ?? []);
  const latest = starts.length === 0 ? null : new Date(Math.max(...starts) * 86_400_000);
  return { ...edgeOf(edge), since: latest?.toISOString().slice(0, 10) ?? null };
}
