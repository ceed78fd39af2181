/** The graph as it stood at a revision, read from the truth itself: neighbours, nodes, and which entity a record was in. */
import type { SqlReader, SqlValue } from '@phecda/graph-schema';
import { distinctTags, taggedEntitiesSql } from '@phecda/graph-schema/truth/derived-tags';
import { fieldsWhere, type FieldCondition } from '@phecda/graph-schema/truth/field-conditions';
import { lines } from '@phecda/graph-schema/truth/view-rows';
import { saysNothing, type LeftOutFact } from './left-out.ts';
import { sharedSides, sideColumns, type Side, type SideRow } from './side.ts';

/** A watch looks at so many entities of one tag or search. */
export const mostFound = 20_000;

export interface Edge {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
}

export interface Node {
  readonly id: string;
  /** Smallest of its records. */
  readonly record: string;
  readonly type: string;
  readonly label: string;
  /** Asserted and derived. */
  readonly tags: readonly string[];
  /** Of these, what sources and people say. */
  readonly asserted: readonly string[];
  readonly props: Readonly<Record<string, unknown>>;
}

const idList = (parameter: string): string =>
  `(SELECT CAST(unnest(string_to_array(${parameter}, ',')) AS UUID))`;
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

export class GraphAt {
  readonly #sql: SqlReader;
  readonly revision: number;
  readonly #leftOut: readonly LeftOutFact[];
  #saysNothing: Promise<(ends: Pick<Edge, 'source' | 'target'>) => boolean> | null = null;

  /** @param leftOut facts over which no relation leads */
  constructor(sql: SqlReader, revision: number, leftOut: readonly LeftOutFact[] = []) {
    this.#sql = sql;
    this.revision = revision;
    this.#leftOut = leftOut;
  }

  /** The graph of the revision before. */
  get before(): GraphAt {
    return this.at(this.revision - 1);
  }

