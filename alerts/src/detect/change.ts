/** What a revision changed, as conditions look at it: gathered once for all watches, lean enough for a revision that loads a million rows. */
import type { Ontology, SqlReader } from '@phecda/graph-schema';
import type { RevisionDelivery } from '@phecda/graph-schema/truth/subscribe';
import type { ViewEntity } from '@phecda/graph-schema';
import { distinctTags } from '@phecda/graph-schema/truth/derived-tags';
import { lines, periodsOf } from '@phecda/graph-schema/truth/view-rows';
import { GraphAt, type Edge } from './graph-at.ts';

/** One side of a changed entity, as far as ends of paths are chosen by it. */
export interface Side {
  readonly type: string;
  readonly tags: readonly string[];
  /** Known to customs: has a customs code or the date of its registration. */
  readonly registered: boolean;
}

export interface ChangedEntity {
  readonly id: string;
  readonly before: Side | null;
  readonly after: Side | null;
}

export interface AddedEdge extends Edge {
  /** 'YYYY-MM-DD', from which it holds; null where the source does not say. */
  readonly since: string | null;
}

export interface Change {
  readonly revision: number;
  readonly at: string;
  readonly cause: RevisionDelivery['cause'];
  /** File that the revision loaded; null where it loaded none. */
  readonly file: number | null;
  readonly entities: readonly ChangedEntity[];
  readonly added: readonly AddedEdge[];
  /** Entities that got records from others: their relations may stay as they were and yet be news to what is watched. */
  readonly regrouped: readonly string[];
  /** A world that is made to be looked at, or a file that whoever imported it called history: no news. */
  readonly history: boolean;
  /** A row, a file or a tag was taken out, or records went into other entities: what open alerts rest on may have gone. */
  readonly takesOut: boolean;
  /** Looked at for many watches at once: what is only found then does no harm, what is missed would. */
  readonly screening: boolean;
  readonly graph: GraphAt;
  readonly sql: SqlReader;
  readonly ontology: Ontology;
}

/** Who loads the demo world is no source of news. */
export const isDemo = ({ actor }: Pick<RevisionDelivery, 'actor'>): boolean => actor === 'demo';

export async function gatherChange(
  sql: SqlReader,
  ontology: Ontology,
  delivery: RevisionDelivery,
): Promise<Change> {
  const { revision } = delivery;
  const [row] = await sql.query<{ file_no: number | null; history: boolean | null; taken: number }>(
    `SELECT r.file_no, (SELECT f.history FROM file f WHERE f.file_no = r.file_no) AS history, (SELECT count(*) FROM file f WHERE f.withdrawn_revision = r.revision) AS taken FROM revision r WHERE r.revision = ${revision}`,
  );
  const moved = await sql.query<{ id: string }>(
    `SELECT DISTINCT entity_after AS id FROM lineage WHERE revision = ${revision} ORDER BY id`,
  );
  const entities: ChangedEntity[] = [];
  let takesOut = (row?.taken ?? 0) > 0 || moved.length > 0;
  const sideOf = sharedSides();
  for await (const rows of delivery.entityColumns<SideRow>(sideColumns))
    for (const row of rows) {
      const [before, after] = [sideOf(row.before), sideOf(row.after)];
      if (after === null || before?.tags.some((tag) => !after.tags.includes(tag))) takesOut = true;
      entities.push({ id: row.id, before, after });
    }
  const added: AddedEdge[] = [];
  for await (const rows of delivery.relationColumns<EdgeRow>(edgeColumns))
    for (const { id, before, after } of rows) {
      if (after === null) takesOut = true;
      else if (before === null)
        added.push({
          id,
          kind: after.kind,
          source: after.source,
          target: after.target,
          since: latestStart(periodsOf(after.periods)),
        });
    }
  return {
    revision,
    at: delivery.at,
    cause: delivery.cause,
    file: row?.file_no ?? null,
    entities,
    added,
    regrouped: moved.map(({ id }) => id),
    history: isDemo(delivery) || row?.history === true,
    takesOut,
    screening: false,
    graph: new GraphAt(sql, revision),
    sql,
    ontology,
  };
}

function latestStart(periods: readonly { readonly from: number | null }[]): string | null {
  const starts = periods.flatMap(({ from }) => from ?? []);
  return starts.length === 0
    ? null
    : new Date(Math.max(...starts) * 86_400_000).toISOString().slice(0, 10);
}

interface SideRow {
  readonly type: string;
  readonly tags: string;
  readonly registered: boolean;
}

/** Who has one of these is known to customs. */
const registeredBy = ['customsCode', 'customsRegistrationDate'];

/** Rows as they are stored are ten times as wide, and a revision may hold a million. In JSON a name stands between quotes that none of its texts can hold. */
const sideColumns = [
  'type',
  'tags',
  `(${registeredBy.map((name) => `position('"${name}":' IN props) > 0`).join(' OR ')}) AS registered`,
];

interface EdgeRow {
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly periods: string;
}

const edgeColumns = ['kind', 'source', 'target', 'periods'];

/** Sides that say the same are one object: of a million entities there are some dozens. */
function sharedSides(): (row: SideRow | null) => Side | null {
  const known = new Map<string, Side>();
  return (row) => {
    if (row === null) return null;
    const { type, tags, registered } = row;
    const key = `${type} ${registered} ${tags}`;
    const side = known.get(key) ?? { type, tags: lines(distinctTags(tags)), registered };
    known.set(key, side);
    return side;
  };
}

export function toSide({
  type,
  tags,
  props,
}: Pick<ViewEntity, 'type' | 'tags'> & {
  readonly props: Readonly<Record<string, unknown>>;
}): Side {
  return { type, tags, registered: registeredBy.some((name) => props[name] !== undefined) };
}