  at(revision: number): GraphAt {
    return new GraphAt(this.#sql, revision, this.#leftOut);
  }

  /** The same without what these facts say. */
  without(leftOut: readonly LeftOutFact[]): GraphAt {
    return new GraphAt(this.#sql, this.revision, leftOut);
  }

  /** Those that lead over no fact that is left out. */
  async telling<E extends Pick<Edge, 'source' | 'target'>>(edges: readonly E[]): Promise<E[]> {
    if (this.#leftOut.length === 0 || edges.length === 0) return [...edges];
    this.#saysNothing ??= this.entitiesOf([...new Set(this.#leftOut.flat())]).then((entities) =>
      saysNothing(this.#leftOut, entities),
    );
    const nothing = await this.#saysNothing;
    return edges.filter((edge) => !nothing(edge));
  }

  #held(row: string): string {
    return `${row}.rev_from <= ${this.revision} AND (${row}.rev_to IS NULL OR ${row}.rev_to > ${this.revision})`;
  }

  /** Rows of the entities that a list of ids names. */
  get #among(): string {
    return taggedEntitiesSql(
      this.#sql.dialect,
      this.revision,
      `SELECT CAST(unnest(string_to_array($1, ',')) AS UUID)`,
    );
  }

  /** Relations of these kinds that touch any of the entities. @param ends where the entities stand in them */
  async edges(
    ids: readonly string[],
    kinds: readonly string[],
    ends: readonly ('source' | 'target')[] = ['source', 'target'],
  ): Promise<Edge[]> {
    if (ids.length === 0 || kinds.length === 0) return [];
    const side = (end: 'source' | 'target'): string =>
      `SELECT r.relation_id AS id, r.kind, r.source, r.target FROM relation r
       WHERE ${this.#held('r')} AND r.kind IN (${quoted(kinds)}) AND r.${end} IN ${idList('$1')}`;
    const rows = await this.#sql.query<Edge>(`${ends.map(side).join(' UNION ')} ORDER BY id`, [
      ids.join(','),
    ]);
    return this.telling(rows);
  }

  /** How many relations of these kinds each of the entities has; those without are left out. */
  async degrees(ids: readonly string[], kinds: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0 || kinds.length === 0) return new Map();
    const side = (end: 'source' | 'target'): string =>
      `SELECT r.${end} AS id, count(*) AS n FROM relation r WHERE ${this.#held('r')} AND r.kind IN (${quoted(kinds)}) AND r.${end} IN ${idList('$1')} GROUP BY r.${end}`;
    const rows = await this.#sql.query<{ id: string; n: number }>(
      `${side('source')} UNION ALL ${side('target')}`,
      [ids.join(',')],
    );
    const degrees = new Map<string, number>();
    for (const { id, n } of rows) degrees.set(id, (degrees.get(id) ?? 0) + Number(n));
    return degrees;
  }

  /** Relations of these kinds from one of the entities to another. */
  async edgesBetween(ids: readonly string[], kinds: readonly string[]): Promise<Edge[]> {
    if (ids.length === 0 || kinds.length === 0) return [];
    const rows = await this.#sql.query<Edge>(
      `SELECT r.relation_id AS id, r.kind, r.source, r.target FROM relation r
       WHERE ${this.#held('r')} AND r.kind IN (${quoted(kinds)}) AND r.source IN ${idList('$1')} AND r.target IN ${idList('$1')} ORDER BY r.relation_id`,
      [ids.join(',')],
    );
    return this.telling(rows);
  }

  async nodes(ids: readonly string[]): Promise<Map<string, Node>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#sql.query<{
      id: string;
      record: string;
      type: string;
      label: string;
      tags: string;
      asserted: string;
      props: string;
    }>(
      `SELECT e.entity_id AS id, e.record, e.type, e.label, e.tags, e.asserted, e.props FROM (${this.#among}) e`,
      [ids.join(',')],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          ...row,
          tags: lines(distinctTags(row.tags)),
          asserted: lines(row.asserted),
          props: JSON.parse(row.props) as Record<string, unknown>,
        },
      ]),
    );
  }

  /** As `nodes`, without what names them and what is said of them. */
  async sides(ids: readonly string[]): Promise<Map<string, Side>> {
    if (ids.length === 0) return new Map();
    const sideOf = sharedSides();
    const rows = await this.#sql.query<SideRow & { id: string }>(
      `SELECT entity_id AS id, ${sideColumns.join(', ')} FROM (${this.#among}) e`,
      [ids.join(',')],
    );
    return new Map(rows.map((row) => [row.id, sideOf(row)]));
  }

  /** Entity that each record was in; records that no source asserts today are left out. */
  async entitiesOf(records: readonly string[]): Promise<Map<string, string>> {
    if (records.length === 0) return new Map();
    const rows = await this.#sql.query<{ record_id: string; entity_id: string }>(
      `SELECT r.record_id, COALESCE(l.entity_before, r.entity_id) AS entity_id FROM record r
       LEFT JOIN (
         SELECT record_id, entity_before, row_number() OVER (PARTITION BY record_id ORDER BY revision) AS place FROM lineage
         WHERE revision > ${this.revision} AND record_id IN ${idList('$1')}) l ON l.record_id = r.record_id AND l.place = 1
       WHERE r.entity_id IS NOT NULL AND r.family IN ('entity', 'reference') AND r.record_id IN ${idList('$1')}`,
      [records.join(',')],
    );
    return new Map(rows.map((row) => [row.record_id, row.entity_id]));
  }

  /** The first `mostFound` entities that had the tag, asserted or derived. @param among all, or one of these */
  async tagged(tag: string, among?: readonly string[]): Promise<{ id: string; record: string }[]> {
    return this.#sql.query(
      `SELECT e.entity_id AS id, e.record ${this.#taggedFrom(among)} ORDER BY e.entity_id LIMIT ${mostFound}`,
      [tag, ...(among === undefined ? [] : [among.join(',')])],
    );
  }

  /** How many had the tag. */
  async countTagged(tag: string): Promise<number> {
    const [row] = await this.#sql.query<{ n: number }>(
      `SELECT count(*) AS n ${this.#taggedFrom(undefined)}`,
      [tag],
    );
    return row?.n ?? 0;
  }

  #taggedFrom(among: readonly string[] | undefined): string {
    return `FROM entity e WHERE ${this.#held('e')} ${among === undefined ? '' : `AND e.entity_id IN ${idList('$2')}`}
       AND (concat(chr(10), e.tags, chr(10)) LIKE concat('%', chr(10), CAST($1 AS TEXT), chr(10), '%')
         OR e.entity_id IN (SELECT d.entity_id FROM derived_tag d WHERE d.tag = CAST($1 AS TEXT) AND ${this.#held('d')}))`;
  }

  /** The first `mostFound` a search of the entities of a type whose attributes meet all conditions of one of the searches. @param among all, or one of these */
  async matching(
    type: string,
    searches: readonly (readonly FieldCondition[])[],
    among?: readonly string[],
  ): Promise<{ id: string; record: string }[]> {
    const parameters: SqlValue[] = among === undefined ? [] : [among.join(',')];
    const asked = among === undefined ? '' : `AND entity_id IN ${idList('$1')}`;
    const met = searches.map((conditions) => `(${fieldsWhere(type, conditions, parameters)})`);
    return this.#sql.query(
      `SELECT entity_id AS id, record FROM entity e WHERE ${this.#held('e')} ${asked} AND (${met.join(' OR ')}) ORDER BY entity_id LIMIT ${mostFound * searches.length}`,
      parameters,
    );
  }

  /** How many meet all conditions of one of the searches. */
  async countMatching(
    type: string,
    searches: readonly (readonly FieldCondition[])[],
  ): Promise<number> {
    const parameters: SqlValue[] = [];
    const met = searches.map((conditions) => `(${fieldsWhere(type, conditions, parameters)})`);
    const [row] = await this.#sql.query<{ n: number }>(
      `SELECT count(*) AS n FROM entity e WHERE ${this.#held('e')} AND (${met.join(' OR ')})`,
      parameters,
    );
    return row?.n ?? 0;
  }

  /** Cases of the kinds that end in court which were closed. */
  async closedCases(): Promise<string[]> {
    const rows = await this.#sql.query<{ id: string }>(
      `SELECT e.entity_id AS id FROM entity e WHERE ${this.#held('e')} AND e.type = 'Case' AND (e.props LIKE '%"closedDate"%' OR e.props LIKE '%"status":"closed"%')
       AND (e.props LIKE '%"caseKind":"smuggling"%' OR e.props LIKE '%"caseKind":"criminal"%' OR e.props LIKE '%"caseKind":"seizure"%')
       ORDER BY e.entity_id`,
    );
    return rows.map(({ id }) => id);
  }

  /** Into what each entity of an earlier revision went, beside itself. */
  async descendants(ids: readonly string[], at: number): Promise<Map<string, Set<string>>> {
    const found = new Map<string, Set<string>>();
    // By entity, of which of these it holds records.
    const from = new Map(ids.map((id) => [id, new Set([id])]));
    for (let open = [...ids]; open.length > 0;) {
      const rows = await this.#sql.query<{ entity_before: string; entity_after: string }>(
        `SELECT DISTINCT entity_before, entity_after FROM lineage WHERE revision > ${at} AND revision <= ${this.revision} AND entity_before IN ${idList('$1')}`,
        [open.join(',')],
      );
      const further = new Set<string>();
      for (const { entity_before: before, entity_after: after } of rows) {
        const reached = from.get(after) ?? new Set<string>();
        const size = reached.size;
        for (const id of from.get(before) ?? []) {
          reached.add(id);
          found.set(id, (found.get(id) ?? new Set()).add(after));
        }
        from.set(after, reached);
        if (reached.size > size) further.add(after);
      }
      open = [...further];
    }
    return found;
  }

  /** Of what each of these entities was at an earlier revision, what had the same smallest record. */
  async namesakes(ids: readonly string[], then: GraphAt): Promise<Map<string, string[]>> {
    const ancestors = await this.ancestors(ids, then.revision);
    const [now, old] = await Promise.all([
      this.nodes(ids),
      then.nodes([...new Set([...ancestors.values()].flat())]),
    ]);
    return new Map(
      ids.map((id) => [
        id,
        (ancestors.get(id) ?? []).filter((one) => old.get(one)?.record === now.get(id)?.record),
      ]),
    );
  }

  /** What each of these entities was in the revision before, or at an earlier one: itself, and others whose records it got. */
  async ancestors(ids: readonly string[], at = this.revision - 1): Promise<Map<string, string[]>> {
    const found = new Map(ids.map((id) => [id, new Set([id])]));
    // By entity, into which of these it went.
    const into = new Map(ids.map((id) => [id, new Set([id])]));
    for (let open = [...ids]; open.length > 0;) {
      const rows = await this.#sql.query<{ entity_before: string; entity_after: string }>(
        `SELECT DISTINCT entity_before, entity_after FROM lineage WHERE revision > ${at} AND revision <= ${this.revision} AND entity_after IN ${idList('$1')}`,
        [open.join(',')],
      );
      const further = new Set<string>();
      for (const { entity_before: before, entity_after: after } of rows) {
        const reached = into.get(before) ?? new Set<string>();
        const size = reached.size;
        for (const id of into.get(after) ?? []) {
          reached.add(id);
          found.get(id)?.add(before);
        }
        into.set(before, reached);
        if (reached.size > size && this.revision > at + 1) further.add(before);
      }
      open = [...further];
    }
    return new Map([...found].map(([id, all]) => [id, [...all]]));
  }
}
